// Voice notes: recorded where the browser can, chosen as a file where it cannot.

import { $, el, icon } from "./dom.js";
import { sendFiles } from "./composer.js";
import { toast } from "./notices.js";
import { t } from "./texts.js";

let recorder = null;
let kept = true;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

async function begin() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    toast(t("no_microphone"));
    $("pick-audio").click();
    return;
  }
  const parts = [];
  const started = Date.now();
  kept = true;
  recorder = new MediaRecorder(stream);
  recorder.ondataavailable = (event) => parts.push(event.data);
  const timer = setInterval(() => show(started), 250);
  recorder.onstop = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    const duration = Math.max(1, Math.round((Date.now() - started) / 1000));
    if (kept) sendFiles("voice", [new File(parts, "voice.webm", { type: recorder.mimeType.split(";")[0] })], "", { duration });
    recorder = null;
    done();
  };
  recorder.start();
  show(started);
}

function show(started) {
  const cancel = el("button", { type: "button", class: "round", title: t("cancel"), "aria-label": t("cancel"), on: { click: () => stop(false) } }, icon("close"));
  $("draft").hidden = false;
  $("draft").replaceChildren(el("span", { class: "red" }), el("span", {}, t("recording", { time: clock(Math.floor((Date.now() - started) / 1000)) })), el("span", { class: "space" }), cancel);
  $("record").replaceChildren(icon("send"));
  $("record").title = t("stop_and_send");
  $("record").classList.add("solid");
}

function done() {
  $("draft").hidden = true;
  $("record").replaceChildren(icon("mic"));
  $("record").title = t("record");
  $("record").classList.remove("solid");
}

function stop(keep) {
  kept = keep;
  recorder?.stop();
}

export const dropRecording = () => stop(false);

export function watchVoice() {
  $("record").addEventListener("click", () => {
    if (recorder) stop(true);
    else if (navigator.mediaDevices && window.MediaRecorder) begin();
    else $("pick-audio").click();
  });
}
