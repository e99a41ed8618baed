"""The plots of the reports, each with its legend and the way to the tickets behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from urllib.parse import urlencode

from babel.dates import format_date, get_day_names
from markupsafe import Markup

from backoffice import plots
from backoffice.pages import label
from helpdesk.db import report_days as daily
from helpdesk.db import report_queries as read
from helpdesk.db.engine import Session
from helpdesk.db.report_queries import Span
from helpdesk.domain.company import Department
from helpdesk.locale import catalogue, say
from helpdesk.services.currencies import money

MOST_SERIES = 7
"""The others of a plot are drawn as one, so that colours can be told apart."""

Days = Mapping[date, int]


@dataclass(frozen=True)
class Part:
    """One line of a legend: a name, how many or much, and the address of the tickets behind it."""

    name: str
    amount: str
    link: str = ""


@dataclass(frozen=True)
class Plot:
    """A picture with its heading, its legend, and a word on how it is counted."""

    title: str
    picture: Markup
    legend: list[Part]
    text: str = ""
    empty: bool = False


@dataclass(frozen=True)
class Asked:
    """For which days, in whose language, and told apart by what the reports are wanted."""

    language: str
    span: Span
    days: list[date]
    by: str
    departments: Mapping[str, Department]

    @property
    def labels(self) -> list[str]:
        """The days as they stand under a plot."""
        return [str(format_date(day, "d MMM", locale=self.language)) for day in self.days]

    def link(self, by: str, value: str) -> str:
        """The address of the tickets behind a number."""
        stretch = {"from": self.days[0].isoformat(), "to": self.days[-1].isoformat()}
        return f"/reports/tickets?{urlencode({**stretch, 'by': by, 'value': value})}"


def all_of(session: Session, asked: Asked) -> list[Plot]:
    """Every plot of the page, in order."""
    return [
        volume(session, asked),
        _first_replies(session, asked),
        _named(asked, "promises", "promise", daily.promises(session, asked.span)),
        _named(asked, "scores", "score", daily.scores(session, asked.span)),
        _named(asked, "visits", "", daily.visits(session, asked.span)),
        _named(asked, "readings", "", daily.readings(session, asked.span)),
        _hours(session, asked),
        *_revenue(session, asked),
    ]


def volume(session: Session, asked: Asked) -> Plot:
    """New tickets, told apart as the reader wishes; the smallest together as "others"."""
    counted = read.volume(session, asked.span, asked.by)
    ranked = sorted(counted, key=lambda value: -sum(counted[value].values()))
    rest: dict[date, int] = {}
    for value in ranked[MOST_SERIES:]:
        for day, count in counted[value].items():
            rest[day] = rest.get(day, 0) + count
    shown = {meant(asked, asked.by, value): counted[value] for value in ranked[:MOST_SERIES]}
    links = {meant(asked, asked.by, v): asked.link(asked.by, v) for v in ranked[:MOST_SERIES]}
    others = {say(asked.language, "reports.others"): rest} if rest else {}
    return _drawn(asked, "volume", {**shown, **others}, links)


def meant(asked: Asked, by: str, value: str) -> str:
    """The words for a value tickets are told apart by."""
    if by == "department" and value in asked.departments:
        return asked.departments[value].name(asked.language)
    if by == "intent":
        known = catalogue(asked.language, "actions").get(f"actions.intent.{value}")
        return known or label(asked.language, by, value)
    if by in ("promise", "score"):
        return say(asked.language, f"reports.{by}s.{value}")
    if by == "not_understood":
        return say(asked.language, "reports.not_understood")
    return label(asked.language, by, value) if value else ""


def _named(asked: Asked, name: str, by: str, counted: Mapping[str, Days]) -> Plot:
    names = {value: say(asked.language, f"reports.{name}.{value}") for value in counted}
    links = {names[value]: asked.link(by, value) for value in counted if by}
    return _drawn(asked, name, {names[value]: days for value, days in counted.items()}, links)


def _first_replies(session: Session, asked: Asked) -> Plot:
    taken = daily.first_replies(session, asked.span)
    minutes = {day: int(median(seconds)) // 60 for day, seconds in taken.items()}
    name = say(asked.language, "reports.first_replies.minutes")
    drawn = _drawn(asked, "first_replies", {name: minutes} if minutes else {}, {})
    return replace(drawn, legend=[])


def _hours(session: Session, asked: Asked) -> Plot:
    weekdays = get_day_names("abbreviated", locale=asked.language)
    title = say(asked.language, "reports.hours")
    rows = [weekdays[i] for i in range(7)]
    picture = plots.heat(title, rows, read.hours(session, asked.span))
    return Plot(title, picture, [])


def _revenue(session: Session, asked: Asked) -> list[Plot]:
    made = []
    for currency, earned in sorted(read.revenue(session, asked.span).items()):
        whole = {day: minor // 100 for day, minor in earned.items()}
        drawn = _drawn(asked, "revenue", {currency: whole}, {})
        total = money(sum(earned.values()), currency)
        made.append(replace(drawn, title=f"{drawn.title}: {total}", legend=[]))
    return made


def _drawn(asked: Asked, name: str, counted: Mapping[str, Days], links: Mapping[str, str]) -> Plot:
    title = say(asked.language, f"reports.{name}")
    series = {each: [days.get(day, 0) for day in asked.days] for each, days in counted.items()}
    legend = [Part(each, str(sum(values)), links.get(each, "")) for each, values in series.items()]
    text = catalogue(asked.language, "reports").get(f"reports.{name}_text", "")
    picture = plots.stacked(title, asked.labels, series)
    return Plot(title, picture, legend, text, empty=not any(map(any, series.values())))
