// Wires the page together: news in, drawing out.

import { $, drawIcons } from "./dom.js";
import { closeMenus, watchMenus } from "./attach.js";
import { drawHeader, drawMessages, toEnd, watchScrolling } from "./chatview.js";
import { resize, sendText, startEditing, switchChat, watchComposer } from "./composer.js";
import { mark, refreshFaults, watchFaults } from "./faults.js";
import { listen } from "./net.js";
import { answered, onPresses } from "./presses.js";
import { drawKeyboard, unfold, watchKeyboard } from "./replykeyboard.js";
import { drawSidebar } from "./sidebar.js";
import { chat, customerCame, loadChat, loadCustomers, messageCame, store } from "./store.js";
import { choose as chooseLanguage, loadTexts, translate } from "./texts.js";
import { dropRecording, watchVoice } from "./voice.js";

const TYPING_LASTS = 5000;
const ACTIONS = { upload_photo: "sending_photo", upload_document: "sending_file", upload_voice: "sending_file" };

function draw(follow = false) {
  drawSidebar(() => {});
  drawHeader();
  drawMessages({ follow, onEdit: startEditing, onStart: () => sendText("/start") });
  drawKeyboard();
}

async function open(id) {
  const before = store.chosen;
  store.chosen = store.chats.has(id) ? id : 0;
  closeMenus();
  dropRecording();
  if (before !== store.chosen) switchChat(before);
  if (chat()) {
    chat().unread = 0;
    draw();
    await loadChat(store.chosen);
  }
  draw(true);
  if (chat() && matchMedia("(min-width: 761px)").matches) $("compose").focus();
}

const fromAddress = () => open(Number(location.hash.slice(1)));

async function reload() {
  await loadCustomers();
  await fromAddress();
  mark();
}

function typing(news) {
  const shown = chat(news.chat_id);
  if (!shown) return;
  shown.typing = ACTIONS[news.action] ?? "typing";
  clearTimeout(shown.timer);
  shown.timer = setTimeout(() => { shown.typing = null; draw(); }, TYPING_LASTS);
}

const NEWS = {
  hello: (news) => { if (store.run !== news.run) store.chats.clear(); store.run = news.run; return reload(); },
  reset: async () => { store.chats.clear(); await reload(); },
  connected: () => (store.connected = true),
  customer: (news) => customerCame(news.customer),
  message: (news) => messageCame(news.chat_id, { ...news.entry, seq: news.seq }),
  keyboard: (news) => { if (chat(news.chat_id)) chat(news.chat_id).keyboard = news.keyboard; if (news.chat_id === store.chosen) unfold(); },
  block: (news) => { if (chat(news.chat_id)) chat(news.chat_id).blocked = news.blocked; },
  action: typing,
  answer: answered,
  faults: mark,
};

async function onNews(news) {
  if (!(news.kind in NEWS)) return;
  await NEWS[news.kind](news);
  const own = news.kind === "message" && news.entry.author === "customer" && news.chat_id === store.chosen;
  draw(own);
  refreshFaults();
}

function watch() {
  watchComposer();
  watchMenus();
  watchVoice();
  watchKeyboard();
  watchFaults();
  watchScrolling();
  onPresses(() => draw());
  $("back").addEventListener("click", () => (location.hash = ""));
  addEventListener("hashchange", fromAddress);
  new ResizeObserver(() => $("newest").hidden && toEnd()).observe($("scroller"));
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => { chooseLanguage(button.dataset.language); draw(); });
}

await loadTexts();
drawIcons();
translate();
watch();
resize();
listen(onNews, (online) => { store.online = online; draw(); });
