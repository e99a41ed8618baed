// What the page itself says, in the language the person at the page chose.

let texts = {};
let language = "en";

export async function loadTexts() {
  texts = await (await fetch("/static/texts.json")).json();
  const kept = localStorage.getItem("ofisi-language");
  language = kept in texts ? kept : navigator.language.startsWith("en") ? "en" : "sw";
}

export const t = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), texts[language][key] ?? key);

export const has = (key) => key in texts[language];
export const locale = () => (language === "sw" ? "sw-KE" : "en-GB");

export function choose(wanted) {
  language = wanted;
  localStorage.setItem("ofisi-language", wanted);
  translate();
}

export function translate(root = document) {
  document.documentElement.lang = language;
  document.title = t("title");
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  for (const node of root.querySelectorAll("[data-language]"))
    node.setAttribute("aria-pressed", String(node.dataset.language === language));
}

const clock = (date, options) => new Intl.DateTimeFormat(locale(), options).format(date);
export const time = (seconds) => clock(new Date(seconds * 1000), { hour: "2-digit", minute: "2-digit", hour12: false });

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  return clock(date, { day: "numeric", month: "long" });
}
