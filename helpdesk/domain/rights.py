"""Who may do what: the one table of rights. What it does not name is refused."""

from __future__ import annotations

from helpdesk.domain.enums import Role, Word


class Right(Word):
    """One thing a person may do in the console. Every route names the right it needs."""

    SIGNED_IN = "signed_in"
    READ_TICKETS = "read_tickets"
    WORK_TICKETS = "work_tickets"
    ASSIGN_OTHERS = "assign_others"
    MOVE_ORDERS = "move_orders"
    READ_ORDERS = "read_orders"
    KEEP_STOCK = "keep_stock"
    READ_REPORTS = "read_reports"
    READ_AUDIT = "read_audit"
    EDIT_REPLIES = "edit_replies"
    EDIT_COMPANY = "edit_company"
    MANAGE_STAFF = "manage_staff"
    MANAGE_MACHINES = "manage_machines"
    DATA_DUTIES = "data_duties"


_ALWAYS = {Right.SIGNED_IN}
_READING = _ALWAYS | {Right.READ_TICKETS, Right.READ_ORDERS}
_WORKING = _READING | {Right.WORK_TICKETS, Right.MOVE_ORDERS, Right.KEEP_STOCK}
_LEADING = _WORKING | {Right.ASSIGN_OTHERS, Right.READ_REPORTS, Right.EDIT_REPLIES}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.AGENT: frozenset(_WORKING),
    Role.LEAD: frozenset(_LEADING),
    Role.TRAINER: frozenset(_ALWAYS | {Right.READ_TICKETS, Right.EDIT_REPLIES}),
    Role.AUDITOR: frozenset(_READING | {Right.READ_REPORTS, Right.READ_AUDIT}),
    Role.ADMIN: frozenset(Right),
}
"""What each role may do. `SIGNED_IN` is one's own things: language, password, notices."""


def may(role: Role, right: Right) -> bool:
    """Whether people of that role may do it."""
    return right in RIGHTS.get(role, frozenset())


SELLING = frozenset({"sales", "customer_service", "administration"})

NEED_TO_KNOW: dict[str, frozenset[str]] = {
    "storage": frozenset({"items", "place"}),
    "production": frozenset({"items"}),
    "accounting": frozenset({"items", "payment"}),
    "sales": frozenset({"items", "place", "payment", "person", "phone", "ticket"}),
    "customer_service": frozenset({"items", "place", "payment", "person", "phone", "ticket"}),
    "administration": frozenset({"items", "place", "payment", "person", "phone", "ticket"}),
}
"""What of an order each department sees. One that is not named sees the items alone."""

EVERYTHING = frozenset({"items", "place", "payment", "person", "phone", "ticket"})

STEPS: dict[str, frozenset[str]] = {
    "acknowledge": SELLING,
    "paid": frozenset({"accounting", "administration"}),
    "pack": frozenset({"storage", "administration"}),
    "dispatch": frozenset({"storage", "sales", "administration"}),
    "deliver": frozenset({"storage", "sales", "administration"}),
    "cancel": SELLING,
}
"""Which departments take which step of an order."""


def sees(role: Role, departments: frozenset[str]) -> frozenset[str]:
    """What of an order somebody of that role and those departments sees; none means all."""
    if role in (Role.ADMIN, Role.LEAD, Role.AUDITOR) or not departments:
        return EVERYTHING
    known = (NEED_TO_KNOW.get(code, frozenset({"items"})) for code in departments)
    return frozenset().union(*known)


def may_step(role: Role, departments: frozenset[str], step: str) -> bool:
    """Whether somebody of that role and those departments takes that step of an order."""
    if not may(role, Right.MOVE_ORDERS):
        return False
    everywhere = role is Role.ADMIN or not departments
    return everywhere or bool(STEPS.get(step, frozenset()) & departments)
