"""The tables. What their rows mean is said in `helpdesk.domain`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from helpdesk.db.columns import (
    flag,
    index,
    key,
    long_text,
    number,
    short_text,
    time,
    to,
    word,
)
from helpdesk.db.types import Quantity
from helpdesk.domain import enums

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


department = Table(
    "department",
    metadata,
    key(),
    short_text("code"),
    long_text("name_sw"),
    long_text("name_en"),
    flag("active"),
    UniqueConstraint("code"),
)

product = Table(
    "product",
    metadata,
    key(),
    short_text("code"),
    long_text("name_sw"),
    long_text("name_en"),
    long_text("aliases"),
    short_text("unit"),
    number("price"),
    short_text("currency", 3),
    Column("stock", Quantity, nullable=False),
    flag("active"),
    Column("low_at", Quantity, nullable=True),
    long_text("photo", nullable=True),
    UniqueConstraint("code"),
)

opening_hours = Table(
    "opening_hours",
    metadata,
    key(),
    number("weekday"),
    number("opens", nullable=True),
    number("closes", nullable=True),
    UniqueConstraint("weekday"),
)

contact = Table(
    "contact",
    metadata,
    key(),
    short_text("channel"),
    number("bot_id"),
    number("chat_id"),
    short_text("sender_id"),
    long_text("name"),
    short_text("username", nullable=True),
    word("language", enums.Language),
    short_text("phone", nullable=True),
    flag("reachable"),
    flag("erased"),
    time("consent_at", nullable=True),
    time("apologised_at", nullable=True),
    time("created_at"),
    UniqueConstraint("channel", "bot_id", "chat_id"),
    UniqueConstraint("sender_id"),
)

staff_member = Table(
    "staff_member",
    metadata,
    key(),
    short_text("username"),
    long_text("name"),
    long_text("password_hash"),
    word("role", enums.Role),
    word("language", enums.Language),
    long_text("departments"),
    flag("active"),
    short_text("speaks"),
    flag("takes_work"),
    time("away_until", nullable=True),
    short_text("totp_secret", nullable=True),
    time("totp_at", nullable=True),
    number("totp_counter", nullable=True),
    number("telegram_chat_id", nullable=True),
    number("quiet_from", nullable=True),
    number("quiet_to", nullable=True),
    time("created_at"),
    UniqueConstraint("username"),
    index("telegram_chat_id"),
)

# `order` is a reserved word of SQL.
customer_order = Table(
    "customer_order",
    metadata,
    key(),
    short_text("reference"),
    to("contact"),
    short_text("currency", 3),
    long_text("place"),
    short_text("phone"),
    number("total"),
    word("status", enums.OrderStatus),
    short_text("source_key", nullable=True),
    word("fulfilment", enums.Fulfilment),
    short_text("area", nullable=True),
    number("fee"),
    time("promised_at", nullable=True),
    short_text("payment_method", nullable=True),
    word("payment_status", enums.PaymentStatus),
    short_text("payment_reference", nullable=True),
    long_text("cancel_reason", nullable=True),
    time("acknowledged_at", nullable=True),
    Column("version", Integer, nullable=False),
    time("created_at"),
    time("updated_at"),
    UniqueConstraint("reference"),
    UniqueConstraint("source_key"),
    index("contact_id", "created_at"),
    index("status", "created_at"),
    index("payment_status", "status"),
    index("created_at"),
)

order_line = Table(
    "order_line",
    metadata,
    key(),
    Column("order_id", ForeignKey("customer_order.id"), nullable=False, index=True),
    to("product"),
    Column("quantity", Quantity, nullable=False),
    short_text("unit"),
    number("unit_price"),
)

ticket = Table(
    "ticket",
    metadata,
    key(),
    short_text("reference"),
    word("kind", enums.TicketKind),
    word("status", enums.TicketStatus),
    word("priority", enums.Priority),
    to("contact"),
    to("department"),
    to("staff_member", name="assignee_id", nullable=True),
    to("customer_order", name="order_id", nullable=True),
    long_text("subject"),
    long_text("story", nullable=True),
    long_text("about_order", nullable=True),
    long_text("packet", nullable=True),
    word("language", enums.Language),
    short_text("source_key", nullable=True),
    time("created_at"),
    time("updated_at"),
    time("resolved_at", nullable=True),
    time("promised_at", nullable=True),
    time("escalated_at", nullable=True),
    Column("closures", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    time("waiting_since", nullable=True),
    time("replied_at", nullable=True),
    time("due_at", nullable=True),
    time("snoozed_until", nullable=True),
    short_text("intent", nullable=True),
    UniqueConstraint("reference"),
    UniqueConstraint("source_key"),
    index("status", "created_at"),
    index("created_at"),
    index("assignee_id", "status"),
    index("order_id"),
    index("contact_id", "created_at"),
    index("promised_at"),
)

rating = Table(
    "rating",
    metadata,
    key(),
    to("ticket"),
    to("contact"),
    Column("closure", Integer, nullable=False),
    time("asked_at"),
    Column("score", Integer, nullable=True),
    long_text("comment", nullable=True),
    time("rated_at", nullable=True),
    UniqueConstraint("ticket_id", "closure"),
    index("contact_id", "asked_at"),
)

conversation = Table(
    "conversation",
    metadata,
    key(),
    to("contact"),
    word("owner", enums.Owner),
    to("ticket", nullable=True),
    time("updated_at", nullable=True),
    UniqueConstraint("contact_id"),
)

message = Table(
    "message",
    metadata,
    key(),
    to("contact"),
    to("ticket", nullable=True),
    to("staff_member", name="staff_id", nullable=True),
    to("department", nullable=True),
    word("author", enums.Author),
    word("visibility", enums.Visibility),
    word("language", enums.Language, nullable=True),
    short_text("kind"),
    long_text("text"),
    long_text("buttons", nullable=True),
    short_text("source_key", nullable=True),
    number("telegram_message_id", nullable=True),
    to("message", name="revision_of_id", nullable=True),
    short_text("album", nullable=True),
    short_text("intent", nullable=True),
    time("created_at"),
    UniqueConstraint("source_key"),
    index("contact_id", "id"),
    index("ticket_id", "id"),
    index("contact_id", "telegram_message_id"),
    index("created_at"),
)

attachment = Table(
    "attachment",
    metadata,
    key(),
    Column("message_id", ForeignKey("message.id"), nullable=False, index=True),
    short_text("kind"),
    long_text("file_id"),
    word("status", enums.AttachmentStatus),
    long_text("name", nullable=True),
    short_text("media_type", 128, nullable=True),
    number("size", nullable=True),
    short_text("sha256", nullable=True),
    long_text("path", nullable=True),
    number("attempts"),
    time("retry_at", nullable=True),
    long_text("error", nullable=True),
    time("created_at"),
    index("status", "retry_at"),
)

inbox = Table(
    "inbox",
    metadata,
    key(),
    number("bot_id"),
    number("update_id"),
    number("chat_id"),
    short_text("kind"),
    long_text("payload"),
    word("status", enums.InboxStatus),
    number("attempts"),
    time("received_at"),
    time("retry_at", nullable=True),
    time("done_at", nullable=True),
    long_text("error", nullable=True),
    UniqueConstraint("bot_id", "update_id"),
    index("status", "chat_id", "update_id"),
)

outbox = Table(
    "outbox",
    metadata,
    key(),
    to("contact"),
    to("message", nullable=True),
    number("chat_id"),
    long_text("payload"),
    word("status", enums.OutboxStatus),
    number("attempts"),
    time("created_at"),
    time("retry_at", nullable=True),
    time("sending_since", nullable=True),
    time("sent_at", nullable=True),
    number("telegram_message_id", nullable=True),
    flag("may_repeat"),
    long_text("error", nullable=True),
    index("status", "chat_id", "id"),
    index("message_id"),
)

button = Table(
    "button",
    metadata,
    key(),
    short_text("token"),
    to("contact"),
    number("chat_id"),
    short_text("intent"),
    long_text("entities"),
    long_text("label"),
    Column("bundle", String(64), nullable=False, index=True),
    time("created_at"),
    time("expires_at"),
    time("used_at", nullable=True),
    UniqueConstraint("token"),
)

console_session = Table(
    "console_session",
    metadata,
    key(),
    short_text("key"),
    to("staff_member", name="staff_id"),
    short_text("csrf"),
    time("created_at"),
    time("seen_at"),
    time("ended_at", nullable=True),
    UniqueConstraint("key"),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    key(),
    short_text("username"),
    short_text("address"),
    time("at"),
    index("username", "address", "at"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    key(),
    short_text("who", 128),
    short_text("what"),
    short_text("subject", 128),
    short_text("field", nullable=True),
    long_text("old", nullable=True),
    long_text("new", nullable=True),
    time("at"),
    index("subject", "id"),
    index("who", "id"),
    index("what", "id"),
    index("who", "what", "id"),
    index("at"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(128), primary_key=True),
    short_text("holder", 128),
    time("until"),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("process", String(64), primary_key=True),
    time("seen_at"),
)

poll_offset = Table(
    "poll_offset",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    number("next_update_id"),
    time("updated_at"),
)
