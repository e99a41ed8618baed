"""How an order is to be paid: which way the customer means, and what to tell about it."""

from __future__ import annotations

from collections.abc import Iterable

from actions.turn import Turn
from helpdesk.domain.order import Order
from helpdesk.services.company_payments import PaymentMethod
from helpdesk.services.currencies import money
from helpdesk.services.profile import Profile
from helpdesk.services.reading.words import key_of

COMMON = frozenset(
    "kwa njia ya pesa money simu mobile lipa pay nitalipa nalipa will the by with".split()
)
"""Words that tell no way of paying from another."""


def method_in(turn: Turn, profile: Profile) -> PaymentMethod | None:
    """The way of paying that was pressed or named; None if none was, or more than one fits."""
    pressed = turn.choice("payment")
    if pressed:
        return method_of(pressed, profile)
    said = set(_spelled(turn.text))
    fitting = {method.code: len(said & _words(method)) for method in profile.payments}
    best = max(fitting.values(), default=0)
    named = [method for method in profile.payments if best and fitting[method.code] == best]
    return named[0] if len(named) == 1 else None


def method_of(code: str, profile: Profile) -> PaymentMethod | None:
    """The way of paying with that code; None for any other word."""
    return next((method for method in profile.payments if method.code == code), None)


def instruction(order: Order, language: str, profile: Profile) -> str:
    """What to tell who has ordered about paying; empty where no way of paying was chosen."""
    method = method_of(order.payment_method or "", profile)
    amount = money(order.due, order.currency)
    return method.tell(language, amount=amount, reference=order.reference) if method else ""


def buttons(profile: Profile, language: str) -> list[dict[str, str]]:
    """A button for each way of paying."""
    return [
        {"title": method.names.name(language), "payload": f'/inform{{"payment": "{method.code}"}}'}
        for method in profile.payments
    ]


def _words(method: PaymentMethod) -> set[str]:
    names = (method.code, method.names.sw, method.names.en)
    return {word for name in names for word in _spelled(name)}


def _spelled(text: str) -> Iterable[str]:
    """The words of a text; those joined by a sign also as one: `m-pesa` is `mpesa` too."""
    joined = key_of(text.replace("-", "").replace("_", ""))
    apart = key_of(text.replace("_", " "))
    return {word for word in (*joined.split(), *apart.split()) if len(word) > 2} - COMMON
