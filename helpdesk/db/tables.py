"""The tables. What their rows mean is said in `helpdesk.domain`."""

from __future__ import annotations

from enum import Enum
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from helpdesk.db.types import Quantity, UtcDateTime, WordType
from helpdesk.domain import enums

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[Any]:
    # SQLite numbers rows by itself only where the type is exactly INTEGER.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _to(table: str, *, name: str | None = None, nullable: bool = False) -> Column[Any]:
    return Column(name or f"{table}_id", ForeignKey(f"{table}.id"), nullable=nullable)


def _word(name: str, words: type[Enum], *, nullable: bool = False) -> Column[Any]:
    return Column(name, WordType(words), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=nullable)


def _short(name: str, length: int = 64, *, nullable: bool = False) -> Column[Any]:
    return Column(name, String(length), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=nullable)


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False)


def _index(*columns: str) -> Index:
    # None lets the naming convention name it; SQLAlchemy 1.4's stubs do not know that.
    return Index(cast("str", None), *columns)


department = Table(
    "department",
    metadata,
    _id(),
    _short("code"),
    _text("name_sw"),
    _text("name_en"),
    _flag("active"),
    UniqueConstraint("code"),
)

product = Table(
    "product",
    metadata,
    _id(),
    _short("code"),
    _text("name_sw"),
    _text("name_en"),
    _text("aliases"),
    _short("unit"),
    _number("price"),
    _short("currency", 3),
    Column("stock", Quantity, nullable=False),
    _flag("active"),
    UniqueConstraint("code"),
)

opening_hours = Table(
    "opening_hours",
    metadata,
    _id(),
    _number("weekday"),
    _number("opens", nullable=True),
    _number("closes", nullable=True),
    UniqueConstraint("weekday"),
)

contact = Table(
    "contact",
    metadata,
    _id(),
    _short("channel"),
    _number("bot_id"),
    _number("chat_id"),
    _short("sender_id"),
    _text("name"),
    _short("username", nullable=True),
    _word("language", enums.Language),
    _short("phone", nullable=True),
    _flag("reachable"),
    _flag("erased"),
    _time("consent_at", nullable=True),
    _time("apologised_at", nullable=True),
    _time("created_at"),
    UniqueConstraint("channel", "bot_id", "chat_id"),
    UniqueConstraint("sender_id"),
)

staff_member = Table(
    "staff_member",
    metadata,
    _id(),
    _short("username"),
    _text("name"),
    _text("password_hash"),
    _word("role", enums.Role),
    _word("language", enums.Language),
    _text("departments"),
    _flag("active"),
    _time("created_at"),
    UniqueConstraint("username"),
)

# `order` is a reserved word of SQL.
customer_order = Table(
    "customer_order",
    metadata,
    _id(),
    _short("reference"),
    _to("contact"),
    _short("currency", 3),
    _text("place"),
    _short("phone"),
    _number("total"),
    _word("status", enums.OrderStatus),
    _short("source_key", nullable=True),
    _time("created_at"),
    _time("updated_at"),
    UniqueConstraint("reference"),
    UniqueConstraint("source_key"),
    _index("contact_id", "created_at"),
)

order_line = Table(
    "order_line",
    metadata,
    _id(),
    Column("order_id", ForeignKey("customer_order.id"), nullable=False, index=True),
    _to("product"),
    Column("quantity", Quantity, nullable=False),
    _short("unit"),
    _number("unit_price"),
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    _short("reference"),
    _word("kind", enums.TicketKind),
    _word("status", enums.TicketStatus),
    _word("priority", enums.Priority),
    _to("contact"),
    _to("department"),
    _to("staff_member", name="assignee_id", nullable=True),
    _to("customer_order", name="order_id", nullable=True),
    _text("subject"),
    _text("story", nullable=True),
    _text("about_order", nullable=True),
    _text("packet", nullable=True),
    _word("language", enums.Language),
    _short("source_key", nullable=True),
    _time("created_at"),
    _time("updated_at"),
    _time("resolved_at", nullable=True),
    Column("version", Integer, nullable=False),
    UniqueConstraint("reference"),
    UniqueConstraint("source_key"),
    _index("status", "created_at"),
    _index("contact_id", "created_at"),
)

