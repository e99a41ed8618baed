"""Stock: what is there, what is promised, and noting what came in, was counted, or spoilt."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, files
from backoffice.office import files_of, form_of, language_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.enums import StockReason
from helpdesk.domain.errors import BadPicture, HelpdeskError, NotFound
from helpdesk.domain.rights import Right, may
from helpdesk.locale import say
from helpdesk.services import product_photos, seen, stock


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


def photo(request: Request) -> Response:
    """The product's picture."""
    house = office(request)
    with house.database.reading() as session:
        product = stock.by_code(session, request.path_params["code"])
    content = product_photos.read(product, house.settings.files)
    if content is None:
        raise NotFound(photo=product.code)
    headers = {"Content-Security-Policy": files.POLICY, "Cache-Control": "private, no-cache"}
    return Response(content, media_type=product_photos.MEDIA_TYPE, headers=headers)


def set_photo(request: Request) -> Response:
    """Another picture of the product, or none."""
    house, sent = office(request), files_of(request)
    folder, now = house.settings.files, house.clock()
    picture = None
    if form_of(request).get("drop") != "yes":
        try:
            picture = product_photos.drawn(sent[0].content if sent else b"")
        except BadPicture as error:
            return _page(request, error=error, place="photo")
    with house.database.begin() as session:
        product = stock.by_code(session, request.path_params["code"])
        old = product_photos.put(session, product, staff_of(request), picture, folder, now=now)
    product_photos.forget(folder, old)
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
        edits=may(staff_of(request).role, Right.EDIT_COMPANY),
        here=f"/stock/{product.code}",
    )


ROUTES = [
    access.route("/stock", show_list, Right.READ_ORDERS),
    access.route("/stock/{code}", show, Right.READ_ORDERS),
    access.posting("/stock/{code}/change", change, Right.KEEP_STOCK),
    access.posting("/stock/{code}/mark", mark, Right.KEEP_STOCK),
    access.route("/stock/{code}/photo", photo, Right.READ_ORDERS),
    access.posting("/stock/{code}/photo", set_photo, Right.EDIT_COMPANY),
]
