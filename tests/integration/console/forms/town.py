"""The world of the forms: one of everything that forms are about, and one browser for each."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyotp
from sqlalchemy import delete, select
from starlette.testclient import TestClient

from backoffice.app import create_app
from helpdesk.db.engine import Session
from helpdesk.db.tables import sign_in_attempt
from helpdesk.domain.company import Department
from helpdesk.domain.contact import Contact
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.enums import Language
from helpdesk.domain.form import Form
from helpdesk.domain.message import Message
from helpdesk.domain.staff import StaffMember
from helpdesk.locale import say
from helpdesk.services import (
    breaches,
    company,
    company_pages,
    filters,
    invites,
    staff,
    tickets,
    webhooks,
)
from tests.factories import ROOT
from tests.integration.console.world import START, World, say_as_customer, sign_in, ticket_of

UNTOLD = re.compile(
    r'"(draft|presence|console_session|sign_in_attempt|process|part_of_audit_entry\w*)" VALUES'
    r"|staff\.sign_in_refused"
)
"""What may change while a form is refused: drafts, who is here, tries to sign in, noted too."""


@dataclass
class Town:
    """The world, what its things are called, and the browsers of who lives there."""

    world: World
    names: dict[str, str] = field(default_factory=dict)
    browsers: dict[str, TestClient] = field(default_factory=dict)

    def browser(self, who: str, language: str) -> TestClient:
        """Their browser, in that language; without a name a stranger's."""
        if not who:
            return TestClient(self.app, headers={"accept-language": language})
        with self.world.database.begin() as session:
            member = _member(session, who)
            member.language = Language(language)
        return self.browsers[who]

    @property
    def app(self) -> Any:
        """The console."""
        world = self.world
        return create_app(world.settings, world.database, world.clock)

    def called(self, language: str) -> dict[str, str]:
        """What stands in braces in the table."""
        return {**self.names, "purge_word": say(language, "data.purge_word")}

    def state(self) -> str:
        """A digest of all there is: the database and the files of the business."""
        with self.world.database.reading() as session:
            raw: Any = session.connection().connection
            rows = [each for each in raw.iterdump() if not UNTOLD.search(each)]
        files = sorted(self.world.settings.company.iterdir())
        content = "".join(rows).encode() + b"".join(each.read_bytes() for each in files)
        return hashlib.sha256(content).hexdigest()

    def forget_tries(self) -> None:
        """Nobody has to wait because of what was tried before."""
        with self.world.database.begin() as session:
            session.execute(delete(sign_in_attempt))


def build(world: World, folder: Path) -> Town:
    """Put one of everything into the world."""
    shutil.copytree(ROOT / "company", folder)
    _shorten(folder / "delivery.yml", "- {code: upanga")
    _shorten(folder / "products.yml", "- code: cooking-oil")
    world = replace(world, settings=replace(world.settings, company=folder))
    town = Town(world)
    for who in ("rehema", "brian", "tatu", "amina"):
        client = TestClient(town.app)
        assert sign_in(client, who).status_code == 303
        town.browsers[who] = client
    with world.database.begin() as session:
        company.load(session, folder, now=START)
        session.add(Department("old_shop", "Duka la zamani", "Old shop", active=False))
    say_as_customer(world, world.complaint, "Na pia nataka sukari")
    say_as_customer(world, world.order, "And some rice")
    with world.database.begin() as session:
        town.names = {"complaint": world.complaint, "order": world.order, "goods": world.goods}
        _tickets(session, town)
        _people(session, town)
        _papers(session, town, folder)
    return town


def _shorten(file: Path, first: str) -> None:
    """Leave out that row and all after it: long files only take long to read."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index(first)], encoding="utf-8")


def _tickets(session: Session, town: Town) -> None:
    rehema = _member(session, "rehema")
    asha, john = (session.get(Contact, number) for number in (1, 2))
    assert asha is not None
    assert john is not None
    for name, contact in (("another", asha), ("done", asha), ("johns", john)):
        made = tickets.open_complaint(
            session,
            contact,
            story=name,
            about_order=None,
            photo_id=None,
            source_key=None,
            now=START,
        )
        town.names[name] = made.reference
    done = ticket_of(session, town.names["done"])
    tickets.resolve(session, done, rehema, version=done.version, now=START)
    ordered = ticket_of(session, town.world.order)
    tickets.reply(session, ordered, rehema, "On its way", version=ordered.version, now=START)
    said = {each.text: str(each.id) for each in session.execute(select(Message)).scalars()}
    town.names["message"] = said["Na pia nataka sukari"]
    town.names["johns_message"] = said["And some rice"]


def _people(session: Session, town: Town) -> None:
    tatu, amina, rehema = (_member(session, each) for each in ("tatu", "amina", "rehema"))
    tatu.totp_secret = amina.totp_secret = pyotp.random_base32()
    amina.totp_at = START
    gone = _member(session, "salma")
    gone.active = False
    town.names |= {"gone_member": str(gone.id), **{k: str(v) for k, v in town.world.staff.items()}}
    given = {"name": "Mgeni", "username": "mgeni", "role": "agent", "language": "sw"}
    town.names["token"] = invites.make(session, rehema, Form(given), departments=(), now=START)
    town.names["invite"] = "1"


def _papers(session: Session, town: Town, folder: Path) -> None:
    rehema, brian = (_member(session, each) for each in ("rehema", "brian"))
    mine = filters.keep(session, rehema, "Yangu", "tab=all", now=START)
    his = filters.keep(session, brian, "Yake", "tab=all", now=START)
    given = {
        "found_at": "2026-03-01T10:00",
        "what": "a",
        "data": "b",
        "people": "1",
        "measures": "c",
    }
    breach = breaches.add(session, rehema, given, timezone="Africa/Nairobi", now=START)
    breaches.told(session, rehema, breach.id or 0, "regulator", now=START)
    company_pages.sync(session, folder, now=START)
    version = company_pages.history(session, "delivery.yml")[0]
    reply, macro = (
        session.execute(select(kind)).scalars().first() for kind in (CannedReply, Macro)
    )
    found: dict[str, Any] = {"filter": mine, "brians_filter": his, "breach": breach}
    wanted = webhooks.read("Uhasibu", "http://127.0.0.1:9/ofisi", ["order.paid"])
    hook = webhooks.make(session, rehema, wanted, now=START)
    found |= {"version": version, "reply": reply, "macro": macro, "hook": hook}
    town.names |= {name: str(row.id) for name, row in found.items()}


def _member(session: Session, username: str) -> StaffMember:
    member = staff.by_username(session, username)
    assert member is not None
    return member
