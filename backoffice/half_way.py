"""Between the password and the code: who it is, signed, for five minutes and for one browser."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

from backoffice.office import Office
from helpdesk.domain.staff import StaffMember

LASTS = timedelta(minutes=5)
SALT = "second-factor"


def sign(house: Office, member: StaffMember, browser: str) -> str:
    """What the second form carries: nothing in it lets anybody in."""
    said = [member.id, int(house.clock().timestamp()), _mark(member, browser)]
    return str(_signer(house).dumps(said))


def read(house: Office, half: str, browser: str) -> StaffMember | None:
    """Whose it is; None for a forged, old or foreign one, or after a change of password."""
    try:
        number, at, mark = _signer(house).loads(half[:500])
    except (BadSignature, ValueError, TypeError):
        return None
    signed = datetime.fromtimestamp(at, UTC)
    if house.clock() - signed > LASTS:
        return None
    with house.database.reading() as session:
        member = session.get(StaffMember, number)
    known = member is not None and member.active and mark == _mark(member, browser)
    return member if known else None


def _signer(house: Office) -> URLSafeSerializer:
    return URLSafeSerializer(house.settings.internal_secret, salt=SALT)


def _mark(member: StaffMember, browser: str) -> str:
    return hashlib.sha256(f"{browser}:{member.password_hash}".encode()).hexdigest()[:32]
