"""`company/payments.yml`: how customers may pay, and what they are told about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from helpdesk.services.company_file import Names, Page

FILE = "payments.yml"


@dataclass(frozen=True)
class PaymentMethod:
    """A way of paying. `reference` is the form of the transaction number; None: there is none."""

    code: str
    names: Names
    instruction: Names
    reference: re.Pattern[str] | None = None

    def tell(self, language: str, *, amount: str, reference: str) -> str:
        """What the customer is told: the instruction with the sum and the order's number."""
        told = self.instruction.name(language)
        return told.replace("{amount}", amount).replace("{reference}", reference)


def read(folder: Path) -> tuple[PaymentMethod, ...]:
    """The ways of paying; none, where the business has no such file. Raises BadCompany."""
    if not (folder / FILE).exists():
        return ()
    page = Page(folder, FILE)
    found: dict[str, PaymentMethod] = {}
    for row in page.rows("payments"):
        method = _method(page, row)
        if method.code in found:
            raise page.bad(f"the code {method.code!r} stands twice")
        found[method.code] = method
    return tuple(found.values())


def _method(page: Page, row: dict[str, object]) -> PaymentMethod:
    names, code = page.names(row), page.text(row, "code")
    form = _form(page, row) if "reference" in row else None
    told = page.names(page.mapping(row.get("instruction"), f"'instruction' of {code!r}"))
    return PaymentMethod(code, names, told, form)


def _form(page: Page, row: dict[str, object]) -> re.Pattern[str]:
    text = page.text(row, "reference")
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise page.bad(f"'reference' is not a regex in {page.label(row)}: {error}") from error
