"""What machines are told: is the database there, is every process at work."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from backoffice.app import create_app
from backoffice.health import PROCESSES
from helpdesk.db.engine import Database
from helpdesk.services import heartbeats
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World


def test_it_is_healthy_while_the_database_answers(stranger: TestClient) -> None:
    answer = stranger.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"database": {"ok": True, "age": 0}})


def test_it_is_unwell_without_a_database(world: World, tmp_path: Path) -> None:
    app = create_app(world.settings, Database(f"sqlite:///{tmp_path}"), world.clock)
    client = TestClient(app)

    assert client.get("/healthz").status_code == 503
    assert client.get("/readyz").status_code == 503
    page = client.get("/", headers={"cookie": "ofisi=x", "accept-language": "sw"})
    assert page.status_code == 503
    assert "hifadhidata haipatikani" in page.text


def test_it_is_ready_once_every_process_was_seen(world: World, stranger: TestClient) -> None:
    with world.database.begin() as session:
        for process in PROCESSES:
            heartbeats.beat(session, process, now=world.clock())
    world.clock.pass_by(seconds=20)

    ready = stranger.get("/readyz")
    world.clock.pass_by(seconds=1)
    late = stranger.get("/readyz")

    assert ready.status_code == 200
    assert ready.json()["rasa"] == {"ok": True, "age": 20.0}
    assert late.status_code == 503


def test_it_names_the_process_that_is_missing(world: World, stranger: TestClient) -> None:
    with world.database.begin() as session:
        for process in set(PROCESSES) - {"actions"}:
            heartbeats.beat(session, process, now=world.clock())

    answer = stranger.get("/readyz")

    assert answer.status_code == 503
    assert [name for name, part in answer.json().items() if not part["ok"]] == ["actions"]


def test_it_shows_that_the_console_itself_is_alive(world: World) -> None:
    app = create_app(world.settings, world.database, world.clock)
    with TestClient(app) as client:
        while not client.get("/readyz").json()["console"]["ok"]:
            pass


def test_it_says_calmly_that_something_broke(world: World, browser: Browser) -> None:
    client = browser("brian")
    with world.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE ticket SET version = 'broken', order_id=NULL")
        session.connection().exec_driver_sql("UPDATE ticket SET updated_at = 'not a time'")

    answer = client.get(f"/tickets/{world.complaint}")

    assert answer.status_code in (500, 503)
    assert "Traceback" not in answer.text
