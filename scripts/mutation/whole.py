"""Mutation run, whole: a clean copy of the commit, which test runs what, the sample, the score."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path.cwd()
PLACE = ROOT / "var/mutation"
BEFORE = Path(__file__).with_name("before.json")
"""The last run whose figures stand in docs/testing.md; what killed then is tried first."""
COVERED = ("helpdesk", "actions", "bot", "backoffice")


def run(selection: list[str]) -> int:
    """All of it, with the tests that pytest selects for these options; `make mutants`."""
    PLACE.mkdir(parents=True, exist_ok=True)
    tree, made = PLACE / "tree", PLACE / "junit.xml"
    lay(tree)
    mapped = map_tests(tree, made, selection)
    if mapped.returncode:
        print("Some tests fail on the code as it is; what they notice is not to be trusted.")
    out = f"--out={PLACE / 'results.json'}"
    told, before = f"--pytest={shlex.join(selection)}", f"--before={BEFORE}"
    mapped_to = [f"--coverage={PLACE / 'coverage'}", f"--junit={made}"]
    steps = [
        ["try", *mapped_to, f"--tree={tree}", out, told, before],
        ["confirm", f"--tree={tree}", out, told],
        ["report", f"--tree={tree}", out],
    ]
    codes = [subprocess.call([sys.executable, "-m", "scripts.mutation", *step]) for step in steps]
    return max(codes)


def lay(tree: Path) -> None:
    """Check HEAD out there, with an environment and a model of its own."""
    _git("worktree", "prune")
    if tree.exists():
        _git("-C", str(tree), "checkout", "--quiet", "--force", "--detach", _head())
    else:
        _git("worktree", "add", "--detach", str(tree), _head())
    subprocess.check_call(["make", "setup-dev"], cwd=tree)
    sync = [".tools/bin/uv", "sync", "--frozen", "--inexact", "--group=dev", "--group=mutation"]
    subprocess.check_call(sync, cwd=tree)
    for model in (ROOT / "models").glob("*.tar.gz"):
        shutil.copy(model, tree / "models")


def map_tests(tree: Path, junit: Path, selection: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run the selected tests once, and note what each of them runs and how long it takes."""
    for old in (*PLACE.glob("coverage*"), PLACE / "results.json"):
        old.unlink(missing_ok=True)
    sources = [f"--cov={name}" for name in COVERED]
    noted = ["--cov-context=test", "--cov-report=", f"--junit-xml={junit}"]
    python = [str(tree / ".venv/bin/python"), "-m", "pytest", "-q"]
    kept = ["env", f"COVERAGE_FILE={PLACE / 'coverage'}"]
    command = [*kept, *python, *sources, *noted, *selection]
    return subprocess.run(command, cwd=tree, check=False)


def _head() -> str:
    return subprocess.check_output(["git", "rev-parse", "HEAD"], text=True).strip()


def _git(*arguments: str) -> None:
    subprocess.check_call(["git", *arguments])
