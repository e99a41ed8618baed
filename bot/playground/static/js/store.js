// What the page knows: customers, their messages, who is chosen. It draws nothing.

import { get } from "./net.js";

export const store = { chats: new Map(), chosen: 0, connected: false, online: false, run: "", bot: { first_name: "Ofisi" } };

export const chat = (id = store.chosen) => store.chats.get(id);

function put(card) {
  const known = store.chats.get(card.id);
  const fresh = { entries: new Map(), keyboard: null, unread: 0, typing: null, draft: "", loaded: false };
  store.chats.set(card.id, { ...fresh, ...known, customer: card, blocked: card.blocked, last: card.last });
}

export async function loadCustomers() {
  const answer = await get("/playground/customers");
  if (!answer) return;
  store.connected = answer.connected;
  store.bot = answer.bot;
  for (const card of answer.customers) put(card);
}

export async function loadChat(id) {
  const answer = await get(`/playground/chats/${id}/messages`);
  const known = chat(id);
  if (!answer || !known) return;
  // News that came while the answer was under way is newer than the answer.
  const newer = [...known.entries.values()].filter((entry) => entry.seq > answer.seq);
  known.entries = new Map([...answer.messages, ...newer].map((entry) => [entry.message.message_id, entry]));
  Object.assign(known, { keyboard: answer.keyboard, blocked: answer.blocked, loaded: true });
}

export function customerCame(customer) {
  put({ ...customer, blocked: false, last: null });
}

export function messageCame(id, entry) {
  const known = chat(id);
  if (!known) return false;
  const isNew = !known.entries.has(entry.message.message_id) && !entry.deleted;
  known.entries.set(entry.message.message_id, entry);
  if (entry.author === "bot") known.typing = null;
  known.last = [...known.entries.values()].filter((each) => !each.deleted).at(-1) ?? null;
  if (isNew && entry.author === "bot" && id !== store.chosen) known.unread += 1;
  return isNew;
}

export const fullName = (customer) => [customer.first_name, customer.last_name].filter(Boolean).join(" ");
