"""The rows of tickets and all that hangs on them, batch by batch, as plain tuples.

Columns that are not named stay empty. `COLUMNS` says which value is which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks.desk.people import BUSY, World, stamp
from benchmarks.desk.words import OWN, misspell
from helpdesk.domain.reference import new_reference

DAY = 86400
YOUNG = 90 * DAY
"""How long deliveries and notices are kept: the days of `helpdesk/services/retention.py`."""

KINDS = ("order", "complaint", "question", "request")
INTENTS = ("place_order", "complain", "ask_delivery", "ask_price", "track_order", "refund")
COLUMNS = {
    "contact": "id channel bot_id chat_id sender_id name username language phone reachable "
    "erased consent_at created_at",
    "conversation": "contact_id owner ticket_id updated_at",
    "customer_order": "id reference contact_id currency place phone total status fulfilment fee "
    "payment_status payment_reference acknowledged_at version created_at updated_at",
    "order_line": "order_id product_id quantity unit unit_price",
    "ticket": "id reference kind status priority contact_id department_id assignee_id order_id "
    "subject story packet language created_at updated_at resolved_at closures version "
    "waiting_since replied_at due_at snoozed_until intent",
    "message": "id contact_id ticket_id staff_id department_id author visibility language kind "
    "text created_at",
    "attachment": "message_id kind file_id status name media_type size path attempts created_at",
    "outbox": "contact_id message_id chat_id payload status attempts created_at sent_at "
    "may_repeat",
    "audit_entry": "who what subject field old new at",
    "sla_clock": "ticket_id target status started_at due_at breached_at ended_at",
    "rating": "ticket_id contact_id closure asked_at score rated_at",
    "notice": "staff_id kind ticket_id source_key created_at seen_at",
    "presence": "staff_id ticket_id replying seen_at",
    "draft": "staff_id ticket_id kind text version updated_at",
    "ticket_link": "ticket_id other_id kind staff_id created_at",
}
Batch = dict[str, list[tuple[Any, ...]]]


def customers(world: World, numbers: range) -> Batch:
    """Customers and their conversations."""
    names = world.names.said(world.numbers, 2 * len(numbers))
    batch: Batch = {"contact": [], "conversation": []}
    since = stamp(700 * DAY)
    for place, number in enumerate(numbers):
        name = f"{names[2 * place].title()} {names[2 * place + 1].title()}"
        language = "en" if number % 5 == 0 else "sw"
        username = f"{names[2 * place]}{number}".replace("'", "") if number % 3 == 0 else None
        batch["contact"].append(
            (number, "telegram", 1, number, f"c{number}", name, username, language,
             phone_of(number), number % 40 != 0, 0, since, since)
        )  # fmt: skip
        owner = "human" if number % 20 == 0 else "bot"
        batch["conversation"].append((number, owner, None, since))
    return batch


def phone_of(customer: int) -> str:
    """Their number: neighbours do not resemble one another."""
    return f"+2557{customer * 7_654_321 % 100_000_000:08}"


class Writer:
    """Writes tickets; numbers of orders and messages run on from batch to batch."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.orders = 0
        self.messages = 0

    def tickets(self, numbers: range) -> Batch:
        """The tickets of those numbers with everything around them."""
        batch: Batch = defaultdict(list)
        drawn = self.world.tickets
        counts = drawn["messages"][numbers.start : numbers.stop]
        alone = np.maximum(0, self.world.per_ticket - counts.mean()) * len(numbers)
        strangers = self.world.numbers.integers(1, self.world.customers + 1, int(alone))
        spoken = Spoken(self.world, int(counts.sum()) + len(strangers) + 2 * len(numbers))
        shares = np.array_split(strangers, len(numbers))
        for place, number in enumerate(numbers):
            case = Case(self.world, number)
            for customer in shares[place]:
                self._say(batch, spoken, int(customer), None, case.age + DAY, turn=place)
            self._order(batch, case)
            self._ticket(batch, case, spoken)
            for turn in range(int(counts[place])):
                age = case.age - (case.age - case.ended) * turn / int(counts[place])
                self._say(batch, spoken, case.customer, case, age, turn=turn)
            around(batch, case)
        return batch

    def _order(self, batch: Batch, case: Case) -> None:
        if case.kind != "order":
            return
        self.orders += 1
        case.order = self.orders
        dice = self.world.dice
        total = 0
        for _ in range(dice.randint(1, 4)):
            product, price = dice.choice(self.world.products)
            quantity = dice.randint(1, 12)
            total += quantity * price
            batch["order_line"].append((case.order, product, quantity * 1000, "kg", price))
        done = dice.choices(("delivered", "cancelled"), (9, 1))[0]
        status = dice.choice(("confirmed", "packed", "dispatched")) if case.open else done
        paid = "paid" if status == "delivered" else dice.choice(("unpaid", "claimed", "paid"))
        case.order_status = status
        at = stamp(case.age)
        seen = at if status != "confirmed" or dice.random() < 0.5 else None
        place = " ".join(self.world.names.said(self.world.numbers, 3)).title()
        reference = f"M{case.order:09}" if paid == "paid" else None
        batch["customer_order"].append(
            (case.order, new_reference("A"), case.customer, "TZS", place, phone_of(case.customer),
             total, status, "delivery", 300000, paid, reference, seen, 2, at, stamp(case.ended))
        )  # fmt: skip

    def _ticket(self, batch: Batch, case: Case, spoken: Spoken) -> None:
        story = spoken.text(case.english, case.department, 14)
        at, ended = stamp(case.age), stamp(case.ended)
        packet = (
            '{"reason": "not_understood"}' if case.number % 11 == 0 else '{"form": "complaint"}'
        )
        waits = case.open and case.status in ("new", "open")
        due = stamp(case.ended - self.world.dice.randint(-DAY, 2 * DAY)) if waits else None
        batch["ticket"].append(
            (case.id, new_reference("T"), case.kind, case.status, case.priority, case.customer,
             case.department, case.assignee, case.order, story[:80], story, packet,
             "en" if case.english else "sw", at, ended, None if case.open else ended,
             0 if case.open else 1, 3, ended if waits else None,
             stamp(case.age - 1800) if case.assignee else None, due, case.asleep,
             INTENTS[case.number % len(INTENTS)])
        )  # fmt: skip

    def _say(
        self, batch: Batch, spoken: Spoken, customer: int, case: Case | None, age: float, turn: int
    ) -> None:
        dice = self.world.dice
        self.messages += 1
        at = stamp(max(age, 0))
        author = "customer" if turn % 2 == 0 else "bot"
        hand, visibility, kind = None, "public", "text"
        if case is not None and case.assignee and turn > 2 and turn % 2:
            author, hand = "staff", case.assignee
            if dice.random() < 0.2:
                visibility, kind = "internal", "note"
        in_english = case.english if case else customer % 5 == 0
        department = case.department if case else 0
        text = spoken.text(in_english, department, dice.randint(2, 15))
        batch["message"].append(
            (self.messages, customer, case.id if case else None, hand,
             department if hand else None, author, visibility, "en" if in_english else "sw",
             kind, text, at)
        )  # fmt: skip
        if author == "customer" and dice.random() < 0.05:
            photo = dice.random() < 0.8
            batch["attachment"].append(
                (self.messages, "photo" if photo else "voice", f"f{self.messages}", "stored",
                 None, "image/jpeg" if photo else "audio/ogg", 80_000,
                 f"2026/{self.messages}", 1, at)
            )  # fmt: skip
        if author != "customer" and visibility == "public" and age < YOUNG:
            status = "sent" if dice.random() < 0.995 else dice.choice(("failed", "unknown"))
            batch["outbox"].append(
                (customer, self.messages, customer, '{"text": "…"}', status, 1, at, at, 0)
            )


