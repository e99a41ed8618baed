"""The files of `company/` as checked, frozen values. Nothing here touches the database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from phonenumbers import SUPPORTED_REGIONS

from helpdesk.domain.errors import BadCompany
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
class Names:
    """One thing's name, or names, in both languages."""

    sw: str
    en: str

    def name(self, language: str) -> str:
        """The name in that language."""
        return self.sw if language == "sw" else self.en


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
    """A line of delivery.yml; `fee` is minor units, `hours` is how soon goods are promised."""

    code: str
    names: Names
    aliases: tuple[str, ...]
    fee: int
    hours: Decimal


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


class Page:
    """One YAML file, read with complaints that name it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = name
        try:
            content = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        except OSError as error:
            raise self.bad(str(error.strerror)) from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise self.bad(" ".join(str(error).split())) from error
        self.content = self.mapping(content, "the file")

    def bad(self, problem: str) -> BadCompany:
        """The error to raise."""
        return BadCompany(file=self.file, problem=problem)

    def mapping(self, value: object, where: str) -> dict[str, object]:
        """`value`, if it is a mapping."""
        if not isinstance(value, dict):
            raise self.bad(f"{where} must be a mapping of names to values")
        return value

    def rows(self, key: str) -> list[dict[str, object]]:
        """The list of mappings under `key`."""
        found = self.content.get(key)
        if not isinstance(found, list) or not found:
            raise self.bad(f"there must be a list under {key!r}")
        return [self.mapping(row, f"every entry of {key!r}") for row in found]

    def text(self, row: Mapping[str, object], key: str) -> str:
        """The words under `key`."""
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad(f"{key!r} is missing, empty or not a text in {self.label(row)}")
        return value.strip()

    def names(self, row: Mapping[str, object]) -> Names:
        """The `sw` and `en` of an entry."""
        return Names(sw=self.text(row, "sw"), en=self.text(row, "en"))

    def number(self, row: Mapping[str, object], key: str) -> Decimal:
        """The number under `key`, not below zero."""
        try:
            value = Decimal(str(row.get(key)))
        except InvalidOperation as error:
            raise self.bad(f"{key!r} is not a number in {self.label(row)}") from error
        if not value.is_finite() or value < 0:
            raise self.bad(f"{key!r} is not a number from zero up in {self.label(row)}")
        return value

    def words(self, row: Mapping[str, object], key: str) -> tuple[str, ...]:
        """The list of words under `key`; none, where the key is left out."""
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.bad(f"{key!r} is not a list of words in {self.label(row)}")
        return tuple(value)

    def known(self, value: str, known: Iterable[str], key: str) -> str:
        """`value`, if it is among the known ones."""
        choices = list(known)
        if value not in choices:
            shown = ", ".join(choices) if len(choices) < 20 else "its usual code"
            raise self.bad(f"{key} {value!r} is not known: use {shown}")
        return value

    def label(self, row: Mapping[str, object]) -> str:
        """How to name an entry to its owner."""
        return f"{row.get('code') or row.get('kind') or dict(row)!r}"


def read(folder: Path) -> Profile:
    """The business described in `folder`; raises BadCompany with the file and the problem."""
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
    _each_once(page, goods)
    return goods


def _each_once(page: Page, entries: Collection[Goods | Area]) -> None:
    """Refuse two entries that share a code or a name."""
    owner: dict[str, str] = {}
    codes = [entry.code for entry in entries]
    if len(set(codes)) < len(codes):
        raise page.bad(f"the code {max(codes, key=codes.count)!r} stands twice")
    for entry in entries:
        for key in _called(entry):
            if key in owner:
                raise page.bad(f"the name {key!r} stands twice: {owner[key]}, {entry.code}")
            owner[key] = entry.code


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
    _each_once(page, areas)
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
    return Area(page.text(row, "code"), names, aliases, fee, hours)
