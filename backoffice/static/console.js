// Small comforts; every page works without them.
"use strict";

const once = (form) => form && form.matches("form[data-once]");

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
  if (once(event.target)) {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "yes";
  }
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once]").forEach((form) => delete form.dataset.sent);
});

// Boxes that send their form as soon as something is chosen keep their button for those without.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-submit]")) {
    event.target.form.requestSubmit();
  }
});

// A ready reply goes where the cursor stands, without leaving the page.
document.addEventListener("submit", (event) => {
  const chosen = event.target.querySelector("select[data-insert]");
  if (!chosen) {
    return;
  }
  const box = document.getElementById(chosen.dataset.insert);
  const option = chosen.selectedOptions[0];
  if (box && option) {
    event.preventDefault();
    const glue = box.value && !/\s$/.test(box.value.slice(0, box.selectionStart)) ? "\n" : "";
    box.setRangeText(glue + option.dataset.text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }
});

// Copying a link or a key that is shown once.
document.addEventListener("click", (event) => {
  const button = event.target.closest && event.target.closest("button[data-copy]");
  if (button) {
    const box = document.getElementById(button.dataset.copy);
    box.select();
    navigator.clipboard.writeText(box.value);
  }
});

// Which files are chosen is shown once there are some.
const countFiles = () =>
  document.querySelectorAll(".attach input").forEach((input) => {
    input.dataset.chosen = input.files.length;
  });
document.addEventListener("change", countFiles);
window.addEventListener("pageshow", countFiles);
