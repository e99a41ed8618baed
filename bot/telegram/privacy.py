"""What customers ask about their own data, answered at the counter: no assistant is involved."""

from __future__ import annotations

import re

from bot.telegram.visit import Ask, Visit
from helpdesk.domain.delivery import Button
from helpdesk.domain.enums import Author, OrderStatus, Owner
from helpdesk.domain.order import Order
from helpdesk.locale import say
from helpdesk.services import (
    buttons,
    conversations,
    erasing,
    exporting,
    inbox,
    outbox,
    privacy,
)

INTENTS = frozenset({privacy.FORGET_YES, privacy.FORGET_NO})
"""Buttons that are answered here and never reach the assistant."""

YES = frozenset(
    {"ndiyo futa", "ndio futa", "yes erase", "yes erase it", "yes delete", "yes delete it"}
)
NO = frozenset({"hapana usifute", "usifute", "no keep it", "no keep", "no do not erase"})
BARE_YES = frozenset({"ndiyo", "ndio", "futa", "yes", "erase", "delete", "sawa", "ok"})
BARE_NO = frozenset({"hapana", "no", "sitaki", "acha"})
"""Bare words answer the question only where nothing was said since."""

BARE = BARE_YES | BARE_NO
WHOLE = "whole"
"""A bare yes: erasing wants it in full."""

_MEANT = {privacy.FORGET_YES: YES, privacy.FORGET_NO: NO | BARE_NO, WHOLE: BARE_YES}
_GAPS = re.compile(r"[\W_]+")


def give_notice(visit: Visit) -> None:
    """Tell whoever writes for the first time who reads it, before they are answered."""
    if privacy.give_notice(visit.session, visit.contact, now=visit.now):
        _tell(visit, "notice", key=f"privacy:{visit.contact.id}")


def command(visit: Visit, wish: str) -> Ask | None:
    """One of the commands about the customer's data: `privacy`, `mydata` or `forget`."""
    away = visit.conversation.owner is not Owner.BOT
    visit.record(visit.inbound.text, on_ticket=away and visit.conversation.ticket_id is not None)
    if wish == "mydata":
        _send_data(visit)
    elif wish == "forget":
        _ask_to_forget(visit)
    else:
        _tell(visit, "explained")
    return visit.done()


def typed(visit: Visit) -> str | None:
    """What the words say to an open question whether to erase; None if they are about else."""
    words = _GAPS.sub(" ", visit.inbound.text.lower()).strip()
    said = next((meant for meant, spelled in _MEANT.items() if words in spelled), None)
    if said is None or visit.inbound.kind != "text":
        return None
    if privacy.open_question(visit.session, visit.contact, now=visit.now) is None:
        return None
    if words in BARE and not privacy.just_asked(visit.session, visit.contact):
        return None
    return said


def answer(visit: Visit, said: str) -> Ask | None:
    """The typed answer to the question; a bare yes is asked for once more, in full."""
    question = privacy.open_question(visit.session, visit.contact, now=visit.now)
    visit.record(visit.inbound.text)
    if said == WHOLE:
        _question(visit, say(visit.language, "privacy.forget_whole"), (), kind=privacy.QUESTION)
        return visit.done()
    if question is not None:
        buttons.press(visit.session, visit.contact, question.token, now=visit.now)
    return _settle(visit, said)


def pressed(visit: Visit, button: Button) -> Ask | None:
    """The answer by a button, which has been used up by now."""
    visit.record(button.label)
    if not privacy.in_time(button, now=visit.now):
        _tell(visit, "forget_late")
        return visit.done()
    return _settle(visit, button.intent)


def _settle(visit: Visit, said: str) -> Ask | None:
    if said != privacy.FORGET_YES:
        _tell(visit, "forget_kept")
        return visit.done()
    if not _orders_in_the_way(visit):
        # Done first: only updates that are done are emptied, and this is one of them.
        visit.done()
        goodbye = say(visit.language, "privacy.goodbye")
        erasing.erase(visit.session, visit.contact, goodbye=goodbye, now=visit.now)
    return visit.done()


def _send_data(visit: Visit) -> None:
    """The file itself is made in the background (see errands.py)."""
    if exporting.ask(visit.session, visit.contact, now=visit.now):
        _tell(visit, "mydata_coming")
    else:
        _tell(visit, "mydata_enough", limit=exporting.MOST_A_DAY)


def _ask_to_forget(visit: Visit) -> None:
    if _orders_in_the_way(visit):
        return
    minutes = int(privacy.TIME_TO_CONFIRM.total_seconds()) // 60
    text = say(visit.language, "privacy.forget_ask", minutes=minutes)
    _question(visit, text, (privacy.FORGET_YES, privacy.FORGET_NO), kind=privacy.QUESTION)


def _orders_in_the_way(visit: Visit) -> bool:
    """Goods on their way need an address: say which, and offer to cancel what still can be."""
    orders = erasing.unfinished(visit.session, visit.contact)
    if not orders:
        return False
    text = say(visit.language, "privacy.orders_first", orders=_references(orders))
    early = any(order.status is OrderStatus.CONFIRMED for order in orders)
    _question(visit, text, ("cancel_order",) if early else ())
    return True


def _references(orders: list[Order]) -> str:
    return ", ".join(order.reference for order in orders)


def _question(visit: Visit, text: str, intents: tuple[str, ...], *, kind: str = "notice") -> None:
    """Say it once, with a button for each intent, named by the catalogue."""
    key = f"{visit.key}:notice"
    if inbox.recorded(visit.session, key) is not None:
        return
    message = conversations.record(
        visit.session,
        visit.contact,
        text,
        author=Author.SYSTEM,
        kind=kind,
        language=visit.contact.language,
        source_key=key,
        now=visit.now,
    )
    choices = [
        {"title": say(visit.language, f"privacy.{intent}"), "payload": f"/{intent}"}
        for intent in intents
    ]
    outbox.enqueue(
        visit.session, visit.contact, text=text, message=message, buttons=choices, now=visit.now
    )


def _tell(visit: Visit, name: str, *, key: str | None = None, **values: object) -> None:
    visit.tell(say(visit.language, f"privacy.{name}", **values), key=key)
