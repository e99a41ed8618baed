"""The kinds of columns our tables are made of."""

from __future__ import annotations

from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Text

from helpdesk.db.types import UtcDateTime, WordType


def key() -> Column[Any]:
    """The row's own number."""
    # SQLite numbers rows by itself only where the type is exactly INTEGER.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def to(table: str, *, name: str | None = None, nullable: bool = False) -> Column[Any]:
    """The number of a row of another table."""
    return Column(name or f"{table}_id", ForeignKey(f"{table}.id"), nullable=nullable)


def word(name: str, words: type[Enum], *, nullable: bool = False) -> Column[Any]:
    """A member of a closed list."""
    return Column(name, WordType(words), nullable=nullable)


def long_text(name: str, *, nullable: bool = False) -> Column[Any]:
    """A text of any length."""
    return Column(name, Text, nullable=nullable)


def short_text(name: str, length: int = 64, *, nullable: bool = False) -> Column[Any]:
    """A text of a known length."""
    return Column(name, String(length), nullable=nullable)


def time(name: str, *, nullable: bool = False) -> Column[Any]:
    """A time, kept in UTC."""
    return Column(name, UtcDateTime, nullable=nullable)


def number(name: str, *, nullable: bool = False) -> Column[Any]:
    """A whole number, also a large one: money, ids of Telegram's."""
    return Column(name, BigInteger, nullable=nullable)


def flag(name: str) -> Column[Any]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def index(*columns: str) -> Index:
    """An index, named by the convention."""
    return Index(None, *columns)
