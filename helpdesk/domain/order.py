"""An order, its lines, and what may happen to it. Money is integer minor units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from helpdesk.domain.enums import Fulfilment, OrderStatus, PaymentStatus
from helpdesk.domain.errors import BadQuantity, IllegalTransition

LARGEST_QUANTITY = Decimal(1000)
"""More than this of one product is a wholesale matter for a person, or a typing error."""

TRANSITIONS: dict[OrderStatus, set[OrderStatus]] = {
    OrderStatus.DRAFT: {OrderStatus.CONFIRMED, OrderStatus.CANCELLED},
    OrderStatus.CONFIRMED: {OrderStatus.PACKED, OrderStatus.CANCELLED},
    OrderStatus.PACKED: {OrderStatus.DISPATCHED, OrderStatus.CANCELLED},
    OrderStatus.DISPATCHED: {OrderStatus.DELIVERED},
    OrderStatus.DELIVERED: set(),
    OrderStatus.CANCELLED: set(),
}
"""Where an order may go from each status."""


@dataclass
class Order:
    """What a contact ordered. Money is in minor units of `currency` (ISO 4217).

    `total` is the sum of the lines, `fee` what bringing them costs. `area` and `payment_method`
    are codes of `company/`. `version` counts changes after the order was confirmed.
    `acknowledged_at` is when sales looked it through and said yes.
    """

    reference: str
    contact_id: int
    currency: str
    place: str
    phone: str
    created_at: datetime
    updated_at: datetime
    total: int = 0
    status: OrderStatus = OrderStatus.DRAFT
    source_key: str | None = None
    fulfilment: Fulfilment = Fulfilment.DELIVERY
    area: str | None = None
    fee: int = 0
    promised_at: datetime | None = None
    payment_method: str | None = None
    payment_status: PaymentStatus = PaymentStatus.UNPAID
    payment_reference: str | None = None
    cancel_reason: str | None = None
    acknowledged_at: datetime | None = None
    version: int = 1
    id: int | None = None

    @property
    def due(self) -> int:
        """What the customer pays in all."""
        return self.total + self.fee


@dataclass
class OrderLine:
    """So much of one product at the price of the day (minor units per unit)."""

    order_id: int
    product_id: int
    quantity: Decimal
    unit: str
    unit_price: int
    id: int | None = None

    @property
    def amount(self) -> int:
        """The line's price in minor units, rounded half up."""
        return line_amount(self.quantity, self.unit_price)


def line_amount(quantity: Decimal, unit_price: int) -> int:
    """Quantity times price per unit, in minor units, rounded half up."""
    return int((quantity * unit_price + Decimal("0.5")) // 1)


def check_quantity(quantity: Decimal) -> Decimal:
    """The quantity itself, if it is above zero and at most LARGEST_QUANTITY; else BadQuantity."""
    if not quantity.is_finite() or not 0 < quantity <= LARGEST_QUANTITY:
        raise BadQuantity(limit=LARGEST_QUANTITY)
    return quantity


def move(order: Order, to: OrderStatus, *, now: datetime) -> None:
    """Bring the order to another status; raises IllegalTransition where the table says no."""
    if to not in TRANSITIONS[order.status]:
        raise IllegalTransition(reference=order.reference, old=order.status, new=to)
    order.status = to
    order.updated_at = now
