// The panel that makes the line bad, and shows what the bot called.

import { $, el, icon } from "./dom.js";
import { get, post, remove } from "./net.js";
import { chat, fullName, store } from "./store.js";
import { t, time } from "./texts.js";

const FAULTS = [
  ["fault_429", { kind: "too_many_requests", retry_after: 5 }],
  ["fault_502", { kind: "server_error", status: 502 }],
  ["fault_drop", { kind: "drop" }],
  ["fault_close", { kind: "close" }],
];
let timer = 0;

function row(name, on, values, change) {
  const box = el("input", { type: "checkbox", checked: on, role: "switch", data: { testid: `switch-${name}` }, on: { change: () => change(box.checked).then(draw) } });
  return el("label", { class: "switch" }, el("span", {}, el("b", {}, t(name)), el("small", {}, t(`${name}_more`, values))), box, el("i"));
}

// count 0: until it is switched off again.
const setFault = (wanted, standing) => (on) =>
  on ? post("/playground/faults", { ...wanted, method: "*", count: 0 }) : remove(`/playground/faults/${standing.id}`);

function call(each) {
  const good = each.result === "ok";
  const result = good ? "ok" : each.result;
  return el("li", {}, el("span", { class: `dot ${good ? "good" : "bad"}` }),
    el("b", {}, each.method), el("span", { class: "what" }, good ? each.text ?? "" : result),
    el("time", {}, time(new Date(each.time).getTime() / 1000)));
}

async function ledger() {
  const answer = await get("/playground/ledger");
  const calls = (answer?.calls ?? []).filter((each) => each.method.toLowerCase() !== "getupdates").slice(-12).reverse();
  return calls.length ? el("ol", { class: "calls" }, ...calls.map(call)) : el("p", { class: "none" }, t("no_calls"));
}

async function draw() {
  const [faults, limits, calls] = await Promise.all([get("/playground/faults"), get("/playground/limits"), ledger()]);
  if (!faults || !limits) return;
  const standing = (wanted) => faults.faults.find((each) => each.kind === wanted.kind && each.count === 0 && each.method === "*");
  const shown = chat();
  const focused = document.activeElement?.dataset.testid;
  const close = el("button", { type: "button", class: "round", title: t("close"), "aria-label": t("close"), on: { click: () => $("faults").close() } }, icon("close"));
  const clear = el("button", { type: "button", class: "quiet", data: { testid: "reset" }, on: { click: () => post("/playground/reset").then(draw) } }, t("reset"));
  $("faults").replaceChildren(
    el("header", {}, el("div", {}, el("h2", {}, t("faults")), el("p", {}, t("faults_more"))), close),
    ...FAULTS.map(([name, wanted]) => row(name, Boolean(standing(wanted)), {}, setFault(wanted, standing(wanted)))),
    row("pace", limits.enabled, {}, (on) => post("/playground/limits", { enabled: on })),
    shown ? row("block", shown.blocked, { name: fullName(shown.customer) }, (on) => post(`/playground/chats/${store.chosen}/${on ? "block" : "unblock"}`)) : "",
    el("h3", {}, t("calls")), calls,
    el("footer", {}, clear, el("small", {}, t("reset_more"))));
  // Drawing anew must not throw a person with a keyboard back to the beginning.
  if (focused) $("faults").querySelector(`[data-testid="${focused}"]`)?.focus();
}

export function refreshFaults() {
  clearTimeout(timer);
  if ($("faults").open) timer = setTimeout(draw, 150);
}

export async function mark() {
  const faults = await get("/playground/faults");
  $("faults-open").classList.toggle("active", Boolean(faults?.faults.length));
}

export function watchFaults() {
  $("faults-open").addEventListener("click", async () => { await draw(); $("faults").showModal(); });
  for (const name of ["faults", "picture"])
    $(name).addEventListener("click", (event) => { if (event.target === $(name) || name === "picture") $(name).close(); });
}
