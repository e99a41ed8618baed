"""The words of the help desk: one enum for each closed list. Labels stand in the locale."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A closed list whose members are stored, compared and printed by their value."""


class Language(Word):
    """The languages an answer can be in. `mixed` is a label of examples, never one of these."""

    SW = "sw"
    EN = "en"


class Owner(Word):
    """Who answers the customer's next message."""

    BOT = "bot"
    QUEUE = "queue"
    HUMAN = "human"


class TicketKind(Word):
    """What the customer wants of us."""

    ORDER = "order"
    COMPLAINT = "complaint"
    QUESTION = "question"
    REQUEST = "request"


class TicketStatus(Word):
    """Where a ticket stands."""

    NEW = "new"
    OPEN = "open"
    PENDING_CUSTOMER = "pending_customer"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"


class StatusKind(Word):
    """What code asks of a status; people read the label of the status itself."""

    OPEN = "open"
    PAUSED = "paused"
    DONE = "done"


class Priority(Word):
    """How soon a ticket must be looked at."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Author(Word):
    """Who wrote a message."""

    CUSTOMER = "customer"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


class Visibility(Word):
    """Whether the customer may see a message."""

    PUBLIC = "public"
    INTERNAL = "internal"


class AttachmentStatus(Word):
    """Whether a customer's file has been brought to our disk."""

    PENDING = "pending"
    STORED = "stored"
    REFUSED = "refused"


class InboxStatus(Word):
    """Where an inbound update stands."""

    RECEIVED = "received"
    DONE = "done"
    QUARANTINED = "quarantined"


class OutboxStatus(Word):
    """Where a delivery stands. `unknown`: Telegram may or may not have it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class OrderStatus(Word):
    """Where an order stands."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PACKED = "packed"
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Fulfilment(Word):
    """How the goods of an order reach the customer."""

    DELIVERY = "delivery"
    PICKUP = "pickup"


class PaymentStatus(Word):
    """What is known of an order's payment. `claimed`: the customer says so, nobody has looked."""

    UNPAID = "unpaid"
    CLAIMED = "claimed"
    PAID = "paid"


class Role(Word):
    """What a staff member may do."""

    AGENT = "agent"
    LEAD = "lead"
    TRAINER = "trainer"
    AUDITOR = "auditor"
    ADMIN = "admin"


class SlaTarget(Word):
    """What a clock on a ticket counts down to."""

    FIRST_REPLY = "first_reply"
    NEXT_REPLY = "next_reply"
    RESOLUTION = "resolution"


class SlaStatus(Word):
    """Where a clock stands. `cancelled`: the ticket was merged, or needs no answer any more."""

    ACTIVE = "active"
    PAUSED = "paused"
    HIT = "hit"
    MISSED = "missed"
    CANCELLED = "cancelled"


class DraftKind(Word):
    """What a draft would become."""

    REPLY = "reply"
    NOTE = "note"


class LinkKind(Word):
    """How two tickets belong together."""

    RELATED = "related"
    MERGED = "merged"
    SPLIT = "split"


class NoticeKind(Word):
    """What staff are told about."""

    NEW = "new"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    WARNING = "warning"
    BREACHED = "breached"
    REOPENED = "reopened"
    WOKEN = "woken"
    LOW_STOCK = "low_stock"
    SUMMARY = "summary"
    WEBHOOK_FAILED = "webhook_failed"
    WEBHOOK_PAUSED = "webhook_paused"


class WebhookStatus(Word):
    """Where the delivery of an event stands."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class StockReason(Word):
    """Why the stock of a product changed by hand."""

    RECEIPT = "receipt"
    COUNT = "count"
    SPOILT = "spoilt"
