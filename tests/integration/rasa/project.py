"""A tiny assistant in two languages with one custom action, and the processes that serve it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port

SECRET = "a-secret-of-the-tests"
ROOT = Path(__file__).parents[3]

CONFIG = """
recipe: default.v1
assistant_id: tiny
language: sw
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- {name: LogisticRegressionClassifier, random_state: 42}
- name: bot.rasa.context.ContextEntities
- name: bot.rasa.language.LanguageComponent
policies:
- name: RulePolicy
  enable_fallback_prediction: false
"""

DOMAIN = """
version: "3.1"
intents: [greet, complain, affirm, change_language]
entities: [language, photo]
slots:
  language:
    type: categorical
    values: [sw, en]
    initial_value: sw
    influence_conversation: false
    mappings: [{type: from_entity, entity: language}]
  language_choice: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
  photo:
    type: text
    influence_conversation: false
    mappings: [{type: from_entity, entity: photo}]
responses:
  utter_greet:
  - condition: [{type: slot, name: language, value: en}]
    text: "Hello\\n\\nHow can I help?"
    buttons: [{title: "Yes", payload: /affirm}]
  - text: "Habari\\n\\nNikusaidie nini?"
    buttons: [{title: "Ndiyo", payload: /affirm}]
  utter_opened:
  - text: "Case {case}"
    custom: {remove_keyboard: true}
  utter_affirmed:
  - text: "Sawa"
actions: [action_open]
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: false}
"""

DATA = """
version: "3.1"
nlu:
- intent: greet
  metadata: {language: sw}
  examples: |
    - habari za leo
    - hujambo ndugu yangu
    - salamu kwenu wote
- intent: greet
  metadata: {language: en}
  examples: |
    - hello there my friend
    - good morning to you
- intent: complain
  metadata: {language: sw}
  examples: |
    - nimepata unga mbovu jana
    - bidhaa yangu imeharibika
    - ninataka kulalamika sana
- intent: complain
  metadata: {language: en}
  examples: |
    - the flour you sent me is bad
    - i want to make a complaint about this
- intent: affirm
  metadata: {language: sw}
  examples: |
    - ndiyo
    - naam kabisa
- intent: change_language
  metadata: {language: en}
  examples: |
    - speak english please
    - change the language
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: complain
  steps: [{intent: complain}, {action: action_open}]
- rule: affirm
  steps: [{intent: affirm}, {action: utter_affirmed}]
- rule: language
  steps: [{intent: change_language}, {action: utter_greet}]
"""

ENDPOINTS = """
action_endpoint: {url: "http://127.0.0.1:5055/webhook"}
tracker_store: {type: bot.rasa.tracker_store.OfisiTrackerStore}
"""

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
}


def write(folder: Path) -> None:
    for name, text in {
        "config.yml": CONFIG,
        "domain.yml": DOMAIN,
        "data.yml": DATA,
        "endpoints.yml": ENDPOINTS,
        "credentials.yml": "bot.rasa.channel.OfisiChannel: {}\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")


def environment(**settings: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, **QUIET, "PYTHONPATH": str(ROOT), "OFISI_INTERNAL_SECRET": SECRET, **settings}


class RasaServer:
    """`rasa train` and `rasa run` on the project in a folder, until `stop`."""

    def __init__(self, folder: Path, actions_port: int) -> None:
        write(folder)
        self.folder, self.port = folder, free_port()
        self.tracker_file = folder / "var" / "tracker.db"
        self.log = folder / "rasa.log"
        command = [sys.executable, "-m", "tests.integration.rasa.serve", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(OFISI_ACTIONS_PORT=str(actions_port)),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        headers = {"X-Ofisi-Secret": SECRET}
        url = f"http://127.0.0.1:{self.port}/webhooks/ofisi"
        self.http = httpx.Client(base_url=url, headers=headers, timeout=20)

    def wait_until_healthy(self, seconds: float = 200) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.http.get("/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8")[-4000:])

    def turn(self, turn: str, text: str = "", **more: Any) -> httpx.Response:
        body = {"sender": "c-1", "turn": turn, "text": text, "language": "sw", "owner": "bot"}
        return self.http.post("/turn", json={**body, **more})

    def stop(self) -> None:
        self.http.close()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
