"""The tables of the back office beside the tickets. Meanings are said in `helpdesk.domain`."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from helpdesk.db.columns import flag, index, key, long_text, number, short_text, time, to, word
from helpdesk.db.tables import metadata
from helpdesk.db.types import Quantity
from helpdesk.domain import enums

sla_clock = Table(
    "sla_clock",
    metadata,
    key(),
    to("ticket"),
    word("target", enums.SlaTarget),
    word("status", enums.SlaStatus),
    time("started_at"),
    time("due_at"),
    time("paused_at", nullable=True),
    time("warned_at", nullable=True),
    time("breached_at", nullable=True),
    time("ended_at", nullable=True),
    word("priority", enums.Priority, nullable=True),
    index("ticket_id", "target"),
    index("status", "due_at"),
    index("started_at"),
)

draft = Table(
    "draft",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    to("ticket"),
    word("kind", enums.DraftKind),
    long_text("text"),
    Column("version", Integer, nullable=False),
    time("updated_at"),
    UniqueConstraint("staff_id", "ticket_id", "kind"),
    index("ticket_id"),
)

presence = Table(
    "presence",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    to("ticket"),
    flag("replying"),
    time("seen_at"),
    UniqueConstraint("staff_id", "ticket_id"),
    index("ticket_id"),
)

saved_filter = Table(
    "saved_filter",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    long_text("name"),
    long_text("query"),
    time("created_at"),
    index("staff_id"),
)

ticket_link = Table(
    "ticket_link",
    metadata,
    key(),
    to("ticket"),
    to("ticket", name="other_id"),
    word("kind", enums.LinkKind),
    to("staff_member", name="staff_id"),
    time("created_at"),
    UniqueConstraint("ticket_id", "other_id", "kind"),
    index("other_id"),
)

canned_reply = Table(
    "canned_reply",
    metadata,
    key(),
    short_text("code"),
    long_text("title_sw"),
    long_text("title_en"),
    long_text("text_sw"),
    long_text("text_en"),
    short_text("department", nullable=True),
    flag("active"),
    UniqueConstraint("code"),
)

macro = Table(
    "macro",
    metadata,
    key(),
    short_text("code"),
    long_text("title_sw"),
    long_text("title_en"),
    short_text("reply", nullable=True),
    word("status", enums.TicketStatus, nullable=True),
    word("priority", enums.Priority, nullable=True),
    short_text("department", nullable=True),
    flag("take"),
    flag("active"),
    UniqueConstraint("code"),
)

notice = Table(
    "notice",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    word("kind", enums.NoticeKind),
    to("ticket", nullable=True),
    long_text("detail", nullable=True),
    short_text("source_key", 128, nullable=True),
    time("created_at"),
    time("seen_at", nullable=True),
    time("telegram_at", nullable=True),
    UniqueConstraint("staff_id", "source_key"),
    index("staff_id", "id"),
    index("ticket_id"),
)

stock_move = Table(
    "stock_move",
    metadata,
    key(),
    to("product"),
    to("staff_member", name="staff_id"),
    word("reason", enums.StockReason),
    Column("before", Quantity, nullable=False),
    Column("after", Quantity, nullable=False),
    long_text("note", nullable=True),
    time("created_at"),
    index("product_id", "id"),
)

company_page = Table(
    "company_page",
    metadata,
    key(),
    short_text("name"),
    long_text("content"),
    short_text("sha256"),
    short_text("who", 128),
    time("created_at"),
    index("name", "id"),
)

invite = Table(
    "invite",
    metadata,
    key(),
    short_text("key"),
    short_text("username"),
    long_text("name"),
    word("role", enums.Role),
    word("language", enums.Language),
    long_text("departments"),
    to("staff_member", name="created_by"),
    to("staff_member", name="staff_id", nullable=True),
    time("created_at"),
    time("expires_at"),
    time("used_at", nullable=True),
    UniqueConstraint("key"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    short_text("key"),
    time("used_at", nullable=True),
    UniqueConstraint("staff_id", "key"),
)

telegram_link = Table(
    "telegram_link",
    metadata,
    key(),
    to("staff_member", name="staff_id"),
    short_text("key"),
    time("expires_at"),
    time("used_at", nullable=True),
    UniqueConstraint("key"),
)

api_token = Table(
    "api_token",
    metadata,
    key(),
    long_text("name"),
    short_text("key"),
    short_text("hint"),
    long_text("scopes"),
    to("staff_member", name="created_by"),
    time("created_at"),
    time("last_used_at", nullable=True),
    time("revoked_at", nullable=True),
    UniqueConstraint("key"),
)

webhook = Table(
    "webhook",
    metadata,
    key(),
    long_text("name"),
    long_text("url"),
    short_text("secret", 128),
    long_text("events"),
    flag("active"),
    to("staff_member", name="created_by"),
    time("created_at"),
    number("position"),
    short_text("old_secret", 128, nullable=True),
    time("old_until", nullable=True),
    time("failing_since", nullable=True),
    time("quiet_until", nullable=True),
    short_text("paused_by", nullable=True),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    key(),
    to("webhook"),
    short_text("event"),
    long_text("payload"),
    short_text("message_id"),
    number("entry_id", nullable=True),
    word("status", enums.WebhookStatus),
    number("attempts"),
    number("answered", nullable=True),
    time("created_at"),
    time("retry_at", nullable=True),
    time("sent_at", nullable=True),
    long_text("error", nullable=True),
    UniqueConstraint("message_id"),
    UniqueConstraint("webhook_id", "entry_id"),
    index("status", "retry_at"),
    index("webhook_id", "id"),
)

breach = Table(
    "breach",
    metadata,
    key(),
    time("found_at"),
    long_text("what"),
    long_text("data"),
    number("people"),
    long_text("measures"),
    to("staff_member", name="created_by"),
    time("created_at"),
    time("regulator_told_at", nullable=True),
    time("people_told_at", nullable=True),
)

# Beginnings and ends are compared letter by letter, whatever the country's order of letters.
_letters = String(64).with_variant(String(64, collation="C"), "postgresql")
search_word = Table(
    "search_word",
    metadata,
    Column("word", _letters, primary_key=True),
    Column("backwards", _letters, nullable=False),
    index("backwards"),
)
