"""Which quantity belongs to which thing: `sukari 2kg`, `2kg of sugar`, `… 2kg kila moja`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk.domain.company import Product
from helpdesk.services.reading.amounts import Amount


@dataclass
class Thing:
    """A product, several products it may be, or words that are none of ours.

    `other`: the words name something to sell for certain, but not a product of ours.
    """

    text: str
    products: tuple[Product, ...] = ()
    amount: Amount | None = None
    other: bool = False


@dataclass(frozen=True)
class Mark:
    """The end of one item of the list, or (`each`) one quantity for all that were named."""

    each: bool = False


Item = Thing | Amount | Mark


def pair(items: Sequence[Item]) -> tuple[list[Thing], Amount | None]:
    """The things with their quantities, and a quantity that belongs to none of them."""
    things: list[Thing] = []
    loose: Amount | None = None
    for segment in _segments(items):
        found, left = _pair_segment(segment)
        # `sukari, kilo mbili` and `kilo mbili, sukari` are one item each.
        if not found and left and things and _lacks(things[-1]):
            things[-1].amount, left = left, None
        elif loose and found and _lacks(found[0]):
            found[0].amount, loose = loose, None
        things += found
        loose = left or loose
    if any(isinstance(item, Mark) and item.each for item in items):
        _share(things)
    return things, loose


def _segments(items: Sequence[Item]) -> Iterator[list[Thing | Amount]]:
    segment: list[Thing | Amount] = []
    for item in items:
        if not isinstance(item, Mark):
            segment.append(item)
        elif not item.each and segment:
            yield segment
            segment = []
    if segment:
        yield segment


def _pair_segment(segment: list[Thing | Amount]) -> tuple[list[Thing], Amount | None]:
    """Within one item of the list: quantities go with what follows them, or what precedes."""
    before = _quantity_comes_first(segment)
    things: list[Thing] = []
    loose: Amount | None = None
    for run, amount in _runs(segment, before=before):
        if amount is None:
            things += run
        elif run:
            things += _give(run, amount, before=before)
        else:
            loose = amount
    if loose and things and _lacks(things[-1]):
        things[-1].amount, loose = loose, None
    return things, loose


def _quantity_comes_first(segment: list[Thing | Amount]) -> bool:
    if isinstance(segment[0], Amount):
        return True
    # `mnipelekee kilo mbili za sukari`: the first word is no product, the last is.
    last = segment[-1]
    begins_unknown = isinstance(segment[0], Thing) and not segment[0].products
    return begins_unknown and isinstance(last, Thing) and bool(last.products)


def _runs(
    segment: list[Thing | Amount], *, before: bool
) -> Iterator[tuple[list[Thing], Amount | None]]:
    """Things in a row with the quantity that goes with them; None where there is none."""
    run: list[Thing] = []
    amount: Amount | None = None
    for item in segment:
        if isinstance(item, Thing):
            run.append(item)
        elif before:
            if run or amount:
                yield run, amount
            run, amount = [], item
        else:
            yield run, item
            run = []
    if run or amount:
        yield run, amount


def _give(run: list[Thing], amount: Amount, *, before: bool) -> list[Thing]:
    """The run's thing next to the quantity gets it.

    An unknown word between a quantity and a product makes it another product: `2kg brown
    sugar`, `sukari guru kilo mbili`.
    """
    near = run[0] if before else run[-1]
    if near.products or len(run) == 1:
        near.amount = amount
        return [thing for thing in run if thing.products or thing is near]
    other = run[1] if before else run[-2]
    words = (near.text, other.text) if before else (other.text, near.text)
    rest = [thing for thing in run if thing is not near and thing is not other]
    return [*rest, Thing(" ".join(words), amount=amount, other=True)]


def _share(things: list[Thing]) -> None:
    amounts = [thing.amount for thing in things if thing.amount]
    for thing in things:
        if thing.products and thing.amount is None and amounts:
            thing.amount = amounts[0]


def _lacks(thing: Thing) -> bool:
    return bool(thing.products) and thing.amount is None
