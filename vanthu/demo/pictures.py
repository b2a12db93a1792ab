"""Pictures of signatures and seals for the demo and the tests: nobody's, marked as samples."""

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from vanthu.demo.draws import Draws

_BLUE = (24, 60, 160, 255)
_RED = (214, 20, 30, 255)
_CLEAR = (0, 0, 0, 0)
_SIZE = (760, 340)
_SEAL = 900
SAMPLE = "MẪU THỬ NGHIỆM"

Point = tuple[float, float]


def signature_png(name: str, seed: int = 0) -> bytes:
    """A line like a hand's, in blue on a clear ground; the same name gives the same line."""
    draws = Draws(seed, "signature", sum(map(ord, name)))
    image = Image.new("RGBA", _SIZE, _CLEAR)
    pen = ImageDraw.Draw(image)
    points = _strokes(draws)
    for place, (start, stop) in enumerate(zip(points, points[1:], strict=False)):
        width = 5 + round(4 * abs(math.sin(place / 9)))
        pen.line([start, stop], fill=_BLUE, width=width)
        pen.ellipse(_around(stop, width / 2), fill=_BLUE)
    return _png(image)


def _strokes(draws: Draws) -> list[Point]:
    """Loops that grow smaller to the right and end in a long stroke below."""
    points: list[Point] = []
    loops = 3 + draws.below(3)
    for step in range(loops * 24):
        turn = step / 24 * 2 * math.pi
        share = step / (loops * 24)
        reach = (110 + draws.below(12)) * (1 - 0.55 * share)
        points.append(
            (90 + 470 * share + reach * 0.5 * math.sin(turn), 150 - reach * math.cos(turn))
        )
    last = points[-1]
    tail = [(last[0] + 9 * n - n * n * 0.35, last[1] + 55 * math.sin(n / 9)) for n in range(24)]
    swing = [(60 + 26 * n, 300 - 2.2 * n + 8 * math.sin(n / 4)) for n in range(26)]
    return [*points, *tail, *reversed(swing)]


def seal_png(agency: str, fonts: Path) -> bytes:
    """A round red seal with the name of the agency along its ring, a star, and the word sample."""
    image = Image.new("RGBA", (_SEAL, _SEAL), _CLEAR)
    pen = ImageDraw.Draw(image)
    middle = (_SEAL / 2, _SEAL / 2)
    for radius, width in ((445, 16), (418, 5), (270, 7)):
        pen.ellipse(_around(middle, radius), outline=_RED, width=width)
    pen.polygon(_star(middle, 120), fill=_RED)
    _along_ring(image, agency.upper(), 345, _font(fonts, 62), top=True)
    _along_ring(image, SAMPLE, 345, _font(fonts, 50), top=False)
    return _png(image)


def _font(fonts: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(next(iter(sorted(fonts.glob("*700Bold.ttf"))))), size)


def _along_ring(
    image: Image.Image, words: str, radius: float, font: ImageFont.FreeTypeFont, *, top: bool
) -> None:
    """Letter by letter around the middle: above it outwards, below it upright."""
    widths = [font.getlength(letter) + 6 for letter in words]
    scale = min(1.0, math.radians(215 if top else 120) * radius / sum(widths))
    turn = -sum(widths) * scale / radius / 2
    for letter, width in zip(words, widths, strict=True):
        turn += width * scale / radius / 2
        _letter(image, letter, radius, turn, font, top=top)
        turn += width * scale / radius / 2


def _letter(
    image: Image.Image,
    letter: str,
    radius: float,
    turn: float,
    font: ImageFont.FreeTypeFont,
    *,
    top: bool,
) -> None:
    tile = Image.new("RGBA", (140, 140), _CLEAR)
    ImageDraw.Draw(tile).text((70, 70), letter, fill=_RED, font=font, anchor="mm")
    side = -1 if top else 1
    tile = tile.rotate(side * math.degrees(turn), Image.Resampling.BICUBIC)
    x = _SEAL / 2 + radius * math.sin(turn)
    y = _SEAL / 2 + side * radius * math.cos(turn)
    image.alpha_composite(tile, (round(x - 70), round(y - 70)))


def _star(middle: Point, radius: float) -> list[Point]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi * corner / 5
        points.append((middle[0] + reach * math.sin(turn), middle[1] - reach * math.cos(turn)))
    return points


def _around(middle: Point, radius: float) -> tuple[float, float, float, float]:
    x, y = middle
    return x - radius, y - radius, x + radius, y + radius


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
