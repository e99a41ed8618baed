"""Webhooks: once for each audit entry, an id that outlives retries, secrets that change hands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("old_secret", sa.String(length=128), nullable=True))
        for name in ("old_until", "failing_since", "quiet_until"):
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("paused_by", sa.String(length=64), nullable=True))
    # Whoever is there already hears of what happens from now on, not of all that ever did.
    op.execute("UPDATE webhook SET position = (SELECT coalesce(max(id), 0) FROM audit_entry)")

    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message_id", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("entry_id", sa.BigInteger(), nullable=True))
    op.execute("UPDATE webhook_delivery SET message_id = 'msg_' || id, retry_at = coalesce(retry_at, created_at)")
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.alter_column("message_id", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_webhook_delivery_message_id"), ["message_id"])
        batch_op.create_unique_constraint(batch_op.f("uq_webhook_delivery_webhook_id_entry_id"), ["webhook_id", "entry_id"])


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_webhook_delivery_webhook_id_entry_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_webhook_delivery_message_id"), type_="unique")
        batch_op.drop_column("entry_id")
        batch_op.drop_column("message_id")
    # Not in a batch: SQLite would make the table anew, and deliveries point at it.
    for name in ("paused_by", "quiet_until", "failing_since", "old_until", "old_secret", "position"):
        op.drop_column("webhook", name)
