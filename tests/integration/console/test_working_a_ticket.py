"""Claim, answer, note, resolve; and what happens when two do it at once."""

from __future__ import annotations

import json
import re

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.enums import OutboxStatus, Owner, TicketStatus, Visibility
from helpdesk.domain.message import Message
from helpdesk.domain.staff import AuditEntry
from helpdesk.services import contacts, conversations, tickets
from tests.integration.console.conftest import Browser
from tests.integration.console.world import World, post, say_as_customer, ticket_of

VERSION = re.compile(r'name="version" value="(\d+)"')


def version_on(page: str) -> str:
    """The version the page's forms carry."""
    found = VERSION.search(page)
    assert found is not None
    return found.group(1)


def test_it_claims_a_ticket_and_says_so(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"

    answer = post(client, f"{page}/claim", at=page)

    assert (answer.status_code, answer.headers["location"]) == (303, page)
    shown = client.get(page).text
    assert "With you" in shown
    assert 'data-testid="claim"' not in shown
    assert 'data-status="open"' in shown


def test_it_says_who_was_first(world: World, browser: Browser) -> None:
    page = f"/tickets/{world.complaint}"
    post(browser("rehema"), f"{page}/claim", at=page)

    late = post(browser("brian"), f"{page}/claim", at=page)

    assert late.status_code == 409
    assert "Rehema Juma has already claimed this ticket" in late.text


def test_it_answers_in_the_departments_name(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"
    text = "Pole sana, tutakuletea <b>unga</b> mpya.\nAsante & karibu!"

    post(client, f"{page}/reply", at=page, text=text, version=version_on(client.get(page).text))

    with world.database.reading() as session:
        ticket = ticket_of(session, world.complaint)
        message = session.query(Message).filter_by(ticket_id=ticket.id).one()
        delivery = session.query(Delivery).filter_by(message_id=message.id).one()
        owner = conversations.of(session, tickets.contact_of(session, ticket)).owner
    assert message.text == text
    assert "Huduma kwa Wateja" in delivery.payload
    assert "Brian" not in delivery.payload
    assert owner is Owner.HUMAN
    shown = client.get(page).text
    assert "as Customer Service" in shown
    assert "Queued" in shown


def test_it_keeps_notes_among_staff(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"

    post(client, f"{page}/note", at=page, text="Mzigo wote umeharibika")

    with world.database.reading() as session:
        note = session.query(Message).filter_by(kind="note").one()
        sent = session.query(Delivery).count()
    assert (note.visibility, sent) == (Visibility.INTERNAL, 0)
    shown = client.get(page).text
    assert 'data-author="staff" data-visibility="internal"' in shown
    assert "Note by Brian Mutua" in shown


def test_it_resolves_and_stops_taking_replies(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"
    version = version_on(client.get(page).text)

    post(client, f"{page}/resolve", at=page, version=version)
    late = post(client, f"{page}/reply", at=page, text="One more thing", version="2")

    with world.database.reading() as session:
        assert ticket_of(session, world.complaint).status is TicketStatus.RESOLVED
    assert late.status_code == 409
    assert "One more thing" in late.text
    assert 'data-testid="reply-text"' not in late.text
    assert world.complaint in client.get("/?tab=resolved").text
    assert world.complaint not in client.get("/").text


def test_it_keeps_the_draft_when_somebody_was_faster(world: World, browser: Browser) -> None:
    page = f"/tickets/{world.complaint}"
    slow, fast = browser("brian"), browser("rehema")
    seen = version_on(slow.get(page).text)
    post(fast, f"{page}/reply", at=page, text="Tayari nimejibu", version=seen)

    late = post(slow, f"{page}/reply", at=page, text='My "draft" <i>', version=seen)

    assert late.status_code == 409
    assert "Rehema Juma changed this ticket after you opened it" in late.text
    assert (
        'data-testid="reply-text" autofocus>My &#34;draft&#34; &lt;i&gt;</textarea>' in late.text
    )
    assert "Tayari nimejibu" in late.text
    again = post(slow, f"{page}/reply", at=page, text="Second try", version=version_on(late.text))
    assert again.status_code == 303


def test_it_asks_for_words_and_for_fewer_of_them(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"
    long = "x" * (tickets.LONGEST_TEXT + 1)

    empty = post(client, f"{page}/reply", at=page, text=" \r\n ", version="1")
    too_long = post(client, f"{page}/note", at=page, text=long)

    assert (empty.status_code, too_long.status_code) == (422, 422)
    assert "Please write something first" in empty.text
    assert "at most 4000 characters" in too_long.text
    assert f">{long}</textarea>" in too_long.text


def test_it_shows_what_became_of_each_reply(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"
    post(client, f"{page}/reply", at=page, text="Habari", version="1")

    labels = []
    for status in (OutboxStatus.SENT, OutboxStatus.FAILED, OutboxStatus.UNKNOWN):
        with world.database.begin() as session:
            session.query(Delivery).one().status = status
        labels += re.findall(r'class="delivery delivery-(\w+)"', client.get(page).text)
    with world.database.begin() as session:
        session.query(Delivery).one().status = OutboxStatus.QUEUED
        contact = tickets.contact_of(session, ticket_of(session, world.complaint))
        contacts.set_reachable(session, contact, False, now=world.clock())

    assert labels == ["sent", "failed", "unknown"]
    assert "Waiting: customer unreachable" in client.get(page).text
    assert "Unreachable" in client.get("/").text


def test_it_refreshes_the_conversation_and_nothing_that_is_typed(
    world: World, browser: Browser
) -> None:
    client = browser("brian")
    found = re.search(r'hx-get="(/tickets[^"]+)"', client.get(f"/tickets/{world.complaint}").text)
    assert found is not None
    address = found.group(1).replace("&amp;", "&")

    unchanged = client.get(address)
    say_as_customer(world, world.complaint, "Bado nasubiri")
    changed = client.get(address)

    assert unchanged.status_code == 204
    assert "Bado nasubiri" in changed.text
    assert 'id="case-state" hx-swap-oob="true"' in changed.text
    assert "textarea" not in changed.text


def test_it_remembers_who_looked_and_who_acted(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"
    client.get(page)
    client.get(f"{page}/messages")

    with world.database.reading() as session:
        who = f"staff:{world.staff['brian']}"
        entries = [entry.what for entry in session.query(AuditEntry).filter_by(who=who)]
    assert entries == ["staff.added", "staff.signed_in", "ticket.viewed"]


def test_it_shows_the_order_with_lines_and_total(world: World, browser: Browser) -> None:
    shown = browser("amina").get(f"/tickets/{world.order}").text

    for part in ("Sugar", "Rice", "KSh 360<", "KSh 631.50<", "KSh 991.50<"):
        assert part in shown
    assert "Kariakoo, Msimbazi Street, house 12" in shown


def test_it_tells_what_was_handed_over_in_words(world: World, browser: Browser) -> None:
    handed = {
        "reason": "insult",
        "form": "complaint_form",
        "slots": {"complaint_story": "none", "complaint_photo": "sent"},
        "missing": ["complaint_order"],
        "said": ["sw", "Mnanichelewesha!"],
        "intent": "ask_price",
        "suggested_department": "customer_service",
    }
    with world.database.begin() as session:
        ticket_of(session, world.complaint).packet = json.dumps(handed)

    shown = browser("brian").get(f"/tickets/{world.complaint}").text

    for words in ("The customer is angry", "Order it is about", "To know a price"):
        assert words in shown
    assert '<dd dir="auto">Customer Service</dd>' in shown
    # What the customer wrote stays as it is, though we use the same word.
    assert "sw<br>Mnanichelewesha!" in shown
    assert '<dd dir="auto">none</dd>' in shown
    assert "complaint_" not in shown


def test_it_gives_the_customer_back_to_the_assistant(world: World, browser: Browser) -> None:
    client, page = browser("brian"), f"/tickets/{world.complaint}"
    assert "hand-back" not in client.get(page).text
    version = version_on(client.get(page).text)
    post(client, f"{page}/reply", at=page, text="Pole", version=version)
    version = version_on(client.get(page).text)

    for _ in range(2):
        post(client, f"{page}/hand-back", at=page, version=version)

    with world.database.reading() as session:
        ticket = ticket_of(session, world.complaint)
        said = [d.payload for d in session.query(Delivery) if "msaidizi" in d.payload]
        owner = conversations.of(session, tickets.contact_of(session, ticket)).owner
    assert (owner, ticket.status, len(said)) == (Owner.BOT, TicketStatus.PENDING_CUSTOMER, 1)


def test_it_says_on_resolving_that_the_assistant_is_back(world: World, browser: Browser) -> None:
    client, page = browser("brian"), f"/tickets/{world.complaint}"
    version = version_on(client.get(page).text)
    post(client, f"{page}/reply", at=page, text="Pole", version=version)
    version = version_on(client.get(page).text)

    post(client, f"{page}/resolve", at=page, version=version)

    with world.database.reading() as session:
        *_, last = session.query(Delivery).all()
    assert "umerudi kwa msaidizi" in last.payload