conversation = Table(
    "conversation",
    metadata,
    _id(),
    _to("contact"),
    _word("owner", enums.Owner),
    _to("ticket", nullable=True),
    _time("updated_at", nullable=True),
    UniqueConstraint("contact_id"),
)

message = Table(
    "message",
    metadata,
    _id(),
    _to("contact"),
    _to("ticket", nullable=True),
    _to("staff_member", name="staff_id", nullable=True),
    _to("department", nullable=True),
    _word("author", enums.Author),
    _word("visibility", enums.Visibility),
    _word("language", enums.Language, nullable=True),
    _short("kind"),
    _text("text"),
    _text("buttons", nullable=True),
    _short("source_key", nullable=True),
    _number("telegram_message_id", nullable=True),
    _time("created_at"),
    UniqueConstraint("source_key"),
    _index("contact_id", "id"),
    _index("ticket_id", "id"),
)

attachment = Table(
    "attachment",
    metadata,
    _id(),
    Column("message_id", ForeignKey("message.id"), nullable=False, index=True),
    _short("kind"),
    _text("file_id"),
    _word("status", enums.AttachmentStatus),
    _text("name", nullable=True),
    _short("media_type", 128, nullable=True),
    _number("size", nullable=True),
    _short("sha256", nullable=True),
    _text("path", nullable=True),
    _number("attempts"),
    _time("retry_at", nullable=True),
    _text("error", nullable=True),
    _time("created_at"),
    _index("status", "retry_at"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    _number("bot_id"),
    _number("update_id"),
    _number("chat_id"),
    _short("kind"),
    _text("payload"),
    _word("status", enums.InboxStatus),
    _number("attempts"),
    _time("received_at"),
    _time("retry_at", nullable=True),
    _time("done_at", nullable=True),
    _text("error", nullable=True),
    UniqueConstraint("bot_id", "update_id"),
    _index("status", "chat_id", "update_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _to("contact"),
    _to("message", nullable=True),
    _number("chat_id"),
    _text("payload"),
    _word("status", enums.OutboxStatus),
    _number("attempts"),
    _time("created_at"),
    _time("retry_at", nullable=True),
    _time("sending_since", nullable=True),
    _time("sent_at", nullable=True),
    _number("telegram_message_id", nullable=True),
    _flag("may_repeat"),
    _text("error", nullable=True),
    _index("status", "chat_id", "id"),
    _index("message_id"),
)

button = Table(
    "button",
    metadata,
    _id(),
    _short("token"),
    _to("contact"),
    _number("chat_id"),
    _short("intent"),
    _text("entities"),
    _text("label"),
    Column("bundle", String(64), nullable=False, index=True),
    _time("created_at"),
    _time("expires_at"),
    _time("used_at", nullable=True),
    UniqueConstraint("token"),
)

console_session = Table(
    "console_session",
    metadata,
    _id(),
    _short("key"),
    _to("staff_member", name="staff_id"),
    _short("csrf"),
    _time("created_at"),
    _time("seen_at"),
    _time("ended_at", nullable=True),
    UniqueConstraint("key"),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    _id(),
    _short("username"),
    _short("address"),
    _time("at"),
    _index("username", "address", "at"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    _id(),
    _short("who", 128),
    _short("what"),
    _short("subject", 128),
    _short("field", nullable=True),
    _text("old", nullable=True),
    _text("new", nullable=True),
    _time("at"),
    _index("subject", "id"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(128), primary_key=True),
    _short("holder", 128),
    _time("until"),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("process", String(64), primary_key=True),
    _time("seen_at"),
)

poll_offset = Table(
    "poll_offset",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    _number("next_update_id"),
    _time("updated_at"),
)
