"""Reading tickets: the list, one of them, and what was said."""

from __future__ import annotations

from typing import Any

from backoffice import access, thread
from backoffice.api import found, times
from backoffice.api.operation import Call, Done, Operation
from backoffice.api.schemas import CURSOR, MOMENT, STAFF_NUMBER, choice, limit, ref, short
from backoffice.api.times import stamp
from backoffice.queue import CHOICES, LONGEST_SEARCH
from backoffice.thread import Bubble
from helpdesk.db import queries, work_list
from helpdesk.db.work_list import Wanted
from helpdesk.domain.message import Attachment
from helpdesk.domain.scopes import TokenScope
from helpdesk.services import tickets

MOST = 100
MOST_SAID = 200


def show_list(call: Call) -> Done:
    """The tickets that fit, the newest first."""
    most = int(call.query.get("limit", MOST))
    since = call.query.get("updated_since")
    chosen: dict[str, Any] = {n: call.query.get(n) for n in (*CHOICES, "department", "assignee")}
    rows = work_list.listed(
        call.session,
        access.scope_of(call.staff),
        Wanted(words=call.query.get("q", "").strip(), **chosen),
        now=call.now,
        most=most + 1,
        updated_since=times.moment(since) if since else None,
        before=found.before(call),
    )
    page = rows[:most]
    return Done(
        {
            "tickets": [
                found.brief(each.ticket, each.contact, each.department.code, each.assignee)
                for each in page
            ],
            "next_cursor": found.cursor(rows, most, page[-1].ticket.id if page else None),
        }
    )


def show(call: Call) -> Done:
    """One ticket."""
    ticket = found.ticket(call)
    case = queries.case(call.session, access.scope_of(call.staff), ticket)
    assignee = case.assignee.name if case.assignee else None
    content = {
        **found.brief(ticket, case.contact, case.department.code, assignee),
        "story": ticket.story,
        "order": case.order.reference if case.order else None,
        "about_order": ticket.about_order,
        "staff_answer": tickets.staff_have_chat(call.session, ticket),
    }
    return Done(content, found.about("ticket", ticket.id))


def show_messages(call: Call) -> Done:
    """What was said, as the ticket's page shows it: within a page the oldest first."""
    most = int(call.query.get("limit", MOST_SAID))
    ticket, scope = found.ticket(call), access.scope_of(call.staff)
    case = queries.case(call.session, scope, ticket)
    said, more = queries.conversation(
        call.session, scope, ticket, limit=most, before=found.before(call)
    )
    content = {
        "messages": [_message(thread.bubble(each, case)) for each in said],
        "next_cursor": str(said[0].message.id) if more else None,
    }
    return Done(content, found.about("ticket", ticket.id))


def _message(bubble: Bubble) -> dict[str, Any]:
    said, message = bubble.utterance, bubble.utterance.message
    by = said.staff
    return {
        "id": message.id,
        "ticket": said.ticket_reference,
        "author": str(message.author),
        "visibility": str(message.visibility),
        "kind": message.kind,
        "text": message.text,
        "staff": found.person(by.id, by.name) if by else None,
        "department": said.department.code if said.department else None,
        "revision_of": message.revision_of_id,
        "delivery": bubble.delivery,
        "files": [_file(each) for each in said.attachments],
        "created_at": stamp(message.created_at),
    }


def _file(attachment: Attachment) -> dict[str, object]:
    return {
        "kind": attachment.kind,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "status": str(attachment.status),
    }


READS = TokenScope.TICKETS_READ
OPERATIONS = [
    Operation(
        "tickets.list",
        "GET",
        "/tickets",
        show_list,
        ref("TicketPage"),
        READS,
        query={
            **{name: choice(values) for name, values in CHOICES.items()},
            "department": short(64),
            "assignee": STAFF_NUMBER,
            "updated_since": MOMENT,
            "q": short(LONGEST_SEARCH),
            "limit": limit(MOST),
            "cursor": CURSOR,
        },
    ),
    Operation("ticket.read", "GET", "/tickets/{ticket}", show, ref("Ticket"), READS),
    Operation(
        "ticket.messages.read",
        "GET",
        "/tickets/{ticket}/messages",
        show_messages,
        ref("MessagePage"),
        READS,
        query={"limit": limit(MOST_SAID), "cursor": CURSOR},
    ),
]
