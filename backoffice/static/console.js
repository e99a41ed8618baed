// Small comforts; every page works without them.
"use strict";

// Ctrl+Enter (Command+Enter) sends what is being typed.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest && event.target.closest("form[data-once]");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// A second press while the first is under way sends nothing twice.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-once]")) {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "yes";
  }
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach((form) => delete form.dataset.sent);
});
