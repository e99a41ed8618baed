// The bot's own keyboard below the text field, and the bar of a customer who blocked the bot.

import { $, el, icon } from "./dom.js";
import { sendText } from "./composer.js";
import { post } from "./net.js";
import { chat, store } from "./store.js";

let folded = false;

function key(wanted) {
  const action = wanted.request_contact ? "contact" : wanted.request_location ? "location" : "";
  const testid = wanted.request_contact ? "share-contact" : "reply-button";
  const press = () => {
    if (chat().keyboard?.one_time_keyboard) fold(true);
    return action ? post(`/playground/chats/${store.chosen}/${action}`) : sendText(wanted.text);
  };
  const symbol = action ? icon(action === "contact" ? "person" : "pin") : null;
  return el("button", { type: "button", data: { testid }, on: { click: press } }, symbol, el("span", {}, wanted.text));
}

function fold(wanted) {
  folded = wanted;
  drawKeyboard();
}

export function unfold() {
  folded = false;
}

export function drawKeyboard() {
  const shown = chat();
  if (!shown) return;
  const rows = shown.keyboard?.keyboard ?? [];
  $("blocked").hidden = !shown.blocked;
  $("composer").hidden = shown.blocked;
  $("keys-open").hidden = !rows.length;
  $("reply-keyboard").hidden = !rows.length || folded || shown.blocked;
  $("reply-keyboard").replaceChildren(...rows.map((row) => el("div", { class: "row" }, ...row.map(key))));
  const hint = shown.keyboard?.input_field_placeholder;
  if (hint) $("compose").placeholder = hint;
}

export function watchKeyboard() {
  $("keys-open").addEventListener("click", () => fold(!folded));
  $("unblock").addEventListener("click", () => post(`/playground/chats/${store.chosen}/unblock`));
}
