"""What an order is brought and paid by, promises, ratings, revisions and albums."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

def upgrade() -> None:
    """Go forward."""
    _add("customer_order", _order())
    _add("ticket", _ticket())
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.create_index(batch_op.f("ix_ticket_promised_at"), ["promised_at"])
    with op.batch_alter_table("message") as batch_op:
        batch_op.add_column(sa.Column("revision_of_id", _key(), nullable=True))
        batch_op.add_column(sa.Column("album", sa.String(64), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_message_revision_of_id"), "message", ["revision_of_id"], ["id"]
        )
        batch_op.create_index(
            batch_op.f("ix_message_contact_id_telegram_message_id"),
            ["contact_id", "telegram_message_id"],
        )
    op.create_table(
        "rating",
        sa.Column("id", _key(), nullable=False),
        sa.Column("ticket_id", _key(), nullable=False),
        sa.Column("contact_id", _key(), nullable=False),
        sa.Column("closure", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_rating_contact_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_rating_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("ticket_id", "closure", name=op.f("uq_rating_ticket_id_closure")),
    )
    with op.batch_alter_table("rating") as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_contact_id_asked_at"), ["contact_id", "asked_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("rating")
    with op.batch_alter_table("message") as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_contact_id_telegram_message_id"))
        batch_op.drop_constraint(batch_op.f("fk_message_revision_of_id"), type_="foreignkey")
        batch_op.drop_column("album")
        batch_op.drop_column("revision_of_id")
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.drop_index(batch_op.f("ix_ticket_promised_at"))
    _drop("ticket", _ticket())
    _drop("customer_order", _order())


def _key() -> sa.types.TypeEngine:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _order() -> list[sa.Column]:
    return [
        sa.Column("fulfilment", sa.String(32), nullable=False, server_default="delivery"),
        sa.Column("area", sa.String(64), nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("payment_method", sa.String(64), nullable=True),
        sa.Column("payment_status", sa.String(32), nullable=False, server_default="unpaid"),
        sa.Column("payment_reference", sa.String(64), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ]


def _ticket() -> list[sa.Column]:
    return [
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closures", sa.Integer(), nullable=False, server_default="0"),
    ]


def _add(table: str, columns: list[sa.Column]) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.add_column(column)


def _drop(table: str, columns: list[sa.Column]) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in reversed(columns):
            batch_op.drop_column(column.name)
