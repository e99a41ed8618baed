"""What is sold, for how much, and whether there is any: from the catalogue as it stands now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions import showing
from actions.office import for_contact, office
from actions.turn import Turn, turn_of
from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.domain.contact import Contact
from helpdesk.locale import say
from helpdesk.services import catalogue

Said = dict[str, Any]


class TellGoods(Action):
    """The price and presence of the products that were named; of all, if none was."""

    def name(self) -> str:
        return "action_tell_goods"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        turn = turn_of(tracker)
        for said in await for_contact(turn.sender, _told(turn)):
            dispatcher.utter_message(**said)
        return []


def _told(turn: Turn) -> Callable[[Session, Contact], list[Said]]:
    def look(session: Session, _contact: Contact) -> list[Said]:
        sold = catalogue.sold(session)
        named = _named(session, turn, sold)
        if named:
            lines = _lines(named, turn.language)
            return [{"response": "utter_goods_named", "products": lines, **_photo(named)}]
        everything = showing.price_list(sold, turn.language, office().profile)
        listed = {"response": "utter_goods_all", "products": everything}
        unknown = showing.quotation(turn.entity("product_unknown"))
        missing = {"response": "utter_product_unknown", "product": unknown}
        return [missing, listed] if unknown else [listed]

    return look


def _photo(products: list[Product]) -> Said:
    """The picture goes with the answer about one product that has one."""
    if len(products) != 1 or products[0].photo is None:
        return {}
    return {"json_message": {"document": "product", "reference": products[0].code}}


def _named(session: Session, turn: Turn, sold: list[Product]) -> list[Product]:
    """The products of the turn's entities and words, in the order of the catalogue."""
    codes = {product.code for product in catalogue.named(session, turn.entities)}
    return [product for product in sold if product.code in codes]


def _lines(products: list[Product], language: str) -> str:
    shown = showing.price_list(products, language, office().profile).splitlines()
    stock = (say(language, _presence(product)) for product in products)
    return "\n".join(f"{line}: {there}" for line, there in zip(shown, stock, strict=True))


def _presence(product: Product) -> str:
    return "actions.stock.some" if product.stock > 0 else "actions.stock.none"
