// Pages that keep themselves up to date. One tab of the browser listens, and tells the others:
// a browser has but six connections for one host.
"use strict";

(() => {
  if (!document.getElementById("bell")) {
    return;
  }
  const others = "BroadcastChannel" in window ? new BroadcastChannel("ofisi") : null;
  const tell = () => document.body.dispatchEvent(new Event("changed"));
  if (others) {
    others.addEventListener("message", tell);
  }

  const listen = () => {
    const stream = new EventSource("/events");
    stream.addEventListener("changed", () => {
      tell();
      if (others) {
        others.postMessage("changed");
      }
    });
    stream.addEventListener("bye", () => {
      stream.close();
      window.location.reload();
    });
    return stream;
  };

  if (navigator.locks && others) {
    // Held until the tab goes; the next one in the queue takes over by itself.
    navigator.locks.request("ofisi-listens", () => {
      listen();
      return new Promise(() => {});
    });
  } else {
    let stream = document.hidden ? null : listen();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && stream) {
        stream.close();
        stream = null;
      } else if (!document.hidden && !stream) {
        tell();
        stream = listen();
      }
    });
  }

  // Who is somewhere with the keyboard stays there when that part is new: at the element of the
  // same id, or else at the same one within the nearest element that has an id.
  const placeOf = (element) => {
    const holder = element.closest("[id]");
    const alike = holder ? [...holder.querySelectorAll(element.tagName)] : [];
    return holder && { holder: holder.id, tag: element.tagName, at: alike.indexOf(element) };
  };
  const elementAt = (place) => {
    const holder = document.getElementById(place.holder);
    return holder && place.at >= 0 ? holder.querySelectorAll(place.tag)[place.at] : holder;
  };
  let left = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const here = document.activeElement;
    left = here && event.target.contains(here) ? placeOf(here) : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const element = left && (elementAt(left) || document.querySelector(".pane, #main"));
    if (element && document.activeElement !== element) {
      element.focus({ preventScroll: true });
    }
    left = null;
  });

  // A voice that is being listened to is not cut off: what is new comes when it ends.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const playing = [...event.target.querySelectorAll("audio")].find((each) => !each.paused);
    if (playing) {
      event.detail.shouldSwap = false;
      playing.addEventListener("pause", tell, { once: true });
    }
  });

  // A line more than before, while nobody looks: the browser says it, where it was asked to.
  let known = null;
  document.addEventListener("htmx:afterSwap", () => {
    const bell = document.getElementById("bell");
    const fresh = Number(bell.dataset.new);
    const more = known !== null && fresh > known;
    known = fresh;
    const words = bell.dataset.newest; // none in quiet hours
    if (more && words && document.hidden && window.Notification && Notification.permission === "granted") {
      new Notification("Ofisi", { body: words, tag: "ofisi" });
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("button[data-notify]") && window.Notification) {
      Notification.requestPermission();
    }
  });
})();
