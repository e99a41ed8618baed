"""Mutants: every one Cosmic Ray can make of a file, and how one is found again in changed code.

A mutant is known by its file, its function, the operator, its number among those of the same
operator in the function, and the words of its line: not by a line number, which any edit shifts.
"""

from __future__ import annotations

import ast
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from scripts.mutation.behaviour import function_of, is_behaviour, path_to

SAME = {"Eq_Is", "NotEq_IsNot", "Is_Eq", "IsNot_NotEq"}
"""Equality for identity or back: on enums, None and small numbers that is no change."""
ARITHMETIC = {"arith_expr", "term", "expr", "xor_expr", "and_expr", "shift_expr", "power"}
"""Where `*` or `|` computes; elsewhere it is a star of parameters or arguments."""


@dataclass(frozen=True)
class Place:
    """Where a mutant stands in one state of the code."""

    file: str
    function: str
    operator: str
    nth: int
    occurrence: int
    line: int
    column: int
    before: str

    @property
    def family(self) -> str:
        """Operators that change the same thing into this or that count as one family."""
        return self.operator.split("/")[1].split("_")[0]

    @property
    def identity(self) -> str:
        """A short name that stays while the function does."""
        text = f"{self.file}:{self.function}:{self.operator}:{self.nth}:{self.before}"
        return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def operators() -> tuple[str, ...]:
    """Those of Cosmic Ray's operators that need no arguments and change something."""
    names = operator_names()
    ends = {name: name.split("_", 1)[-1] for name in names}
    return tuple(n for n in names if not get_operator(n).arguments() and ends[n] not in SAME)


@cache
def places(file: str) -> tuple[Place, ...]:
    """Every place of the file where behaviour can be mutated, in order."""
    source = Path(file).read_text(encoding="utf-8")
    lines, tree = source.split("\n"), ast.parse(source)
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for operator, occurrence, position in sorted(_positions(source), key=lambda p: (p[2], p[0])):
        path = path_to(tree, position, lines)
        function = function_of(path)
        before = lines[position[0] - 1].strip()
        if is_behaviour(path) and not before.startswith("@dataclass"):
            nth = counts[function, operator]
            counts[function, operator] += 1
            found.append(Place(file, function, operator, nth, occurrence, *position, before))
    return tuple(found)


def _positions(source: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    nodes = list(ast_nodes(get_ast(source)))
    for name in operators():
        operator, occurrence = get_operator(name)(), 0
        for node in nodes:
            for start, _ in operator.mutation_positions(node):
                if "BinaryOperator" not in name or node.parent.type in ARITHMETIC:
                    yield name, occurrence, start
                occurrence += 1


def mutated(place: Place) -> str | None:
    """The file's text with the mutant in it.

    Nothing where it says the same, is no Python, or is what the compiler itself warns of.
    """
    source = Path(place.file).read_text(encoding="utf-8")
    text: str | None = mutate_code(source, get_operator(place.operator)(), place.occurrence)
    try:
        with warnings.catch_warnings(action="error"):
            if text is None or _same(text, source):
                return None
            compile(text, place.file, "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning):
        return None
    return text


def _same(one: str, other: str) -> bool:
    return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))


def after(place: Place, text: str) -> str:
    """The mutated line; nothing for a line that is gone."""
    gone = "RemoveDecorator" in place.operator
    return "" if gone else " ".join(text.split("\n")[place.line - 1].split())
