"""Tickets that become one, two out of one, and such as belong together."""

from __future__ import annotations

from datetime import datetime

import pytest

from helpdesk.domain.enums import Author, LinkKind, TicketKind, TicketStatus
from helpdesk.domain.errors import BadChoice, NotTheSame, SameTicket, StaleVersion
from helpdesk.services import conversations, joining, tickets
from tests.cast import JOHN
from tests.factories import make_complaint, make_contact
from tests.unit.desk.conftest import Desk


def test_merged_tickets_go_on_as_one(desk: Desk, now: datetime) -> None:
    into = make_complaint(desk.session, desk.asha, now=now, story="Na mchele pia")
    said = conversations.record(
        desk.session, desk.asha, "Jibu", author=Author.CUSTOMER, ticket_id=desk.ticket.id, now=now
    )
    joining.merge(
        desk.session, desk.ticket, into, desk.neema, version=desk.ticket.version, now=now
    )
    desk.session.refresh(said)

    assert desk.ticket.status is TicketStatus.MERGED
    assert said.ticket_id == into.id
    assert joining.linked(desk.session, into) == [(desk.ticket, LinkKind.MERGED)]


def test_it_merges_neither_two_customers_nor_a_done_nor_a_stale_one(
    desk: Desk, now: datetime
) -> None:
    johns = make_complaint(desk.session, make_contact(desk.session, JOHN, now=now), now=now)
    mine = make_complaint(desk.session, desk.asha, now=now, story="Nyingine")
    with pytest.raises(NotTheSame):
        joining.merge(desk.session, desk.ticket, johns, desk.neema, version=1, now=now)
    with pytest.raises(StaleVersion):
        joining.merge(desk.session, desk.ticket, mine, desk.neema, version=9, now=now)
    tickets.resolve(desk.session, mine, desk.neema, version=mine.version, now=now)
    with pytest.raises(NotTheSame):
        joining.merge(desk.session, desk.ticket, mine, desk.neema, version=1, now=now)


def test_it_splits_the_customers_own_messages_only(desk: Desk, now: datetime) -> None:
    def said(author: Author, text: str) -> int:
        message = conversations.record(
            desk.session, desk.asha, text, author=author, ticket_id=desk.ticket.id, now=now
        )
        return message.id or 0

    theirs, ours = said(Author.CUSTOMER, "Nataka pia sukari"), said(Author.BOT, "Sawa")
    new = joining.split(
        desk.session,
        desk.ticket,
        desk.neema,
        [theirs],
        kind=TicketKind.ORDER,
        department="sales",
        now=now,
    )

    assert (new.story, new.kind) == ("Nataka pia sukari", TicketKind.ORDER)
    assert joining.linked(desk.session, new) == [(desk.ticket, LinkKind.SPLIT)]
    with pytest.raises(BadChoice):
        joining.split(
            desk.session,
            desk.ticket,
            desk.neema,
            [ours],
            kind=TicketKind.ORDER,
            department="sales",
            now=now,
        )


def test_a_link_is_made_once_and_never_to_itself(desk: Desk, now: datetime) -> None:
    other = make_complaint(desk.session, desk.asha, now=now, story="Nyingine")
    joining.link(desk.session, desk.ticket, other, desk.neema, now=now)
    joining.link(desk.session, other, desk.ticket, desk.neema, now=now)

    assert len(joining.linked(desk.session, desk.ticket)) == 1
    with pytest.raises(SameTicket):
        joining.link(desk.session, desk.ticket, desk.ticket, desk.neema, now=now)
