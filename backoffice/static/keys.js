// The keyboard alone: / searches, j and k walk the list, o opens, r answers, n notes, u goes back.
"use strict";

(() => {
  const typing = (element) =>
    element.matches("input, textarea, select, [contenteditable]") || element.closest("dialog[open]");

  const rows = () => [...document.querySelectorAll(".row-link")];

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) {
      next.focus();
    }
  };

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    u: () => {
      const back = document.querySelector("a.back");
      if (back) {
        back.click();
      }
    },
    c: () => {
      const claim = document.querySelector('[data-testid="claim"]');
      if (claim) {
        claim.focus();
      }
    },
    "?": () => {
      const help = document.getElementById("keys");
      if (help) {
        help.showModal();
      }
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (place) {
      event.preventDefault();
      place.focus();
    } else if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
})();
