"""Ready replies in both languages, and macros: made, changed, and put aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import canned_reply as table
from helpdesk.db.desk_tables import macro as macro_table
from helpdesk.db.tables import department as departments
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.enums import Priority, TicketStatus
from helpdesk.domain.errors import BadPlaces, EmptyMacro, NotFound
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit, seen
from helpdesk.services.company_file import Page
from helpdesk.services.reading.words import plain

PLACES = frozenset({"name", "reference", "order", "department"})
"""What may stand in braces: the customer's first name, and what the ticket is about."""

LONGEST = 3500
LONGEST_TITLE = 60
FILE = "replies.yml"
STATUSES = (
    TicketStatus.OPEN,
    TicketStatus.PENDING_CUSTOMER,
    TicketStatus.ON_HOLD,
    TicketStatus.RESOLVED,
)
TITLES = ("title_sw", "title_en")
TEXTS = (*TITLES, "text_sw", "text_en")
SHOWN = (*TEXTS, "department", "active")
"""What the page of a ready reply shows and changes."""

MACRO_SHOWN = (*TITLES, "reply", "status", "priority", "department", "take", "active")
"""What the page of a macro shows and changes."""

YES_NO = ("yes", "no")
_BRACES = re.compile(r"\{([^{}]*)\}")


def everything(session: Session) -> list[CannedReply]:
    """All ready replies, those put aside last."""
    found = select(CannedReply).order_by(table.c.active.desc(), table.c.title_sw)
    return list(session.execute(found).scalars())


def all_macros(session: Session) -> list[Macro]:
    """All macros, those put aside last."""
    found = select(Macro).order_by(macro_table.c.active.desc(), macro_table.c.title_sw)
    return list(session.execute(found).scalars())


def save(
    session: Session,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    reply_id: int | None,
    now: datetime,
) -> CannedReply:
    """Make a ready reply, or change the one of that number if it is as it was `seen`.

    Raises EmptyText where a title or a text is missing in one language, TextTooLong, BadPlaces
    where the two texts do not hold the same places, BadChoice, BadForm; NotFound, StaleVersion.
    """
    form = Form(given)
    texts: dict[str, Any] = {name: form.line(name, longest=LONGEST_TITLE) for name in TITLES}
    texts |= {name: form.text(name, longest=LONGEST) for name in TEXTS if name not in TITLES}
    department = form.choice_or_none("department", _active_departments(session))
    active = form.choice("active", YES_NO) == "yes"
    if not form.problems.keys() & set(TEXTS):
        _same_places(form, texts["text_sw"], texts["text_en"])
    form.check()
    reply = session.get(CannedReply, reply_id) if reply_id else None
    if reply is not None:
        seen.hold(session, reply, SHOWN, given.get("seen", ""))
    elif reply_id:
        raise NotFound(reply=reply_id)
    else:
        reply = CannedReply(code=_code(session, texts["title_en"]), **texts)
        session.add(reply)
    for name, text in texts.items():
        setattr(reply, name, text)
    reply.department, reply.active = department, active
    session.flush()
    _log(session, staff, f"reply:{reply.code}", reply.active, now)
    return reply


def save_macro(
    session: Session,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    macro_id: int | None,
    now: datetime,
) -> Macro:
    """Make a macro, or change the one of that number if it is as it was `seen`.

    Raises EmptyText, TextTooLong, BadChoice, BadForm; EmptyMacro for one without a step;
    NotFound, StaleVersion.
    """
    said = _macro_typed(session, given)
    macro = session.get(Macro, macro_id) if macro_id else None
    if macro is not None:
        seen.hold(session, macro, MACRO_SHOWN, given.get("seen", ""))
    elif macro_id:
        raise NotFound(macro=macro_id)
    else:
        titles: dict[str, Any] = {name: said[name] for name in TITLES}
        macro = Macro(code=_code(session, titles["title_en"]), **titles)
        session.add(macro)
    for name, value in said.items():
        setattr(macro, name, value)
    session.flush()
    _log(session, staff, f"macro:{macro.code}", macro.active, now)
    return macro


