"""Command line: draw the sample, try its mutants, confirm what killed them, tell the score.

    python -m scripts.mutation whole [pytest's arguments]

does all of this but the first, in `var/mutation`:

    python -m scripts.mutation draw --seed 1963 --count 250
    python -m scripts.mutation try --tree ../copy --coverage .coverage --junit j.xml --out r.json
    python -m scripts.mutation confirm --tree ../copy --out r.json
    python -m scripts.mutation report --out r.json

`--tree` is a clean checkout of the commit to be judged with an environment of its own: mutants
are written into its files. `try` goes on where it was stopped; `--share 1/2` and `2/2`, each with
a tree and an `--out` of its own, share the work. docs/testing.md says more.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.mutation import impact, report, sampling, trial, whole

Results = dict[str, dict[str, Any]]


def main() -> int:
    """Do what the command line says."""
    if sys.argv[1:2] == ["whole"]:
        return whole.run(sys.argv[2:])
    given = _arguments()
    kept = sampling.KEPT
    _from_here(given)
    os.chdir(given.tree)
    trial.BUDGETS.update({stage: getattr(given, stage) for stage in trial.BUDGETS})
    trial.OPTIONS.extend(shlex.split(given.pytest))
    if given.what == "draw":
        sampling.write(sampling.draw(given.seed, given.count), kept)
        return 0
    sample = json.loads(kept.read_text(encoding="utf-8"))["mutants"]
    results: Results = {}
    for out in filter(Path.exists, given.out):
        results |= json.loads(out.read_text("utf-8"))
    if given.what == "try":
        _try(given, sample, results)
    if given.what == "confirm":
        return _confirm(results, given.out[0])
    print(report.table(sample, results), report.survivors(sample, results), sep="\n\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.mutation")
    parser.add_argument("what", choices=["draw", "try", "confirm", "report"])
    parser.add_argument("--seed", type=int, default=1963)
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--tree", type=Path, default=Path())
    parser.add_argument("--coverage", type=Path, default=Path(".coverage"))
    parser.add_argument("--junit", type=Path, action="append", default=[])
    parser.add_argument("--tests", type=Path, help="the only tests that count, one a line")
    parser.add_argument("--out", type=Path, action="append", default=[])
    parser.add_argument("--before", type=Path, help="an earlier run: its killers are tried first")
    parser.add_argument("--share", default="1/1", help="for one of several: 1/2, and 2/2")
    parser.add_argument("--pytest", default="", help="options the tests were mapped with")
    parser.add_argument("--only", default="", help="ids of mutants, with commas")
    for stage, budget in trial.BUDGETS.items():
        parser.add_argument(f"--{stage}", type=float, default=budget, help="seconds of tests")
    return parser.parse_args()


def _from_here(given: argparse.Namespace) -> None:
    """Make the paths whole, before we go into the tree."""
    for name, value in vars(given).items():
        if isinstance(value, Path):
            setattr(given, name, value.absolute())
        if isinstance(value, list):
            setattr(given, name, [path.absolute() for path in value])


def _try(given: argparse.Namespace, sample: list[dict[str, Any]], results: Results) -> None:
    _must_be_clean()
    # Stopped by a signal or not, the file that was changed is put right again.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    known, out = impact.read(given.coverage, given.junit, given.tests), given.out[0]
    wanted = _wanted(given, sample)
    killers = _killers(given.before)
    with trial.warmed() as warm:
        for stage, budget in ((s, b) for s, b in trial.BUDGETS.items() if b):
            for mutant in wanted:
                before = results.get(mutant["id"], {"outcome": "new", "stage": "", "tried": []})
                if _is_due(stage, before) and trial.concerns(stage, mutant["file"]):
                    ahead = [] if before["tried"] else killers.get(mutant["id"], [])
                    result = _stage(stage, mutant, before["tried"], ahead, known, budget, warm)
                    _note(mutant, result, results, out)


def _killers(before: Path | None) -> dict[str, list[str]]:
    """What killed each mutant in an earlier run."""
    earlier: Results = {} if before is None else json.loads(before.read_text("utf-8"))
    return {key: [result["by"]] for key, result in earlier.items() if "::" in result["by"]}


def _is_due(stage: str, before: dict[str, Any]) -> bool:
    """Whether the mutant has come through all stages before this one, and not been here."""
    order = ["", *trial.BUDGETS]
    lives = before["outcome"] in ("new", "survived", "untested")
    return lives and order.index(before["stage"]) == order.index(stage) - 1


def _stage(
    stage: str,
    mutant: dict[str, Any],
    tried: list[str],
    ahead: list[str],
    known: impact.Impact,
    budget: float,
    warm: str,
) -> dict[str, Any]:
    place = sampling.find(mutant)
    if place is None:
        return trial.Result(mutant["id"], "lost", stage=stage).kept()
    first = [test for test in ahead if test in known.seconds and known.allows(test)]
    chosen = trial.choose(stage, place, known, [*tried, *first], budget)
    tests = first + chosen
    # What ran when its file was imported has left its mark in the warm processes.
    cold = stage == "heavy" or known.imported(place) or any(map(impact.is_heavy, first))
    result = trial.attempt(place, known, tests, tried, None if cold else warm)
    result.stage = stage
    return result.kept()


def _wanted(given: argparse.Namespace, sample: list[dict[str, Any]]) -> list[dict[str, Any]]:
    number, of = map(int, given.share.split("/"))
    mine = sample[number - 1 :: of]
    return [one for one in mine if not given.only or one["id"] in given.only.split(",")]


def _note(mutant: dict[str, Any], result: dict[str, Any], results: Results, out: Path) -> None:
    results[mutant["id"]] = result
    out.write_text(json.dumps(results, indent=0, ensure_ascii=False), encoding="utf-8")
    told = (
        result["stage"],
        result["outcome"],
        f"{result['seconds']} s",
        f"{result['tests']} tests",
        result["by"],
    )
    print(mutant["id"], mutant["file"], *told, flush=True)


def _must_be_clean() -> None:
    changed = subprocess.check_output(["git", "status", "--porcelain", *sampling.TREES], text=True)
    if changed:
        sys.exit(f"Mutants are written into the files: first commit or drop\n{changed}")


def _confirm(results: Results, out: Path) -> int:
    """Run every killer on the code as it is: where one fails, its mutants must be tried again."""
    killers = sorted({r["by"] for r in results.values() if "::" in r["by"]})
    ran = subprocess.run(
        shlex.split(trial.command(killers, stop=False)),
        capture_output=True,
        text=True,
        check=False,
    )
    failed = set(trial.failures(ran.stdout, killers))
    doubtful = [key for key, result in results.items() if result["by"] in failed]
    for key in doubtful:
        print("not trusted:", key, results.pop(key)["by"])
    out.write_text(json.dumps(results, indent=0, ensure_ascii=False), encoding="utf-8")
    print(f"{len(killers)} killers ran on the code as it is; {len(doubtful)} kills not trusted.")
    return 1 if doubtful else 0


if __name__ == "__main__":
    sys.exit(main())
