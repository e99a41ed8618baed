"""What the goods are called: whole names, heads of names, other forms, slips of the pen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.rasa.entities.goods_forms import forms_of
from bot.rasa.entities.goods_slips import RESERVED, Codes, Slips
from bot.rasa.entities.goods_text import cut
from helpdesk.services.profile import Goods
from helpdesk.services.reading.words import CONNECTORS, key_of

LONGEST_NAME = 4
NO_NAME = "·"
"""Stands for a word of no name. A text must not fill spaCy's vocabulary with its own words."""

Named = tuple[Codes, int]
"""The codes of the products a name may mean, and the place after the name."""


class Names:
    """All names of all goods. `reserved`: words that are never made-up forms or slips."""

    def __init__(self, vocab: Vocab, goods: Iterable[Goods], reserved: Collection[str]) -> None:
        goods = tuple(goods)
        self.said = _given(goods)
        self.known = {**_made(goods, RESERVED.union(reserved)), **self.said}
        self.words = {word for name in self.known for word in name.split()}
        self.vocab = vocab
        self.matcher = PhraseMatcher(vocab, attr="ORTH")
        self.matcher.add("goods", [Doc(vocab, words=name.split()) for name in self.known])
        self.slips = Slips(self.said, reserved)

    def exact(self, tokens: list[str]) -> dict[int, Named]:
        """For each place where a name begins, the longest name."""
        # What binds a name together is left out: `sabuni za kufulia`, `sabuni ya kufulia`.
        places = [at for at, word in enumerate(tokens) if word not in CONNECTORS]
        if not places:
            return {}
        words = [tokens[at] if tokens[at] in self.words else NO_NAME for at in places]
        found: dict[int, Named] = {}
        for _, first, end in self.matcher(Doc(self.vocab, words=words)):
            at, after = places[first], places[end - 1] + 1
            if at not in found or found[at][1] < after:
                found[at] = self.known[" ".join(words[first:end])], after
        return found

    def alike(self, tokens: list[str], at: int) -> Named | None:
        """The longest name that what stands there is a slip of."""
        for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            words = tokens[at : at + length]
            if words[0] in CONNECTORS or words[-1] in CONNECTORS:
                continue
            written = [word for word in words if word not in CONNECTORS]
            codes = self.slips.likest(written)
            if codes:
                return codes, at + length
        return None


def _given(goods: Iterable[Goods]) -> dict[str, Codes]:
    """The names as `products.yml` has them; a head such as `sabuni` may mean several goods."""
    whole: dict[str, Codes] = {}
    heads: dict[str, Codes] = {}
    for one in goods:
        for key in dict.fromkeys(key for name in _called(one) for key in _keys(name)):
            whole[key] = (*whole.get(key, ()), one.code)
        # The head of a name comes first in Swahili and last in English.
        swahili, english = key_of(one.names.sw).split(), key_of(one.names.en).split()
        for head in dict.fromkeys((*swahili[:1], *english[-1:])):
            heads[head] = (*heads.get(head, ()), one.code)
    return {name: codes for name, codes in {**heads, **whole}.items() if name}


def _made(goods: Iterable[Goods], reserved: Collection[str]) -> dict[str, Codes]:
    """Forms of the names that `products.yml` need not have."""
    forms: dict[str, Codes] = {}
    for one in goods:
        for form in (form for name in _called(one) for form in forms_of(name, one.unit)):
            if form not in reserved:
                forms.setdefault(form, (one.code,))
    return forms


def _keys(name: str) -> Iterator[str]:
    """The name as it is cut out of a message: `7up` is `7 up`, and `Coca-Cola` has its dash."""
    yield key_of(name)
    yield " ".join(word for word in cut(name).words if word not in CONNECTORS)


def _called(goods: Goods) -> Iterator[str]:
    yield goods.names.sw
    yield goods.names.en
    yield from goods.aliases
