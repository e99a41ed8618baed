"""Which tables of the company's files are edited in the console, and what their fields hold."""

from __future__ import annotations

from dataclasses import dataclass

from helpdesk.services.retention import DAYS, SHORTEST

NUMBERS = "number"
WORDS = "words"
TEXT = "text"
PLACE = "place"
DAY = "day"
CODE = "code"
SPANS = "span"
FLAG = "flag"
LONGEST = 500
LARGEST = 10**9


@dataclass(frozen=True)
class Column:
    """One field of a row. `kind` says how it is typed; `choices` are all it may be; a number lies
    between `least` and `most` and has at most so many `decimals`.
    """

    name: str
    kind: str = TEXT
    needed: bool = True
    choices: tuple[str, ...] = ()
    decimals: int = 3
    least: float = 0
    most: float = LARGEST


@dataclass(frozen=True)
class Sheet:
    """A table: `key` of `file`, rows of a list or of a mapping (`named` by their key).

    `fixed` tables have always the same rows, and tables that are `kept` at least one. One that
    is `single` is no table of rows: its columns are the entries of the mapping itself, or of the
    whole file where it has no key.
    """

    name: str
    file: str
    key: str
    columns: tuple[Column, ...]
    named: str = ""
    fixed: bool = False
    kept: bool = False
    single: bool = False
    show: tuple[str, ...] = ()


NAMES = (Column("sw"), Column("en"))
UNITS = ("kg", "litre", "piece", "packet", "bottle", "tray", "dozen")
MOST_HOURS = 2000
MOST_DAYS = 36_500
YES_NO = ("yes", "no")
HOURS = tuple(
    Column(each, NUMBERS, most=MOST_HOURS) for each in ("urgent", "high", "normal", "low")
)
SHEETS = (
    Sheet(
        "departments", "departments.yml", "departments", (Column("code", CODE), *NAMES), kept=True
    ),
    Sheet("hours", "hours.yml", "hours", (Column("value", SPANS),), named="day", fixed=True),
    Sheet("closed", "hours.yml", "closed", (Column("date", DAY), *NAMES)),
    Sheet("opened", "hours.yml", "open", (Column("date", DAY),)),
    Sheet("first_answer", "sla.yml", "first_answer", HOURS, named="kind", fixed=True),
    Sheet("next_answer", "sla.yml", "next_answer", HOURS, named="kind", fixed=True),
    Sheet("resolution", "sla.yml", "resolution", HOURS, named="kind", fixed=True),
    Sheet(
        "rules",
        "sla.yml",
        "",
        (
            Column("warn_percent", NUMBERS, decimals=0, least=1, most=99),
            Column("assign_by_load", FLAG, choices=YES_NO),
            Column("most_open", NUMBERS, decimals=0, least=1, most=1000),
        ),
        fixed=True,
        single=True,
    ),
    Sheet(
        "areas",
        "delivery.yml",
        "areas",
        (
            Column("code", CODE),
            *NAMES,
            Column("aliases", WORDS, needed=False),
            Column("fee", NUMBERS, decimals=2),
            Column("hours", NUMBERS, least=0.25, most=MOST_HOURS),
            Column("at", PLACE, needed=False),
        ),
        kept=True,
        show=("sw", "en", "fee", "hours"),
    ),
    Sheet(
        "products",
        "products.yml",
        "products",
        (
            Column("code", CODE),
            *NAMES,
            Column("aliases", WORDS, needed=False),
            Column("unit", choices=UNITS),
            Column("price", NUMBERS, decimals=2),
            Column("stock", NUMBERS, most=10**6),
        ),
        kept=True,
        show=("sw", "en", "unit", "price"),
    ),
    Sheet(
        "retention",
        "retention.yml",
        "days",
        tuple(
            Column(kind, NUMBERS, decimals=0, least=SHORTEST.get(kind, 1), most=MOST_DAYS)
            for kind in DAYS
        ),
        fixed=True,
        single=True,
        show=("talk", "tickets", "files", "audit"),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
