"""Exclusion rule of mutation testing: what is changed on trial, and what is no behaviour."""

from __future__ import annotations

import ast

import pytest

from scripts.mutation.behaviour import function_of, is_behaviour, path_to


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("def f(a: int | None = 3) -> int | str: ...", "3"),
        ("log(a or b)", "or"),
        ("found: list[int | str] = [1]", "1]"),
        ("@property\n", ""),
    ],
)
def test_it_changes_what_is_done(line: str, place: str) -> None:
    assert is_behaviour(_path(line if place else f"{line}def f(): ...", place or "@"))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("def f(a: int | None = 3): ...", "|"),
        ("def f() -> int | str: ...", "|"),
        ("found: list[int | str] = [1]", "|"),
        ("log.warning('late', a or b)", "or"),
        ("if TYPE_CHECKING:\n    a = 1", "1"),
        ("__all__ = ['a', *(1,)]", "1"),
        ("@dataclass(frozen=True)\nclass A: ...", "True"),
    ],
)
def test_it_leaves_alone_what_is_no_behaviour(line: str, place: str) -> None:
    assert not is_behaviour(_path(line, place))


def test_it_names_the_function_and_its_class() -> None:
    assert function_of(_path("class A:\n    def f(self):\n        return 1", "1")) == "A.f"


def _path(source: str, place: str) -> list[ast.AST]:
    before = source[: source.index(place)].split("\n")
    return path_to(ast.parse(source), (len(before), len(before[-1])), source.split("\n"))
