"""Tables for spreadsheets, which would run what looks like a formula."""

from __future__ import annotations

from starlette.responses import Response

RUNS = (*"=+-@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
"""How a cell begins that a spreadsheet takes for a formula (OWASP, CSV injection).

The last four are the wide forms of the first, which some spreadsheets read as those.
"""


def safe_cell(value: object) -> str:
    """The value as a cell that is only ever read: an apostrophe stands before what would run."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUNS) else text


def csv_file(name: str, content: str) -> Response:
    """The table as a download of that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # Spreadsheets take a file for UTF-8 only if it begins with its mark.
    body = f"\ufeff{content}"
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
