"""Tokens by which the company's own systems ask: making, knowing again, and revoking them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import api_token as table
from helpdesk.db.rows import changed
from helpdesk.domain.errors import NotFound
from helpdesk.domain.form import Form
from helpdesk.domain.machines import ApiToken
from helpdesk.domain.scopes import TokenScope
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit

PREFIX = "ofisi_"
"""By it people, and programs that look for secrets in code, know what they have before them."""

RANDOM_BYTES = 36
HINT_LETTERS = 4
"""288 random bits, of which the hint shows 24: 264 remain secret."""

LONGEST_SECRET = 100
LONGEST_NAME = 80
TOUCH_EVERY = timedelta(minutes=1)


class Holder(NamedTuple):
    """A token that is good, and the member of staff who made it and for whom it acts."""

    token: ApiToken
    staff: StaffMember


def make(
    session: Session, by: StaffMember, *, name: str, scopes: Iterable[str], now: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is kept nowhere and cannot be shown again.

    Raises EmptyText without a name, TextTooLong, NothingChosen without a scope, BadChoice for one
    there is not, BadForm for several of these.
    """
    form = Form({"name": name}, {"scope": [str(each) for each in scopes]})
    called = form.line("name", longest=LONGEST_NAME)
    chosen = sorted(map(str, set(form.ticked("scope", tuple(TokenScope), needed=True))))
    form.check()
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    token = ApiToken(
        name=called,
        key=_key(secret),
        hint=secret[: len(PREFIX) + HINT_LETTERS],
        scopes=" ".join(chosen),
        created_by=by.id or 0,
        created_at=now,
    )
    session.add(token)
    session.flush()  # the audit entry names the token's id
    _log(session, by, "token.made", token.id, now, new=f"{called}: {token.scopes}")
    return token, secret


def find(session: Session, secret: str) -> Holder | None:
    """Whose token that is; None for a wrong or revoked one, or one whose maker has gone."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_SECRET:
        return None
    key = _key(secret)
    token = session.execute(
        select(ApiToken).filter_by(key=key, revoked_at=None)
    ).scalar_one_or_none()
    if token is None or not hmac.compare_digest(token.key, key):
        return None
    member = session.get(StaffMember, token.created_by)
    return Holder(token, member) if member is not None and member.active else None


def is_fresh(token: ApiToken, *, now: datetime) -> bool:
    """Whether its use was noted within the last minute, so that it need not be again."""
    return token.last_used_at is not None and now - token.last_used_at < TOUCH_EVERY


def touch(session: Session, token: ApiToken, *, now: datetime) -> None:
    """Note that the token was used, at most once a minute."""
    old = or_(table.c.last_used_at.is_(None), table.c.last_used_at <= now - TOUCH_EVERY)
    session.execute(update(table).where(table.c.id == token.id, old).values(last_used_at=now))


def revoke(session: Session, by: StaffMember, token_id: int, *, now: datetime) -> None:
    """The token is good for nothing from now on. One that was revoked already stays so.

    Raises NotFound for one there is not.
    """
    if session.get(ApiToken, token_id) is None:
        raise NotFound(token=token_id)
    mine = update(table).where(table.c.id == token_id, table.c.revoked_at.is_(None))
    if changed(session, mine.values(revoked_at=now)):
        _log(session, by, "token.revoked", token_id, now)


def everything(session: Session) -> list[ApiToken]:
    """All tokens there ever were, those in use first, the newest first."""
    ordered = select(ApiToken).order_by(table.c.revoked_at.is_not(None), table.c.id.desc())
    return list(session.execute(ordered).scalars())


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _log(
    session: Session,
    by: StaffMember,
    what: str,
    token_id: int | None,
    now: datetime,
    *,
    new: str | None = None,
) -> None:
    subject = f"token:{token_id}"
    audit.record(session, who=f"staff:{by.id}", what=what, subject=subject, new=new, now=now)
