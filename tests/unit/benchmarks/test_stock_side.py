"""Stock Rasa runs on Python 3.10 in an environment of its own, and some files of ours in it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.commands import OFISI, STOCK_RASA, Side, environment, stock_versions
from benchmarks.processes import BenchmarkError
from tests.factories import ROOT

STARTED = ("benchmarks.stock.actions", "benchmarks.understanding.parsing")
"""What the benchmarks start inside stock Rasa's environment."""
THEIRS = {"rasa", "rasa_sdk"}
NEWER_MODULES = {"tomllib"}
NEWER_NAMES = {
    "asyncio": {"Barrier", "Runner", "TaskGroup", "timeout", "timeout_at"},
    "contextlib": {"chdir"},
    "datetime": {"UTC"},
    "enum": {"EnumCheck", "ReprEnum", "StrEnum", "member", "nonmember", "verify"},
    "http": {"HTTPMethod"},
    "itertools": {"batched"},
    "typing": {"LiteralString", "Never", "NotRequired", "Required", "Self", "TypeVarTuple"}
    | {"Unpack", "assert_never", "assert_type", "dataclass_transform", "override"},
}
"""What of the standard library came after 3.10 and a hand might reach for."""


def file_of(module: str) -> Path | None:
    """The file of one of our modules or packages."""
    base = ROOT.joinpath(*module.split("."))
    return next((f for f in (base.with_suffix(".py"), base / "__init__.py") if f.exists()), None)


def imports(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Every module imported anywhere in a file, and the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or "", {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            yield from ((alias.name, set()) for alias in node.names)


def run_by_stock_rasa() -> dict[str, ast.Module]:
    """Everything of ours that its process loads: packages and imports too, each once."""
    found: dict[str, ast.Module] = {}
    waiting = list(STARTED)
    while waiting:
        module = waiting.pop()
        path = file_of(module)
        if path is None or module in found:
            continue
        found[module] = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 10))
        waiting += [module.rpartition(".")[0]] if "." in module else []
        for name, taken in imports(found[module]):
            waiting += [name, *(f"{name}.{one}" for one in taken)]
    return found


def test_it_runs_files_that_python_3_10_can_read() -> None:
    assert set(run_by_stock_rasa()) >= {*STARTED, "benchmarks", "benchmarks.understanding"}


def test_it_imports_nothing_that_stock_rasa_has_not() -> None:
    known = sys.stdlib_module_names - NEWER_MODULES | THEIRS | {"benchmarks"}
    foreign = {
        f"{module}: {name}"
        for module, tree in run_by_stock_rasa().items()
        for name, _ in imports(tree)
        if name.partition(".")[0] not in known
    }

    assert foreign == set()


def test_it_uses_nothing_newer_of_the_standard_library() -> None:
    newer = {
        f"{module}: {name}"
        for module, tree in run_by_stock_rasa().items()
        for name in used(tree)
        if name.rpartition(".")[2] in NEWER_NAMES.get(name.rpartition(".")[0], set())
    }

    assert newer == set()


def used(tree: ast.Module) -> Iterator[str]:
    """`module.name` of what is imported from modules or written with a dot."""
    for module, names in imports(tree):
        yield from (f"{module}.{name}" for name in names)
    yield from (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def test_it_says_how_to_make_stock_rasas_environment(tmp_path: Path) -> None:
    nothing = Side("stock", tmp_path, tmp_path / "bin" / "python")
    with pytest.raises(BenchmarkError, match="run `make stock`"):
        stock_versions(nothing)


def test_it_takes_no_environment_without_tensorflow_for_stock_rasas() -> None:
    with pytest.raises(BenchmarkError, match="run `make stock`"):
        stock_versions(OFISI)


def test_it_starts_each_side_with_its_own_python() -> None:
    assert OFISI.rasa("run")[0] == sys.executable
    assert STOCK_RASA.rasa("run") == [str(ROOT / ".venv-stock/bin/python"), "-m", "rasa", "run"]


def test_it_hands_no_setting_of_the_callers_to_a_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFISI_DATABASE_URL", "sqlite:///mine.db")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    handed = environment(tmp_path, tmp_path)
    assert handed["PYTHONPATH"] == str(tmp_path)
    assert {"OFISI_DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}.isdisjoint(handed)


def test_it_locks_stock_rasa_from_the_public_index_only() -> None:
    lock = (ROOT / "benchmarks/stock/environment/uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", lock)) == {"pypi.org", "files.pythonhosted.org"}
    assert 'name = "rasa"\nversion = "3.6.21"\n' in lock
