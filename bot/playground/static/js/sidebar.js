// The customers on the left, and whether the bot is there.

import { $, el } from "./dom.js";
import { fullName, store } from "./store.js";
import { t, time } from "./texts.js";
import { summary } from "./words.js";

const initials = (customer) => [customer.first_name, customer.last_name].filter(Boolean).map((name) => [...name][0]).join("");

export function avatar(customer) {
  return el("span", { class: `avatar hue-${customer.id % 6}`, "aria-hidden": "true" }, initials(customer));
}

function snippet(chat) {
  if (!chat.last) return "";
  const said = summary(chat.last.message);
  return chat.last.author === "customer" ? `${t("you")}: ${said}` : said;
}

function row(chat, choose) {
  const { customer } = chat;
  const current = customer.id === store.chosen;
  return el("a", {
    href: `#${customer.id}`, class: `customer${current ? " current" : ""}`, data: { testid: `customer-${customer.id}` },
    "aria-current": current ? "true" : "false", on: { click: () => choose(customer.id) },
  },
  avatar(customer),
  el("span", { class: "who" }, el("b", {}, fullName(customer)), el("small", { class: "tongue" }, (customer.language_code ?? "").toUpperCase())),
  el("time", {}, chat.last ? time(chat.last.message.date) : ""),
  el("span", { class: "snippet" }, chat.typing ? el("em", {}, t(chat.typing)) : snippet(chat)),
  chat.unread ? el("span", { class: "unread" }, String(chat.unread)) : null);
}

export function drawSidebar(choose) {
  $("customers").replaceChildren(...[...store.chats.values()].map((chat) => row(chat, choose)));
  const state = !store.online ? "offline" : store.connected ? "connected" : "waiting";
  $("status").dataset.state = state;
  $("status").querySelector("span").textContent = t(state);
}
