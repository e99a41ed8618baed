"""Tokens as the service keeps them, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from helpdesk.domain.errors import EmptyText, NothingChosen
from helpdesk.domain.machines import ApiToken
from helpdesk.domain.scopes import TokenScope, scopes_of
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import tokens
from tests.unit.desk.conftest import Desk

READS = [TokenScope.TICKETS_READ, TokenScope.ORDERS_READ]


def made(desk: Desk, now: datetime, name: str = "Till") -> tuple[ApiToken, str]:
    return tokens.make(desk.session, desk.neema, name=name, scopes=READS, now=now)


def test_only_its_hash_is_kept(desk: Desk, now: datetime) -> None:
    token, secret = made(desk, now)

    assert len(token.key) == 64
    assert secret not in (token.key, token.hint, token.name, token.scopes)
    assert tokens.find(desk.session, secret) == (token, desk.neema)


@pytest.mark.parametrize("spoil", [str.upper, str.strip, lambda s: s[:-1], lambda s: s + "A"])
def test_anything_but_the_whole_secret_is_nobodys(
    desk: Desk, now: datetime, spoil: object
) -> None:
    _token, secret = made(desk, now)
    shown = spoil(secret)  # type: ignore[operator]

    assert (tokens.find(desk.session, shown) is None) is (shown != secret)


@pytest.mark.parametrize(
    "shown", ["", "ofisi_", "ofisi_\0", "ofisi_\ud800", "ofisi_" + "x" * 10**6]
)
def test_nonsense_is_nobodys(desk: Desk, now: datetime, shown: str) -> None:
    made(desk, now)

    assert tokens.find(desk.session, shown) is None


def test_a_revoked_one_is_nobodys_and_comes_last(desk: Desk, now: datetime) -> None:
    (first, secret), (second, _), (third, _) = (made(desk, now, each) for each in "abc")
    tokens.revoke(desk.session, desk.rehema, first.id or 0, now=now)
    tokens.revoke(desk.session, desk.rehema, first.id or 0, now=now + timedelta(days=1))
    desk.session.expire_all()

    assert tokens.find(desk.session, secret) is None
    assert first.revoked_at == now
    assert tokens.everything(desk.session) == [third, second, first]


def test_one_whose_maker_has_gone_is_nobodys(desk: Desk, now: datetime) -> None:
    _token, secret = made(desk, now)
    desk.neema.active = False
    desk.session.flush()

    assert tokens.find(desk.session, secret) is None


def test_a_token_needs_a_name_and_a_scope(desk: Desk, now: datetime) -> None:
    with pytest.raises(EmptyText):
        tokens.make(desk.session, desk.neema, name=" \n", scopes=READS, now=now)
    with pytest.raises(NothingChosen):
        tokens.make(desk.session, desk.neema, name="Till", scopes=[], now=now)


def test_its_use_is_noted_once_a_minute(desk: Desk, now: datetime) -> None:
    token, _secret = made(desk, now)
    noted = []
    for seconds in (0, 59, 60):
        tokens.touch(desk.session, token, now=now + timedelta(seconds=seconds))
        desk.session.refresh(token)
        noted.append(token.last_used_at)

    assert noted == [now, now, now + timedelta(seconds=60)]
    assert tokens.is_fresh(token, now=now + timedelta(seconds=119))
    assert not tokens.is_fresh(token, now=now + timedelta(seconds=120))


def test_the_audit_tells_who_made_it_and_for_what(desk: Desk, now: datetime) -> None:
    token, _secret = made(desk, now, " Mashine  ya mauzo ")
    desk.session.flush()
    found = select(AuditEntry).filter_by(what="token.made")
    entry = desk.session.execute(found).scalar_one()

    assert (entry.who, entry.subject) == (f"staff:{desk.neema.id}", f"token:{token.id}")
    assert entry.new == "Mashine ya mauzo: orders:read tickets:read"


def test_a_scope_that_no_longer_exists_is_worth_nothing() -> None:
    assert scopes_of("tickets:read everything:write") == {TokenScope.TICKETS_READ}
