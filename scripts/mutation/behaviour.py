"""Exclusion rule: which places of a file are no behaviour, and are therefore never mutated.

Written before any result was seen. Left out are annotations, imports, `__all__`, what stands
under `TYPE_CHECKING`, what is written to the log, and the decorator `dataclass` with its
arguments: no test of what the program does can, or should, tell them apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

LOGGERS = {"log", "logger", "logging"}
Position = tuple[int, int]
"""Line from 1, column from 0 in characters, as the mutation tester counts."""


def is_behaviour(path: list[ast.AST]) -> bool:
    """Whether a change at the end of this way through the tree can change what is done."""
    return not any(_ends_here(outer, inner) for outer, inner in pairwise(path))


def path_to(tree: ast.AST, position: Position, lines: list[str]) -> list[ast.AST]:
    """The nodes around a position, the outermost first."""
    line, column = position
    at = (line, len(lines[line - 1][:column].encode()))
    path, node = [tree], tree
    while (inner := next(_around(node, at), None)) is not None:
        path.append(inner)
        node = inner
    return path


def function_of(path: list[ast.AST]) -> str:
    """The dotted name of the function or class a way leads into; nothing for the module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    inside = [
        n for n, inner in pairwise(path) if isinstance(n, kinds) and inner not in n.decorator_list
    ]
    return ".".join(node.name for node in inside)


def _around(node: ast.AST, at: Position) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not hasattr(child, "lineno"):
            yield from _around(child, at)
        elif _start(child) <= at < _end(child):
            yield child


def _start(node: Any) -> Position:
    """Where a node starts; a function starts at its decorators, from the "@" on."""
    starts = [(one.lineno, one.col_offset - 1) for one in getattr(node, "decorator_list", [])]
    return min([*starts, (node.lineno, node.col_offset)])


def _end(node: Any) -> Position:
    return (node.end_lineno, node.end_col_offset)


def _ends_here(outer: ast.AST, inner: ast.AST) -> bool:
    if isinstance(inner, ast.Import | ast.ImportFrom):
        return True
    if inner in (getattr(outer, "annotation", None), getattr(outer, "returns", None)):
        return True
    if isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.unparse(outer.test):
        return True
    if isinstance(inner, ast.Assign) and "__all__" in map(ast.unparse, inner.targets):
        return True
    return _logs(outer) or _is_dataclass(outer, inner)


def _logs(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return ast.unparse(node.func.value) in LOGGERS


def _is_dataclass(outer: ast.AST, inner: ast.AST) -> bool:
    decorated = inner in getattr(outer, "decorator_list", [])
    return decorated and "dataclass" in ast.unparse(inner)
