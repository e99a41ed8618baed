"""Taking back goods of a draft, or saying anew how much: `toa sukari`, `kilo tatu, si mbili`."""

from __future__ import annotations

import re

from actions.draft import Draft
from actions.turn import Turn
from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.services import catalogue
from helpdesk.services.reading.lines import ReadLine, settle

ADDING = frozenset({"add_to_order"})
"""Intents in which an amount comes on top of what there is: of a placed order, at least."""

_REMOVES = re.compile(
    r"\b(?:toa|toeni|utoe|ondoa|uondoe|futa|ufute|sitaki|sihitaji|usiweke|usilete|bila|acha|achana"
    r"|remove|drop|delete|without|no\s+more|take\s+(?:out|off|away)|leave\s+out"
    r"|(?:do\s*n[o']?t|don't|no\s+longer)\s+(?:want|need|bring|send|add))\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:hapana|si|sio|siyo|badala|iwe|ziwe|uwe|yawe|badili\w*|badilisha|punguza|ongeza"
    r"|no|not|instead|rather|actually|make|change|only|just|tu)\b",
    re.IGNORECASE,
)


def correct(session: Session, draft: Draft, turn: Turn) -> bool:
    """Take a correction of what is in the draft out of the turn; whether there was one."""
    return _removed(session, draft, turn) or _recounted(session, draft, turn)


def removes(text: str) -> bool:
    """Whether the words speak of taking something away."""
    return bool(_REMOVES.search(text))


def _removed(session: Session, draft: Draft, turn: Turn) -> bool:
    if not removes(turn.text):
        return False
    named = {product.code for product in catalogue.named(session, turn.entities)}
    meant = named & set(draft.lines)
    for code in meant:
        del draft.lines[code]
    unclear = len(draft.problems)
    draft.problems = [one for one in draft.problems if not named & set(one["choices"])]
    return bool(meant) or len(draft.problems) < unclear


def _recounted(session: Session, draft: Draft, turn: Turn) -> bool:
    """Goods of the draft with another amount; an amount alone is of the last that come so."""
    order = catalogue.ordered(session, turn.entities)
    named = {line.product.code for line in order.lines}
    if named and named <= set(draft.lines) and _CORRECTS.search(turn.text):
        if turn.intent in ADDING:
            return False
        for line in order.lines:
            draft.put(line, turn.language)
        return True
    if order.lines or order.problems or order.unknown or draft.problems or not draft.lines:
        return False
    if order.spare is None or not _CORRECTS.search(turn.text):
        return False
    for code in reversed(list(draft.lines)):
        product: Product = catalogue.by_code(session, code)
        settled = settle(product, order.spare, product.name(turn.language))
        if isinstance(settled, ReadLine):  # kilos are not said of oil
            draft.put(settled, turn.language)
            return True
    return False
