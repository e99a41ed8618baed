// Short words above the chat: a toast that goes by itself, and an alert that waits.

import { $ } from "./dom.js";

let timer = 0;

export function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => ($("toast").hidden = true), 3500);
}

export function alertBox(text) {
  $("alert").querySelector("p").textContent = text;
  $("alert").showModal();
}

export function showPicture(source) {
  $("picture").querySelector("img").src = source;
  $("picture").showModal();
}

export const closePicture = () => $("picture").close();
