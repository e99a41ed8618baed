"""The bell counts what is new, and is silent in the hours somebody wants their peace."""

from __future__ import annotations

import pytest

from helpdesk.domain.enums import NoticeKind
from helpdesk.domain.staff import StaffMember
from helpdesk.services import notices
from tests.integration.console.conftest import Browser
from tests.integration.console.world import START, World, post, ticket_of


def tell(world: World, username: str) -> None:
    with world.database.begin() as session:
        person = session.get(StaffMember, world.staff[username])
        assert person is not None
        ticket = ticket_of(session, world.complaint)
        notices.tell(session, [person], NoticeKind.NEW, ticket=ticket, now=START)


def quiet(world: World, username: str, start: int, end: int) -> None:
    with world.database.begin() as session:
        person = session.get(StaffMember, world.staff[username])
        assert person is not None
        person.quiet_from, person.quiet_to = start, end


def test_the_bell_says_how_many_and_what(world: World, browser: Browser) -> None:
    tell(world, "brian")
    bell = browser("brian").get("/notices/count").text

    assert 'data-new="1"' in bell
    assert world.complaint in bell


# It is half past ten in Nairobi.
@pytest.mark.parametrize(("start", "end", "silent"), [(600, 660, True), (1320, 360, False)])
def test_in_quiet_hours_it_only_counts(
    world: World, browser: Browser, start: int, end: int, silent: bool
) -> None:
    tell(world, "brian")
    quiet(world, "brian", start, end)
    bell = browser("brian").get("/notices/count").text

    assert 'data-new="1"' in bell
    assert (world.complaint not in bell) is silent


def test_what_was_seen_is_new_no_more(world: World, browser: Browser) -> None:
    tell(world, "brian")
    client = browser("brian")
    post(client, "/notices/seen", at="/notices")

    assert 'data-new="0"' in client.get("/notices/count").text
