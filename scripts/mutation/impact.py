"""Test impact analysis: which tests ran a mutant's line, and how long each of them takes.

From a run of the suite with `--cov-context=test` and `--junit-xml`. A line that runs when its
file is imported belongs to no test; there the tests count that run what uses its name.
"""

from __future__ import annotations

import ast
import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

from coverage import CoverageData

from scripts.mutation.mutants import Place

MANY = 10**6
UNKNOWN_SECONDS = 0.5
LONG_SECONDS = 8.0
FILE_SECONDS = 0.2
"""What one more file of tests costs to import."""
HEAVY = ("tests/browser/", "tests/conversations/", "tests/faults/", "tests/integration/street/")
"""Tests that start the house as processes of its own."""
DIALOGUES = "tests/conversations/test_dialogues.py"
FAULTS = "tests/faults/"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SOURCES = ("helpdesk", "actions", "bot", "backoffice")


@dataclass(frozen=True)
class Impact:
    """What one run of the suite tells of each line."""

    data: CoverageData
    seconds: dict[str, float]
    touched: Counter[str]
    allowed: frozenset[str] | None = None

    @cached_property
    def root(self) -> str:
        """The folder in which the run was made."""
        any_file: str = next(
            f for f in self.data.measured_files() if f.endswith("helpdesk/config.py")
        )
        return any_file.removesuffix("helpdesk/config.py")

    def of(self, place: Place) -> set[str]:
        """The tests that ran the mutant's line, or what stands for them."""
        return self.exactly(place) or self.on(place.file, bodies(place.file))

    def exactly(self, place: Place) -> set[str]:
        """The tests that ran the line itself, or use what it defines."""
        if place.line in bodies(place.file):
            line = self.on(place.file, {place.line})
            return line or self.on(place.file, statement(place.file, place.line))
        body = headed_by(place.file, place.line)
        return self.on(place.file, body) if body else self.using(place)

    def using(self, place: Place) -> set[str]:
        """The tests that ran a line in which the name stands that the mutant's line defines."""
        name = defined(place.file, place.line)
        lines = mentions(name) if name else {}
        each = [self.on(file, found & bodies(file)) for file, found in lines.items()]
        return set().union(*each)

    def on(self, file: str, lines: set[int] | frozenset[int]) -> set[str]:
        """The tests that ran any of the lines."""
        found: set[str] = set()
        contexts = contexts_of(self.data, self.root + file)
        for line in lines:
            found |= contexts.get(line, frozenset())
        return set(filter(self.allows, found))

    def allows(self, test: str) -> bool:
        """Whether the test is among those whose protection is measured."""
        return self.allowed is None or test in self.allowed

    def imported(self, place: Place) -> bool:
        """Whether the line ran, at least once, for no test: when files were imported."""
        return "" in self.data.contexts_by_lineno(self.root + place.file).get(place.line, [])

    def takes(self, test: str) -> float:
        """Its recorded seconds."""
        return self.seconds.get(test, UNKNOWN_SECONDS)


def read(coverage: Path, junit: list[Path], allowed: Path | None) -> Impact:
    """From the files of a run; `allowed` names the only tests that count, one a line."""
    data = CoverageData(str(coverage))
    data.read()
    names = None if allowed is None else frozenset(allowed.read_text("utf-8").splitlines())
    seconds = {}
    for report in junit:
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest's own file
            if case.find("skipped") is None:
                seconds[node_id(case)] = float(case.get("time", UNKNOWN_SECONDS))
    return Impact(data, seconds, touched(coverage), names)


def touched(coverage: Path) -> Counter[str]:
    """How many files each test touches."""
    ask = (
        "SELECT context.context, count(*) FROM line_bits"
        " JOIN context ON context.id = line_bits.context_id GROUP BY context.context"
    )
    found: Counter[str] = Counter()
    with closing(sqlite3.connect(coverage)) as connection:
        for context, files in connection.execute(ask):
            found[context.rsplit("|", 1)[0]] += files
    return found


def node_id(case: ET.Element) -> str:
    """How pytest names the test: `tests/x/test_y.py::test_z`, without classes as ours are."""
    return f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"


