"""Tables of what this installation leaves out of Rasa 3.6.21, and which parts need it.

tests/contracts/test_rasa_surface.py holds them against the installed Rasa.
"""

from __future__ import annotations

LEFT_OUT = frozenset(
    {
        "aio_pika",
        "aiogram",
        "aiormq",
        "azure",
        "boto3",
        "botocore",
        "cachecontrol",
        "confluent_kafka",
        "fbmessenger",
        "google",
        "keras",
        "matplotlib",
        "pymongo",
        "redis",
        "rocketchat_API",
        "sklearn_crfsuite",
        "slack_sdk",
        "socketio",
        "tensorflow",
        "tensorflow_hub",
        "tensorflow_text",
        "twilio",
        "webexteamssdk",
    }
)
"""Import names of what Rasa 3.6.21 imports and we do not install."""

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
"""Components and policies by the name of their class."""

DEFAULTS = {
    "pipeline": ("DIETClassifier", "ResponseSelector"),
    "policies": ("UnexpecTEDIntentPolicy", "TEDPolicy"),
}
"""What Rasa itself writes into a section that is left empty, as far as it is in `PIPELINE`."""

CHANNELS = {
    "facebook": "fbmessenger",
    "hangouts": "google.auth",
    "rocketchat": "rocketchat_API",
    "slack": "slack_sdk",
    "socketio": "socketio",
    "telegram": "aiogram",
    "twilio": "twilio",
    "twilio_voice": "twilio",
    "webexteams": "webexteamssdk",
}
"""Channels of `credentials.yml`, which have the names of their modules."""

ENDPOINTS = {
    "tracker_store": {
        "mongod": "pymongo",
        "dynamo": "boto3",
        "redis": "redis",
        "rasa.core.tracker_store.MongoTrackerStore": "pymongo",
        "rasa.core.tracker_store.DynamoTrackerStore": "boto3",
        "rasa.core.tracker_store.RedisTrackerStore": "redis",
    },
    "lock_store": {"redis": "redis", "rasa.core.lock_store.RedisLockStore": "redis"},
    "event_broker": {
        "": "aio_pika",
        "pika": "aio_pika",
        "kafka": "confluent_kafka",
        "rasa.core.brokers.pika.PikaEventBroker": "aio_pika",
        "rasa.core.brokers.kafka.KafkaEventBroker": "confluent_kafka",
    },
}
"""Stores and brokers of `endpoints.yml` by section and type; a broker without one is a Pika."""

STORAGES = {"aws": "boto3", "azure": "azure.storage", "gcs": "google.cloud"}
"""Where `--remote-storage` fetches a model from."""
