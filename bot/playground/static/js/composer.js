// Writing: the text field, the picture or edit in hand, and sending.

import { $, el, icon } from "./dom.js";
import { post, upload } from "./net.js";
import { chat, store } from "./store.js";
import { t } from "./texts.js";

let files = [];
let editing = null;

const field = () => $("compose");
const path = (action) => `/playground/chats/${store.chosen}/${action}`;

export function sendText(text) {
  return post(path("text"), { text });
}

export function resize() {
  field().style.height = "auto";
  // A field that is not shown yet has no height to measure.
  if (field().scrollHeight) field().style.height = `${Math.min(field().scrollHeight, 160)}px`;
  const ready = Boolean(field().value.trim() || files.length || editing);
  $("send").hidden = !ready;
  $("record").hidden = ready;
}

function drawDraft() {
  for (const image of $("draft").querySelectorAll("img")) URL.revokeObjectURL(image.src);
  const shown = files.map((file) => el("img", { src: URL.createObjectURL(file), alt: file.name }));
  const line = editing ? [icon("pencil"), el("span", {}, t("editing"))] : shown;
  const close = el("button", { type: "button", class: "round", title: t("cancel"), "aria-label": t("cancel"), on: { click: dropDraft } }, icon("close"));
  $("draft").hidden = !files.length && !editing;
  $("draft").replaceChildren(...line, el("span", { class: "space" }), close);
  field().placeholder = t(files.length ? "caption" : "compose");
  resize();
}

export function dropDraft() {
  if (editing) field().value = "";
  files = [];
  editing = null;
  drawDraft();
}

export function holdPictures(chosen) {
  files = [...chosen];
  editing = null;
  drawDraft();
  field().focus();
}

export function startEditing(message) {
  files = [];
  editing = message.message_id;
  field().value = message.text ?? message.caption;
  drawDraft();
  field().focus();
}

export function insert(text) {
  field().value = text;
  resize();
  field().focus();
}

export function switchChat(from) {
  const left = store.chats.get(from);
  if (left) left.draft = editing ? "" : field().value;
  files = [];
  editing = null;
  field().value = chat()?.draft ?? "";
  drawDraft();
}

async function send() {
  const text = field().value.trim();
  const held = { files, editing };
  if (!text && !files.length) return;
  field().value = "";
  files = [];
  editing = null;
  drawDraft();
  if (held.editing) await post(path("edit"), { message_id: held.editing, text });
  else if (held.files.length) await sendFiles("photo", held.files, text);
  else await sendText(text);
}

export function sendFiles(kind, chosen, caption = "", more = {}) {
  const form = new FormData();
  for (const file of chosen) form.append(kind, file, file.name ?? `${kind}.webm`);
  for (const [name, value] of Object.entries({ caption, ...more })) if (value) form.append(name, value);
  return upload(path(kind), form);
}

export function watchComposer() {
  field().addEventListener("input", resize);
  field().addEventListener("keydown", (event) => {
    if (event.key === "Escape") dropDraft();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  field().addEventListener("paste", (event) => {
    const pasted = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (pasted.length) holdPictures(pasted);
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
}
