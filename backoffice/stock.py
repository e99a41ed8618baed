"""Stock: what is there, what is promised, and noting what came in, was counted, or spoilt."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures
from backoffice.office import form_of, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.enums import StockReason
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right, may
from helpdesk.locale import say
from helpdesk.services import seen, stock


def show_list(request: Request) -> Response:
    """All products and how much there is of each."""
    with office(request).database.reading() as session:
        products = stock.products(session)
        reserved = stock.reserved(session)
    return page(request, "stock.html", products=products, reserved=reserved)


def show(request: Request) -> Response:
    """One product: its stock, and who changed it by hand."""
    return _page(request)


def change(request: Request) -> Response:
    """Note what came in, was counted, or spoilt."""
    return _do(request, stock.note, "change")


def mark(request: Request) -> Response:
    """From which stock on staff are told."""
    return _do(request, stock.set_low_at, "mark")


def _do(request: Request, verb: Callable[..., object], place: str) -> Response:
    form, house = form_of(request), office(request)
    try:
        with house.database.begin() as session:
            product = stock.by_code(session, request.path_params["code"])
            verb(session, product, staff_of(request), form, now=house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        return _page(request, error=error, place=place, typed=form)
    return RedirectResponse(f"/stock/{product.code}", 303)


def _page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    place: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    language, code = language_of(request), str(request.path_params["code"])
    with office(request).database.reading() as session:
        product = stock.by_code(session, code)
        moves = stock.moves(session, product)
        reserved = stock.reserved(session).get(product.id or 0, Decimal(0))
        people = queries.names(session)
    return page(
        request,
        "stock_product.html",
        status=failures.status_of(error) if error else 200,
        product=product,
        moves=moves,
        reserved=reserved,
        people=people,
        reasons=[(str(each), say(language, f"stock.reason.{each}")) for each in StockReason],
        refused=error,
        place=place,
        typed=typed or {},
        low_seen=seen.mark(product, stock.LOW),
        keeps=may(staff_of(request).role, Right.KEEP_STOCK),
        here=f"/stock/{product.code}",
    )


ROUTES = [
    access.route("/stock", show_list, Right.READ_ORDERS),
    access.route("/stock/{code}", show, Right.READ_ORDERS),
    access.posting("/stock/{code}/change", change, Right.KEEP_STOCK),
    access.posting("/stock/{code}/mark", mark, Right.KEEP_STOCK),
]
