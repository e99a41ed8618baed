"""How Telegram's HTML is read, and what it complains of."""

from __future__ import annotations

import pytest

from bot.playground.errors import ApiError
from bot.playground.markup import format_text


def test_it_gives_text_and_entities_in_utf16_units() -> None:
    formatted = format_text("😀 <b>Karibu <i>sana</i></b> &lt;3", "HTML")
    assert formatted.text == "😀 Karibu sana <3"
    assert formatted.entities == [
        {"type": "bold", "offset": 3, "length": 11},
        {"type": "italic", "offset": 10, "length": 4},
    ]


def test_it_reads_links_and_code_with_a_language() -> None:
    source = (
        '<a href="https://a.example/?b&amp;c">x</a><pre><code class="language-py">y</code></pre>'
    )
    assert format_text(source, "html").entities == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://a.example/?b&c"},
        {"type": "pre", "offset": 1, "length": 1, "language": "py"},
    ]


def test_it_trims_the_text_and_moves_the_entities() -> None:
    formatted = format_text("\n <b>ndiyo </b>\n", "HTML")
    assert formatted.text == "ndiyo"
    assert formatted.entities == [{"type": "bold", "offset": 0, "length": 5}]


def test_without_a_parse_mode_tags_are_text() -> None:
    assert format_text("a <b> & c", "").text == "a <b> & c"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("é <x>y</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b>habari", 'Can\'t find end tag corresponding to start tag "b"'),
        ("habari</b>", "Unexpected end tag at byte offset 6"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
    ],
)
def test_it_complains_as_telegram_does(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        format_text(source, "HTML")
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_it_refuses_a_parse_mode_it_cannot_read() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        format_text("*x*", "MarkdownV2")
