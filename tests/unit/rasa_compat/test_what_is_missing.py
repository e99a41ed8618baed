"""Parts of Rasa that need a package left out are found in every file that can name them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rasa_compat import missing
from rasa_compat.missing import Missing


@pytest.mark.parametrize(
    ("entry", "package"),
    [
        ({"name": "DIETClassifier", "epochs": 1}, "tensorflow"),
        ("ResponseSelector", "tensorflow"),
        ({"name": "CRFEntityExtractor"}, "sklearn_crfsuite"),
        ({"name": "rasa.nlu.classifiers.diet_classifier.DIETClassifier"}, "tensorflow"),
        ({"name": "JiebaTokenizer"}, "jieba"),
    ],
)
def test_it_finds_a_component(entry: object, package: str) -> None:
    content = {"pipeline": [{"name": "WhitespaceTokenizer"}, entry], "policies": []}

    (found,) = missing.in_config(content, "c.yml")

    assert (found.package, found.file) == (package, "c.yml")
    assert found.part in str(entry)


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "SpacyNLP", "model": "en_core_web_md"},
        {"name": "LogisticRegressionClassifier"},
        {"name": "bot.rasa.understanding.classifier.BilingualClassifier"},
        {"name": "mine.DIETClassifier"},
        {"epochs": 1},
        None,
    ],
)
def test_it_lets_pass_what_runs_here_or_is_somebodys_own(entry: object) -> None:
    content = {"pipeline": [entry], "policies": [{"name": "RulePolicy"}]}

    assert list(missing.in_config(content, "c.yml")) == []


def test_it_knows_what_rasa_takes_for_a_section_left_empty() -> None:
    found = missing.merged(missing.in_config({"policies": None}, "c.yml"))

    parts = "DIETClassifier, ResponseSelector, UnexpecTEDIntentPolicy, TEDPolicy"
    assert found == [Missing(parts, "tensorflow", "c.yml")]


@pytest.mark.parametrize("content", [{"recipe": "graph.v1"}, {"pipeline": "x", "policies": 3}])
def test_it_leaves_what_it_does_not_know_to_rasa(content: object) -> None:
    assert list(missing.in_config(content, "c.yml")) == []


@pytest.mark.parametrize(
    ("channel", "package"),
    [
        ("slack", "slack_sdk"),
        ("telegram", "aiogram"),
        ("hangouts", "google.auth"),
        ("rasa.core.channels.twilio_voice.TwilioVoiceInput", "twilio"),
    ],
)
def test_it_finds_a_channel(channel: str, package: str) -> None:
    found = missing.in_credentials({"rest": None, channel: {"token": "x"}}, "k.yml")

    assert list(found) == [Missing(channel, package, "k.yml")]


def test_it_lets_pass_the_channels_that_run_here() -> None:
    names = "rest callback mattermost botframework rasa bot.rasa.channel.OfisiChannel mine.slack.X"

    assert list(missing.in_credentials(dict.fromkeys(names.split()), "k.yml")) == []


@pytest.mark.parametrize(
    ("section", "options", "package"),
    [
        ("tracker_store", {"type": "mongod"}, "pymongo"),
        ("tracker_store", {"type": "Dynamo"}, "boto3"),
        ("tracker_store", {"type": "rasa.core.tracker_store.RedisTrackerStore"}, "redis"),
        ("lock_store", {"type": "redis"}, "redis"),
        ("event_broker", {"url": "localhost"}, "aio_pika"),
        ("event_broker", {"type": None}, "aio_pika"),
        ("event_broker", {"type": "kafka"}, "confluent_kafka"),
    ],
)
def test_it_finds_a_store_or_broker(section: str, options: dict[str, Any], package: str) -> None:
    (found,) = missing.in_endpoints({section: options}, "e.yml")

    assert (found.package, found.part.partition(":")[0]) == (package, section)


@pytest.mark.parametrize(
    "content",
    [
        None,
        {"tracker_store": {"type": "SQL"}, "lock_store": {"type": "in_memory"}},
        {"tracker_store": {"type": "bot.rasa.tracker_store.OfisiTrackerStore"}},
        {"event_broker": None, "tracker_store": {"url": "x"}},
        {"event_broker": {"type": "file"}, "action_endpoint": {"url": "http://x"}},
    ],
)
def test_it_lets_pass_the_stores_and_brokers_that_run_here(content: object) -> None:
    assert list(missing.in_endpoints(content, "e.yml")) == []


def test_it_names_together_what_one_package_is_needed_for() -> None:
    policies = [{"name": "TEDPolicy"}, {"name": "DIETClassifier"}, {"name": "TEDPolicy"}]
    content = {"pipeline": [{"name": "DIETClassifier"}, "MitieNLP"], "policies": policies}

    said = [str(one) for one in missing.merged(missing.in_config(content, "c.yml"))]

    assert said == [
        "tensorflow is not installed, and c.yml needs it for DIETClassifier, TEDPolicy.",
        "mitie is not installed, and c.yml needs it for MitieNLP.",
    ]


def test_it_takes_back_its_word_when_the_package_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slack_sdk.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    assert list(missing.in_credentials({"slack": None}, "k.yml")) == []
