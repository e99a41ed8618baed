"""Failure messages: one sentence that says what to do, for whatever keeps us from going on."""

from __future__ import annotations

import errno
import re
from pathlib import Path

DISK_FULL = (
    "The disk is full: free about 1.5 GB (3 GB for stock Rasa) where this folder and uv's cache "
    "in ~/.cache/uv are, then run this again."
)
OFFLINE = (
    "The libraries could not be downloaded: see that pypi.org and files.pythonhosted.org can be "
    "reached, then run this again."
)
UNWRITABLE = "{path} cannot be used: let your account read and write it, then run this again."

UNWRITABLE_TO_UV = (
    "A file may not be written here: make this folder and uv's cache in ~/.cache/uv writable for "
    "your account, then run this again."
)
DAMAGED = (
    "A library came damaged: see that nothing between here and files.pythonhosted.org changes "
    "downloads, then run this again."
)
NO_COMPILER = (
    "A library must be compiled here and that failed: install a C compiler, for example with "
    '"apt install build-essential", then run this again.'
)
KILLED = (
    "uv was ended while it worked, perhaps because memory ran out: close other programs, then run "
    "this again."
)
UNKNOWN = "The libraries could not be installed: see why, then run this again."

SAID_BY_UV = {
    r"no space left|os error 28\b|quota exceeded|os error 122\b": DISK_FULL,
    r"permission denied|os error 13\b|read-only file system|os error 30\b": UNWRITABLE_TO_UV,
    r"command '.*(cc|clang|\+\+)'|c compiler|c\+\+ compiler|python\.h\b": NO_COMPILER,
    r"failed to fetch|error sending request|network (connectivity|was disabled)": OFFLINE,
    r"dns error|connection|connect error|timed out|certificate|response body": OFFLINE,
    r"^ended by signal \d+$": KILLED,
    r"hash mismatch|failed to extract|zip file": DAMAGED,
}
"""What to do, by what uv says when it fails; the first that fits."""

NO_PYTHON = (
    "Python {versions} is needed and could not be found or downloaded: "
    'install it, for example with "apt install python{first}", "pyenv install {first}" or '
    '"uv python install {first}", then run this again.'
)

PROGRESS = ("Downloading", "Downloaded", "Building", "Built", "Prepared", "Using", "Creating")
"""How uv's lines begin that tell how it goes on: the library `networkx` is not the network."""


class Stop(Exception):
    """Setting up cannot go on. The message is one sentence that says what to do."""


def advice(said: str) -> str:
    """What to do about a failed installation, by what uv said of it."""
    lines = [line for line in said.splitlines() if not line.strip().startswith(PROGRESS)]
    for pattern, sentence in SAID_BY_UV.items():
        if re.search(pattern, "\n".join(lines), re.IGNORECASE | re.MULTILINE):
            return sentence
    return UNKNOWN


def of_this_machine(error: OSError, folder: Path) -> str:
    """What to do where a file could not be read or written."""
    path = error.filename or folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UNWRITABLE.format(path=path)
    return f"{path} cannot be used ({error.strerror or error}): see to it, then run this again."


def with_log(sentence: str, log: Path, said: str) -> str:
    """The sentence, and where all that uv said can be read, if there was room to keep it."""
    try:
        log.write_text(said, encoding="utf-8", errors="replace")
    except OSError:
        return sentence
    return f"{sentence.rstrip('.')} ({log} tells more)."
