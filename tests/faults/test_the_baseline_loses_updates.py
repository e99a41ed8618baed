from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.rig import Rig, until

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.matrix]

WRITTEN = 50
BASELINE = "tests.faults.baseline_ptb"


def handled(rig: Rig) -> list[int]:
    path = Path(rig.environment()["OFISI_VAR"]) / "handled"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


@pytest.mark.parametrize("shop_url", ["sqlite"], indirect=True)
def test_the_librarys_own_updater_loses_what_it_held_when_killed(rig: Rig) -> None:
    for number in range(WRITTEN):
        rig.telegram.write(601 + number % 10, f"habari {number}")
    rig.start(BASELINE)
    until(lambda: len(handled(rig)) >= 5)
    rig.kill()

    rig.start(BASELINE)
    last = rig.telegram.write(601, "mwisho")
    until(lambda: last in handled(rig))

    lost = set(range(1, WRITTEN + 1)) - set(handled(rig))
    assert len(lost) > 0
