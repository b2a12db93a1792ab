"""Coloured ink on a page image: seals, stamps and signatures lie over the printed letters.

The brightest of the three channels shows red and blue ink as white and black print as black, so a
name under a seal becomes readable; the spread of the channels tells which letters are coloured.
"""

from PIL import Image, ImageChops

_PRINT = 140
_COLOURED = 60
_DARK = 170


def without_ink(image: Image.Image, limit: int = _PRINT) -> Image.Image:
    """Black print alone, as black on white; `limit` is the lightest that counts as black."""
    red, green, blue = image.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return brightest.point(lambda value: 0 if value < limit else 255)


def ink_share(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Share of coloured dots among the dark dots of a rectangle; 0.0 when nothing is dark."""
    red, green, blue = image.crop(box).split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    dark = darkest.point(lambda value: 255 if value < _DARK else 0)
    coloured = ImageChops.subtract(brightest, darkest).point(
        lambda value: 255 if value > _COLOURED else 0
    )
    total = dark.histogram()[255]
    both = ImageChops.multiply(dark, coloured).histogram()[255]
    return both / total if total else 0.0
