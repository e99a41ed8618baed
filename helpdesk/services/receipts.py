"""Receipts: what was ordered, what it costs, how it stands with the payment; text and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from helpdesk.domain.enums import Fulfilment
from helpdesk.domain.order import Order
from helpdesk.locale import say
from helpdesk.services import orders
from helpdesk.services.currencies import money
from helpdesk.services.orders import QuotedLine
from helpdesk.services.profile import Profile

MARGIN, STEP = 14 * mm, 6 * mm
WIDTH, HEIGHT = A5
FONT, BOLD = "Helvetica", "Helvetica-Bold"
LONGEST = 46
"""Letters of a product's name that leave room for its price."""


@dataclass(frozen=True)
class Row:
    """One line of a receipt: what stands on the left, and the sum on the right."""

    left: str
    right: str = ""


@dataclass(frozen=True)
class Receipt:
    """All that stands on a receipt, in the customer's language."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row
    foot: tuple[str, ...]


def of_order(session: Session, order: Order, profile: Profile, language: str) -> Receipt:
    """The receipt of an order as it stands now."""
    quote = orders.receipt(session, order)
    rows = [
        Row(
            f"{line.product.name(language)} – {_amount(line, profile, language)}",
            money(line.amount, order.currency),
        )
        for line in quote.lines
    ]
    if order.fulfilment is Fulfilment.DELIVERY:
        rows.append(Row(_word(language, "fee"), money(order.fee, order.currency)))
    reference = _word(language, "order", reference=order.reference)
    placed = _word(language, "placed", when=_time(order.created_at, profile, language))
    return Receipt(
        title=profile.name.name(language),
        head=(profile.address.name(language), "", reference, placed),
        rows=tuple(rows),
        total=Row(_word(language, "total"), money(order.due, order.currency)),
        foot=_foot(order, profile, language),
    )


def text(receipt: Receipt) -> str:
    """The receipt as a message."""
    rows = [f"• {row.left}: {row.right}" for row in receipt.rows]
    total = f"{receipt.total.left}: {receipt.total.right}"
    head = [line for line in receipt.head if line]
    return "\n".join((receipt.title, *head, "", *rows, total, "", *receipt.foot))


def pdf(receipt: Receipt) -> bytes:
    """The receipt as a PDF of A5 pages."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A5)
    canvas.setTitle(receipt.title)
    canvas.setFont(BOLD, 14)
    canvas.drawString(MARGIN, HEIGHT - MARGIN, _plain(receipt.title))
    y = _lines(canvas, HEIGHT - MARGIN - 1.5 * STEP, [Row(line) for line in receipt.head])
    y = _lines(canvas, y - STEP / 2, list(receipt.rows))
    canvas.line(MARGIN, y + STEP / 2, WIDTH - MARGIN, y + STEP / 2)
    y = _lines(canvas, y - 1 * mm, [receipt.total], font=BOLD)
    _lines(canvas, y - STEP / 2, [Row(line) for line in receipt.foot])
    canvas.save()
    return out.getvalue()


def _lines(canvas: Canvas, y: float, rows: list[Row], *, font: str = FONT) -> float:
    """Write the rows from `y` (points) downwards, on new pages where they end; where it ended."""
    for row in rows:
        if y < MARGIN:
            canvas.showPage()
            y = HEIGHT - MARGIN
        canvas.setFont(font, 10)
        canvas.drawString(MARGIN, y, _plain(row.left)[: LONGEST if row.right else 80])
        canvas.drawRightString(WIDTH - MARGIN, y, _plain(row.right))
        y -= STEP
    return y


def _plain(words: str) -> str:
    # The fonts every PDF reader has know Western letters only; Swahili and English need no more.
    return words.encode("cp1252", "replace").decode("cp1252")


def _foot(order: Order, profile: Profile, language: str) -> tuple[str, ...]:
    named = {method.code: method.names.name(language) for method in profile.payments}
    method = named.get(order.payment_method or "", "–")
    paid = _word(language, f"payment_{order.payment_status}", reference=order.payment_reference)
    return (
        _word(language, "status", status=say(language, f"actions.order.{order.status}")),
        _word(language, "method", method=method),
        paid,
    )


def _time(moment: datetime, profile: Profile, language: str) -> str:
    local = moment.astimezone(ZoneInfo(profile.timezone))
    return str(format_datetime(local, "d MMMM yyyy, HH:mm", locale=language))


def _amount(line: QuotedLine, profile: Profile, language: str) -> str:
    unit = profile.unit(line.product.unit, language, line.quantity)
    number = f"{line.quantity.normalize():,f}"
    return say(language, "actions.quantity", number=number, unit=unit)


def _word(language: str, key: str, **values: object) -> str:
    return say(language, f"receipts.{key}", **values)
