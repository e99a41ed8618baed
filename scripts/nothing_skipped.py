"""Fails where tests that must run were skipped, or are not there at all.

    python scripts/nothing_skipped.py browser,faults,postgres report.xml

The report is pytest's (`--junit-xml`), in which tests/conftest.py notes what each test needs.
"""

from __future__ import annotations

import sys
from xml.etree import ElementTree as ET


def main(arguments: list[str]) -> int:
    """Print what did not run; 1 where that is anything."""
    needs, report = arguments[0].split(","), arguments[1]
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - pytest's own file
    complaints = [line for need in needs for line in look(cases, need)]
    print("\n".join(complaints or [f"{report}: what needs {', '.join(needs)} has run."]))
    return 1 if complaints else 0


def look(cases: list[ET.Element], need: str) -> list[str]:
    """One line for each skipped test of that need, or one that says there are none."""
    found = [case for case in cases if need in needs_of(case)]
    skipped = [case for case in found if was_skipped(case)]
    if not found:
        return [f"No test that needs {need} was found."]
    return [f"Skipped, though it must run ({need}): {name_of(case)}" for case in skipped]


def was_skipped(case: ET.Element) -> bool:
    """Whether it did not run. A test that must fail and did has run, whatever pytest calls it."""
    mark = case.find("skipped")
    return mark is not None and mark.get("type") != "pytest.xfail"


def needs_of(case: ET.Element) -> set[str]:
    """What tests/conftest.py noted for the test."""
    properties = case.iter("property")
    return {p.get("value", "") for p in properties if p.get("name") == "needs"}


def name_of(case: ET.Element) -> str:
    """File and test."""
    return f"{case.get('classname')}.{case.get('name')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
