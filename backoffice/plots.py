"""Plots as SVG, made here: no script draws them, and screen readers are told what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 28
NAMES = 76
"""Room for the longest name of a weekday, in the plot that has those at its left."""
COLOURS = 8
"""So many series have a colour of their own, `series-0` to `series-7` in the style sheet."""


def stacked(title: str, labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> Markup:
    """Bars, one for each label, of one part for each series."""
    totals = [sum(values[i] for values in series.values()) for i in range(len(labels))]
    top = _nice(max(totals, default=0))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    parts = [_frame(title), *_axis(top)]
    for i, label in enumerate(labels):
        height = 0.0
        for number, (name, values) in enumerate(series.items()):
            high = _scale(values[i], top)
            y = HEIGHT - BOTTOM - height - high
            parts.append(_bar(i, step, y, high, number, f"{label} · {name}: {values[i]}"))
            height += high
    parts += _labels(labels, step)
    return Markup("").join([*parts, Markup("</svg>")])


def heat(title: str, rows: Sequence[str], values: Mapping[tuple[int, int], int]) -> Markup:
    """A week of hours: the darker, the more."""
    most = max(values.values(), default=0) or 1
    wide, high = (WIDTH - NAMES - RIGHT) / 24, 24
    parts = [_frame(title, TOP + high * len(rows) + BOTTOM)]
    for row, name in enumerate(rows):
        y = TOP + row * high
        parts.append(_text(NAMES - 6, y + 16, name, "end"))
        for hour in range(24):
            count = values.get((row, hour), 0)
            shade = -(-count * 5 // most)
            parts.append(
                Markup('<rect class="heat-{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}">'
                       "<title>{} {:02}:00 · {}</title></rect>").format(
                    shade, NAMES + hour * wide, y, wide - 1, high - 2, name, hour, count
                )
            )  # fmt: skip
    foot = TOP + high * len(rows) + 16
    parts += [_text(NAMES + (h + 0.5) * wide, foot, f"{h:02}", "middle") for h in range(0, 24, 3)]
    return Markup("").join([*parts, Markup("</svg>")])


def _frame(title: str, height: int = HEIGHT) -> Markup:
    return Markup('<svg class="plot" role="img" viewBox="0 0 {} {}" aria-label="{}">').format(
        WIDTH, height, title
    )


def _axis(top: int) -> list[Markup]:
    lines = []
    for part in (0, 1, 2):
        value = top * part // 2
        y = HEIGHT - BOTTOM - _scale(value, top)
        line = Markup('<line class="grid-line" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>')
        lines.append(line.format(LEFT, WIDTH - RIGHT, y, y))
        lines.append(_text(LEFT - 6, y + 4, f"{value:,}", "end"))
    return lines


def _bar(i: int, step: float, y: float, high: float, number: int, title: str) -> Markup:
    bar = Markup(
        '<rect class="series-{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
        "<title>{}</title></rect>"
    )
    gap = min(3.0, step * 0.2)
    return bar.format(number % COLOURS, LEFT + i * step, y, max(0.5, step - gap), high, title)


def _labels(labels: Sequence[str], step: float) -> list[Markup]:
    every = max(1, -(-len(labels) // 8))
    return [
        _text(LEFT + (i + 0.5) * step, HEIGHT - 8, label, "middle")
        for i, label in enumerate(labels)
        if i % every == 0
    ]


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y, anchor, escape(words)
    )


def _scale(value: int, top: int) -> float:
    return value / top * (HEIGHT - TOP - BOTTOM)


def _nice(highest: int) -> int:
    """A round number above the highest bar."""
    size = 10 ** (len(str(max(1, highest))) - 1)
    return next(step * size for step in (1, 2, 4, 6, 8, 10, 20) if step * size >= highest) or 1
