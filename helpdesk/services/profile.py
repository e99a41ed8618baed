"""The files of `company/` as checked, frozen values. Nothing here touches the database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from phonenumbers import SUPPORTED_REGIONS

from helpdesk.services import company_payments, company_sla
from helpdesk.services.business_time import BusinessTime
from helpdesk.services.company_file import Names, Page
from helpdesk.services.company_payments import PaymentMethod
from helpdesk.services.company_sla import Sla
from helpdesk.services.currencies import CURRENCIES, minor
from helpdesk.services.reading.units import UNITS
from helpdesk.services.reading.words import key_of, plain

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEEDED = ("customer_service", "sales")
"""Departments tickets are opened for by name; without them nothing could be handed over."""

BROADER = {
    "damaged": "delivery",
    "late": "delivery",
    "wrong_item": "delivery",
    "payment": "money",
    "refund": "money",
    "staff": "other",
}
"""Kinds the assistant tells apart, and the kind of business.yml that holds each of them.

A business that names the finer kind in business.yml is followed there.
"""

FACTS = (
    "delivery_area",
    "delivery_cost",
    "delivery_time",
    "payment_methods",
    "promotions",
    "wholesale",
    "jobs",
    "supplier",
)
"""What about.yml may answer; what it leaves out a person answers."""

SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Goods:
    """A line of products.yml; `price` is minor units per `unit`."""

    code: str
    names: Names
    aliases: tuple[str, ...]
    unit: str
    price: int
    stock: Decimal


@dataclass(frozen=True)
class ComplaintKind:
    """What a complaint may be about, the words that tell, and who deals with it."""

    kind: str
    department: str
    words: frozenset[str]


@dataclass(frozen=True)
class Area:
    """A line of delivery.yml; `fee` is minor units, `hours` is how soon goods are promised.

    `at` is the latitude and longitude of its middle, where the file tells it.
    """

    code: str
    names: Names
    aliases: tuple[str, ...]
    fee: int
    hours: Decimal
    at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Profile:
    """The whole of `company/`. `hours[0]` is Monday's (opens, closes) in minutes, or None."""

    name: Names
    address: Names
    currency: str
    country: str
    timezone: str
    departments: Mapping[str, Names]
    units: Mapping[str, tuple[Names, Names]]
    goods: tuple[Goods, ...]
    hours: tuple[tuple[int, int] | None, ...]
    complaints: tuple[ComplaintKind, ...]
    facts: Mapping[str, Names] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    payments: tuple[PaymentMethod, ...] = ()
    closed: Mapping[date, Names] = field(default_factory=dict)
    opened: frozenset[date] = frozenset()
    sla: Sla = field(default_factory=lambda: Sla({}))

    @property
    def time(self) -> BusinessTime:
        """When the business is at work."""
        return BusinessTime(self.timezone, self.country, self.hours, self.closed, self.opened)

    def unit(self, code: str, language: str, quantity: Decimal) -> str:
        """The unit's name for that many: kipande, vipande."""
        one, many = self.units[code]
        return (one if quantity == 1 else many).name(language)

    def department_for(self, story: str, kind: str = "") -> str:
        """The code of the department a complaint of this kind belongs to.

        `kind` is quality, damaged, late and so on; without one the words of the story decide.
        """
        named = {known.kind: known.department for known in self.complaints}
        for name in (kind, BROADER.get(kind, "")):
            if name in named:
                return named[name]
        words = set(plain(story).split())
        fitting = (kind for kind in self.complaints if not kind.words or kind.words & words)
        return next((kind.department for kind in fitting), NEEDED[0])


State = tuple[tuple[str, int, int, int], ...]
"""Name, inode, time of the last change and size of each file: another one where any changed."""


def read(folder: Path) -> Profile:
    """The business described in `folder`; raises BadCompany with the file and the problem.

    Files that have not changed since are not read again: that takes as long as many a turn.
    """
    return _read(folder, state_of(folder))


