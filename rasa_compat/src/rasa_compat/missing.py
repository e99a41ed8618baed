"""Which parts of Rasa need a package that this installation leaves out, and how to say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.machinery import PathFinder
from typing import Any

LEFT_OUT = frozenset(
    {
        "aio_pika",
        "aiogram",
        "aiormq",
        "boto3",
        "botocore",
        "cachecontrol",
        "confluent_kafka",
        "fbmessenger",
        "google",
        "keras",
        "mattermostwrapper",
        "matplotlib",
        "pymongo",
        "redis",
        "rocketchat_API",
        "sklearn_crfsuite",
        "slack_sdk",
        "socketio",
        "tensorflow",
        "tensorflow_addons",
        "tensorflow_hub",
        "tensorflow_text",
        "twilio",
        "webexteamssdk",
    }
)
"""Import names of what Rasa 3.6.21 would bring and we do not install."""

PIPELINE = {
    "ConveRTFeaturizer": "tensorflow",
    "CRFEntityExtractor": "sklearn_crfsuite",
    "DIETClassifier": "tensorflow",
    "JiebaTokenizer": "jieba",
    "LanguageModelFeaturizer": "tensorflow",
    "MitieEntityExtractor": "mitie",
    "MitieFeaturizer": "mitie",
    "MitieIntentClassifier": "mitie",
    "MitieNLP": "mitie",
    "MitieTokenizer": "mitie",
    "ResponseSelector": "tensorflow",
    "TEDPolicy": "tensorflow",
    "UnexpecTEDIntentPolicy": "tensorflow",
}
"""Components and policies of `config.yml` by name (or the last part of a class path)."""

CHANNELS = {
    "botframework": None,
    "facebook": "fbmessenger",
    "hangouts": "google",
    "mattermost": "mattermostwrapper",
    "rocketchat": "rocketchat_API",
    "slack": "slack_sdk",
    "socketio": "socketio",
    "telegram": "aiogram",
    "twilio": "twilio",
    "twilio_voice": "twilio",
    "webexteams": "webexteamssdk",
}
"""Channels of `credentials.yml`; those without a package need nothing that is left out."""

ENDPOINTS = {
    ("tracker_store", "mongod"): "pymongo",
    ("tracker_store", "dynamo"): "boto3",
    ("tracker_store", "redis"): "redis",
    ("lock_store", "redis"): "redis",
    ("lock_store", "concurrent_redis"): "redis",
    ("event_broker", "pika"): "aio_pika",
    ("event_broker", "kafka"): "confluent_kafka",
}
"""Stores and brokers of `endpoints.yml` by section and type, in lower case."""

ADVICE = (
    "Remove it from {file}, or compare with a stock Rasa of its own: "
    '"make stock" sets one up. docs/operator.md, "What this Rasa has not", lists the reasons.'
)


class MissingPackageError(ImportError):
    """Raised where code calls something of a package that is not installed."""

    def __init__(self, what: str) -> None:
        package = what.partition(".")[0]
        super().__init__(
            f"{what} was called, but the package {package} is not part of this installation. "
            'docs/operator.md, "What this Rasa has not", says what to do.',
            name=package,
        )


@dataclass(frozen=True)
class Missing:
    """A configured part of Rasa whose package is not installed."""

    part: str
    package: str
    file: str

    def __str__(self) -> str:
        advice = ADVICE.format(file=self.file)
        return f"{self.part} ({self.file}) needs {self.package}, which is not installed. {advice}"


def in_config(content: Any, file: str) -> Iterator[Missing]:
    """The components and policies of a `config.yml`, as parsed, that cannot run here."""
    content = content if isinstance(content, Mapping) else {}
    for section in ("pipeline", "policies"):
        for entry in content.get(section) or []:
            name = entry.get("name") if isinstance(entry, Mapping) else entry
            last = str(name).rpartition(".")[2]
            yield from _missing(str(name), PIPELINE.get(last), file)


def in_credentials(content: Any, file: str) -> Iterator[Missing]:
    """The channels of a `credentials.yml`, as parsed, that cannot run here."""
    for name in content if isinstance(content, Mapping) else {}:
        # A class path may name Rasa's own connector: rasa.core.channels.slack.SlackInput.
        module = str(name).removeprefix("rasa.core.channels.").partition(".")[0]
        yield from _missing(str(name), CHANNELS.get(module), file)


def in_endpoints(content: Any, file: str) -> Iterator[Missing]:
    """The stores and brokers of an `endpoints.yml`, as parsed, that cannot run here."""
    content = content if isinstance(content, Mapping) else {}
    for section, options in content.items():
        kind = str(options.get("type", "")) if isinstance(options, Mapping) else ""
        package = ENDPOINTS.get((str(section), kind.lower()))
        yield from _missing(f"{section}: {kind}", package, file)


def _missing(part: str, package: str | None, file: str) -> Iterator[Missing]:
    # PathFinder, not find_spec: a stand-in that was imported already is no installation.
    if package and PathFinder.find_spec(package) is None:
        yield Missing(part, package, file)
