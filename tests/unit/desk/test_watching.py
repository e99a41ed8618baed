"""The round: who is told of what, who gets which ticket, and what wakes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.db.engine import Session
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.desk import Notice
from helpdesk.domain.enums import Author, NoticeKind
from helpdesk.domain.staff import AuditEntry, StaffMember
from helpdesk.services import (
    assigning,
    conversations,
    handling,
    notices,
    tickets,
    watching,
)
from tests.cast import BOT_ID, JOHN
from tests.factories import make_complaint, make_contact
from tests.unit.desk.conftest import Desk

HOUR = timedelta(hours=1)


def told(session: Session, staff: StaffMember) -> list[NoticeKind]:
    lines = [line.kind for line, _ in notices.of_staff(session, staff)][::-1]
    return [kind for kind in lines if kind is not NoticeKind.SUMMARY]


def go_round(desk: Desk, now: datetime) -> int:
    return watching.round_(desk.session, desk.company, bot_id=BOT_ID, now=now)


def test_it_tells_the_department_of_a_new_ticket_once(desk: Desk, now: datetime) -> None:
    go_round(desk, now)
    make_complaint(desk.session, desk.asha, now=now, story="Sukari ni mbovu")
    for seconds in (10, 40, 70):
        go_round(desk, now + timedelta(seconds=seconds))

    assert told(desk.session, desk.neema) == [NoticeKind.NEW]
    assert told(desk.session, desk.rehema) == [NoticeKind.NEW]


def test_it_tells_of_what_was_committed_late_too(desk: Desk, now: datetime) -> None:
    """Its number was given before, and it came to light after, one with a higher number."""
    go_round(desk, now)
    for number in (9_000_002, 9_000_001):
        subject = f"ticket:{desk.ticket.id}"
        entry = AuditEntry("system", "ticket.opened", subject, now, id=number)
        desk.session.add(entry)
        desk.session.flush()
        go_round(desk, now + timedelta(minutes=1))
    go_round(desk, now + timedelta(minutes=20))

    assert told(desk.session, desk.neema) == [NoticeKind.NEW, NoticeKind.NEW]


def test_it_warns_who_has_the_ticket_and_tells_the_lead_of_the_breach(
    desk: Desk, now: datetime
) -> None:
    tickets.claim(desk.session, desk.ticket, desk.neema, now=now)
    go_round(desk, now)
    go_round(desk, now + 3 * HOUR + timedelta(minutes=20))
    go_round(desk, now + 5 * HOUR)

    assert told(desk.session, desk.neema) == [NoticeKind.WARNING, NoticeKind.BREACHED]
    assert told(desk.session, desk.rehema) == [NoticeKind.BREACHED]


def test_it_sends_to_a_linked_chat_but_not_in_quiet_hours(desk: Desk, now: datetime) -> None:
    desk.neema.telegram_chat_id = make_contact(desk.session, JOHN, now=now).chat_id
    desk.neema.quiet_from, desk.neema.quiet_to = 12 * 60, 13 * 60
    notices.tell(desk.session, [desk.neema], NoticeKind.ASSIGNED, ticket=desk.ticket, now=now)

    assert notices.send(desk.session, timezone="Africa/Nairobi", bot_id=BOT_ID, now=now) == 0
    later = now + HOUR
    assert notices.send(desk.session, timezone="Africa/Nairobi", bot_id=BOT_ID, now=later) == 1
    assert notices.send(desk.session, timezone="Africa/Nairobi", bot_id=BOT_ID, now=later) == 0
    sent = desk.session.execute(select(Delivery)).scalars().all()[-1]
    assert desk.ticket.reference in sent.payload
    assert desk.asha.name not in sent.payload


def test_quiet_hours_may_go_over_midnight(desk: Desk, now: datetime) -> None:
    desk.neema.quiet_from, desk.neema.quiet_to = 21 * 60, 6 * 60
    midnight = now.replace(hour=21)

    assert notices.is_quiet(desk.neema, "Africa/Nairobi", midnight)
    assert not notices.is_quiet(desk.neema, "Africa/Nairobi", now)


def test_it_gives_a_ticket_to_who_speaks_the_language_and_has_least(
    desk: Desk, now: datetime
) -> None:
    desk.neema.speaks = "en"
    assert assigning.hand_out(desk.session, most_open=5, now=now) == [desk.ticket]
    assert desk.ticket.assignee_id == desk.rehema.id
    desk.neema.speaks = "sw en"
    other = make_complaint(desk.session, desk.asha, now=now, story="Mchele ni mchafu")
    assigning.hand_out(desk.session, most_open=5, now=now)

    assert other.assignee_id == desk.neema.id
    assert told(desk.session, desk.neema) == [NoticeKind.ASSIGNED]


def test_it_gives_nothing_to_who_is_away_or_has_enough(desk: Desk, now: datetime) -> None:
    desk.neema.away_until = now + HOUR
    desk.rehema.takes_work = False

    assert assigning.hand_out(desk.session, most_open=5, now=now) == []
    desk.rehema.takes_work = True
    assert assigning.hand_out(desk.session, most_open=0, now=now) == []


def test_it_frees_the_ticket_of_who_is_away_when_the_customer_writes(
    desk: Desk, now: datetime
) -> None:
    tickets.claim(desk.session, desk.ticket, desk.neema, now=now)
    tickets.reply(
        desk.session, desk.ticket, desk.neema, "Pole", version=desk.ticket.version, now=now
    )
    desk.neema.away_until = now + timedelta(days=2)
    assert assigning.take_back(desk.session, now=now) == []
    conversations.record(
        desk.session, desk.asha, "Bado", author=Author.CUSTOMER, ticket_id=desk.ticket.id, now=now
    )

    assert assigning.take_back(desk.session, now=now) == [desk.ticket]
    assert desk.ticket.assignee_id is None


def test_it_wakes_what_slept_long_enough(desk: Desk, now: datetime) -> None:
    handling.snooze(desk.session, desk.ticket, desk.neema, now + HOUR, version=1, now=now)

    assert watching.wake(desk.session, now=now + timedelta(minutes=59)) == []
    assert watching.wake(desk.session, now=now + HOUR) == [desk.ticket]
    assert desk.session.execute(select(Notice)).scalars().first() is not None


def test_who_is_given_a_ticket_by_hand_hears_of_it(desk: Desk, now: datetime) -> None:
    for by in (desk.rehema, desk.neema):
        handling.assign(
            desk.session, desk.ticket, by, desk.neema, version=desk.ticket.version, now=now
        )

    told = [line.kind for line, _ in notices.of_staff(desk.session, desk.neema)]
    assert told == [NoticeKind.ASSIGNED]


def test_it_sleeps_no_longer_than_until_the_customer_writes(desk: Desk, now: datetime) -> None:
    tickets.claim(desk.session, desk.ticket, desk.neema, now=now)
    handling.snooze(
        desk.session,
        desk.ticket,
        desk.neema,
        now + HOUR,
        version=desk.ticket.version,
        now=now,
    )
    conversations.record(
        desk.session, desk.asha, "Bado", author=Author.CUSTOMER, ticket_id=desk.ticket.id, now=now
    )

    assert desk.ticket.snoozed_until is None


def test_who_has_the_ticket_hears_of_an_answer_once(desk: Desk, now: datetime) -> None:
    session, ticket = desk.session, desk.ticket
    tickets.reply(session, ticket, desk.neema, "Lini?", version=ticket.version, now=now)
    for text in ("Kesho", "asubuhi"):
        conversations.record(
            session, desk.asha, text, author=Author.CUSTOMER, ticket_id=ticket.id, now=now
        )

    assert told(session, desk.neema) == [NoticeKind.ANSWERED]
    assert told(session, desk.rehema) == []
