// Pages that keep themselves up to date: one stream while the page is looked at, none while hidden.
"use strict";

(() => {
  if (!document.querySelector("[data-live]")) {
    return;
  }
  let stream = null;

  const tell = () => document.body.dispatchEvent(new Event("changed"));

  const open = () => {
    if (stream || document.hidden) {
      return;
    }
    stream = new EventSource("/events");
    stream.addEventListener("changed", tell);
    stream.addEventListener("bye", () => {
      close();
      window.location.reload();
    });
  };

  // A browser has few connections for one host: a hidden page must not hold one.
  const close = () => {
    if (stream) {
      stream.close();
      stream = null;
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      close();
    } else {
      tell();
      open();
    }
  });
  window.addEventListener("pagehide", close);
  open();

  // What is read or chosen stays where it is when the list around it is new.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const focused = document.activeElement;
    if (focused && focused.id && event.target.contains(focused)) {
      event.target.dataset.focus = focused.id;
      sessionStorage.setItem("focus", focused.id);
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    const id = sessionStorage.getItem("focus");
    const element = id && document.getElementById(id);
    if (element) {
      element.focus({ preventScroll: true });
    }
    sessionStorage.removeItem("focus");
  });
})();
