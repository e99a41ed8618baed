"""So many requests a minute for each token, and who asked for what, kept for good."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backoffice.api.operation import Operation
from backoffice.api.pace import PER_MINUTE, Pace
from backoffice.api.table import OPERATIONS
from helpdesk.domain.staff import AuditEntry
from tests.integration.api.conftest import System, code
from tests.integration.api.walk import ask
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World
from tests.matrix import full


def entries(world: World, who: str) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        found = select(AuditEntry).filter_by(who=who).order_by(AuditEntry.id)  # type: ignore[arg-type]
        return [(each.what, each.subject) for each in session.execute(found).scalars()]


@pytest.mark.parametrize("most", [40, full(PER_MINUTE)])
def test_a_token_that_asks_too_fast_is_told_when_it_may_again(
    world: World, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, most: int
) -> None:
    monkeypatch.setattr(Pace.__init__, "__defaults__", (most,))
    system: System = request.getfixturevalue("system")
    client, other = system(), system()
    answers = [client.get("/me").status_code for _ in range(most)]
    world.clock.pass_by(seconds=15)
    late = client.get("/me")

    assert set(answers) == {200}
    assert code(late) == (429, "too_many_requests")
    assert late.headers["retry-after"] == str(late.json()["retry_after"]) == "45"
    assert other.get("/me").status_code == 200
    world.clock.pass_by(seconds=45)
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_the_audit_tells_which_token_did_it(
    world: World, system: System, operation: Operation
) -> None:
    assert ask(system(), operation, world).status_code == 200
    kept = entries(world, "token:1")

    assert [what for what, _subject in kept] == (
        [] if operation.quiet else [f"api.{operation.name}"]
    )
    if operation.gaps and kept:
        kind = operation.gaps[0]
        assert kept[0][1].startswith(f"{kind}:")


def test_the_pace_is_what_is_told(world: World, system: System) -> None:
    assert system().get("/me").json()["requests_per_minute"] == Pace().most == PER_MINUTE


def test_a_ticket_that_is_read_is_seen_in_its_makers_name_too(
    world: World, system: System
) -> None:
    client = system("brian")
    client.get(f"/tickets/{world.complaint}")
    client.get(f"/tickets/{world.complaint}/messages")

    seen = [what for what, _subject in entries(world, f"staff:{world.staff['brian']}")]
    assert seen.count("ticket.viewed") == 2


def test_what_is_refused_changes_nothing_and_leaves_no_trace(world: World, system: System) -> None:
    body = {"text": "x", "version": 7}
    system().post(f"/tickets/{world.complaint}/reply", json=body)

    assert entries(world, "token:1") == []


def test_staff_see_that_a_system_did_it(world: World, system: System, browser: Browser) -> None:
    client = system()
    client.get(f"/tickets/{world.complaint}")
    client.post(f"/tickets/{world.complaint}/note", json={"text": "Kutoka ghala"})
    client.get(f"/orders/{world.goods}")
    page = browser("rehema")
    history, way = (
        page.get(path).text
        for path in (f"/tickets/{world.complaint}/history", f"/orders/{world.goods}")
    )

    assert "Till" in history
    assert "kwa API: dokezo liliachwa" in history
    assert "kwa API" not in history.replace("kwa API: dokezo liliachwa", "")
    assert "Till" not in way
    assert ">Till</option>" in page.get("/audit").text
