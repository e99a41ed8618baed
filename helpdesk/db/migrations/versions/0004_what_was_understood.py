"""What each message was understood as, by which priority a clock was set, and an audit that stays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from helpdesk.db import audit_guard

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("message", sa.Column("intent", sa.String(length=64), nullable=True))
    op.add_column("sla_clock", sa.Column("priority", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_message_created_at"), "message", ["created_at"], unique=False)
    for statement in _guard(audit_guard.SQLITE, audit_guard.POSTGRES):
        op.execute(statement)


def downgrade() -> None:
    """Go back."""
    for statement in _guard(audit_guard.SQLITE_DOWN, audit_guard.POSTGRES_DOWN):
        op.execute(statement)
    op.drop_index(op.f("ix_message_created_at"), table_name="message")
    op.drop_column("sla_clock", "priority")
    op.drop_column("message", "intent")


def _guard(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> tuple[str, ...]:
    return sqlite if op.get_bind().dialect.name == "sqlite" else postgres
