"""Files customers send: a photograph of flour with weevils in it, and a voice message."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 480)
WOOD, PAPER, FLOUR, BEETLE, PRINT = "#8a6a48", "#e9e2d0", "#f6f1e4", "#3a2a1c", "#b3261e"
SILENCE = b"\xff\xfb\x10\xc0" + bytes(100)
"""One frame of MPEG-1 Layer III that says nothing: 32 kbit/s, one channel, 26 ms."""

VOICE = SILENCE * 536
"""Fourteen seconds of somebody who says nothing."""


def flour() -> bytes:
    """An opened bag of flour on a table, as a telephone would have it: a JPEG."""
    chance = random.Random(7)  # noqa: S311 - the same picture every time
    picture = Image.new("RGB", SIZE, WOOD)
    draw = ImageDraw.Draw(picture)
    for line in range(0, SIZE[1], 6):
        shade = chance.randint(-10, 10)
        colour = (138 + shade, 106 + shade, 72 + shade)
        draw.line([(0, line), (SIZE[0], line + chance.randint(-4, 4))], fill=colour, width=4)
    draw.polygon([(120, 70), (470, 40), (540, 430), (90, 450)], fill=PAPER)
    draw.polygon([(150, 120), (440, 95), (500, 300), (130, 315)], fill=FLOUR)
    draw.polygon([(100, 340), (525, 325), (534, 385), (96, 402)], fill=PRINT)
    draw.text((170, 342), "UNGA WA SEMBE  2 kg", fill=PAPER, font_size=32)
    picture = picture.filter(ImageFilter.GaussianBlur(1.6))
    _beetles(ImageDraw.Draw(picture), chance)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.7)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _beetles(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for _ in range(46):
        x, y = chance.randint(165, 450), chance.randint(125, 295)
        long, high = chance.randint(4, 8), chance.randint(3, 5)
        draw.ellipse([x, y, x + long, y + high], fill=BEETLE)
