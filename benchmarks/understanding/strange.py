"""Messages nobody understands: how long the assistant takes over them, and whether it says so."""

from __future__ import annotations

from benchmarks.understanding.goals import Line
from benchmarks.understanding.roads import Said

SLOWEST = 50.0
TEXTS = {
    "10,000 letters": "x" * 10_000,
    "10,000 letters of words": "unga wa ngano " * 715,
    "10,000 brackets": "(" * 10_000,
    "pictures": "😀🎉🍞🥚" * 500,
    "one picture": "👍🏾",
    "no width": "\u200b\u200d\ufeff" * 300,
    "right to left": "\u202e\u202b\u200f" * 300,
    "marks on a letter": "a" + "\u0301" * 10_000,
    "scripts": "Ж漢字مرحبا हिन्दी " * 100,
    "400 digits": "9" * 400,
    "Kikuyu": "wĩ mwega, nĩngwenda kũmenya ũhoro wa mũgũnda waku",
    "Luo": "amosi ahinya, ere kaka idhi e dala kawuono",
    "French": "bonjour, je voudrais savoir comment vous allez aujourd'hui",
    "Arabic": "مرحبا كيف حالك اليوم",
    "Chinese": "你好,今天天气怎么样",
    "Somali": "subax wanaagsan, sidee tahay walaal",
}


def lines(said: list[Said]) -> list[Line]:
    """The slowest of them, and how many are answered with "I did not understand"."""
    times = dict(zip(TEXTS, (one.milliseconds for one in said), strict=True))
    slowest = max(times, key=lambda name: times[name])
    refused = [name for name, one in zip(TEXTS, said, strict=True) if _refused(one)]
    taken = ", ".join(name for name in TEXTS if name not in refused)
    return [
        Line(
            "strange messages, slowest",
            "ms",
            times[slowest],
            SLOWEST,
            more_is_better=False,
            beside=f"{len(TEXTS)} messages; {slowest}",
        ),
        Line(
            "strange messages, refused",
            "%",
            100 * len(refused) / len(TEXTS),
            beside=f"taken for something: {taken}" if taken else "",
        ),
    ]


def _refused(one: Said) -> bool:
    return one.refused or one.said["intent"]["name"] in (None, "out_of_scope")
