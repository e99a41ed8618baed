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
from helpdesk.db.tables import department
from helpdesk.domain.desk import CannedReply, Macro
from helpdesk.domain.enums import Priority, TicketStatus
from helpdesk.domain.errors import BadPlaces, EmptyText, NotFound, TextTooLong
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit
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
TEXTS = ("title_sw", "title_en", "text_sw", "text_en")
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
    active: bool,
    now: datetime,
) -> CannedReply:
    """Make a ready reply, or change the one of that number.

    Raises EmptyText where a title or a text is missing in one language, TextTooLong, BadPlaces
    where the two texts do not hold the same places, NotFound for a number or department there
    is not.
    """
    texts: dict[str, Any] = {name: given.get(name, "").strip() for name in TEXTS}
    if not all(texts.values()):
        raise EmptyText
    for name, text in texts.items():
        limit = LONGEST if name.startswith("text") else LONGEST_TITLE
        if len(text) > limit:
            raise TextTooLong(limit=limit)
    _same_places(texts["text_sw"], texts["text_en"])
    reply = session.get(CannedReply, reply_id) if reply_id else None
    if reply_id and reply is None:
        raise NotFound(reply=reply_id)
    if reply is None:
        reply = CannedReply(code=_code(session, texts["title_en"]), **texts)
        session.add(reply)
    for name, text in texts.items():
        setattr(reply, name, text)
    reply.department, reply.active = _department(session, given), active
    session.flush()
    _log(session, staff, f"reply:{reply.code}", reply.active, now)
    return reply


def save_macro(
    session: Session,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    macro_id: int | None,
    active: bool,
    now: datetime,
) -> Macro:
    """Make a macro, or change the one of that number.

    Raises EmptyText, TextTooLong, NotFound for a number, reply or department there is not.
    """
    titles: dict[str, Any] = {
        name: given.get(name, "").strip() for name in ("title_sw", "title_en")
    }
    if not all(titles.values()):
        raise EmptyText
    if any(len(title) > LONGEST_TITLE for title in titles.values()):
        raise TextTooLong(limit=LONGEST_TITLE)
    macro = session.get(Macro, macro_id) if macro_id else None
    if macro_id and macro is None:
        raise NotFound(macro=macro_id)
    if macro is None:
        macro = Macro(code=_code(session, titles["title_en"]), **titles)
        session.add(macro)
    macro.title_sw, macro.title_en = titles["title_sw"], titles["title_en"]
    macro.reply = _known(session, table.c.code, given.get("reply", ""))
    macro.status = _status(given.get("status", ""))
    macro.priority = _priority(given.get("priority", ""))
    macro.department = _department(session, given)
    macro.take, macro.active = given.get("take") == "yes", active
    if not (macro.reply or macro.status or macro.priority or macro.department or macro.take):
        raise EmptyText
    session.flush()
    _log(session, staff, f"macro:{macro.code}", macro.active, now)
    return macro


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


def _department(session: Session, given: Mapping[str, str]) -> str | None:
    return _known(session, department.c.code, given.get("department", ""))


def _known(session: Session, column: Any, code: str) -> str | None:
    """The code, if there is a row of it; None for an empty one. Raises NotFound."""
    if not code:
        return None
    found: str | None = session.execute(select(column).where(column == code)).scalar_one_or_none()
    if found is None:
        raise NotFound(code=code)
    return found


def _optional(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return None if value is None else str(value)


def _status(given: str) -> TicketStatus | None:
    return TicketStatus(given) if given in set(map(str, STATUSES)) else None


def _priority(given: str) -> Priority | None:
    return Priority(given) if given in set(map(str, Priority)) else None


def _same_places(sw: str, en: str) -> None:
    """Raises BadPlaces where a brace is not one of ours, or the languages do not agree."""
    one, other = (set(_BRACES.findall(text)) for text in (sw, en))
    unknown = (one | other) - PLACES
    loose = any(mark in _BRACES.sub("", text) for text in (sw, en) for mark in "{}")
    if unknown or loose or one != other:
        raise BadPlaces(places=", ".join(f"{{{name}}}" for name in sorted(PLACES)))


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
