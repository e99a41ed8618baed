// The menus beside the text field: what can be attached, and the bot's commands.

import { $, el, icon } from "./dom.js";
import { holdPictures, insert, sendFiles, sendText } from "./composer.js";
import { get, post } from "./net.js";
import { chat, store } from "./store.js";
import { t } from "./texts.js";

const act = (action) => () => post(`/playground/chats/${store.chosen}/${action}`);
const pick = (id) => () => $(id).click();

const ITEMS = [
  ["photo", "photo", pick("pick-photo"), "menu-photo"],
  ["file", "file", pick("pick-file"), "menu-file"],
  ["audio", "audio", pick("pick-audio"), "menu-voice"],
  ["person", "own_contact", act("contact"), "attach-contact"],
  ["pin", "location", act("location"), "attach-location"],
];

function item(symbol, label, onClick, testid) {
  return el("button", { type: "button", data: { testid }, on: { click: () => { closeMenus(); onClick(); } } }, icon(symbol), el("span", {}, label));
}

export function closeMenus() {
  $("attach-menu").hidden = $("commands-menu").hidden = true;
}

function toggle(menu, items) {
  const open = menu.hidden;
  closeMenus();
  menu.replaceChildren(...items);
  menu.hidden = !open;
}

async function showCommands() {
  const language = chat()?.customer.language_code ?? "";
  const answer = await get(`/playground/commands?language=${language}`);
  const rows = (answer?.commands ?? []).map((each) => el("button", {
    type: "button", class: "command", data: { testid: "command" },
    on: { click: () => { closeMenus(); sendText(`/${each.command}`); } },
  }, el("b", {}, `/${each.command}`), el("span", {}, each.description)));
  toggle($("commands-menu"), rows.length ? rows : [el("p", { class: "none" }, t("no_commands"))]);
}

function taken(id, use) {
  $(id).addEventListener("change", () => {
    if ($(id).files.length) use([...$(id).files]);
    $(id).value = "";
  });
}

export function watchMenus() {
  $("attach-open").addEventListener("click", () => toggle($("attach-menu"), ITEMS.map(([symbol, label, onClick, id]) => item(symbol, t(label), onClick, id))));
  $("commands-open").addEventListener("click", showCommands);
  $("compose").addEventListener("input", () => { if ($("compose").value === "/" && $("commands-menu").hidden) showCommands(); else closeMenus(); });
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu, #attach-open, #commands-open")) closeMenus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(); });
  taken("pick-photo", holdPictures);
  taken("pick-file", (files) => sendFiles("document", files, $("compose").value.trim()).then(() => insert("")));
  taken("pick-audio", (files) => sendFiles("voice", files));
}
