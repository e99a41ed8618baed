"""What to do, told by what uv says when it fails."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from scripts.setting_up import failures
from tests.bare_checkout import is_one_sentence

OFFLINE = """\
   Building ofisi @ file:///srv/ofisi
error: Failed to download `numpy==2.5.5`
  cause: Network connectivity is disabled, but the requested data wasn't found in the cache
"""
NO_BUILD_TOOL = """\
error: Failed to build `ofisi`
  cause: Because hatchling was not found in the cache and you require hatchling, no solution.
hint: Packages were unavailable because the network was disabled.
"""
CLOSED = """\
error: Failed to download `srsly==2.5.6`
  cause: Request failed after 3 retries in 4.2s
  cause: client error (Connect)
  cause: tcp connect error
  cause: Connection refused (os error 111)
"""
CUT = """\
error: Failed to download `spacy==3.8.18`
  cause: Failed to extract archive: spacy-3.8.18-cp313-cp313-manylinux_2_28_x86_64.whl
  cause: request or response body error
"""
FULL = """\
Downloading networkx (2.0MiB)
error: Failed to download `spacy==3.8.18`
  cause: Failed to extract archive: spacy-3.8.18-cp313-cp313-manylinux_2_28_x86_64.whl
  cause: failed to write to file `/cache/spacy/strings.so`: No space left on device (os error 28)
"""
NOT_OURS = """\
error: Failed to initialize cache at `/nonexistent/.cache/uv`
  cause: failed to create directory `/nonexistent/.cache/uv`: Permission denied (os error 13)
"""
WRONG = "error: Failed to download `x==1`\n  cause: Hash mismatch for `x==1`\n"
COMPILE = (
    "  Building x==1\nerror: command 'x86_64-linux-gnu-gcc' failed: No such file or directory\n"
)
KILLED = "Downloading networkx (2.0MiB)\nended by signal 9\n"
NETWORKX = "Downloading networkx (2.0MiB)\n Downloaded networkx\nerror: something new\n"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (OFFLINE, failures.OFFLINE),
        (NO_BUILD_TOOL, failures.OFFLINE),
        (CLOSED, failures.OFFLINE),
        (CUT, failures.OFFLINE),
        (FULL, failures.DISK_FULL),
        (NOT_OURS, failures.UNWRITABLE_TO_UV),
        (WRONG, failures.DAMAGED),
        (COMPILE, failures.NO_COMPILER),
        (KILLED, failures.KILLED),
        (NETWORKX, failures.UNKNOWN),
        ("", failures.UNKNOWN),
    ],
)
def test_it_says_what_to_do_about_it(said: str, sentence: str) -> None:
    assert failures.advice(said) == sentence


def test_it_says_everything_in_one_sentence() -> None:
    for sentence in {*failures.SAID_BY_UV.values(), failures.UNKNOWN, failures.NO_PYTHON}:
        plain = re.sub(r"1\.5 GB|\{\w+\}|pypi\.org|files\.pythonhosted\.org", "x", sentence)
        assert is_one_sentence(plain + "\n")
        assert "run this again" in sentence


def test_it_names_the_log_within_the_sentence(tmp_path: Path) -> None:
    log = tmp_path / "setup.log"

    assert failures.with_log("Do this.", log, "a page") == f"Do this ({log} tells more)."
    assert log.read_text(encoding="utf-8") == "a page"


def test_it_does_without_a_log_where_there_is_no_room(tmp_path: Path) -> None:
    assert failures.with_log("Do this.", tmp_path / "none" / "log", "a page") == "Do this."


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk is full"),
        (errno.EROFS, "/srv/x cannot be used: let your account"),
        (errno.ENOTDIR, "/srv/x cannot be used (Not a directory)"),
    ],
)
def test_it_says_what_to_do_about_a_file(number: int, words: str) -> None:
    error = OSError(number, "Not a directory", "/srv/x")

    assert words in failures.of_this_machine(error, Path("/srv"))
