"""The `ofisi` command: reads the arguments, calls `helpdesk.running`, says what went wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from helpdesk.config import Settings, SettingsError, load_settings
from helpdesk.domain.enums import Language, Role
from helpdesk.running import accounts, doctor, start, steps, training
from helpdesk.running.voice import Stop, Voice, language_of

PROBLEM = 1
UNUSABLE = 2
INTERRUPTED = 130

LANGUAGES = [language.value for language in Language]
Command = Callable[[argparse.Namespace, Voice], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code: 0 well, 1 a problem, 2 it cannot be done so."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    spoken, _ = _language_parser().parse_known_args(words)
    voice = Voice(spoken.speak or language_of(os.environ))
    given = _parser(voice).parse_args(words)
    command: Command = given.command
    try:
        return command(given, voice)
    except SettingsError as error:
        print(error, file=sys.stderr)
    except Stop as stop:
        print(voice.text(stop.key, **stop.values), file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    return UNUSABLE


def _run(_given: argparse.Namespace, voice: Voice) -> int:
    start.run(load_settings(), voice, now=_now())


def _doctor(_given: argparse.Namespace, voice: Voice) -> int:
    return doctor.examine(voice)


def _train(_given: argparse.Namespace, voice: Voice) -> int:
    training.train(voice)
    return 0


def _db_upgrade(_given: argparse.Namespace, voice: Voice) -> int:
    with steps.opened(load_settings()) as database:
        steps.migrate(database, voice)
    voice.say("database_ready")
    return 0


def _company_load(_given: argparse.Namespace, voice: Voice) -> int:
    settings = load_settings()
    with steps.opened(settings) as database:
        steps.migrate(database, voice)
        steps.load_company(database, settings, voice, now=_now())
    return 0


def _staff_add(given: argparse.Namespace, voice: Voice) -> int:
    wanted = accounts.NewStaff(
        username=given.username,
        name=given.name,
        role=given.role,
        departments=tuple(given.department or ()),
        language=given.reads,
        password_file=given.password_file,
    )
    with steps.opened(_settings_with_tables(voice)) as database:
        member = accounts.add(database, wanted, voice, now=_now())
    voice.say("staff_added", username=member.username, role=member.role)
    return 0


def _staff_password(given: argparse.Namespace, voice: Voice) -> int:
    with steps.opened(_settings_with_tables(voice)) as database:
        accounts.set_password(database, given.username, given.password_file, voice, now=_now())
    voice.say("password_set", username=given.username)
    return 0


def _settings_with_tables(voice: Voice) -> Settings:
    settings = load_settings()
    with steps.opened(settings) as database:
        steps.migrate(database, voice)
    return settings


def _language_parser() -> argparse.ArgumentParser:
    # The language is wanted before the parser that speaks it can be built.
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--language", dest="speak", choices=LANGUAGES)
    return parser


def _parser(voice: Voice) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ofisi", description=voice.text("description"))
    parser.add_argument(
        "--language", dest="speak", choices=LANGUAGES, help=voice.text("help.language")
    )
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in (("run", _run), ("doctor", _doctor), ("train", _train)):
        verb = verbs.add_parser(name, help=voice.text(f"help.{name}"))
        verb.set_defaults(command=command)
    _add_staff(_group(verbs, "staff", voice), voice)
    for noun, name, command in (
        ("db", "upgrade", _db_upgrade),
        ("company", "load", _company_load),
    ):
        verb = _group(verbs, noun, voice).add_parser(name, help=voice.text(f"help.{noun}.{name}"))
        verb.set_defaults(command=command)
    return parser


Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse gives it no public name


def _group(verbs: Verbs[argparse.ArgumentParser], noun: str, voice: Voice) -> Verbs:  # type: ignore[type-arg]
    parser = verbs.add_parser(noun, help=voice.text(f"help.{noun}"))
    return parser.add_subparsers(required=True, metavar="COMMAND")


def _add_staff(verbs: Verbs[argparse.ArgumentParser], voice: Voice) -> None:
    # No abbreviations: `--password x` must not be taken for `--password-file x`, nor ever work.
    add = verbs.add_parser("add", help=voice.text("help.staff.add"), allow_abbrev=False)
    add.add_argument("--username", help=voice.text("help.username"))
    add.add_argument("--name", help=voice.text("help.name"))
    roles = [role.value for role in Role]
    add.add_argument("--role", choices=roles, default="agent", help=voice.text("help.role"))
    add.add_argument("--department", action="append", help=voice.text("help.department"))
    add.add_argument("--reads", choices=LANGUAGES, default="sw", help=voice.text("help.reads"))
    add.set_defaults(command=_staff_add)
    password = verbs.add_parser(
        "password", help=voice.text("help.staff.password"), allow_abbrev=False
    )
    password.add_argument("username", help=voice.text("help.username"))
    password.set_defaults(command=_staff_password)
    for verb in (add, password):
        verb.add_argument("--password-file", type=Path, help=voice.text("help.password_file"))


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
