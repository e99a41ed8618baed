"""Which quantity belongs to which thing: `sukari 2kg`, `2kg of sugar`, `… 2kg kila moja`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk.services.reading.amounts import Amount


@dataclass
class Said:
    """A quantity, and the place of its words: from `first` up to `end`."""

    amount: Amount
    first: int
    end: int


@dataclass
class Thing:
    """A product, several products it may be, or words that are none of ours.

    `at` are the places of its words. `other`: the words name something to sell for certain,
    but not a product of ours.
    """

    at: tuple[int, ...]
    products: tuple[str, ...] = ()
    said: Said | None = None
    other: bool = False


@dataclass(frozen=True)
class Mark:
    """The end of one item of the list, or (`each`) one quantity for all that were named."""

    each: bool = False


Item = Thing | Said | Mark


def pair(items: Sequence[Item]) -> tuple[list[Thing], Said | None]:
    """The things with their quantities, and a quantity that belongs to none of them."""
    things: list[Thing] = []
    loose: Said | None = None
    for segment in _segments(items):
        found, left = _pair_segment(segment)
        # `sukari, kilo mbili` and `kilo mbili, sukari` are one item each.
        if not found and left and things and _lacks(things[-1]):
            things[-1].said, left = left, None
        elif loose and found and _lacks(found[0]):
            found[0].said, loose = loose, None
        things += found
        loose = left or loose
    if any(isinstance(item, Mark) and item.each for item in items):
        _share(things)
    return things, loose


def _segments(items: Sequence[Item]) -> Iterator[list[Thing | Said]]:
    segment: list[Thing | Said] = []
    for item in items:
        if not isinstance(item, Mark):
            segment.append(item)
        elif not item.each and segment:
            yield segment
            segment = []
    if segment:
        yield segment


def _pair_segment(segment: list[Thing | Said]) -> tuple[list[Thing], Said | None]:
    """Within one item of the list: quantities go with what follows them, or what precedes."""
    before = _quantity_comes_first(segment)
    things: list[Thing] = []
    loose: Said | None = None
    for run, said in _runs(segment, before=before):
        if said is None:
            things += run
        elif run:
            things += _give(run, said, before=before)
        else:
            loose = said
    if loose and things and _lacks(things[-1]):
        things[-1].said, loose = loose, None
    return things, loose


def _quantity_comes_first(segment: list[Thing | Said]) -> bool:
    if isinstance(segment[0], Said):
        return True
    # `mnipelekee kilo mbili za sukari`: the first word is no product, the last is.
    last = segment[-1]
    begins_unknown = isinstance(segment[0], Thing) and not segment[0].products
    return begins_unknown and isinstance(last, Thing) and bool(last.products)


def _runs(
    segment: list[Thing | Said], *, before: bool
) -> Iterator[tuple[list[Thing], Said | None]]:
    """Things in a row with the quantity that goes with them; None where there is none."""
    run: list[Thing] = []
    said: Said | None = None
    for item in segment:
        if isinstance(item, Thing):
            run.append(item)
        elif before:
            if run or said:
                yield run, said
            run, said = [], item
        else:
            yield run, item
            run = []
    if run or said:
        yield run, said


def _give(run: list[Thing], said: Said, *, before: bool) -> list[Thing]:
    """The run's thing next to the quantity gets it.

    An unknown word between a quantity and a product makes it another product: `2kg brown
    sugar`, `sukari guru kilo mbili`.
    """
    near = run[0] if before else run[-1]
    if near.products or len(run) == 1:
        near.said = said
        return [thing for thing in run if thing.products or thing is near]
    other = run[1] if before else run[-2]
    rest = [thing for thing in run if thing is not near and thing is not other]
    return [*rest, Thing(tuple(sorted((*near.at, *other.at))), said=said, other=True)]


def _share(things: list[Thing]) -> None:
    shared = next((thing.said for thing in things if thing.said), None)
    for thing in things:
        if thing.products and thing.said is None:
            thing.said = shared


def _lacks(thing: Thing) -> bool:
    return bool(thing.products) and thing.said is None
