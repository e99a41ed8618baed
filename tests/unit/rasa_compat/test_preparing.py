"""Repairs: Rasa runs on newer libraries; warnings reach whoever can do something about them."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pytest
import sqlalchemy
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

from rasa_compat import prepare


def shown(module: str, category: type[Warning] = DeprecationWarning, text: str = "old") -> bool:
    """Whether a warning that a line of that module gives is shown."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()
        prepare.silence_libraries()
        warnings.warn_explicit(text, category, f"{module}.py", 1, module=module, registry={})
    return bool(caught)


@pytest.fixture(autouse=True)
def nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "warnoptions", [])


@pytest.mark.parametrize("module", ["rasa.core.agent", "sanic.app", "rasa_sdk", "botocore.x"])
def test_it_is_silent_about_what_only_libraries_can_change(module: str) -> None:
    assert not shown(module)
    assert shown(module, FutureWarning)


@pytest.mark.parametrize("module", ["bot.rasa.claims", "actions", "helpdesk.db.engine"])
def test_it_hides_no_warning_of_our_own(module: str) -> None:
    assert shown(module)


def test_it_hides_nothing_from_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "warnoptions", ["default"])

    assert shown("rasa.core.agent")


def test_settings_for_tensorflow_do_not_stop_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_INTRA_OP_PARALLELISM_THREADS", "1")

    with warnings.catch_warnings():
        prepare.prepare()

    assert "TF_INTRA_OP_PARALLELISM_THREADS" not in os.environ


def test_rasa_reports_nothing_unless_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASA_TELEMETRY_ENABLED", raising=False)

    with warnings.catch_warnings():
        prepare.prepare()

    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"


async def test_rasas_own_sql_store_keeps_a_conversation(tmp_path: Path) -> None:
    where = EndpointConfig(type="SQL", dialect="sqlite", db=str(tmp_path / "rasa.db"))
    store = TrackerStore.create(where, Domain.empty())
    tracker = await store.get_or_create_tracker("asha")
    tracker.update(UserUttered("habari"))

    await store.save(tracker)

    kept = await store.retrieve("asha")
    assert kept is not None
    assert kept.latest_message.text == "habari"
    store.engine.dispose()


@pytest.mark.parametrize("query", [None, {"sslmode": "require"}])
def test_an_address_of_rasas_own_sql_store_is_one_for_sqlalchemy(
    query: dict[str, str] | None,
) -> None:
    url = SQLTrackerStore.get_db_url("postgresql", "db", 5432, "rasa", "asha", "siri", query=query)

    assert dict(url.query) == (query or {})
    assert sqlalchemy.make_url(url.render_as_string(hide_password=False)) == url
