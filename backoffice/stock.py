"""Stock: what is there, what is promised, and noting what came in, was counted, or spoilt."""

from __future__ import annotations

from decimal import Decimal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, files
from backoffice.office import files_of, form_of, office, staff_of
from backoffice.pages import page
from helpdesk.db import queries
from helpdesk.domain.enums import StockReason
from helpdesk.domain.errors import BadFile, HelpdeskError, NotFound
from helpdesk.domain.rights import Right, may
from helpdesk.services import product_photos, stock


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
    form, house, staff = form_of(request), office(request), staff_of(request)
    try:
        with house.database.begin() as session:
            product = stock.by_code(session, request.path_params["code"])
            reason = _reason(form.get("reason", ""))
            counted = reason is StockReason.COUNT
            stock.change(
                session,
                product,
                staff,
                reason,
                stock.read_quantity(form.get("quantity", ""), zero=counted),
                seen=stock.read_quantity(form.get("seen", ""), zero=True),
                note=form.get("note", ""),
                now=house.clock(),
            )
    except NotFound:
        raise
    except HelpdeskError as error:
        return _page(request, error=error, typed=form, status=failures.status_of(error))
    return RedirectResponse(f"/stock/{product.code}", 303)


def mark(request: Request) -> Response:
    """From which stock on staff are told."""
    form, house = form_of(request), office(request)
    given = form.get("low_at", "").strip()
    try:
        low_at = stock.read_quantity(given, zero=True) if given else None
        with house.database.begin() as session:
            product = stock.by_code(session, request.path_params["code"])
            stock.set_low_at(session, product, staff_of(request), low_at, now=house.clock())
    except NotFound:
        raise
    except HelpdeskError as error:
        return _page(request, error=error, typed=form, status=failures.status_of(error))
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
    try:
        with house.database.begin() as session:
            product = stock.by_code(session, request.path_params["code"])
            if form_of(request).get("drop") == "yes":
                product_photos.drop(session, product, staff_of(request), folder, now=now)
            else:
                content = sent[0].content if sent else b""
                product_photos.put(session, product, staff_of(request), content, folder, now=now)
    except BadFile as error:
        return _page(request, error=error, status=failures.status_of(error))
    return RedirectResponse(f"/stock/{product.code}", 303)


def _reason(given: str) -> StockReason:
    known = {str(each): each for each in StockReason}
    return known.get(given, StockReason.RECEIPT)


def _page(
    request: Request,
    *,
    error: HelpdeskError | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    code = str(request.path_params["code"])
    with office(request).database.reading() as session:
        product = stock.by_code(session, code)
        moves = stock.moves(session, product)
        reserved = stock.reserved(session).get(product.id or 0, Decimal(0))
        people = queries.names(session)
    return page(
        request,
        "stock_product.html",
        status=status,
        product=product,
        moves=moves,
        reserved=reserved,
        people=people,
        reasons=tuple(StockReason),
        refused=error,
        typed=typed or {},
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
