"""Which dataclass lives in which table. `map_domain` may be called any number of times."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.orm import registry

from helpdesk.db import desk_tables, process_tables, tables
from helpdesk.domain import (
    company,
    contact,
    delivery,
    desk,
    duties,
    machines,
    message,
    order,
    process,
    sla,
    staff,
    ticket,
)

PAIRS: tuple[tuple[type[object], Table], ...] = (
    (company.Department, tables.department),
    (company.Product, tables.product),
    (company.OpeningHours, tables.opening_hours),
    (contact.Contact, tables.contact),
    (contact.Conversation, tables.conversation),
    (staff.StaffMember, tables.staff_member),
    (staff.ConsoleSession, tables.console_session),
    (staff.SignInAttempt, tables.sign_in_attempt),
    (staff.AuditEntry, tables.audit_entry),
    (order.Order, tables.customer_order),
    (order.OrderLine, tables.order_line),
    (ticket.Ticket, tables.ticket),
    (ticket.Rating, tables.rating),
    (message.Message, tables.message),
    (message.Attachment, tables.attachment),
    (delivery.InboundUpdate, tables.inbox),
    (delivery.Delivery, tables.outbox),
    (delivery.Button, tables.button),
    (process.Lease, process_tables.lease),
    (process.Heartbeat, process_tables.heartbeat),
    (process.PollOffset, process_tables.poll_offset),
    (sla.SlaClock, desk_tables.sla_clock),
    (desk.Draft, desk_tables.draft),
    (desk.Presence, desk_tables.presence),
    (desk.SavedFilter, desk_tables.saved_filter),
    (desk.TicketLink, desk_tables.ticket_link),
    (desk.CannedReply, desk_tables.canned_reply),
    (desk.Macro, desk_tables.macro),
    (desk.Notice, desk_tables.notice),
    (company.StockMove, desk_tables.stock_move),
    (company.CompanyPage, desk_tables.company_page),
    (staff.Invite, desk_tables.invite),
    (staff.RecoveryCode, desk_tables.recovery_code),
    (staff.TelegramLink, desk_tables.telegram_link),
    (machines.ApiToken, desk_tables.api_token),
    (machines.Webhook, desk_tables.webhook),
    (machines.WebhookDelivery, desk_tables.webhook_delivery),
    (duties.Breach, desk_tables.breach),
    (process.Bookmark, process_tables.bookmark),
)

_registry = registry(metadata=tables.metadata)


def map_domain() -> None:
    """Bind the domain's dataclasses to their tables, once in the life of a process."""
    if next(iter(_registry.mappers), None) is None:
        for domain_class, table in PAIRS:
            _registry.map_imperatively(domain_class, table)