@cache
def contexts_of(data: CoverageData, file: str) -> dict[int, frozenset[str]]:
    """For each line of the file the tests that ran it."""
    lines = data.contexts_by_lineno(file)
    return {n: frozenset(c.rsplit("|", 1)[0] for c in found if c) for n, found in lines.items()}


def quick(tests: set[str], impact: Impact, *, budget: float) -> list[str]:
    """Of the tests that start no processes the quickest, two of each function."""
    order = sorted(light(tests, impact), key=lambda t: (impact.takes(t), t))
    return within(budget, order, impact, alike=2)


def narrow(tests: set[str], impact: Impact, *, budget: float) -> list[str]:
    """Of the same tests those first that touch the fewest files: they are about the line."""
    order = sorted(light(tests, impact), key=lambda t: (impact.touched[t], impact.takes(t), t))
    return within(budget, order, impact, alike=12)


def heavy(tests: set[str], impact: Impact, *, budget: float) -> list[str]:
    """Of the tests that start processes, or are long, the quickest."""
    found = twinless(tests) - light(tests, impact)
    return within(budget, sorted(found, key=lambda t: (impact.takes(t), t)), impact, alike=MANY)


def within(budget: float, order: list[str], impact: Impact, *, alike: int) -> list[str]:
    """As many as fit into so many recorded seconds.

    Of one function with many parameters no more than `alike`: they tend to notice the same.
    """
    taken: list[str] = []
    files: set[str] = set()
    functions: Counter[str] = Counter()
    used = 0.0
    for test in order:
        file, function = test.partition("::")[0], test.partition("[")[0]
        costs = impact.takes(test) + (0 if file in files else FILE_SECONDS)
        if used + costs <= budget and functions[function] < alike:
            taken.append(test)
            files.add(file)
            functions[function] += 1
            used += costs
    return taken


def is_heavy(test: str) -> bool:
    """Whether the test starts processes."""
    return test.startswith(HEAVY)


def light(tests: set[str], impact: Impact) -> set[str]:
    """Those that start none and are soon done."""
    return {t for t in twinless(tests) if not is_heavy(t) and impact.takes(t) <= LONG_SECONDS}


def twinless(tests: set[str]) -> set[str]:
    """Without the tests on PostgreSQL that are there on SQLite as well."""
    return {
        t for t in tests if "postgres" not in t or t.replace("postgres", "sqlite") not in tests
    }


@cache
def bodies(file: str) -> frozenset[int]:
    """The lines that stand in the body of a function."""
    functions = [node for node in ast.walk(_tree(file)) if isinstance(node, FUNCTIONS)]
    lines = (range(one.body[0].lineno, (one.end_lineno or 0) + 1) for one in functions)
    return frozenset(chain.from_iterable(lines))


def statement(file: str, line: int) -> set[int]:
    """The lines of the smallest statement around the line, of a block its head."""
    around = [n for n in ast.walk(_tree(file)) if isinstance(n, ast.stmt) and line in _head(n)]
    heads = sorted((len(head), head.start) for head in map(_head, around))
    return set(range(heads[0][1], sum(heads[0]))) if heads else set()


def _head(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
    return range(node.lineno, max(end, node.lineno) + 1)


def headed_by(file: str, line: int) -> set[int]:
    """The body of the function in whose head, from its decorators on, the line stands."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, FUNCTIONS):
            starts = min(one.lineno for one in [node, *node.decorator_list])
            if starts <= line < node.body[0].lineno:
                return set(range(node.body[0].lineno, (node.end_lineno or 0) + 1))
    return set()


def defined(file: str, line: int) -> str:
    """The name that a line of the module or of a class defines."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and line in _head(node):
            return ast.unparse(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])
    return ""


@cache
def mentions(name: str) -> dict[str, frozenset[int]]:
    """Where the word stands in the product: the lines of each file."""
    found: dict[str, set[int]] = defaultdict(set)
    for file in (str(path) for source in SOURCES for path in Path(source).rglob("*.py")):
        for number, line in enumerate(Path(file).read_text("utf-8").split("\n"), start=1):
            if re.search(rf"\b{re.escape(name)}\b", line):
                found[file].add(number)
    return {file: frozenset(lines) for file, lines in found.items()}


@cache
def _tree(file: str) -> ast.AST:
    return ast.parse(Path(file).read_text("utf-8"))