def state_of(folder: Path) -> State:
    """What tells whether a file of the folder was changed, without reading any."""
    stats = ((path.name, path.stat()) for path in sorted(folder.glob("*.yml")))
    return tuple((name, one.st_ino, one.st_mtime_ns, one.st_size) for name, one in stats)


@lru_cache(maxsize=8)
def _read(folder: Path, _state: State) -> Profile:
    business = Page(folder, "business.yml")
    departments = _departments(Page(folder, "departments.yml"))
    currency = business.known(business.text(business.content, "currency"), CURRENCIES, "currency")
    country = business.text(business.content, "country")
    products = Page(folder, "products.yml")
    units = _units(products)
    return Profile(
        name=business.names(business.mapping(business.content.get("name"), "'name'")),
        address=business.names(business.mapping(business.content.get("address"), "'address'")),
        currency=currency,
        country=business.known(country, SUPPORTED_REGIONS, "country"),
        timezone=_timezone(business),
        departments=departments,
        units=units,
        goods=_goods(products, units, currency),
        hours=_hours(Page(folder, "hours.yml")),
        complaints=_complaints(business, departments),
        facts=_facts(folder),
        areas=_areas(folder, currency),
        payments=company_payments.read(folder),
        closed=_closed(Page(folder, "hours.yml")),
        opened=_opened(Page(folder, "hours.yml")),
        sla=company_sla.read(folder),
    )


def _departments(page: Page) -> dict[str, Names]:
    found: dict[str, Names] = {}
    for row in page.rows("departments"):
        code = page.text(row, "code")
        if code in found:
            raise page.bad(f"the code {code!r} stands twice")
        found[code] = page.names(row)
    missing = [code for code in NEEDED if code not in found]
    if missing:
        raise page.bad(f"the department {missing[0]!r} is needed and missing")
    return found


def _units(page: Page) -> dict[str, tuple[Names, Names]]:
    units = page.mapping(page.content.get("units"), "'units'")
    return {page.known(str(code), UNITS, "unit"): _forms(page, units[code]) for code in units}


def _forms(page: Page, value: object) -> tuple[Names, Names]:
    row = page.mapping(value, "every unit")
    pairs = (page.words(row, "sw"), page.words(row, "en"))
    if any(len(pair) != 2 for pair in pairs):
        raise page.bad("a unit needs two names in each language: for one and for many")
    (sw_one, sw_many), (en_one, en_many) = pairs
    return Names(sw_one, en_one), Names(sw_many, en_many)


def _goods(page: Page, units: Iterable[str], currency: str) -> tuple[Goods, ...]:
    goods = tuple(_one_of_goods(page, row, units, currency) for row in page.rows("products"))
    _each_once(page, "products", goods)
    return goods


def _each_once(page: Page, key: str, entries: Collection[Goods | Area]) -> None:
    """Refuse two entries of the list under `key` that share a code or a name."""
    owner: dict[str, str] = {}
    codes = [entry.code for entry in entries]
    if len(set(codes)) < len(codes):
        code = max(codes, key=codes.count)
        page.look_for(key, code)
        raise page.bad(f"the code {code!r} stands twice")
    for entry in entries:
        for name in _called(entry):
            if name in owner:
                page.look_for(key, entry.code)
                raise page.bad(f"the name {name!r} stands twice: {owner[name]}, {entry.code}")
            owner[name] = entry.code


def _called(entry: Goods | Area) -> list[str]:
    # A thing may be called the same in both languages; apart from that, once is enough.
    names = {key_of(entry.names.sw), key_of(entry.names.en)}
    return [*names, *(key_of(alias) for alias in entry.aliases)]


def _one_of_goods(
    page: Page, row: dict[str, object], units: Iterable[str], currency: str
) -> Goods:
    try:
        price = minor(page.number(row, "price"), currency)
    except ValueError as error:
        raise page.bad(f"the price of {page.label(row)} has too many decimals") from error
    return Goods(
        code=page.text(row, "code"),
        names=page.names(row),
        aliases=page.words(row, "aliases"),
        unit=page.known(page.text(row, "unit"), units, "unit"),
        price=price,
        stock=page.number(row, "stock"),
    )


