"""Going through the words of a message once: goods, quantities, and what separates them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rasa.entities.amounts import MONEY, Units, find_amount
from bot.rasa.entities.goods_names import Named, Names
from bot.rasa.entities.goods_pairing import Item, Mark, Said, Thing
from bot.rasa.entities.goods_words import COUNTED, EACH, SEPARATORS, names_nothing
from helpdesk.services.reading.words import CONNECTORS

_OF = CONNECTORS - {"kwa"}
"""What makes one name of two: `mafuta ya taa`; but `dengu kwa mgeni` are lentils."""

_SKIPPED = CONNECTORS | MONEY | {"x", "×", "-", ":", "a", "an"}


NOT = {("si",), ("sio",), ("siyo",), ("not",)}
INSTEAD = {("badala", "ya"), ("instead", "of"), ("rather", "than")}


@dataclass
class Reading:
    """One message being read: its words, and what is called how in this business."""

    tokens: list[str]
    names: Names
    units: Units
    exact: dict[int, Named] = field(init=False)

    def __post_init__(self) -> None:
        self.exact = self.names.exact(self.tokens)

    def items(self) -> list[Item]:
        """The goods and quantities in the order they were said."""
        items: list[Item] = []
        at = 0
        while at < len(self.tokens):
            item, end = self._item(at)
            if self._taken_back(item, at):
                item = None
            if isinstance(item, Thing) and item.products:
                item, end = self._whole_name(item, end)
            last = items[-1] if items else None
            if isinstance(item, Thing) and isinstance(last, Thing) and _same_thing(last, item):
                last.at = (*last.at, *item.at)
            elif item is not None:
                items.append(item)
            at = end
        return items

    def _taken_back(self, item: Item | None, at: int) -> bool:
        """`kilo tatu, si mbili`, `mchele badala ya sukari`: what comes after is not wanted."""
        before = tuple(self.tokens[max(at - 2, 0) : at])
        if isinstance(item, Said):
            return before[-1:] in NOT or before in INSTEAD
        return isinstance(item, Thing) and bool(item.products) and before in INSTEAD

    def _item(self, at: int) -> tuple[Item | None, int]:
        token = self.tokens[at]
        if token == EACH or (token in SEPARATORS and at not in self.exact):
            return Mark(each=token == EACH), at + 1
        found = self.exact.get(at)
        said = None if found else self._said(at)
        if said:
            return said
        found = found or self.names.alike(self.tokens, at)
        if found:
            return Thing(tuple(range(at, found[1])), found[0]), found[1]
        if token in COUNTED:
            return None, self._after_count(at)
        skipped = token in _SKIPPED or token in self.units or names_nothing(token)
        return (None if skipped else Thing((at,))), at + 1

    def _said(self, at: int) -> tuple[Item | None, int] | None:
        """The quantity that starts there; nothing if it counts days or people."""
        found = find_amount(self.tokens, at, self.units)
        if found is None:
            return None
        amount, end = found
        if amount.unit is None and end < len(self.tokens) and self.tokens[end] in COUNTED:
            return None, end + 1
        return Said(amount, at, end), end

    def _after_count(self, at: int) -> int:
        """After `siku mbili`: the number counts the days."""
        following = find_amount(self.tokens, at + 1, self.units) if self._has(at + 1) else None
        return following[1] if following and following[0].unit is None else at + 1

    def _has(self, at: int) -> bool:
        return at < len(self.tokens)

    def _whole_name(self, thing: Thing, end: int) -> tuple[Item, int]:
        """`mafuta` may be ours, `mafuta ya taa` is another thing: the longer name counts."""
        if not self._has(end + 1) or self.tokens[end] not in _OF:
            return thing, end
        item, after = self._item(end + 1)
        if not isinstance(item, Thing):
            return thing, end
        if item.products == thing.products:
            return thing, after
        return Thing((*thing.at, end, *item.at), other=True), after


def _same_thing(last: Thing, item: Thing) -> bool:
    # Unknown words side by side are one thing; `loaf bread` is bread.
    return last.products == item.products
