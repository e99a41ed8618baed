"""The house rules that no linter knows. `make check` runs this file too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tests.factories import ROOT

FOLDERS = ("actions", "backoffice", "bot", "helpdesk", "scripts", "tests", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MIGRATIONS = ROOT / "helpdesk" / "db" / "migrations" / "versions"

FILES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if not {".venv", "node_modules", "__pycache__"} & set(path.parts)
)
DOORS = [
    path
    for path in FILES
    if str(path.relative_to(ROOT)).startswith(("actions/", "bot/rasa/", "bot/telegram/"))
]
SENTENCE = re.compile(r"[A-Z][^{}]* [^{}]+ [^{}]+[.!?]")
"""A capital, three words or more, a full stop."""
MAY_READ_ENVIRONMENT = (
    "helpdesk/config.py",
    "helpdesk/cli.py",
    "helpdesk/running/",
    "bot/telegram/__main__.py",  # FAULT, by which a test has it killed at a chosen moment
    "scripts/",
    "tests/",
    "benchmarks/",
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@lru_cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def test_it_keeps_files_short_enough_to_read() -> None:
    long = [
        name_of(path)
        for path in FILES
        if len(text_of(path).splitlines()) > LONGEST_FILE and MIGRATIONS not in path.parents
    ]

    assert long == []


def test_it_has_no_function_that_does_not_fit_on_a_screen() -> None:
    """Counted from the first statement: a signature of many lines is a list, and easy."""
    long = [
        f"{name_of(path)}: {node.name}"
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.body[0].lineno >= LONGEST_FUNCTION
        and MIGRATIONS not in path.parents
    ]

    assert long == []


def test_it_says_in_every_file_what_lives_there() -> None:
    silent = [
        name_of(path)
        for path in FILES
        if not name_of(path).startswith("tests/") and not ast.get_docstring(tree_of(path))
    ]

    assert silent == []


def test_it_leaves_nothing_to_do() -> None:
    # Put together here, or this file would be found.
    marks = ("TO" + "DO", "FIX" + "ME")
    left = [name_of(path) for path in FILES if any(mark in text_of(path) for mark in marks)]

    assert left == []


def test_it_reads_the_environment_in_one_place() -> None:
    readers = [
        name_of(path)
        for path in FILES
        if not name_of(path).startswith(MAY_READ_ENVIRONMENT)
        and re.search(r"os\.(environ|getenv)\b", text_of(path))
    ]

    assert readers == []


def test_it_keeps_sentences_out_of_python() -> None:
    """What people read stands in data/responses or the catalogues, in every language."""
    found = [f"{name_of(path)}: {sentence}" for path in DOORS for sentence in sentences_in(path)]

    assert found == []


def sentences_in(path: Path) -> Iterator[str]:
    """Strings that look as if a customer were to read them."""
    exempt = set(not_for_people(tree_of(path)))
    for node in ast.walk(tree_of(path)):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in exempt and SENTENCE.fullmatch(value):
            yield value


def not_for_people(tree: ast.Module) -> Iterator[int]:
    """The string nodes of docstrings, errors raised and log lines."""
    for node in ast.walk(tree):
        is_log = isinstance(node, ast.Call) and (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical")
        )
        alone = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        message = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message"
        if is_log or alone or message or isinstance(node, ast.Raise):
            yield from (id(inner) for inner in ast.walk(node))


def test_it_locks_libraries_from_the_public_index_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\"]+)", lock))

    assert hosts == {"pypi.org", "files.pythonhosted.org"}
    assert "find-links" not in lock


def test_it_names_one_python() -> None:
    assert (ROOT / ".python-version").read_text(encoding="utf-8").strip() == "3.13"


def test_it_keeps_what_a_run_writes_out_of_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {".env", "var/", "models/*", ".venv/", ".venv-stock/", ".tools/"} <= set(ignored)