def _hours(page: Page) -> tuple[tuple[int, int] | None, ...]:
    hours = page.mapping(page.content.get("hours"), "'hours'")
    return tuple(_span(page, day, page.text(hours, day)) for day in DAYS)


def _closed(page: Page) -> dict[date, Names]:
    """Days off that are no public holidays."""
    if not page.content.get("closed"):
        return {}
    return {_date(page, row): page.names(row) for row in page.rows("closed")}


def _opened(page: Page) -> frozenset[date]:
    """Public holidays on which work goes on."""
    if not page.content.get("open"):
        return frozenset()
    return frozenset(_date(page, row) for row in page.rows("open"))


def _date(page: Page, row: Mapping[str, object]) -> date:
    value = row.get("date")
    page.look(row)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise page.bad(f"'date' must be such as 2026-12-24; it is {value!r}")
    return value


def _span(page: Page, day: str, text: str) -> tuple[int, int] | None:
    if text == "closed":
        return None
    match = SPAN.fullmatch(text)
    opens, closes = (0, 0) if match is None else _minutes(match)
    if not 0 <= opens < closes <= 24 * 60:
        raise page.bad(f"{day} must be such as 08:00-17:00, or closed; it is {text!r}")
    return opens, closes


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in match.groups())
    return from_hour * 60 + from_minute, to_hour * 60 + to_minute


def _timezone(page: Page) -> str:
    name = page.text(page.content, "timezone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise page.bad(f"timezone {name!r} is not known: use such as Africa/Nairobi") from error
    return name


def _complaints(page: Page, departments: Iterable[str]) -> tuple[ComplaintKind, ...]:
    return tuple(
        ComplaintKind(
            kind=page.text(row, "kind"),
            department=page.known(page.text(row, "department"), departments, "department"),
            words=frozenset(plain(word) for word in page.words(row, "words")),
        )
        for row in page.rows("complaints")
    )


def _facts(folder: Path) -> dict[str, Names]:
    """What about.yml tells; nothing, where the business has no such file."""
    if not (folder / "about.yml").exists():
        return {}
    page = Page(folder, "about.yml")
    facts = page.mapping(page.content.get("about") or {}, "'about'")
    return {
        page.known(str(name), FACTS, "the name"): page.names(page.mapping(row, str(name)))
        for name, row in facts.items()
    }


def _areas(folder: Path, currency: str) -> tuple[Area, ...]:
    """Where delivery.yml says goods are taken; nowhere known, where there is no such file."""
    if not (folder / "delivery.yml").exists():
        return ()
    page = Page(folder, "delivery.yml")
    areas = tuple(_area(page, row, currency) for row in page.rows("areas"))
    _each_once(page, "areas", areas)
    return areas


def _area(page: Page, row: dict[str, object], currency: str) -> Area:
    try:
        fee = minor(page.number(row, "fee"), currency)
    except ValueError as error:
        raise page.bad(f"the fee of {page.label(row)} has too many decimals") from error
    hours = page.number(row, "hours")
    if not hours:
        raise page.bad(f"'hours' must be more than nought in {page.label(row)}")
    names, aliases = page.names(row), page.words(row, "aliases")
    return Area(page.text(row, "code"), names, aliases, fee, hours, _at(page, row))


def _at(page: Page, row: dict[str, object]) -> tuple[float, float] | None:
    """Where the area is, if the file says so."""
    value = row.get("at")
    if value is None:
        return None
    numbers = (
        [one for one in value if isinstance(one, int | float)] if isinstance(value, list) else []
    )
    if len(numbers) != 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        page.look(row)
        raise page.bad(f"'at' must be [latitude, longitude] in {page.label(row)}")
    return float(numbers[0]), float(numbers[1])
