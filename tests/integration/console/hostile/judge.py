"""What a page is made of, and what on it could ever run: read strictly, by allowing little."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

URLS = frozenset(
    {"href", "src", "action", "formaction", "hx-get", "hx-post", "data", "xlink:href"}
)
OUR_SCRIPTS = "/static/"
FOREIGN = frozenset("iframe object embed applet base style math portal marquee frame".split())
LINE = "\x1f"
"""Stands between two pieces of text, so that they are not read as one."""


@dataclass
class Shape(HTMLParser):
    """A page's elements in order with the names of their attributes, its words, and its sins."""

    frame: list[tuple[str, ...]] = field(default_factory=list)
    sins: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element; its attributes' values are words too."""
        self.frame.append((tag, *sorted(name for name, _ in attrs)))
        self.pieces += [value for _, value in attrs if value]
        if tag in FOREIGN or (tag == "script" and not _ours(attrs)):
            self.sins.append(f"<{tag}> {attrs}")
        self.sins += [f"{name} of <{tag}>: {value}" for name, value in attrs if _bad(name, value)]
        if tag == "meta" and "http-equiv" in dict(attrs):
            self.sins.append(f"<meta> {attrs}")

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        self.frame.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        """What is read."""
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        """No page of ours has one."""
        self.sins.append(f"<!-- {data}")

    def unknown_decl(self, data: str) -> None:
        """Nor one of these."""
        self.sins.append(f"<![{data}")

    def handle_pi(self, data: str) -> None:
        """Nor of these."""
        self.sins.append(f"<?{data}")

    @property
    def words(self) -> str:
        """All there is to read, attributes included."""
        return LINE.join(self.pieces)


def shape(html: str) -> Shape:
    """The shape of a page."""
    made = Shape()
    made.feed(html)
    made.close()
    return made


def _ours(attrs: list[tuple[str, str | None]]) -> bool:
    return (dict(attrs).get("src") or "").startswith(OUR_SCRIPTS)


def _bad(name: str, value: str | None) -> bool:
    if name.startswith(("on", "hx-on", "data-hx-", "hx-vals", "hx-vars")):
        return True
    if name in ("style", "srcdoc", "http-equiv"):
        return name != "http-equiv"
    local = (value or "/").startswith(("/", "#", "?")) and not (value or "").startswith("//")
    return name in URLS and not local
