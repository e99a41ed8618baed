"""Sample: a seeded choice of mutants, spread over the trees by their lines, kept in a file."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.mutation.mutants import Place, after, mutated, places

TREES = ("helpdesk/domain", "helpdesk/services", "actions", "bot/telegram")
FROM_ONE_FILE = 3
KEPT = Path(__file__).with_name("sample.json")


def draw(seed: int, count: int) -> dict[str, Any]:
    """The sample, ready to be written down."""
    chosen = [one for tree, share in shares(count).items() for one in _of_tree(tree, share, seed)]
    return {"seed": seed, "count": len(chosen), "mutants": chosen}


def shares(count: int) -> dict[str, int]:
    """How many mutants each tree gives."""
    lines = {tree: sum(map(_lines, _files(tree))) for tree in TREES}
    return {tree: round(count * of / sum(lines.values())) for tree, of in lines.items()}


def _of_tree(tree: str, share: int, seed: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(f"{seed}:{tree}")  # noqa: S311 - to be repeated, not to be secret
    sites: dict[tuple[str, int, int, str], list[Place]] = defaultdict(list)
    for place in (place for file in _files(tree) for place in places(file)):
        sites[place.file, place.line, place.column, place.family].append(place)
    order = sorted(sites)
    chance.shuffle(order)
    taken: Counter[str] = Counter()
    for site in order:
        place = chance.choice(sites[site])
        if taken.total() == share:
            return
        if taken[place.file] < FROM_ONE_FILE and (text := mutated(place)) is not None:
            taken[place.file] += 1
            yield described(place, text)


def described(place: Place, text: str) -> dict[str, Any]:
    """What is kept of a mutant."""
    return {
        "id": place.identity,
        "file": place.file,
        "function": place.function,
        "operator": place.operator,
        "nth": place.nth,
        "line": place.line,
        "before": place.before,
        "after": after(place, text),
    }


def find(kept: dict[str, Any]) -> Place | None:
    """Where a kept mutant stands now; nothing where its code is gone.

    A function may have moved to another file of the trees, and a line within its function.
    """
    here = [kept["file"]] if Path(kept["file"]).exists() else []
    everywhere = here + [file for tree in TREES for file in _files(tree) if file not in here]
    name = kept["function"].split(".")[-1]
    for file in everywhere:
        alike = [p for p in places(file) if _alike(p, kept, name)]
        exact = [p for p in alike if p.function == kept["function"] and p.nth == kept["nth"]]
        for place in exact + alike:
            text = mutated(place)
            if text is not None and after(place, text) == kept["after"]:
                return place
    return None


def _alike(place: Place, kept: dict[str, Any], name: str) -> bool:
    same = place.operator == kept["operator"] and place.before == kept["before"]
    return same and place.function.split(".")[-1] == name


def write(sample: dict[str, Any], path: Path) -> None:
    """One mutant a line, so that a difference can be read."""
    lines = [json.dumps(one, ensure_ascii=False) for one in sample["mutants"]]
    head = f'{{"seed": {sample["seed"]}, "count": {sample["count"]}, "mutants": [\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def _files(tree: str) -> list[str]:
    return sorted(str(path) for path in Path(tree).rglob("*.py"))


def _lines(file: str) -> int:
    return len(Path(file).read_text(encoding="utf-8").splitlines())
