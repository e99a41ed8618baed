"""Pages that change by themselves: nothing jumps, no place is lost, no voice is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from helpdesk.domain.enums import Author, NoticeKind, TicketKind
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import conversations, notices, opening, tickets
from scripts.shop.stage import NOW, Shop

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
InShop = Callable[..., Page]

WATCH = """() => { window.moved = 0; new PerformanceObserver((list) => {
  for (const each of list.getEntries()) window.moved += each.value;
}).observe({type: 'layout-shift'}); }"""


def write(shop: Shop, key: str, text: str) -> None:
    """The customer of that ticket writes, and its clerk has a notice of it."""
    with shop.database.begin() as session:
        ticket = session.query(Ticket).filter_by(reference=shop.tickets[key]).one()
        contact = tickets.contact_of(session, ticket)
        conversations.record(
            session, contact, text, author=Author.CUSTOMER, ticket_id=ticket.id, now=NOW
        )
        neema = session.query(StaffMember).filter_by(username="neema").one()
        notices.tell(session, [neema], NoticeKind.ANSWERED, ticket=ticket, now=NOW)


def open_another(shop: Shop, story: str) -> None:
    """A new ticket of a customer we know."""
    with shop.database.begin() as session:
        ticket = session.query(Ticket).filter_by(reference=shop.tickets["photo"]).one()
        opening.open_ticket(
            session,
            tickets.contact_of(session, ticket),
            TicketKind.QUESTION,
            department="customer_service",
            story=story,
            source_key=None,
            now=NOW,
        )


def sit(page: Page, path: str) -> None:
    """Open it, let the bell be counted, and watch what moves from then on."""
    page.goto(path)
    expect(page.locator(".bell-count")).to_be_visible()
    page.evaluate(WATCH)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_nothing_jumps_on_the_work_list(shop: Shop, in_shop: InShop, size: str) -> None:
    page, story = in_shop("neema", size=size), f"Mna mayai leo? ({size})"
    sit(page, "/")
    open_another(shop, story)
    expect(page.get_by_text(story)).to_be_attached(timeout=8000)

    assert page.evaluate("window.moved") == 0


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_nothing_jumps_on_a_ticket(shop: Shop, in_shop: InShop, size: str) -> None:
    page, said = in_shop("neema", size=size), f"Nasubiri ({size})"
    sit(page, f"/tickets/{shop.tickets['weevils']}")
    write(shop, "weevils", said)
    expect(page.get_by_text(said)).to_be_attached(timeout=8000)

    assert page.evaluate("window.moved") == 0


def test_nothing_jumps_among_the_orders(shop: Shop, in_shop: InShop) -> None:
    page = in_shop("neema")
    sit(page, "/orders?tab=all")
    before = page.locator(".bell-count").inner_text()
    write(shop, "late", "Ndiyo umefika")
    expect(page.locator(".bell-count")).not_to_have_text(before, timeout=8000)

    assert page.evaluate("window.moved") == 0


def test_the_keyboard_stays_on_a_photo_when_something_is_said(shop: Shop, in_shop: InShop) -> None:
    page = in_shop("neema")
    page.goto(f"/tickets/{shop.tickets['weevils']}")
    page.locator("a.photo").focus()
    write(shop, "weevils", "Je, mnakuja?")
    expect(page.get_by_text("Je, mnakuja?")).to_be_attached(timeout=8000)

    expect(page.locator("a.photo")).to_be_focused()


def test_a_voice_is_heard_to_its_end(shop: Shop, in_shop: InShop) -> None:
    page = in_shop("neema")
    page.goto(f"/tickets/{shop.tickets['weevils']}")
    page.locator("audio").evaluate("voice => voice.play()")
    with page.expect_response(lambda answer: "/messages?" in answer.url, timeout=8000):
        write(shop, "weevils", "Sauti imefika?")
    assert page.locator("audio").evaluate("voice => !voice.paused") is True
    page.locator("audio").evaluate("voice => voice.pause()")

    expect(page.get_by_text("Sauti imefika?")).to_be_attached(timeout=8000)


def test_nothing_moves_for_who_asked_for_calm(in_shop: InShop) -> None:
    page = in_shop("neema", calm=True)
    page.goto("/")
    lasting = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap((each) => {
             const style = getComputedStyle(each);
             return [style.transitionDuration, style.animationDuration];
           }).filter((much) => much.split(', ').some((one) => parseFloat(one) > 0))"""
    )

    assert lasting == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
