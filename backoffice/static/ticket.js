// A ticket's page: what is typed is kept as it is typed, and colleagues see who is here.
"use strict";

(() => {
  const page = document.querySelector("[data-ticket]");
  if (!page) {
    return;
  }
  const address = `/tickets/${page.dataset.ticket}`;
  const KEEP_AFTER = 1200;
  const HERE_EVERY = 15000;
  let timer = null;

  const post = (path, fields, options = {}) =>
    fetch(address + path, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new URLSearchParams({ csrf: page.dataset.csrf, ...fields }),
      ...options,
    }).catch(() => null);

  const typed = () => {
    const fields = {};
    document.querySelectorAll("form[data-draft]").forEach((form) => {
      fields[form.dataset.draft] = form.querySelector("textarea").value;
    });
    return fields;
  };

  // What could not be kept is told beside the box, in the reader's language.
  const keep = async () => {
    const answer = await post("/draft", typed());
    const line = document.getElementById("draft-problem");
    if (!answer || !line) {
      return;
    }
    const told = answer.status === 422 ? await answer.text() : "";
    const page = new DOMParser().parseFromString(told, "text/html");
    line.textContent = page.body.textContent.trim();
  };

  const boxes = document.querySelectorAll("form[data-draft] textarea");
  boxes.forEach((box) =>
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, KEEP_AFTER);
    }),
  );
  // Sent is no draft any more: a late keeping must not bring it back.
  document.addEventListener("submit", () => clearTimeout(timer));

  const here = async () => {
    if (document.hidden) {
      return;
    }
    const box = document.getElementById("reply");
    const replying = box && box.value.trim() ? "yes" : "no";
    const answer = await post("/here", { replying });
    const line = document.getElementById("beside");
    if (answer && answer.ok && line) {
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("beside");
      if (fresh && fresh.textContent.trim() !== line.textContent.trim()) {
        line.replaceChildren(...fresh.childNodes);
      }
    }
  };
  setInterval(here, HERE_EVERY);
  window.addEventListener("pagehide", () => {
    post("/here", { leaving: "yes" }, { keepalive: true });
  });
})();
