"""The business itself, edited row by row: what is saved reaches the assistant at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backoffice import access, failures, figures
from backoffice.office import form_of, language_of, office, staff_of
from backoffice.pages import known, page, wrong_of
from backoffice.wrong import FINE, Wrong
from helpdesk.db import queries
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.domain.rights import Right
from helpdesk.locale import say
from helpdesk.services import company_pages, company_sheets
from helpdesk.services.company_tables import BY_NAME, FLAG, LONGEST, SHEETS, Column, Sheet

NEW = "new"


def show_all(request: Request) -> Response:
    """What can be edited."""
    return page(request, "company.html", sheets=SHEETS)


def show(request: Request) -> Response:
    """The rows of a table, narrowed by a word."""
    return _sheet_page(request)


def _sheet_page(request: Request, error: HelpdeskError | None = None) -> Response:
    sheet = _sheet(request)
    word = request.query_params.get("q", "").strip()[:60]
    content = _content(request, sheet)
    rows = list(enumerate(company_sheets.rows(content, sheet)))
    wanted = [
        (number, row) for number, row in rows if word.lower() in " ".join(row.values()).lower()
    ]
    with office(request).database.reading() as session:
        versions = company_pages.history(session, sheet.file)
        people = queries.names(session)
    return page(
        request,
        "company_sheet.html",
        status=failures.status_of(error) if error else 200,
        refused=error,
        seen=company_pages.mark(content),
        here=f"/company/{sheet.name}",
        sheet=sheet,
        rows=wanted,
        word=word,
        versions=versions,
        people=people,
        shown=sheet.show or tuple(column.name for column in sheet.columns),
    )


def edit(request: Request) -> Response:
    """One row to type over, or an empty one."""
    return _row_page(request)


def save(request: Request) -> Response:
    """Save the row."""
    form, sheet, number = form_of(request), _sheet(request), _number(request)
    content = _content(request, sheet)
    wrong = company_sheets.problems(sheet, form, content, number)
    if wrong:
        return _row_page(request, typed=form, wrong=_told(request, sheet, wrong))
    if number is None:
        changed = company_sheets.add(content, sheet, form)
    else:
        changed = company_sheets.change(content, sheet, number, form)
    return _keep(request, sheet, changed, form, _row_page)


def remove(request: Request) -> Response:
    """Take the row away."""
    sheet, number = _sheet(request), _number(request)
    content, row = _content(request, sheet), -1 if number is None else number
    refused = company_sheets.not_removed(sheet, content, row)
    if refused:
        told = say(language_of(request), f"company.problem.{refused}")
        return _row_page(request, wrong=Wrong(general=told))
    changed = company_sheets.remove(content, sheet, row)
    return _keep(request, sheet, changed, form_of(request), _row_page)


def restore(request: Request) -> Response:
    """Make an earlier version the newest."""
    sheet, form = _sheet(request), form_of(request)
    with office(request).database.reading() as session:
        versions = company_pages.history(session, sheet.file)
    found = next((each for each in versions if str(each.id) == form.get("version_id")), None)
    if found is None:
        return _sheet_page(request, NotFound())
    return _keep(request, sheet, found.content, form, _sheet_page)


def _keep(
    request: Request,
    sheet: Sheet,
    content: str,
    form: dict[str, str],
    again: Callable[..., Response],
) -> Response:
    house = office(request)
    try:
        with house.database.begin() as session:
            company_pages.save(
                session,
                house.settings.company,
                sheet.file,
                content,
                staff_of(request),
                seen=form.get("seen", ""),
                now=house.clock(),
            )
    except HelpdeskError as error:
        return again(request, error=error)
    return RedirectResponse(f"/company/{sheet.name}", 303)


def _row_page(
    request: Request,
    *,
    typed: dict[str, str] | None = None,
    wrong: Wrong = FINE,
    error: HelpdeskError | None = None,
) -> Response:
    sheet, number = _sheet(request), _number(request)
    content = _content(request, sheet)
    rows = company_sheets.rows(content, sheet)
    if number is not None and number >= len(rows):
        raise NotFound(row=number)
    values: dict[str, Any] = {} if number is None else rows[number]
    if error is not None:
        wrong, typed = wrong_of(language_of(request), error), form_of(request)
    return page(
        request,
        "company_row.html",
        status=failures.status_of(error) if error else 422 if wrong else 200,
        sheet=sheet,
        number=number,
        row={**values, **(typed or {})},
        name=values.get("_name", ""),
        choices={
            column.name: [
                (each, known(language_of(request), _group(column), each))
                for each in column.choices
            ]
            for column in sheet.columns
        },
        wrong=wrong,
        refused=error,
        # Who was too late sees what is there now, and may save what was typed over it.
        seen=company_pages.mark(content),
        here=f"/company/{sheet.name}",
    )


def _group(column: Column) -> str:
    """Under which heading the words of a column's choices stand."""
    return "choice" if column.kind == FLAG else "unit"


def _told(request: Request, sheet: Sheet, problems: dict[str, str]) -> Wrong:
    """What is wrong with a row, in words, with the bounds of its columns."""
    language, columns = language_of(request), {each.name: each for each in sheet.columns}
    sentences = {
        name: say(
            language,
            f"company.problem.{code}",
            limit=LONGEST,
            least=f"{columns[name].least:g}",
            most=figures.quantity(Decimal(columns[name].most), language=language),
        )
        for name, code in problems.items()
    }
    return Wrong(sentences)


def _sheet(request: Request) -> Sheet:
    sheet = BY_NAME.get(str(request.path_params["sheet"]))
    if sheet is None:
        raise NotFound(sheet=request.path_params["sheet"])
    return sheet


def _number(request: Request) -> int | None:
    """Which row the address names; None for a new one."""
    given = str(request.path_params.get("row", NEW))
    if given == NEW and not _sheet(request).fixed:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        raise NotFound(row=given)
    return int(given)


def _content(request: Request, sheet: Sheet) -> str:
    path: Path = office(request).settings.company / sheet.file
    return path.read_text(encoding="utf-8") if path.is_file() else ""


ROUTES = [
    access.route("/company", show_all, Right.EDIT_COMPANY),
    access.route("/company/{sheet}", show, Right.EDIT_COMPANY),
    access.posting("/company/{sheet}/restore", restore, Right.EDIT_COMPANY),
    access.route("/company/{sheet}/{row}", edit, Right.EDIT_COMPANY),
    access.posting("/company/{sheet}/{row}", save, Right.EDIT_COMPANY),
    access.posting("/company/{sheet}/{row}/remove", remove, Right.EDIT_COMPANY),
]
