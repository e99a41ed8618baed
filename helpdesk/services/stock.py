"""Stock by hand: goods that came in, were counted, or spoilt; and saying when little is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from helpdesk.db.desk_tables import stock_move
from helpdesk.db.rows import changed
from helpdesk.db.tables import customer_order, order_line
from helpdesk.db.tables import product as table
from helpdesk.domain.company import Product, StockMove
from helpdesk.domain.enums import NoticeKind, OrderStatus, Role, StockReason
from helpdesk.domain.errors import BadQuantity, NotFound, OutOfStock, StaleVersion
from helpdesk.domain.form import Form
from helpdesk.domain.staff import StaffMember
from helpdesk.services import audit, notices, seen

MOST = Decimal(1_000_000)
LONGEST_NOTE = 200
STORAGE = "storage"
LOW = ("low_at",)
"""What the form of the mark shows and changes."""

_QUANTITY = re.compile(r"[0-9]{1,9}([.,][0-9]{1,3})?")


def products(session: Session) -> list[Product]:
    """What is sold, by its Swahili name."""
    found = select(Product).filter_by(active=True).order_by(table.c.name_sw)
    return list(session.execute(found).scalars())


def by_code(session: Session, code: str) -> Product:
    """The product that is sold under that code; NotFound for none."""
    found = session.execute(select(Product).filter_by(code=code, active=True)).scalar_one_or_none()
    if found is None:
        raise NotFound(product=code)
    return found


def read_quantity(given: str, *, zero: bool = False) -> Decimal:
    """A quantity as it was typed, with a comma or a point. Raises BadQuantity."""
    said = given.strip()
    quantity = Decimal(said.replace(",", ".")) if _QUANTITY.fullmatch(said) else MOST + 1
    if quantity > MOST or (quantity == 0 and not zero):
        raise BadQuantity(limit=MOST, field="quantity")
    return quantity


def note(
    session: Session,
    product: Product,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    now: datetime,
) -> StockMove:
    """Do what a form says: its `reason`, `quantity`, `note` and the stock that was `seen`.

    Raises what is wrong with them, and what `change` raises.
    """
    form = Form(given)
    reason = form.choice("reason", tuple(StockReason))
    counted = reason is StockReason.COUNT
    quantity = form.read("quantity", lambda said: read_quantity(said, zero=counted), Decimal(0))
    said = form.line("note", longest=LONGEST_NOTE, needed=False)
    form.check()
    saw = _quantity_seen(given.get("seen", ""))
    return change(session, product, staff, reason, quantity, seen=saw, note=said, now=now)


def change(
    session: Session,
    product: Product,
    staff: StaffMember,
    reason: StockReason,
    quantity: Decimal,
    *,
    seen: Decimal,
    now: datetime,
    note: str = "",
) -> StockMove:
    """Receive so much, throw so much away, or set what was counted.

    What comes and goes is added to whatever is there, so that a sale at the same moment is not
    lost. A count holds only for the stock that was `seen`: StaleVersion where something was sold
    meanwhile. Raises OutOfStock where more is thrown away than there is, BadQuantity where there
    would be more than MOST.
    """
    before = product.stock
    condition, value = {
        StockReason.RECEIPT: (table.c.stock <= MOST - quantity, table.c.stock + quantity),
        StockReason.SPOILT: (table.c.stock >= quantity, table.c.stock - quantity),
        StockReason.COUNT: (table.c.stock == seen, quantity),
    }[reason]
    done = changed(
        session, update(table).where(table.c.id == product.id, condition).values(stock=value)
    )
    session.refresh(product)
    if not done and reason is StockReason.COUNT:
        raise StaleVersion(by="")
    if not done and reason is StockReason.RECEIPT:
        raise BadQuantity(limit=MOST)
    if not done:
        raise OutOfStock(product=product.code, available=product.stock, field="quantity")
    return _noted(session, product, staff, reason, before, note, now)


def set_low_at(
    session: Session,
    product: Product,
    staff: StaffMember,
    given: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """From which stock on staff are told that little is left: `low_at`, empty for never.

    Raises BadQuantity, and StaleVersion where the mark is not as `seen`.
    """
    form = Form(given)
    low_at = form.read("low_at", _mark, None)
    form.check()
    seen.hold(session, product, LOW, given.get("seen", ""))
    old, product.low_at = product.low_at, low_at
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what="product.low_at",
        subject=f"product:{product.id}",
        field="low_at",
        old=old,
        new=low_at,
        now=now,
    )


def moves(session: Session, product: Product, *, limit: int = 50) -> list[StockMove]:
    """The changes by hand, the newest first."""
    found = select(StockMove).filter_by(product_id=product.id)
    ordered = found.order_by(stock_move.c.id.desc()).limit(limit)
    return list(session.execute(ordered).scalars())


def reserved(session: Session) -> dict[int, Decimal]:
    """How much of each product (id) lies in orders that have not left the house."""
    waiting = (OrderStatus.CONFIRMED, OrderStatus.PACKED)
    found = (
        select(order_line.c.product_id, func.sum(order_line.c.quantity))
        .join(customer_order, customer_order.c.id == order_line.c.order_id)
        .where(customer_order.c.status.in_(waiting))
        .group_by(order_line.c.product_id)
    )
    return {int(number): Decimal(total) for number, total in session.execute(found)}


def watch(session: Session, *, now: datetime) -> None:
    """Tell storage of each product that has fallen to its mark; again only once refilled."""
    low = select(Product).where(
        table.c.active.is_(True), table.c.low_at.is_not(None), table.c.stock <= table.c.low_at
    )
    for product in session.execute(low).scalars().all():
        refilled, keepers = _last_receipt(session, product), _keepers(session)
        told = notices.tell(
            session,
            keepers,
            NoticeKind.LOW_STOCK,
            detail=f"{product.name_sw} / {product.name_en}: {product.stock:f} {product.unit}",
            key=f"low:{product.id}:{refilled}",
            now=now,
        )
        # Who joined storage since hears of it too; that is not its falling once more.
        if told and len(told) == len(keepers):
            _log_low(session, product, now)


def _mark(said: str) -> Decimal | None:
    return read_quantity(said, zero=True) if said.strip() else None


def _quantity_seen(given: str) -> Decimal:
    """The stock a page showed; one it can never have shown fits no stock there is."""
    try:
        return read_quantity(given, zero=True)
    except BadQuantity:
        return Decimal(-1)


def _keepers(session: Session) -> list[StaffMember]:
    everybody = session.execute(select(StaffMember).filter_by(active=True)).scalars().all()
    keepers = [each for each in everybody if STORAGE in each.departments.split()]
    return keepers or [each for each in everybody if each.role is Role.ADMIN]


def _log_low(session: Session, product: Product, now: datetime) -> None:
    audit.record(
        session,
        who="system",
        what="product.low",
        subject=f"product:{product.id}",
        field="stock",
        old=product.low_at,
        new=product.stock,
        now=now,
    )


def _last_receipt(session: Session, product: Product) -> int:
    found = select(func.max(stock_move.c.id)).where(stock_move.c.product_id == product.id)
    return int(session.execute(found).scalar_one() or 0)


def _noted(
    session: Session,
    product: Product,
    staff: StaffMember,
    reason: StockReason,
    before: Decimal,
    note: str,
    now: datetime,
) -> StockMove:
    said = " ".join(note.split())[:LONGEST_NOTE] or None
    done = StockMove(product.id or 0, staff.id or 0, reason, before, product.stock, now, note=said)
    session.add(done)
    audit.record(
        session,
        who=f"staff:{staff.id}",
        what=f"stock.{reason}",
        subject=f"product:{product.id}",
        field="stock",
        old=before,
        new=product.stock,
        now=now,
    )
    return done
