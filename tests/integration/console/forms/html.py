"""A page as a browser understands it: its forms, what stands in their fields, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
Posted = dict[str, list[str]]


@dataclass
class Node:
    """An element, with the text and the elements in it."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """The elements below with one of these tags; all of them for none."""
        for each in self.inside:
            if isinstance(each, Node):
                if not tags or each.tag in tags:
                    yield each
                yield from each.all(*tags)

    @property
    def text(self) -> str:
        """All that is read in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in [each.tag for each in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(text: str) -> Node:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(text)
    return reader.open[0]


def form_of(page: Node, action: str, field_name: str = "") -> Node | None:
    """The form that posts there and, of several, has a field of that name."""
    forms = [each for each in page.all("form") if each.attrs.get("action") == action]
    fitting = [each for each in forms if not field_name or fields(each, field_name)]
    return next(iter(fitting), None)


def fields(form: Node, name: str) -> list[Node]:
    """The fields of that name one sees."""
    named = [n for n in form.all("input", "textarea", "select") if n.attrs.get("name") == name]
    return [each for each in named if each.attrs.get("type") != "hidden"]


def hidden(form: Node) -> Posted:
    """What the form posts without anybody seeing it."""
    found = (n for n in form.all("input") if n.attrs.get("type") == "hidden")
    return {each.attrs["name"]: [each.attrs.get("value", "")] for each in found}


def stands(form: Node, name: str) -> list[str]:
    """What stands in the fields of that name, or is chosen or ticked."""
    return [value for each in fields(form, name) for value in _value(each)]


def is_secret(form: Node, name: str) -> bool:
    """Whether the field is for a password, or a code that is used once."""
    kinds = [each.attrs for each in fields(form, name)]
    return any(
        each.get("type") == "password" or each.get("autocomplete") == "one-time-code"
        for each in kinds
    )


def said_at(page: Node, node: Node) -> str:
    """The text by which the element is described."""
    ids = node.attrs.get("aria-describedby", "").split()
    return " ".join(each.text for each in page.all() if each.attrs.get("id") in ids)


def alerts(page: Node) -> str:
    """What is told above the forms."""
    return " ".join(each.text for each in page.all() if each.attrs.get("role") == "alert")


def _value(node: Node) -> list[str]:
    if node.tag == "textarea":
        return [node.text]
    if node.tag == "select":
        chosen = [each for each in node.all("option") if "selected" in each.attrs]
        return [each.attrs["value"] for each in (chosen or [*node.all("option")])[:1]]
    if node.attrs.get("type") == "checkbox":
        return [node.attrs["value"]] if "checked" in node.attrs else []
    return [node.attrs.get("value", "")]
