"""Tiers of the suite: what every change runs, the full matrices, and a sixth of those for CI.

    pytest                    everything that protects a change (`make test`)
    pytest --tier quick       unit and contract tests on SQLite (`make quick`)
    pytest --tier all         the full matrices as well (`make test-all`)
    pytest --part 3/6         `make test` and the third sixth of the matrices (`.ci/run`)

A test of a matrix carries the marker `matrix`. Which part it belongs to depends on its name alone,
so every worker, machine and run agrees.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator
from pathlib import Path

import pytest

QUICK = ("tests/unit/", "tests/contracts/")
SLOW = ("browser", "faults", "postgres", "matrix", "slow")
"""Markers of what is not quick."""

LONG = ("tests/conversations/", "tests/integration/rasa/", "tests/integration/console/hostile/")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--tier` and `--part`."""
    group = parser.getgroup("tiers")
    tiers = ("quick", "change", "all")
    group.addoption("--tier", choices=tiers, default="change", help="how much is run")
    group.addoption("--part", metavar="K/N", help="beside the tier, part K of N of the matrices")


def pytest_report_header(config: pytest.Config) -> str:
    """Say what is run, so that a report tells what it is of."""
    part = config.getoption("part")
    return f"tier: {config.getoption('tier')}" + (f", part {part} of the matrices" if part else "")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None]:
    """Leave out what is not of this tier, unless it was asked for by name; group the rest.

    The groups before xdist reads them, the order after pytest-randomly has shuffled.
    """
    if not _by_name(config):
        wanted = [_is_wanted(item, config) for item in items]
        left = [item for item, stays in zip(items, wanted, strict=True) if not stays]
        items[:] = [item for item, stays in zip(items, wanted, strict=True) if stays]
        config.hook.pytest_deselected(items=left)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    yield
    items.sort(key=lambda item: not _is_long(item))


def _group(item: pytest.Item) -> str:
    """Tests of one group run in one worker, one after another: they share what is dear to make."""
    names = getattr(item, "fixturenames", ())
    if "street" in names:
        return "street"
    path = item.nodeid.partition("::")[0]
    if "house" in names and path.startswith("tests/conversations/"):
        # Each worker has an assistant of its own; half of the talks for each.
        return f"conversations-{zlib.crc32(item.nodeid.encode()) % 2}"
    return "rasa" if path.startswith("tests/integration/rasa/") else path


def _is_long(item: pytest.Item) -> bool:
    """Whether the group of the test should begin early, so that no worker ends alone."""
    return item.nodeid.startswith(LONG) or any(item.get_closest_marker(name) for name in SLOW[:2])


def _by_name(config: pytest.Config) -> bool:
    """Whether single files or tests were named: then all of them are run."""
    return any("::" in each or Path(each).suffix == ".py" for each in config.args)


def _is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    tier = config.getoption("tier")
    if tier == "all":
        return True
    if tier == "quick":
        marked = any(item.get_closest_marker(name) for name in SLOW)
        return item.nodeid.startswith(QUICK) and not marked
    part = config.getoption("part")
    return item.get_closest_marker("matrix") is None or bool(part and belongs(item.nodeid, part))


def belongs(nodeid: str, part: str) -> bool:
    """Whether the test is in that part of the matrices, `2/6` being the second of six."""
    number, count = map(int, part.split("/"))
    return zlib.crc32(nodeid.encode()) % count == number % count
