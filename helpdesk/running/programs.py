"""The processes and the file by which supervisord runs them. See docs/adr/0004."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from helpdesk.config import Settings

LONGEST_SOCKET_PATH = 100
"""Linux takes 107 bytes, and supervisord binds a longer temporary name first."""

HEAD = """\
; Written by `ofisi run` at every start; a change made here is lost. It holds no secret.
[unix_http_server]
file={socket}
chmod=0600
; The file's mode is the lock. Without words here supervisord warns at every start.
username=ofisi
password=ofisi

[supervisord]
nodaemon=true
{user}logfile=/dev/null
logfile_maxbytes=0
loglevel=warn
pidfile={var}/supervisord.pid
directory={root}
childlogdir={logs}
identifier=ofisi

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix://{socket}
username=ofisi
password=ofisi
"""

PROGRAM = """
[program:{name}]
command={command}
priority={priority}
autostart=true
autorestart=true
startsecs=2
startretries=1000000
stopsignal=TERM
stopwaitsecs=10
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=3
"""


@dataclass(frozen=True)
class Program:
    """A process by name, and what it is started with."""

    name: str
    command: tuple[str, ...]


def programs(settings: Settings, model: Path) -> list[Program]:
    """What runs under these settings: started in this order, stopped in the opposite one."""
    python = sys.executable
    found = [
        Program("rasa", (python, "-m", "rasa", *_rasa(settings, model))),
        Program("actions", (python, "-m", "actions")),
        Program("console", (python, "-m", "backoffice")),
        Program("gateway", (python, "-m", "bot.telegram")),
    ]
    if settings.playground:
        found.insert(3, Program("playground", (python, "-m", "bot.playground")))
    return found


def _rasa(settings: Settings, model: Path) -> tuple[str, ...]:
    # No --enable-api: what it would open is not covered by our secret.
    address = ("-i", "127.0.0.1", "-p", str(settings.rasa_port))
    files = ("--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
    return ("run", *address, "--model", str(model), *files)


def write(settings: Settings, model: Path) -> Path:
    """Write `var/supervisord.conf`, readable by its owner alone, and return its path."""
    path = (settings.var / "supervisord.conf").absolute()
    logs(settings).mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.chmod(0o600)
    fresh.write_text(content(settings, model), encoding="utf-8")
    fresh.replace(path)
    return path


def content(settings: Settings, model: Path) -> str:
    """The whole file."""
    places = {
        "socket": _escaped(str(socket_path(settings))),
        "var": _escaped(str(settings.var.absolute())),
        "logs": _escaped(str(logs(settings))),
        "root": _escaped(str(Path.cwd())),
    }
    sections = [HEAD.format(user=_user(), **places)]
    for order, program in enumerate(programs(settings, model), start=1):
        command = " ".join(_quoted(word) for word in (*_tied(), *program.command))
        sections.append(
            PROGRAM.format(name=program.name, command=command, priority=order * 10, **places)
        )
    return "".join(sections)


def logs(settings: Settings) -> Path:
    """The folder of the processes' logs."""
    return (settings.var / "log").absolute()


def socket_path(settings: Settings) -> Path:
    """Where supervisorctl reaches supervisord; a deep folder's is kept in the temporary one."""
    path = (settings.var / "supervisor.sock").absolute()
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    name = sha256(os.fsencode(path)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"ofisi-{name}.sock"


def _tied() -> tuple[str, ...]:
    # The kernel ends the child when supervisord dies, even by SIGKILL.
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "TERM") if setpriv else ()


def _user() -> str:
    # supervisord warns a root that has not said it means to be root.
    return f"user={_escaped(pwd.getpwuid(0).pw_name)}\n" if os.geteuid() == 0 else ""


def _escaped(value: str) -> str:
    # A percent sign begins a substitution in the file, and " ;" a comment.
    return value.replace("%", "%%")


def _quoted(word: str) -> str:
    plain = word.replace("\\", "\\\\").replace('"', '\\"')
    return _escaped(f'"{plain}"' if set(plain) & set(" ;'\"\\") else plain)