class Case:
    """One ticket's lot, drawn by its number."""

    def __init__(self, world: World, number: int) -> None:
        drawn, dice = world.tickets, world.dice
        self.number, self.id = number, number + 1
        self.open = bool(drawn["open"][number])
        self.kind = KINDS[drawn["kind"][number]]
        self.customer = int(drawn["customer"][number])
        self.department = list(world.departments.values())[drawn["place"][number]]
        self.english = bool(drawn["english"][number])
        self.age = float(drawn["age"][number])
        self.ended = max(self.age - float(drawn["lasted"][number]), 60.0 + dice.random() * 3600)
        self.ended = min(self.ended, self.age)
        self.priority = dice.choices(("low", "normal", "high", "urgent"), (12, 70, 15, 3))[0]
        done = dice.choices(("resolved", "closed", "merged"), (30, 67, 3))[0]
        undone = ("new", "open", "pending_customer", "on_hold")
        self.status = dice.choices(undone, (10, 45, 35, 10))[0] if self.open else done
        taken = dice.random() < (0.6 if self.open else 0.96) and self.status != "new"
        self.assignee = world.hand(self.department) if taken else None
        asleep = self.open and self.status != "new" and dice.random() < 0.1
        self.asleep = stamp(-DAY * dice.randint(1, 9)) if asleep else None
        self.order: int | None = None
        self.order_status = ""
        self.dice = dice


