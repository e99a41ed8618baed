"""Setting up under trouble: a full disk, no network, killed half way, two at once."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.bare_checkout import (
    DISK_FULL,
    MAKES,
    NO_NETWORK,
    NOT_IN_CACHE,
    Checkout,
    is_one_sentence,
    is_running,
)

pytestmark = pytest.mark.faults
NOTHING = (0, "", "")
HALF = 'mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"; echo half > "$UV_PROJECT_ENVIRONMENT/bin/ofisi"; '


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_it_does_nothing_and_says_nothing_the_second_time(checkout: Checkout) -> None:
    status, told, complained = checkout.run()

    assert (status, complained) == (0, "")
    assert told.endswith(".venv is ready.\n")
    assert checkout.run() == NOTHING
    assert len(checkout.asked()) == 1


@pytest.mark.parametrize(
    ("does", "words"),
    [
        (HALF + DISK_FULL, "The disk is full"),
        (NO_NETWORK, "could not be downloaded"),
        (HALF + "kill -9 $$", "perhaps because memory ran out"),
        (HALF + "echo 'error: something new'; exit 1", "could not be installed"),
    ],
    ids=["full", "offline", "killed", "new"],
)
def test_it_says_in_one_sentence_what_went_wrong_and_mends_it(
    checkout: Checkout, does: str, words: str
) -> None:
    checkout.let_uv(do=does)
    status, _, complained = checkout.run()

    assert status == 1
    assert is_one_sentence(complained)
    assert words in complained
    assert f"({checkout.tools}/setup.log tells more)" in complained

    checkout.let_uv(do=MAKES)
    assert checkout.run()[0] == 0
    assert checkout.run() == NOTHING


def test_it_gives_a_full_disk_its_room_back(checkout: Checkout) -> None:
    checkout.let_uv(do=HALF + DISK_FULL)
    checkout.run()

    assert list(checkout.venv.iterdir()) == []


def test_it_keeps_an_environment_that_no_network_let_it_change(checkout: Checkout) -> None:
    checkout.run("--dev")
    lock = checkout.root / "uv.lock"
    was = lock.read_bytes()
    lock.write_bytes(was + b"# another library\n")
    checkout.let_uv(do=NO_NETWORK)
    assert checkout.run()[0] == 1

    lock.write_bytes(was)

    assert checkout.run("--dev") == NOTHING


def test_it_asks_the_network_only_for_what_is_not_in_the_cache(checkout: Checkout) -> None:
    checkout.let_uv(do=NOT_IN_CACHE + MAKES)
    status, told, _ = checkout.run()
    first, second = checkout.asked()

    assert status == 0
    assert "Downloading libraries" in told
    assert first == second + " --offline"


def waits(second: subprocess.Popen[str]) -> bool:
    """Whether it says that another one is at work."""
    assert second.stdout is not None
    return "waiting until it is done" in second.stdout.readline()


def test_it_makes_anew_what_was_killed_half_way(checkout: Checkout) -> None:
    """Also while the uv of the killed one still works on, and where all was well before."""
    checkout.run()
    (checkout.root / "uv.lock").write_text("another library", encoding="utf-8")
    killed, _ = checkout.start_and_wait()
    killed.kill()
    killed.communicate()
    second = checkout.start()
    assert waits(second)
    checkout.let_uv(do=MAKES)
    checkout.go()
    told, complained = second.communicate(timeout=30)

    assert (second.returncode, complained) == (0, "")
    assert "making it anew" in told
    assert checkout.run() == NOTHING


def test_it_sets_up_once_for_two_at_once(checkout: Checkout) -> None:
    first, _ = checkout.start_and_wait()
    second = checkout.start()
    assert waits(second)
    asked = checkout.asked()
    checkout.go()

    assert first.communicate(timeout=30)[1] == second.communicate(timeout=30)[1] == ""
    assert (first.returncode, second.returncode) == (0, 0)
    assert checkout.asked() == asked


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_it_ends_quietly_when_told_to_and_uv_with_it(
    checkout: Checkout, sent: signal.Signals, status: int
) -> None:
    process, uv = checkout.start_and_wait()
    process.send_signal(sent)
    _, complained = process.communicate(timeout=30)

    assert (process.returncode, complained) == (status, "")
    assert not is_running(uv)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_it_passes_over_a_shim_that_does_not_run(checkout: Checkout) -> None:
    shims = checkout.root / "shims"
    shims.mkdir()
    for name in ("python3", "python", "python3.13", "python3.12"):
        (shims / name).write_text("#!/bin/sh\necho 'pyenv: not found' >&2\nexit 127\n")
        (shims / name).chmod(0o755)
    path = f"{shims}:{checkout.environ['PATH']}"

    status, told, complained = checkout.make("setup", PATH=path)

    assert (status, complained) == (0, "")
    assert told.endswith(".venv is ready.\n")
    assert checkout.make("setup", PATH=path) == NOTHING
