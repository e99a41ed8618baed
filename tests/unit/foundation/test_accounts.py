"""The first admin, and staff added by the command."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest

from helpdesk.db.engine import Database
from helpdesk.domain.enums import Role
from helpdesk.running import accounts
from helpdesk.running.voice import Stop, Voice
from helpdesk.services import staff
from tests.cast import NEEMA, PASSWORD, SALMA
from tests.factories import make_settings, make_staff

ADMIN = {"OFISI_ADMIN_USER": SALMA.username, "OFISI_ADMIN_PASSWORD": PASSWORD}


def signs_in(database: Database, username: str, password: str) -> Role:
    with database.begin() as session:
        return staff.authenticate(session, username=username, password=password).role


def test_it_makes_the_admin_of_the_settings(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    settings = make_settings(tmp_path, **ADMIN)

    shown = [accounts.ensure_first_admin(database, settings, now=now) for _ in range(2)]

    assert shown == [None, None]
    assert signs_in(database, SALMA.username, PASSWORD) is Role.ADMIN


def test_it_makes_a_demo_admin_once(database: Database, tmp_path: Path, now: datetime) -> None:
    settings = make_settings(tmp_path)

    first = accounts.ensure_first_admin(database, settings, now=now)
    second = accounts.ensure_first_admin(database, settings, now=now)

    assert first is not None
    assert second is None
    assert signs_in(database, accounts.DEMO_ADMIN, first) is Role.ADMIN


def test_it_makes_no_demo_admin_beside_real_staff(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    with database.begin() as session:
        make_staff(session, NEEMA, now=now)

    assert accounts.ensure_first_admin(database, make_settings(tmp_path), now=now) is None


def test_it_refuses_a_short_password_of_the_settings(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    settings = make_settings(tmp_path, **{**ADMIN, "OFISI_ADMIN_PASSWORD": "siri"})

    with pytest.raises(Stop) as stop:
        accounts.ensure_first_admin(database, settings, now=now)

    assert stop.value.key == "admin_password_weak"


def wanted(**given: object) -> accounts.NewStaff:
    plain: dict[str, object] = {
        "username": "neema",
        "name": None,
        "role": "agent",
        "departments": ("customer_service",),
        "language": "sw",
        "password_file": None,
    }
    return accounts.NewStaff(**{**plain, **given})  # type: ignore[arg-type]


def test_it_reads_the_password_from_standard_input(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))

    member = accounts.add(database, wanted(), Voice("sw"), now=now)

    assert (member.username, member.name, member.departments) == (
        "neema",
        "neema",
        "customer_service",
    )
    assert signs_in(database, "neema", PASSWORD) is Role.AGENT


def test_it_reads_the_password_from_a_file(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text(PASSWORD + "\n", encoding="utf-8")

    accounts.add(database, wanted(password_file=tmp_path / "password"), Voice("en"), now=now)

    assert signs_in(database, "neema", PASSWORD) is Role.AGENT


@pytest.mark.parametrize(
    ("typed", "given", "key"),
    [
        ("", {}, "nobody_to_ask"),
        (PASSWORD, {"username": None}, "nobody_to_ask"),
        ("siri", {}, "refused.weak_password"),
        ("", {"password_file": Path("/no/such/file")}, "password_file"),
    ],
)
def test_it_says_what_is_missing(
    database: Database,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    given: dict[str, object],
    key: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    with pytest.raises(Stop) as stop:
        accounts.add(database, wanted(**given), Voice("sw"), now=now)

    assert stop.value.key == key
    assert Voice("sw").text(stop.value.key, **stop.value.values)


def test_it_gives_another_password(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.begin() as session:
        make_staff(session, NEEMA, now=now)
    monkeypatch.setattr("sys.stdin", io.StringIO("ndizi-mbivu-nane\n"))

    accounts.set_password(database, NEEMA.username, None, Voice("en"), now=now)

    assert signs_in(database, NEEMA.username, "ndizi-mbivu-nane") is Role.AGENT
