"""Fork server: pytest with all tests and the whole product loaded once, forked for each mutant.

Starting pytest here costs more than most mutants live. A fork finds the file that was changed on
disk and gives the loaded functions their new code. What is no function's body, and every test
that starts processes, is left to a pytest that starts anew: it then runs in this one's place.

    .venv/bin/python warm.py serve SOCKET [options of pytest]    from the root of the tree
    python warm.py ask SOCKET [arguments of pytest] @FILE        the tests that FILE names
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

TREES = ("helpdesk", "actions", "bot")
QUIET = ["-qq", "-p", "no:cacheprovider", "--timeout", "90"]


def main(arguments: list[str]) -> int:
    """Serve, or ask who serves."""
    doing, address, *rest = arguments
    return ask(address, rest) if doing == "ask" else serve(address, rest)


def ask(address: str, arguments: list[str]) -> int:
    """Let a fork run pytest with these arguments, writing where we write."""
    with socket.socket(socket.AF_UNIX) as there:
        there.connect(address)
        socket.send_fds(there, ["\0".join(arguments).encode()], [1])
        return int(there.recv(16) or b"70")


def serve(address: str, options: list[str]) -> int:
    """Load and collect everything, then fork for each who asks."""
    import pytest  # noqa: PLC0415 - who only asks shall not wait for it

    sys.path[0] = str(Path.cwd())  # As `-m pytest` has it; it was this file's folder.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        return int(pytest.main([*QUIET, *options, "-n", "0", "tests"], plugins=[Server(address)]))


class Server:
    """The plugin that runs forks where pytest would run the tests it collected."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.failed: list[str] = []

    def pytest_runtestloop(self, session: Any) -> bool:
        """Serve for ever."""
        sources = {path: path.read_bytes() for tree in TREES for path in Path(tree).rglob("*.py")}
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(self.address)
            door.listen()
            while True:
                here, _ = door.accept()
                with here:
                    message, files, _, _ = socket.recv_fds(here, 65536, 1)
                    child = os.fork()
                    if not child:
                        os._exit(
                            self.run(session, message.decode().split("\0"), files[0], sources)
                        )
                    os.close(files[0])
                    _wait(child, here)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep what failed."""
        if report.failed:
            self.failed.append(report.nodeid)

    def run(
        self, session: Any, arguments: list[str], output: int, sources: dict[Path, bytes]
    ) -> int:
        """In a fork: the tests in the file that the last argument names, until one fails."""
        os.setsid()
        names = Path(arguments[-1].removeprefix("@")).read_text(encoding="utf-8").splitlines()
        known = {item.nodeid: item for item in session.items}
        items = [known[name] for name in names if name in known]
        changed = [path for path, source in sources.items() if path.read_bytes() != source]
        patched = [patch(path, sources[path], path.read_bytes()) for path in changed]
        if len(items) < len(names) or not all(patched):
            os.dup2(output, 1)
            os.dup2(output, 2)
            os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                session._setupstate.teardown_exact(None)  # noqa: SLF001 - databases made are dropped
                break
        os.write(output, "".join(f"FAILED {name}\n" for name in self.failed).encode())
        return int(bool(self.failed))


def _wait(child: int, here: socket.socket) -> None:
    """Tell how the child ended; end it when nobody waits for it any more."""
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            here.sendall(str(os.waitstatus_to_exitcode(status)).encode())
            return
        if select.select([here], [], [], 0.05)[0]:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return


def patch(path: Path, old: bytes, new: bytes) -> bool:
    """Give the loaded functions of the file their new code; False where that is not enough."""
    file = str(path.absolute())
    pairs = list(_pairs(compile(old, file, "exec"), compile(new, file, "exec")))
    changed = [(a, b) for a, b in pairs if _bare(a) != _bare(b)]
    loaded = [f for f in gc.get_objects() if isinstance(f, FunctionType)]
    mine = [f for f in loaded if f.__code__.co_filename == file]
    if not changed or not all(a.co_flags & 2 for a, _ in changed):  # 2: a function's own names
        return False
    given = 0
    for a, b in pairs:
        for function in (f for f in mine if _same(f.__code__, a)):
            function.__code__ = b
            given += a != b
    return given > 0


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    yield old, new
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (old, new)]
    for a, b in zip(*inner, strict=False):
        yield from _pairs(a, b)


def _bare(code: CodeType) -> CodeType:
    """The code without that of functions inside, and without its places in the file."""
    own = tuple(const for const in code.co_consts if not isinstance(const, CodeType))
    return code.replace(co_consts=own, co_linetable=b"")


def _same(one: CodeType, other: CodeType) -> bool:
    names = (one.co_qualname, one.co_firstlineno), (other.co_qualname, other.co_firstlineno)
    return names[0] == names[1] and one.co_freevars == other.co_freevars


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
