"""Which response says what is wrong with an order, and the values it is filled with."""

from __future__ import annotations

from typing import Any

from actions import showing
from actions.office import office
from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.domain.errors import (
    BadPhone,
    BadQuantity,
    EmptyText,
    HelpdeskError,
    OutOfStock,
    UnknownProduct,
)
from helpdesk.domain.order import LARGEST_QUANTITY
from helpdesk.services import catalogue, phones

Said = dict[str, Any]
MAX = f"{LARGEST_QUANTITY:,f}"


def of_draft(session: Session, problem: dict[str, Any], language: str) -> Said:
    """The response for a problem of `actions.draft`."""
    code, text = str(problem["code"]), str(problem["text"])
    products = [p for p in catalogue.sold(session) if p.code in problem["choices"]]
    if not products:
        return _unknown(text)
    if code == "product_unclear":
        shown = showing.choices(products, language)
        word = showing.quotation(text)
        return {"response": "utter_product_unclear", "product": word, "choices": shown}
    if code == "out_of_stock":
        return _out_of_stock(products[0], language)
    if code == "quantity_missing":
        asked = showing.product_in_units(products[0], language, office().profile)
        return {"response": "utter_quantity_needed", "product": asked}
    return {"response": f"utter_{code}", "max": MAX}


def of_refusal(session: Session, refusal: HelpdeskError, language: str) -> Said:
    """The response for an order the service refused."""
    if isinstance(refusal, OutOfStock):
        product = catalogue.by_code(session, str(refusal.values["product"]))
        return _out_of_stock(product, language)
    if isinstance(refusal, UnknownProduct):
        return _unknown(str(refusal.values["product"]))
    if isinstance(refusal, BadQuantity):
        return {"response": "utter_quantity_invalid", "max": MAX}
    if isinstance(refusal, BadPhone):
        example = phones.example(office().profile.country)
        return {"response": "utter_phone_invalid", "example": example}
    if isinstance(refusal, EmptyText):
        return {"response": "utter_place_unclear"}
    return {"response": "utter_order_ask_again"}


def _unknown(text: str) -> Said:
    return {"response": "utter_product_unknown", "product": showing.quotation(text)}


def _out_of_stock(product: Product, language: str) -> Said:
    left = showing.amount(product.stock, product, language, office().profile)
    name = product.name(language)
    return {"response": "utter_out_of_stock", "product": name, "available": left}
