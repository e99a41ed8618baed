// Talking to the playground: requests and live news.

import { t, has } from "./texts.js";
import { toast } from "./notices.js";

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    toast(t("failed"));
    return null;
  }
  const body = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  toast(has(`error_${body.error}`) ? t(`error_${body.error}`) : t("failed"));
  return null;
}

export const get = (path) => ask(path, {});
export const remove = (path) => ask(path, { method: "DELETE" });
export const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const upload = (path, form) => ask(path, { method: "POST", body: form });

export function listen(onNews, onLine) {
  const events = new EventSource("/playground/events");
  events.onmessage = (event) => onNews(JSON.parse(event.data));
  events.onopen = () => onLine(true);
  events.onerror = () => {
    onLine(false);
    // A server that answers with an error ends the browser's own attempts.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(onNews, onLine), 2000);
  };
}
