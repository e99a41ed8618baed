"""The files of `company/` as versions in the database: every machine has the newest of each.

A file that somebody edits by hand on one machine becomes the newest version; a version saved in
the console is written into the folder of each machine at its next look. What was never a version
is a hand edit, what is an old version is out of date: so both may happen in any order.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import company_page as table
from helpdesk.domain.company import CompanyPage
from helpdesk.domain.errors import BadCompany, StaleVersion
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit, company, profile, retention

FILES = (
    "departments.yml",
    "products.yml",
    "hours.yml",
    "delivery.yml",
    "payments.yml",
    "sla.yml",
    "business.yml",
    "about.yml",
    "retention.yml",
)
BY_HAND = "file"
MOST_VERSIONS = 30


def sync(session: Session, folder: Path, *, now: datetime) -> list[str]:
    """Bring folder and database together; the names of the files that were written anew.

    A hand edit that cannot be read stays where it is and is not taken over.
    """
    written = []
    for name in FILES:
        path = folder / name
        content = path.read_text(encoding="utf-8") if path.is_file() else None
        known = {page.sha256: page for page in _versions(session, name)}
        newest = next(iter(known.values()), None)
        if content is not None and mark(content) not in known:
            if _reads(folder):
                _add(session, name, content, BY_HAND, now)
        elif newest is not None and (content is None or mark(content) != newest.sha256):
            _write(path, newest.content)
            written.append(name)
    if written:
        company.load(session, folder, now=now)
    return written


def save(
    session: Session,
    folder: Path,
    name: str,
    content: str,
    staff: StaffMember,
    *,
    seen: str,
    now: datetime,
) -> None:
    """Make the content the newest version of a file, here and soon on every machine.

    `seen` is the mark of the version the writer saw. Raises StaleVersion where it is no longer
    the newest, and BadCompany, before anything is changed, where the company could not be read.
    """
    path = folder / name
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if mark(before) != seen:
        raise StaleVersion(by="")
    if content == before:
        return
    try_out(folder, name, content)
    _add(session, name, before, BY_HAND, now)
    _add(session, name, content, f"staff:{staff.id}", now)
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what="company.changed",
        subject=f"company:{name}",
        new=mark(content)[:12],
        now=now,
    )
    _write(path, content)
    company.load(session, folder, now=now)


def try_out(folder: Path, name: str, content: str) -> None:
    """Read the company as it would be with that content. Raises BadCompany."""
    with tempfile.TemporaryDirectory() as place:
        trial = Path(place) / "company"
        shutil.copytree(folder, trial)
        (trial / name).write_text(content, encoding="utf-8")
        _read(trial)


def history(session: Session, name: str) -> list[CompanyPage]:
    """The versions of a file, the newest first."""
    return _versions(session, name)[:MOST_VERSIONS]


def mark(content: str) -> str:
    """By what a version is known."""
    return hashlib.sha256(content.encode()).hexdigest()


def _versions(session: Session, name: str) -> list[CompanyPage]:
    found = select(CompanyPage).filter_by(name=name).order_by(table.c.id.desc())
    return list(session.execute(found).scalars())


def _add(session: Session, name: str, content: str, who: str, now: datetime) -> None:
    newest = next(iter(_versions(session, name)), None)
    if newest is None or newest.sha256 != mark(content):
        session.add(CompanyPage(name, content, mark(content), who, now))
        session.flush()


def _reads(folder: Path) -> bool:
    try:
        _read(folder)
    except BadCompany:
        return False
    return True


def _read(folder: Path) -> None:
    profile.read(folder)
    retention.policy(folder)


def _write(path: Path, content: str) -> None:
    """All or nothing: a reader sees the old file or the new one, never half of either."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(content, encoding="utf-8")
    beside.replace(path)
