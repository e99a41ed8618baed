"""Named places where a test may make the process fail: `FAULT=name:action:nth`. Off otherwise."""

from __future__ import annotations

import os
from dataclasses import dataclass

KILLED = 137
"""The exit status of a process that was killed with signal 9."""


class InjectedError(Exception):
    """What the action `raise` raises."""


@dataclass
class _Fault:
    name: str
    action: str
    remaining: int


_armed: list[_Fault] = []


def arm(specification: str) -> None:
    """Arm `name:kill:nth` or `name:raise:nth`; an empty specification disarms."""
    _armed.clear()
    if specification:
        name, action, nth = specification.split(":")
        _armed.append(_Fault(name, action, int(nth)))


def point(name: str) -> None:
    """Pass by; the nth passing of an armed name fails."""
    for fault in _armed:
        if fault.name != name:
            continue
        fault.remaining -= 1
        if fault.remaining == 0:
            _fail(fault.action)


def _fail(action: str) -> None:
    if action == "kill":
        os._exit(KILLED)
    raise InjectedError(action)
