"""Whatever customers and staff do in whatever order: the books are right afterwards."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from helpdesk.db.engine import Database, Session
from helpdesk.db.tables import metadata
from helpdesk.domain.company import Product
from helpdesk.domain.contact import Contact, Conversation
from helpdesk.domain.enums import OrderStatus, Owner, PaymentStatus
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.order import Order, OrderLine, move
from helpdesk.domain.staff import StaffMember
from helpdesk.domain.ticket import Ticket
from helpdesk.services import amending, conversations, opening, orders, payments, tickets
from tests.cast import ASHA, BRIAN, JOHN
from tests.conftest import NOW
from tests.factories import make_company, make_contact, make_staff

GOODS = ("sugar", "rice", "beans")
STOCK = Decimal(20)
"""Little enough that it runs out."""

people = st.integers(0, 2)
amounts = st.integers(1, 9)
baskets = st.dictionaries(st.sampled_from(GOODS), amounts, min_size=1)


class Shop(RuleBasedStateMachine):
    """Three customers, one clerk, and all that may be done with orders and tickets."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = Database(f"sqlite:///{Path(self.folder.name)}/shop.db")
        metadata.create_all(self.database.engine)
        self.turns, self.keys, self.references = 0, [""], [""]
        with self.database.begin() as session:
            make_company(session, now=NOW)
            self.senders = [
                make_contact(session, who, now=NOW).sender_id for who in (ASHA, JOHN, BRIAN)
            ]
            make_staff(session, now=NOW)
            for product in session.execute(select(Product)).scalars():
                product.stock = STOCK

    @property
    def now(self) -> datetime:
        """Every event comes a minute after the one before."""
        self.turns += 1
        return NOW + timedelta(minutes=self.turns)

    @rule(who=people, basket=baskets)
    def order(self, who: int, basket: dict[str, int]) -> None:
        self._place(who, basket, key=f"inbox:{self.turns}")

    @rule(who=people, basket=baskets, data=st.data())
    def order_once_more_with_an_old_key(
        self, who: int, basket: dict[str, int], data: st.DataObject
    ) -> None:
        key = data.draw(st.sampled_from(self.keys))
        if key:
            self._place(int(key[-1]), basket, key=key[:-2])

    @rule(who=people, basket=baskets, data=st.data())
    def change(self, who: int, basket: dict[str, int], data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(self.references))
        wanted = {code: Decimal(amount) for code, amount in basket.items()}
        with suppress(HelpdeskError), self.database.begin() as session:
            contact = self._contact(session, who)
            amending.change(
                session, contact, reference, wanted, describe=lambda _: "", now=self.now
            )

    @rule(who=people, data=st.data())
    def cancel(self, who: int, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(self.references))
        with suppress(HelpdeskError), self.database.begin() as session:
            amending.cancel(
                session, self._contact(session, who), reference, reason="", now=self.now
            )

    @rule(who=people, code=st.sampled_from(["QGH7X8K2LM", "RKT7DM7W6S", "!"]))
    def claim_a_payment(self, who: int, code: str) -> None:
        with suppress(HelpdeskError), self.database.begin() as session:
            contact = self._contact(session, who)
            order = payments.awaiting(session, contact, methods=set())
            if order is not None:
                payments.claim(session, contact, order, code, method=None, now=self.now)

    @rule(status=st.sampled_from(list(OrderStatus)), data=st.data())
    def bring_an_order_on(self, status: OrderStatus, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(self.references))
        if status is OrderStatus.CANCELLED:
            return  # staff cancel from the console, which puts goods back by another road
        with suppress(HelpdeskError), self.database.begin() as session:
            found = session.execute(select(Order).filter_by(reference=reference)).scalar()
            if found is not None:
                move(found, status, now=self.now)

    @rule(who=people)
    def complain(self, who: int) -> None:
        with self.database.begin() as session:
            tickets.open_complaint(
                session,
                self._contact(session, who),
                story="unga mbovu",
                about_order=None,
                photo_id=None,
                source_key=f"inbox:{self.turns}:c",
                now=self.now,
            )

    @rule(who=people)
    def ask_for_a_person(self, who: int) -> None:
        with self.database.begin() as session:
            contact, key = self._contact(session, who), f"inbox:{self.turns}:h"
            conversations.hand_over(
                session, contact, story="mtu", packet={}, source_key=key, now=self.now
            )

    @rule(who=people)
    def go_back_to_the_assistant(self, who: int) -> None:
        with self.database.begin() as session:
            conversations.return_to_bot(session, self._contact(session, who), now=self.now)

    @rule(data=st.data(), verb=st.sampled_from(["claim", "reply", "resolve"]))
    def staff_work_on_a_ticket(self, data: st.DataObject, verb: str) -> None:
        with suppress(HelpdeskError), self.database.begin() as session:
            found = session.execute(select(Ticket)).scalars().all()
            if not found:
                return
            ticket = data.draw(st.sampled_from(found))
            staff, version = clerk(session), ticket.version
            if verb == "claim":
                tickets.claim(session, ticket, staff, now=self.now)
            elif verb == "reply":
                tickets.reply(session, ticket, staff, "sawa", version=version, now=self.now)
            else:
                tickets.resolve(session, ticket, staff, version=version, now=self.now)

    @invariant()
    def no_stock_is_negative_and_none_is_lost(self) -> None:
        with self.database.reading() as session:
            live = {o.id for o in session.execute(select(Order)).scalars() if _kept(o)}
            taken: dict[int, Decimal] = {}
            for line in session.execute(select(OrderLine)).scalars():
                if line.order_id in live:
                    taken[line.product_id] = taken.get(line.product_id, Decimal(0)) + line.quantity
            for product in session.execute(select(Product)).scalars():
                assert product.stock >= 0
                assert product.stock + taken.get(product.id or 0, Decimal(0)) == STOCK

    @invariant()
    def totals_are_the_sums_of_the_lines(self) -> None:
        with self.database.reading() as session:
            lines = session.execute(select(OrderLine)).scalars().all()
            for order in session.execute(select(Order)).scalars():
                own = [line.amount for line in lines if line.order_id == order.id]
                assert order.total == sum(own)
                assert own

    @invariant()
    def every_order_has_one_reference_and_one_ticket(self) -> None:
        with self.database.reading() as session:
            placed = session.execute(select(Order)).scalars().all()
            cases = session.execute(select(Ticket)).scalars().all()
            assert len({order.reference for order in placed}) == len(placed)
            assert len({case.reference for case in cases}) == len(cases)
            for order in placed:
                assert sum(case.order_id == order.id for case in cases) == 1

    @invariant()
    def nothing_is_paid_that_accounting_has_not_seen(self) -> None:
        with self.database.reading() as session:
            found = session.execute(select(Order)).scalars()
            assert not any(order.payment_status is PaymentStatus.PAID for order in found)

    @invariant()
    def every_ticket_and_every_chat_has_an_owner(self) -> None:
        with self.database.reading() as session:
            for case in session.execute(select(Ticket)).scalars():
                assert case.department_id
                assert case.status_kind
            for chat in session.execute(select(Conversation)).scalars():
                held = session.get(Ticket, chat.ticket_id) if chat.ticket_id else None
                owned = chat.owner is not Owner.BOT
                assert owned == (held is not None and opening.is_open(held))

    def _place(self, who: int, basket: dict[str, int], *, key: str) -> None:
        with suppress(HelpdeskError), self.database.begin() as session:
            placed = orders.place(
                session,
                self._contact(session, who),
                lines=[{"product": c, "quantity": str(n)} for c, n in basket.items()],
                place="Sinza",
                phone="+255712345678",
                source_key=key,
                now=self.now,
            )
            self.keys.append(f"{key}:{who}")
            self.references.append(placed.reference)

    def _contact(self, session: Session, who: int) -> Contact:
        found = select(Contact).filter_by(sender_id=self.senders[who])
        contact: Contact = session.execute(found).scalar_one()
        return contact

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()


def clerk(session: Session) -> StaffMember:
    found: StaffMember = session.execute(select(StaffMember)).scalar_one()
    return found


def _kept(order: Order) -> bool:
    return order.status is not OrderStatus.CANCELLED


TestShop = Shop.TestCase
TestShop.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