def _macro_typed(session: Session, given: Mapping[str, str]) -> dict[str, Any]:
    """What a form says of a macro, by attribute; raises all that is wrong with it."""
    form = Form(given)
    codes = [each.code for each in everything(session) if each.active]
    said: dict[str, Any] = {name: form.line(name, longest=LONGEST_TITLE) for name in TITLES}
    steps: dict[str, Any] = {
        "reply": form.choice_or_none("reply", codes),
        "status": form.choice_or_none("status", STATUSES),
        "priority": form.choice_or_none("priority", tuple(Priority)),
        "department": form.choice_or_none("department", _active_departments(session)),
        "take": form.choice("take", YES_NO) == "yes",
    }
    active = form.choice("active", YES_NO) == "yes"
    form.check()
    if not any(steps.values()):
        raise EmptyMacro
    return {**said, **steps, "active": active}


def load(session: Session, folder: Path) -> None:
    """Take over the replies and macros of `company/replies.yml` that are not known yet."""
    if not (folder / FILE).exists():
        return
    page = Page(folder, FILE)
    known = set(session.execute(select(table.c.code)).scalars())
    for row in page.rows("replies"):
        code = page.text(row, "code")
        if code not in known:
            texts: dict[str, Any] = {name: page.text(row, name) for name in TEXTS}
            session.add(CannedReply(code=code, department=_optional(row, "department"), **texts))
    steps = set(session.execute(select(macro_table.c.code)).scalars())
    for row in page.rows("macros"):
        code = page.text(row, "code")
        if code not in steps:
            session.add(_macro(code, row, page))


def _macro(code: str, row: Mapping[str, object], page: Page) -> Macro:
    return Macro(
        code=code,
        title_sw=page.text(row, "title_sw"),
        title_en=page.text(row, "title_en"),
        reply=_optional(row, "reply"),
        status=_status(_optional(row, "status") or ""),
        priority=_priority(_optional(row, "priority") or ""),
        department=_optional(row, "department"),
        take=row.get("take") is True,
    )


def _optional(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return None if value is None else str(value)


def _status(given: str) -> TicketStatus | None:
    return TicketStatus(given) if given in set(map(str, STATUSES)) else None


def _priority(given: str) -> Priority | None:
    return Priority(given) if given in set(map(str, Priority)) else None


def _active_departments(session: Session) -> list[str]:
    found = select(departments.c.code).where(departments.c.active.is_(True))
    return list(session.execute(found.order_by(departments.c.code)).scalars())


def _same_places(form: Form, sw: str, en: str) -> None:
    """Note where a brace is not one of ours, or the languages do not agree: at the text in which
    one is unknown or alone, and at the English where only the pair is wrong.
    """
    known = ", ".join(f"{{{name}}}" for name in sorted(PLACES))
    held = {"text_sw": set(_BRACES.findall(sw)), "text_en": set(_BRACES.findall(en))}
    for name, text in (("text_sw", sw), ("text_en", en)):
        if held[name] - PLACES or any(brace in _BRACES.sub("", text) for brace in "{}"):
            form.wrong(BadPlaces(places=known, field=name))
    if not form.problems and held["text_sw"] != held["text_en"]:
        form.wrong(BadPlaces(places=known, field="text_en"))


def _code(session: Session, title: str) -> str:
    """A code out of the title that no other has."""
    base = "-".join(plain(title).split())[:40] or "reply"
    taken = set(session.execute(select(table.c.code)).scalars())
    taken |= set(session.execute(select(macro_table.c.code)).scalars())
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return base if base not in taken else next(code for code in numbered if code not in taken)


def _log(session: Session, staff: StaffMember, subject: str, active: bool, now: datetime) -> None:
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what="reply.saved",
        subject=subject,
        field="active",
        new=active,
        now=now,
    )
