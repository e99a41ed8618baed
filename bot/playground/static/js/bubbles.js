// One message as a bubble: its words, its media, its buttons.

import { el, icon } from "./dom.js";
import { showPicture } from "./notices.js";
import { press, pressing } from "./presses.js";
import { t, time } from "./texts.js";
import { summary, words } from "./words.js";

const fileUrl = (file) => `/playground/files/${encodeURIComponent(file.file_id)}`;

function photo(sizes) {
  const full = sizes.at(-1);
  const shown = el("img", { class: "photo", src: fileUrl(full), alt: t("photo"), loading: "lazy" });
  shown.style.aspectRatio = `${full.width} / ${full.height}`;
  shown.width = full.width;
  return el("button", { type: "button", class: "photo-button", on: { click: () => showPicture(fileUrl(full)) } }, shown);
}

function card(symbol, title, line, href) {
  const inner = [el("span", { class: "card-icon" }, icon(symbol)), el("span", {}, el("b", {}, title), el("small", {}, line))];
  return href
    ? el("a", { class: "card", href, download: title, target: "_blank", rel: "noopener noreferrer" }, ...inner)
    : el("div", { class: "card" }, ...inner);
}

const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function media(message) {
  if (message.photo) return photo(message.photo);
  if (message.voice) return el("audio", { controls: true, preload: "metadata", src: fileUrl(message.voice) });
  if (message.document) return card("file", message.document.file_name, size(message.document.file_size), fileUrl(message.document));
  if (message.contact) return card("person", message.contact.first_name, message.contact.phone_number);
  if (message.location) return card("pin", t("location"), `${message.location.latitude.toFixed(4)}, ${message.location.longitude.toFixed(4)}`);
  if (message.sticker) return el("span", { class: "sticker" }, message.sticker.emoji ?? "🙂");
  return null;
}

function button(chatId, message, wanted) {
  const label = el("span", {}, wanted.text);
  if (wanted.url) {
    const link = /^(https?|tg|tel):/i.test(wanted.url) ? wanted.url : "#";
    return el("a", { href: link, target: "_blank", rel: "noopener noreferrer", data: { testid: "inline-button" } }, label, icon("link"));
  }
  const busy = pressing(message.message_id, wanted.callback_data);
  const act = () => wanted.callback_data && press(chatId, message.message_id, wanted.callback_data);
  return el("button", {
    type: "button", data: { testid: "inline-button" }, class: busy ? "busy" : "", disabled: busy, "aria-busy": String(busy), on: { click: act },
  }, label);
}

function keyboard(chatId, message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  const line = (row) => el("div", { class: "row" }, ...row.map((wanted) => button(chatId, message, wanted)));
  return el("div", { class: "inline-keyboard" }, ...rows.map(line));
}

function quote(message) {
  const quoted = message.reply_to_message;
  return quoted ? el("blockquote", { class: "quote" }, el("b", {}, quoted.from.first_name), summary(quoted)) : null;
}

export function bubble(chatId, entry, { onEdit, joined }) {
  const { message, author } = entry;
  const text = message.text ?? message.caption;
  const said = text ? el("p", { class: "said", dir: "auto" }, ...words(text, message.entities ?? message.caption_entities)) : null;
  const shown = media(message);
  const stamp = el("span", { class: "stamp" },
    message.edit_date ? `${t("edited")} ` : "", el("time", { dateTime: new Date(message.date * 1000).toISOString() }, time(message.date)),
    author === "customer" ? icon("check") : null);
  const editable = author === "customer" && text && onEdit;
  const pencil = editable
    ? el("button", { type: "button", class: "round edit", title: t("edit"), "aria-label": t("edit"), on: { click: () => onEdit(message) } }, icon("pencil"))
    : null;
  const body = el("div", { class: `bubble${message.photo ? " pictured" : ""}${message.sticker ? " bare" : ""}` },
    quote(message), shown, said ?? (shown ? null : el("p", { class: "said odd" }, t("unknown"))), stamp);
  return el("li", { class: `message from-${author}${joined ? " joined" : ""}`, data: { testid: "message", author, id: message.message_id } },
    el("div", { class: "stack" }, body, keyboard(chatId, message)), pencil);
}