class Spoken:
    """A stock of words for one batch, drawn at once because that is so much faster."""

    def __init__(self, world: World, texts: int) -> None:
        self.world = world
        self._stock = {language: self._draw(language, texts) for language in (False, True)}
        self._own = {number: _own(world, number) for number in world.own}

    def _draw(self, in_english: bool, texts: int) -> Iterator[str]:
        said = self.world.english if in_english else self.world.swahili
        while True:
            words = said.said(self.world.numbers, max(texts * 5, 1000))
            misspell(words, self.world.numbers, self.world.dice)
            yield from words.tolist()

    def text(self, in_english: bool, department: int, count: int) -> str:
        """So many words, some of them only that department's customers'."""
        stock, own = self._stock[in_english], self._own.get(department)
        words = [next(stock) for _ in range(count)]
        if own is not None and count * OWN > self.world.dice.random():
            words[self.world.dice.randrange(count)] = next(own)
        self.world.heard.update(words)
        return " ".join(words)


def _own(world: World, department: int) -> Iterator[str]:
    while True:
        yield from world.own[department].said(world.numbers, 5000).tolist()


def around(batch: Batch, case: Case) -> None:
    """Clocks, ratings, notices, who looked at it, and everything in the audit."""
    dice, at, ended = case.dice, stamp(case.age), stamp(case.ended)
    first = stamp(case.age - 3600 * 4)
    live = "active" if case.status in ("new", "open") else "paused"
    for target in ("first_reply", "resolution"):
        how = live if case.open else dice.choices(("hit", "missed"), (85, 15))[0]
        late = first if how == "missed" else None
        end = None if case.open else ended
        batch["sla_clock"].append((case.id, target, how, at, first, late, end))
    if not case.open and dice.random() < 0.25:
        score = dice.choices((1, 2, 3, 4, 5), (8, 7, 15, 30, 40))[0]
        batch["rating"].append((case.id, case.customer, 1, ended, score, ended))
    if case.assignee and case.age < YOUNG:
        seen = ended if dice.random() < 0.9 else None
        batch["notice"].append((case.assignee, "assigned", case.id, f"a:{case.id}", at, seen))
        batch["presence"].append((case.assignee, case.id, 0, ended))
    if case.open and case.assignee and dice.random() < 0.1:
        batch["draft"].append((case.assignee, case.id, "reply", "Samahani, …", 3, ended))
    if case.assignee and case.number > 10 and dice.random() < 0.02:
        other = case.id - dice.randint(1, 9)
        batch["ticket_link"].append((case.id, other, "related", case.assignee, ended))
    batch["audit_entry"].extend(_noted(case, at, ended))


def _noted(case: Case, at: str, ended: str) -> Iterator[tuple[Any, ...]]:
    dice, subject = case.dice, f"ticket:{case.id}"
    who = f"staff:{case.assignee}"
    yield ("system", "ticket.opened", subject, None, None, None, at)
    if case.assignee:
        yield (who, "ticket.claimed", subject, None, None, None, at)
        for _ in range(dice.randint(1, 5)):
            yield (who, "ticket.viewed", subject, None, None, None, at)
        yield (who, "ticket.replied", subject, None, None, None, ended)
    if dice.random() < 0.1:
        old = dice.choice(list(BUSY))
        yield (who, "ticket.department", subject, "department", old, dice.choice(list(BUSY)), at)
    if not case.open:
        yield (who, "ticket.resolved", subject, "status", "open", case.status, ended)
    if case.order and case.order_status == "delivered":
        paid = f"M{case.order:09}"
        yield (who, "order.paid", f"order:{case.order}", "payment_reference", None, paid, ended)
        yield (who, "order.deliver", f"order:{case.order}", None, None, None, ended)
