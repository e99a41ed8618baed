// The chosen chat: header, messages with their days, what stands above them.

import { $, el } from "./dom.js";
import { bubble } from "./bubbles.js";
import { chat, fullName, store } from "./store.js";
import { day, t } from "./texts.js";

const atEnd = () => $("scroller").scrollHeight - $("scroller").scrollTop - $("scroller").clientHeight < 80;

export function toEnd() {
  $("scroller").scrollTop = $("scroller").scrollHeight;
  $("newest").hidden = true;
}

export function watchScrolling() {
  $("scroller").addEventListener("scroll", () => ($("newest").hidden = atEnd()));
  $("newest").addEventListener("click", toEnd);
  // A picture that arrives late must not push the newest words out of sight.
  $("messages").addEventListener("load", () => $("newest").hidden && toEnd(), true);
}

export function drawHeader() {
  const shown = chat();
  document.body.classList.toggle("chatting", Boolean(shown));
  $("chat").hidden = !shown;
  $("empty").hidden = Boolean(shown);
  if (!shown) return;
  $("bot-name").textContent = store.bot.first_name;
  $("peer-line").textContent = shown.typing ? t(shown.typing) : t("writing_as", { name: fullName(shown.customer) });
  $("peer-line").classList.toggle("typing", Boolean(shown.typing));
  const trouble = !store.online ? "offline" : store.connected ? "" : "waiting_long";
  $("banner").hidden = !trouble;
  $("banner").textContent = trouble ? t(trouble) : "";
}

function start(onStart) {
  return el("li", { class: "welcome" }, el("div", {}, el("b", {}, t("nothing_yet")), el("p", {}, t("nothing_yet_more")),
    el("button", { type: "button", class: "solid", data: { testid: "start" }, on: { click: onStart } }, t("start"))));
}

export function drawMessages({ onEdit, onStart, follow }) {
  const shown = chat();
  if (!shown) return;
  const stay = follow || atEnd();
  const rows = [];
  let lastDay = "";
  let before = null;
  for (const entry of shown.entries.values()) {
    if (entry.deleted) continue;
    const today = day(entry.message.date);
    if (today !== lastDay) rows.push(el("li", { class: "day" }, el("span", {}, today)));
    const joined = today === lastDay && before?.author === entry.author && entry.message.date - before.message.date < 300;
    rows.push(bubble(shown.customer.id, entry, { onEdit: shown.blocked ? null : onEdit, joined }));
    lastDay = today;
    before = entry;
  }
  if (!rows.length && shown.loaded) rows.push(start(onStart));
  if (shown.typing) rows.push(el("li", { class: "message from-bot dots", data: { testid: "typing" } }, el("div", { class: "bubble" }, el("i"), el("i"), el("i"))));
  $("messages").replaceChildren(...merge([...$("messages").children], rows));
  if (stay) toEnd();
  else $("newest").hidden = atEnd();
}

// Rows that look the same stay in place, so that a playing voice or a chosen word is not disturbed.
function merge(old, fresh) {
  const kept = new Map(old.map((row) => [`${row.className} ${row.dataset.id ?? row.textContent}`, row]));
  return fresh.map((row) => {
    const same = kept.get(`${row.className} ${row.dataset.id ?? row.textContent}`);
    return same?.isEqualNode(row) ? same : row;
  });
}
