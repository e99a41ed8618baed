// Buttons that were pressed and wait for the bot's answer.

import { alertBox, toast } from "./notices.js";
import { post } from "./net.js";

// Real apps give up about then; Telegram itself forgets the press later.
const PATIENCE = 20000;
const waiting = new Map();
const early = new Set();
let redraw = () => {};

const key = (messageId, data) => `${messageId} ${data}`;
export const onPresses = (act) => (redraw = act);
export const pressing = (messageId, data) => waiting.has(key(messageId, data));

export async function press(chatId, messageId, data) {
  const mine = key(messageId, data);
  waiting.set(mine, "");
  redraw();
  setTimeout(() => end(mine), PATIENCE);
  const answer = await post(`/playground/chats/${chatId}/press`, { message_id: messageId, data });
  if (!answer || early.delete(answer.callback_query_id)) end(mine);
  else waiting.set(mine, answer.callback_query_id);
}

function end(mine) {
  if (waiting.delete(mine)) redraw();
}

export function answered(news) {
  const found = [...waiting].find(([, queryId]) => queryId === news.query_id);
  if (found) end(found[0]);
  else early.add(news.query_id);
  if (news.text) (news.alert ? alertBox : toast)(news.text);
}
