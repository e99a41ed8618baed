"""Telegram's HTML: text and entities out of tags, with Telegram's own complaints."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import NoReturn

from bot.playground.errors import refuse
from bot.playground.shapes import Object, utf16_length

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"""\s+([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[a-zA-Z0-9.-]+))?""")
REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#x([0-9a-fA-F]+)|#([0-9]+));?")


@dataclass(frozen=True)
class Formatted:
    """Plain text and the entities that format it, offsets in UTF-16 units."""

    text: str
    entities: list[Object]


@dataclass
class Open:
    """A tag whose end has not been seen."""

    name: str
    offset: int
    attributes: dict[str, str]


class Reader:
    """Walks through one text once."""

    def __init__(self, source: str) -> None:
        """Stand at the beginning."""
        self.source = source
        self.at = 0
        self.text = ""
        self.open: list[Open] = []
        self.entities: list[Object] = []

    def read(self) -> Formatted:
        """Return what the tags mean; raises Telegram's "can't parse entities"."""
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._plain()
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return Formatted(self.text, self.entities)

    def _plain(self) -> None:
        reference = REFERENCE.match(self.source, self.at)
        if reference is None:
            self.text += self.source[self.at]
            self.at += 1
            return
        self.text += html.unescape(reference[0].rstrip(";") + ";")
        self.at = reference.end()

    def _start_tag(self) -> None:
        begin = self.at
        name = self._name(begin + 1)
        where = f"start tag at byte offset {self._bytes(begin)}"
        if self.at == len(self.source):
            _refuse(f"Unclosed {where}")
        if name not in KINDS:
            _refuse(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        attributes: dict[str, str] = {}
        while match := ATTRIBUTE.match(self.source, self.at):
            attributes[match[1].lower()] = html.unescape((match[2] or "").strip("\"'"))
            self.at = match.end()
        self._close_bracket(where)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(Open(name, utf16_length(self.text), attributes))

    def _end_tag(self) -> None:
        where = f"end tag at byte offset {self._bytes(self.at)}"
        if not self.open:
            _refuse(f"Unexpected {where}")
        name = self._name(self.at + 2)
        self._close_bracket(where)
        tag = self.open.pop()
        if name not in {"", tag.name}:
            _refuse(f'Unmatched {where}, expected "</{tag.name}>", found "</{name}>"')
        if length := utf16_length(self.text) - tag.offset:
            self._add(tag, length)

    def _add(self, tag: Open, length: int) -> None:
        entity: Object = {"type": KINDS[tag.name], "offset": tag.offset, "length": length}
        language = tag.attributes.get("class", "").partition("language-")[2]
        if tag.name == "a":
            if not (url := tag.attributes.get("href", "")):
                return
            entity["url"] = url
        elif tag.name == "code" and self.open and self.open[-1].name == "pre":
            self.open[-1].attributes["language"] = language
            return
        elif tag.name == "pre" and tag.attributes.get("language"):
            entity["language"] = tag.attributes["language"]
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)

    def _name(self, begin: int) -> str:
        match = NAME.match(self.source, begin)
        self.at = match.end() if match else begin
        return self.source[begin : self.at].lower()

    def _close_bracket(self, where: str) -> None:
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1
        if self.source[self.at : self.at + 1] != ">":
            _refuse(f"Unclosed {where}")
        self.at += 1

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


def format_text(text: str, parse_mode: str, entities: object = None) -> Formatted:
    """Read a text as Telegram would, trimmed, with entities sorted.

    `parse_mode` is "" or "HTML"; the Markdown modes are refused rather than misread.
    """
    if parse_mode.lower() not in {"", "html"}:
        refuse("unsupported parse_mode")
    if parse_mode:
        return _trimmed(Reader(text).read())
    return _trimmed(Formatted(text, list(entities) if isinstance(entities, list) else []))


def _trimmed(formatted: Formatted) -> Formatted:
    text = formatted.text.strip()
    cut = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    most = utf16_length(text)
    kept = []
    for entity in formatted.entities:
        begin = max(int(entity["offset"]) - cut, 0)
        end = min(int(entity["offset"]) - cut + int(entity["length"]), most)
        if end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return Formatted(text, sorted(kept, key=lambda each: (each["offset"], -each["length"])))


def _refuse(complaint: str) -> NoReturn:
    refuse(f"can't parse entities: {complaint}")
