"""Indexes for very many tickets: lists, search by department, parts of values, slips of the pen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from helpdesk.db import first_search_index, search_index

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ASKED = ["status", "priority", "kind", "language"]
UNDONE = "coalesce(status, 'new') IN ('new', 'open', 'pending_customer', 'on_hold')"
LIVE = ["waiting_since", "due_at", "snoozed_until", "created_at", "updated_at", "id"]
LISTINGS = {
    "ix_ticket_newest": ["updated_at", "id", *ASKED, "assignee_id", "department_id"],
    "ix_ticket_of_department": ["department_id", "updated_at", "id", *ASKED, "assignee_id"],
    "ix_ticket_of_assignee": ["assignee_id", "updated_at", "id", *ASKED, "department_id"],
}
GIVEN_UP = {
    "ix_ticket_updated_at": ["updated_at"],
    "ix_ticket_department_id_updated_at": ["department_id", "updated_at"],
}
OTHERS = {
    "ix_audit_entry_what_id": ("audit_entry", ["what", "id"]),
    "ix_audit_entry_who_what_id": ("audit_entry", ["who", "what", "id"]),
    "ix_customer_order_payment_status_status": ("customer_order", ["payment_status", "status"]),
}
AT_ONCE = 5000


def upgrade() -> None:
    """Go forward."""
    for name, columns in LISTINGS.items():
        op.create_index(name, "ticket", columns)
    undone = ["department_id", "assignee_id", *ASKED, *LIVE]
    only = sa.text(UNDONE)
    op.create_index(
        "ix_ticket_undone", "ticket", undone, sqlite_where=only, postgresql_where=only
    )
    for name in GIVEN_UP:
        op.drop_index(name, "ticket")
    for name, (table, columns) in OTHERS.items():
        op.create_index(name, table, columns)
    _words(both_ways=True)
    _run(first_search_index.SQLITE_DOWN, first_search_index.POSTGRES_DOWN)
    _run(search_index.SQLITE, search_index.POSTGRES)


def downgrade() -> None:
    """Go back."""
    _run(search_index.SQLITE_DOWN, search_index.POSTGRES_DOWN)
    _run(first_search_index.SQLITE, first_search_index.POSTGRES)
    _words(both_ways=False)
    for name, (table, _columns) in OTHERS.items():
        op.drop_index(name, table)
    for name, columns in GIVEN_UP.items():
        op.create_index(name, "ticket", columns)
    for name in ("ix_ticket_undone", *LISTINGS):
        op.drop_index(name, "ticket")


def _words(*, both_ways: bool) -> None:
    """The vocabulary anew, with every word also backwards or without."""
    bind = op.get_bind()
    known = [word for (word,) in bind.execute(sa.text("SELECT word FROM search_word"))]
    op.drop_table("search_word")
    # Beginnings are compared letter by letter, whatever the country's order of letters.
    letters = sa.String(64)
    if both_ways and bind.dialect.name == "postgresql":
        letters = sa.String(64, collation="C")
    columns = [sa.Column("word", letters, nullable=False)]
    if both_ways:
        columns.append(sa.Column("backwards", letters, nullable=False))
    table = op.create_table(
        "search_word", *columns, sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word"))
    )
    if both_ways:
        op.create_index(op.f("ix_search_word_backwards"), "search_word", ["backwards"])
    for start in range(0, len(known), AT_ONCE):
        some = known[start : start + AT_ONCE]
        rows = [{"word": w, "backwards": w[::-1]} if both_ways else {"word": w} for w in some]
        op.bulk_insert(table, rows)


def _run(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgres:
        op.execute(statement)
