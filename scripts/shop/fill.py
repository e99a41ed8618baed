"""Filling a throw-away database with the shop."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from helpdesk.config import load_settings
from helpdesk.db.engine import Database, Session
from helpdesk.db.upgrade import upgrade
from helpdesk.domain.enums import Language, Role, StockReason
from helpdesk.domain.staff import StaffMember
from helpdesk.services import (
    company,
    filters,
    notices,
    seen,
    staff,
    stock,
    tokens,
    watching,
    webhooks,
)
from scripts.shop import past, verbs
from scripts.shop.stage import BOT, NOW, Clock, Shop, Stage, moment

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PASSWORD = "karibu-dukani-kwetu"  # noqa: S105 - a throw-away database's
SEED = 2026
OPENED = NOW - timedelta(days=past.DAYS + 1)
ROUND = timedelta(minutes=20)
Happening = past.Happening


@contextmanager
def opened(folder: Path, *, weeks: bool = True) -> Iterator[Shop]:
    """The shop on a database below `folder`; `weeks` gives it its three weeks before today."""
    settings = load_settings(
        {
            "OFISI_VAR": str(folder),
            "OFISI_DATABASE_URL": f"sqlite:///{folder}/ofisi.db",
            "OFISI_INTERNAL_SECRET": "only-for-pictures",
            "OFISI_COMPANY": str(ROOT / "company"),
        },
        dotenv=folder / "no.env",
    )
    shop = Shop(settings, Database(settings.database_url), Clock())
    upgrade(shop.database)
    with shop.database.begin() as session:
        _fill(session, shop, weeks=weeks)
    yield shop
    shop.database.close()


def told(name: str) -> dict[str, Any]:
    """What a file beside this one says."""
    read: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return read


def _fill(session: Session, shop: Shop, *, weeks: bool) -> None:
    profile = company.load(session, shop.settings.company, now=OPENED)
    people = told("people.yml")
    stage = Stage(
        session=session,
        company=profile,
        folder=shop.settings.var / "files",
        people=_staff(session, people),
        customers={},
        chance=random.Random(SEED),  # noqa: S311 - the same shop every time
    )
    for key, about in people["customers"].items():
        verbs.meet(stage, key, about, OPENED)
    watching.round_(session, profile, bot_id=BOT, now=OPENED)
    if weeks:
        _weeks(stage)
    _today(stage, people)
    shop.tickets = {key: ticket.reference for key, ticket in stage.tickets.items()}
    shop.orders = {key: order.reference for key, order in stage.orders.items()}


def _weeks(stage: Stage) -> None:
    chance, before = stage.chance, told("past.yml")
    for name in past.names_of(before):
        language = chance.choice(["sw", "sw", "en"])
        verbs.meet(stage, name, {"name": name, "language": language}, OPENED)
    _play(stage, past.happenings(before, chance))
    for member in stage.people.values():
        notices.see(stage.session, member, now=NOW - timedelta(days=1))


def _today(stage: Stage, people: Mapping[str, Any]) -> None:
    talks = told("talks.yml")["talks"]
    _play(
        stage,
        ((moment(event["at"]), talk, event) for talk in talks for event in talk["events"]),
    )
    for each in people["saved"]:
        member = stage.people[each["username"]]
        filters.keep(stage.session, member, each["name"], each["query"], now=NOW)
    for each in people["stock"]:
        _stock(stage, each)
    _machines(stage)
    watching.round_(stage.session, stage.company, bot_id=BOT, now=NOW)


def _machines(stage: Stage) -> None:
    """The accounting program: it asks by a token, and is told by a webhook."""
    by = stage.people["rehema"]
    scopes = ["orders:read", "orders:write"]
    tokens.make(stage.session, by, name="Programu ya uhasibu", scopes=scopes, now=NOW)
    wanted = webhooks.read("Programu ya uhasibu", "http://127.0.0.1:9/ofisi", ["order.paid"])
    webhooks.make(stage.session, by, wanted, now=NOW)


def _play(stage: Stage, events: Iterator[Happening]) -> None:
    """Everything in its order, with the round that is made in between."""
    looked: datetime = OPENED
    for now, talk, event in sorted(events, key=lambda each: each[0]):
        verbs.play(stage, talk, event, now)
        if now - looked >= ROUND:
            watching.round_(stage.session, stage.company, bot_id=BOT, now=now)
            looked = now


def _staff(session: Session, people: Mapping[str, Any]) -> dict[str, StaffMember]:
    return {
        each["username"]: staff.add(
            session,
            username=each["username"],
            name=each["name"],
            password=PASSWORD,
            role=Role(each["role"]),
            departments=each["departments"].split(),
            language=Language(each["language"]),
            now=OPENED,
        )
        for each in people["staff"]
    }


def _stock(stage: Stage, told: Mapping[str, Any]) -> None:
    product = stock.by_code(stage.session, told["product"])
    by = stage.people[told["by"]]
    if "low_at" in told:
        given = {"low_at": str(told["low_at"]), "seen": seen.mark(product, stock.LOW)}
        stock.set_low_at(stage.session, product, by, given, now=NOW)
        return
    stock.change(
        stage.session,
        product,
        by,
        StockReason(told["reason"]),
        Decimal(told["quantity"]),
        seen=product.stock,
        note=told["note"],
        now=NOW - timedelta(hours=1),
    )
