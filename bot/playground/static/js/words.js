// A message's words: Telegram's entities as elements, and one line that sums a message up.

import { el } from "./dom.js";
import { t } from "./texts.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span", bot_command: "b",
};

function mark(entity, inner, text) {
  if (entity.type === "text_link" || entity.type === "url") {
    const href = entity.url ?? text.substr(entity.offset, entity.length);
    if (!/^(https?:|tg:|tel:|mailto:)/i.test(href)) return inner;
    return [el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...inner)];
  }
  const tag = TAGS[entity.type];
  return tag ? [el(tag, { class: entity.type }, ...inner)] : inner;
}

function pieces(text, entities, begin, end) {
  const nodes = [];
  let at = begin;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    if (entity.offset < at) continue;
    const last = Math.min(entity.offset + entity.length, end);
    nodes.push(text.slice(at, entity.offset));
    nodes.push(...mark(entity, pieces(text, entities, entity.offset, last), text));
    at = last;
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

// Telegram counts offsets in UTF-16 units, and so do JavaScript's strings.
export const words = (text, entities = []) => pieces(text, [...entities], 0, text.length);

export function summary(message) {
  const kind = ["photo", "voice", "document", "sticker", "contact", "location"].find((each) => message[each]);
  const said = message.text ?? message.caption;
  if (!kind) return said ?? t("unknown");
  return said ? `${t(kind)}: ${said}` : t(kind);
}
