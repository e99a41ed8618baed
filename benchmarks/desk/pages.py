"""What is asked: every list, search and page of the daily work, with something else each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

from sqlalchemy import and_, func, select

from benchmarks.desk.people import ADMIN, AGENT, THEIRS, World
from benchmarks.desk.rows import phone_of
from benchmarks.desk.words import slip
from helpdesk.db import tables
from helpdesk.db.engine import Database
from helpdesk.db.work_list import SORTS, TABS

_t, _m = tables.ticket.c, tables.message.c
LONG = 200
"""So many messages of the customer make a conversation a long one."""


@dataclass
class Subjects:
    """What can be asked about in one database; lists by who asks where that matters."""

    size: int
    customers: int
    theirs: int
    words: list[str]
    elsewhere: list[str]
    slips: list[str]
    first_slips: list[str]
    tickets: dict[str, list[str]] = field(default_factory=dict)
    long: dict[str, list[str]] = field(default_factory=dict)
    orders: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def subjects(database: Database, world: World) -> Subjects:
    """Samples of what the database holds."""
    storage = world.own[world.departments["storage"]]
    found = Subjects(
        size=world.size,
        customers=world.customers,
        theirs=world.departments[THEIRS],
        words=list(world.swahili.words),
        elsewhere=list(storage.band(0, 30)),
        slips=_slips(world, first=False),
        first_slips=_slips(world, first=True),
    )
    with database.reading() as session:
        busy = select(_m.contact_id).group_by(_m.contact_id).having(func.count() >= LONG)
        ids = list(session.execute(busy.limit(40)).scalars())
        for who in (ADMIN, AGENT):
            eyes, step = _eyes(found, who), max(1, world.size // 3000)
            some = select(_t.reference).where(eyes, _t.id % step == 0).limit(3000)
            found.tickets[who] = list(session.execute(some).scalars())
            long = select(_t.reference).where(eyes, _t.contact_id.in_(ids)).limit(500)
            found.long[who] = list(session.execute(long).scalars())
        ordered = select(tables.customer_order.c.reference).limit(500)
        found.orders = list(session.execute(ordered).scalars())
        step = max(1, world.customers // 500)
        called = select(tables.contact.c.name).where(tables.contact.c.id % step == 0)
        found.names = list(session.execute(called).scalars())
    return found


def _eyes(found: Subjects, who: str) -> Any:
    return _t.department_id == found.theirs if who == AGENT else _t.id.is_not(None)


def _slips(world: World, *, first: bool) -> list[str]:
    """Words people know, written as nobody has written them yet."""
    dice, known = random.Random(3), world.swahili.band(50, 2000)  # noqa: S311 - a benchmark's
    made = (slip(dice.choice(known), dice, first=first) for _ in range(2000))
    return [word for word in made if len(word) >= 4 and word not in world.heard][:300]


Address = Callable[[Subjects, random.Random, str], str]


@dataclass(frozen=True)
class Page:
    """A page to ask for. `address` makes one from the subjects, dice and who asks.

    `held`: the goal of 100 ms and of twice is its. `live`: it refreshes itself. `unchanged`:
    it is asked with the mark of what the browser has, and answers that nothing is new.
    """

    name: str
    address: Address
    who: tuple[str, ...] = (ADMIN, AGENT)
    held: bool = True
    live: bool = False
    unchanged: bool = False


def _search(pick: Callable[[Subjects, random.Random], str]) -> Address:
    return lambda subjects, dice, _who: f"/?q={quote_plus(pick(subjects, dice))}"


def _of_rank(first: int, last: int) -> Callable[[Subjects, random.Random], str]:
    def pick(subjects: Subjects, dice: random.Random) -> str:
        while True:
            word = subjects.words[dice.randrange(first, last)]
            if len(word) >= 4 and word.isalpha():
                return word

    return pick


def _two(subjects: Subjects, dice: random.Random) -> str:
    return " ".join((_of_rank(30, 400)(subjects, dice), _of_rank(30, 400)(subjects, dice)))


def _begin(letters: int) -> Callable[[Subjects, random.Random], str]:
    return lambda subjects, dice: _of_rank(100, 3000)(subjects, dice)[:letters]


def _apostrophe(subjects: Subjects, dice: random.Random) -> str:
    return dice.choice([word for word in subjects.words[:3000] if "ng'" in word])


def _list(query: str) -> Address:
    def address(_subjects: Subjects, dice: random.Random, _who: str) -> str:
        return f"/?{query.format(page=dice.randint(2, 10), hand=dice.randint(3, 40))}"

    return address


def _ticket(kind: str, rest: str = "") -> Address:
    def address(subjects: Subjects, dice: random.Random, who: str) -> str:
        known: dict[str, list[str]] = getattr(subjects, kind)
        return f"/tickets/{dice.choice(known[who])}{rest}"

    return address


LISTS = (
    *(Page(f"work list: {tab}", _list(f"tab={tab}")) for tab in TABS),
    *(Page(f"work list: by {sort}", _list(f"sort={sort}")) for sort in SORTS),
    Page("work list: all, page 2 to 10", _list("tab=all&page={page}")),
    Page("work list: all, page 40", _list("tab=all&page=40")),
    Page("work list: resolved, page 40", _list("tab=resolved&page=40")),
    Page("filter: open, kind and language", _list("kind=complaint&language=en")),
    Page("filter: all, priority and kind", _list("tab=all&priority=high&kind=complaint")),
    Page("filter: all, a colleague", _list("tab=all&assignee={hand}")),
    Page("filter: all, a status", _list("tab=all&status=on_hold")),
    Page(
        "filter: all, a department and somebody of another",
        _list("tab=all&department=hr&assignee=6&priority=urgent"),
    ),
    Page(
        "filter: resolved, four at once",
        _list("tab=resolved&priority=urgent&kind=request&language=en&department=accounting"),
    ),
    Page("filter: all, nobody's and low", _list("tab=all&assignee=0&priority=low&language=en")),
)

SEARCHES = (
    Page("search: a very common word", _search(_of_rank(0, 30))),
    Page("search: a common word", _search(_of_rank(30, 400))),
    Page("search: a word", _search(_of_rank(400, 3000))),
    Page("search: a rare word", _search(_of_rank(5000, 8000))),
    Page(
        "search: a word of another department", _search(lambda s, dice: dice.choice(s.elsewhere))
    ),
    Page("search: two words", _search(_two)),
    Page("search: a beginning of 2 letters", _search(_begin(2))),
    Page("search: a beginning of 3 letters", _search(_begin(3))),
    Page("search: a beginning of 5 letters", _search(_begin(5))),
    Page("search: with an apostrophe", _search(_apostrophe)),
    Page("search: a slip", _search(lambda s, dice: dice.choice(s.slips))),
    Page(
        "search: a slip in the first letter",
        _search(lambda s, dice: dice.choice(s.first_slips)),
    ),
    Page("search: no hit", _search(lambda _s, dice: f"xq{dice.randint(100, 999)}zzqx")),
    Page("search: a reference", lambda s, dice, who: f"/?q={dice.choice(s.tickets[who])}"),
    Page("search: an order's number", _search(lambda s, dice: dice.choice(s.orders))),
    Page(
        "search: a phone",
        _search(lambda s, dice: "0" + phone_of(dice.randint(1, s.customers))[4:]),
    ),
    Page("search: a customer's name", _search(lambda s, dice: dice.choice(s.names))),
)

TICKETS = (
    Page("a ticket", _ticket("tickets")),
    Page("a ticket, long conversation", _ticket("long")),
    Page("a ticket, all of a long one", _ticket("long", "?earlier=1"), held=False),
    Page("a ticket's messages, changed", _ticket("long", "/messages"), live=True),
    Page(
        "a ticket's messages, unchanged", _ticket("long", "/messages"), live=True, unchanged=True
    ),
    Page("a ticket's history", _ticket("tickets", "/history")),
)


def _fixed(path: str) -> Address:
    return lambda _subjects, _dice, _who: path


def _audit(subjects: Subjects, dice: random.Random, _who: str) -> str:
    return f"/audit?text=M{dice.randint(1, max(1, subjects.size // 5)):09}"


def _orders(pick: Callable[[Subjects, random.Random], str]) -> Address:
    return lambda subjects, dice, _who: f"/orders?q={quote_plus(pick(subjects, dice))}"


OTHERS = (
    Page("queue refresh, changed", _fixed("/queue?tab=open"), live=True),
    Page("queue refresh, unchanged", _fixed("/queue?tab=open"), live=True, unchanged=True),
    Page("notices", _fixed("/notices")),
    Page("the bell", _fixed("/notices/count"), live=True),
    Page("orders", _fixed("/orders")),
    Page("orders: all", _fixed("/orders?tab=all")),
    Page("orders: a number", _orders(lambda s, dice: dice.choice(s.orders))),
    Page("orders: a name", _orders(lambda s, dice: dice.choice(s.names)), who=(ADMIN,)),
    Page("audit", _fixed("/audit"), who=(ADMIN,)),
    Page("audit: a value", _audit, who=(ADMIN,)),
    Page("audit: a ticket", lambda s, d, w: f"/audit?text={d.choice(s.tickets[w])}", who=(ADMIN,)),
    Page("audit: somebody's doing", _fixed("/audit?who=staff:7&what=order.paid"), who=(ADMIN,)),
    Page("audit: nothing fits", _fixed("/audit?text=hakuna-kitu"), who=(ADMIN,)),
    Page("reports: 30 days", _fixed("/reports?days=30"), who=(ADMIN,), held=False),
    Page("reports: 90 days", _fixed("/reports?days=90"), who=(ADMIN,), held=False),
)
PAGES = (*LISTS, *SEARCHES, *TICKETS, *OTHERS)


def workable(database: Database, found: Subjects, who: str) -> list[Any]:
    """Tickets that person could take or answer: id and reference."""
    undone = and_(_t.status.in_(("new", "open", "pending_customer")), _eyes(found, who))
    with database.reading() as session:
        some = select(_t.id, _t.reference).where(undone).order_by(_t.id.desc()).limit(200)
        return [tuple(row) for row in session.execute(some)]
