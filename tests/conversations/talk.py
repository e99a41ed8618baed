"""One customer's talk with the house: what they send, what they hear, what it led to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from helpdesk.db.engine import Session
from helpdesk.db.tables import customer_order, ticket
from helpdesk.domain.contact import Contact
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import contacts, conversations, orders, tickets
from tests.cast import BOT_ID, Customer
from tests.conversations.house import House
from tests.integration.gateway.fakes import message, press

FIRST_CHAT = 600_000_000
SHOWN = re.compile(r"utter_|action_|\bNone\b|[{}]")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”", re.DOTALL)
WORDS = {
    "en": re.compile(
        r"\b(?:tafadhali|samahani|asante|yako|wako|ungependa|tutaku\w+)\b", re.IGNORECASE
    ),
    "sw": re.compile(r"\b(?:please|sorry|thank you|your|would you|shall)\b", re.IGNORECASE),
}
"""Words an answer in that language cannot hold, the customer's own apart."""


@dataclass
class Talk:
    """A chat. `heard` is the answer to what was sent last; `lines` all of it, to be shown."""

    house: House
    language: str = "sw"
    chat_id: int = 0
    heard: str = ""
    buttons: list[dict[str, str]] = field(default_factory=list)
    old: list[dict[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    last: int = 0

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or FIRST_CHAT + next(self.house.numbers)

    @property
    def customer(self) -> Customer:
        """Them, at Telegram."""
        return Customer(self.chat_id, f"Mteja {self.chat_id}", self.language)

    def say(self, words: str) -> str:
        """Write something; what is answered."""
        return self.send(text=words)

    def send(self, **content: Any) -> str:
        """Send a message of that content, as Telegram would deliver it."""
        self.last = next(self.house.numbers)
        return self._update(message(self.last, self.customer, **content), str(content))

    def edit(self, words: str) -> str:
        """Change the message sent last."""
        update = message(self.last, self.customer, text=words)
        changed = {"update_id": next(self.house.numbers), "edited_message": update["message"]}
        return self._update(changed, f"(edits) {words}")

    def press(self, label: str) -> str:
        """Press the newest button whose label fits; it is then an old one."""
        fitting = [one for one in self.buttons if re.search(label, one["title"])]
        assert fitting, (
            f"no button {label!r} among {[one['title'] for one in self.buttons]}\n{self}"
        )
        self.old.append(fitting[-1])
        return self.tap(fitting[-1])

    def tap(self, button: dict[str, str]) -> str:
        """Press a button, however old it is."""
        return self._update(self.pressing(button), f"[{button['title']}]")

    def pressing(self, button: dict[str, str]) -> dict[str, Any]:
        """The update of such a press."""
        return press(next(self.house.numbers), button["data"], self.customer)

    def staff(self, verb: str, words: str = "") -> str:
        """The clerk replies to the newest ticket, or resolves it; what the customer hears."""
        with self.house.database.begin() as session:
            clerk = session.execute(select(StaffMember)).scalars().first()
            found = select(Ticket).filter_by(contact_id=self.contact(session).id)
            case = session.execute(found.order_by(ticket.c.id.desc())).scalars().first()
            assert clerk is not None
            assert case is not None
            now = self.house.gateway.clock()
            if verb == "reply":
                tickets.reply(session, case, clerk, words, version=case.version, now=now)
            else:
                tickets.resolve(session, case, clerk, version=case.version, now=now)
        return self._hear(f"(staff {verb}s) {words}")

    def away(self, hours: float) -> None:
        """Let hours go by in which nothing is said."""
        with self.house.database.reading() as session:
            sender = self.contact(session).sender_id
        self.house.let_pass(hours, sender)
        self.lines.append(f"  ({hours:g} hours later)")

    def contact(self, session: Session) -> Contact:
        """The customer as we know them."""
        found = contacts.by_chat(session, bot_id=BOT_ID, chat_id=self.chat_id)
        assert found is not None
        return found

    def counts(self) -> dict[str, Any]:
        """What the talk has led to: orders, tickets without those of orders, who owns the chat."""
        with self.house.database.reading() as session:
            contact = self.contact(session)
            own = tickets.of_contact(session, contact)
            placed = orders.of_contact(session, contact)
            return {
                "orders": len(placed),
                "tickets": len([case for case in own if case.order_id is None]),
                "owner": str(conversations.of(session, contact).owner),
                "status": str(own[0].status) if own else "",
                "order": str(placed[0].status) if placed else "",
                "paid": str(placed[0].payment_status) if placed else "",
                "total": placed[0].total // 100 if placed else 0,
                "department": _department(session, own),
                "priority": str(own[0].priority) if own else "",
                "place": placed[0].place if placed else "",
            }

    def _update(self, update: dict[str, Any], shown: str) -> str:
        self.house.receive(update)
        return self._hear(shown)

    def _hear(self, shown: str) -> str:
        deliveries = self.house.take(self.chat_id)
        self.heard = "\n".join(str(one["text"]) for one in deliveries)
        fresh = [button for one in deliveries for button in one.get("buttons", ())]
        self.buttons = fresh or self.buttons
        self.lines += [f"  CUSTOMER {shown}", *(f"  OFISI    {one['text']}" for one in deliveries)]
        assert not SHOWN.search(QUOTED.sub("", self.heard)), str(self)
        return self.heard

    def speaks(self, language: str) -> bool:
        """Whether the answer is in that language, as far as telling words show."""
        return not WORDS[language].search(QUOTED.sub("", self.heard))

    def __str__(self) -> str:
        return "\n".join(self.lines)


def _department(session: Session, own: list[Ticket]) -> str:
    from helpdesk.domain.company import Department  # noqa: PLC0415

    found = session.get(Department, own[0].department_id) if own else None
    return found.code if found else ""


def orders_in(house: House) -> int:
    """All orders there are."""
    with house.database.reading() as session:
        counted = select(func.count()).select_from(customer_order)
        return int(session.execute(counted).scalar_one())
