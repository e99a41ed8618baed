"""Promises: when a customer may expect an answer, reckoned in working time and said in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date, get_day_names
from sqlalchemy.orm import Session

from helpdesk.domain.ticket import Ticket
from helpdesk.locale import say
from helpdesk.services.business_time import BusinessTime
from helpdesk.services.profile import Profile

STEP = timedelta(minutes=30)
"""Promises are rounded up to this: nobody says "before seven minutes past ten"."""

NEAR = {0: "today", 1: "tomorrow", 2: "day_after"}

PERIODS = (
    (4, "night"),
    (6, "dawn"),
    (12, "morning"),
    (16, "noon"),
    (19, "evening"),
    (24, "night"),
)
"""Up to which hour of the day which part of it lasts, by which the Swahili clock is told."""


def make(session: Session, ticket: Ticket, company: Profile, *, now: datetime) -> datetime | None:
    """When the ticket's customer is to have an answer; kept on the ticket when first asked for."""
    if ticket.promised_at is None:
        ticket.promised_at = due(ticket, company, now=now)
        session.flush()
    return ticket.promised_at


def due(ticket: Ticket, company: Profile, *, now: datetime) -> datetime | None:
    """When an answer is due; None where the business is closed for weeks."""
    work = company.sla.until(ticket.kind, ticket.priority)
    moment = company.time.after(now, work)
    return None if moment is None else _rounded(moment)


def spoken(moment: datetime | None, time: BusinessTime, language: str, *, now: datetime) -> str:
    """The promise in words: `kesho kabla ya saa nne asubuhi`, `before 10 am tomorrow`."""
    if moment is None:
        return say(language, "promises.soon")
    named = day(time.local(moment).date(), time, language, now=now)
    return say(language, "promises.before", day=named, clock=_clock(moment, time, language))


def at(moment: datetime | None, time: BusinessTime, language: str, *, now: datetime) -> str:
    """A moment in words: `kesho saa mbili asubuhi`, `tomorrow at 8 am`."""
    if moment is None:
        return say(language, "promises.later")
    named = day(time.local(moment).date(), time, language, now=now)
    return say(language, "promises.at", day=named, clock=_clock(moment, time, language))


def day(which: date, time: BusinessTime, language: str, *, now: datetime) -> str:
    """A day as people name it: `leo`, `kesho`, `Jumatatu`, `Jumatatu 30 Novemba`."""
    days = (which - time.local(now).date()).days
    if days in NEAR:
        return say(language, f"promises.{NEAR[days]}")
    name = str(get_day_names("wide", locale=language)[which.weekday()])
    if 0 < days < 7:
        return say(language, "promises.weekday", day=name)
    dated = f"{name} {format_date(which, 'd MMMM', locale=language)}"
    return say(language, "promises.weekday", day=dated)


def _clock(moment: datetime, time: BusinessTime, language: str) -> str:
    then = time.local(moment)
    return _swahili(then) if language == "sw" else _english(then)


def _rounded(moment: datetime) -> datetime:
    over = timedelta(
        minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment + (STEP - over) if over else moment


def _swahili(then: datetime) -> str:
    """The day begins at six: seven o'clock is saa moja."""
    hour = say("sw", f"promises.hour_{(then.hour - 7) % 12 + 1}")
    half = say("sw", "promises.half") if then.minute else ""
    return f"{hour}{half} {say('sw', f'promises.{_period(then.hour)}')}"


def _period(hour: int) -> str:
    return next(name for end, name in PERIODS if hour < end)


def _english(then: datetime) -> str:
    minutes = f":{then.minute:02}" if then.minute else ""
    half = "am" if then.hour < 12 else "pm"
    return f"{(then.hour - 1) % 12 + 1}{minutes} {half}"
