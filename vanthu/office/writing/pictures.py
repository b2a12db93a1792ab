"""Pictures of signatures and seals as people upload them: checked, cut to their ink, made small.

Decree 30/2020, Annex I, II.7.c and II.8: a PNG with a transparent ground.
"""

import io

from PIL import Image, UnidentifiedImageError

from vanthu.office.writing.errors import NotATransparentPicture

MOST_BYTES = 5_000_000
# Enough for 300 dots an inch on the largest room.
_MOST_PIXELS = 700
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def transparent_picture(png: bytes) -> Image.Image:
    """The ink of the picture, without the empty border; raises NotATransparentPicture."""
    image = _opened(png)
    box = image.getchannel("A").getbbox()
    if box is None or image.getchannel("A").getextrema()[0] == 255:
        raise NotATransparentPicture
    ink = image.crop(box)
    ink.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    return ink


def _opened(png: bytes) -> Image.Image:
    if len(png) > MOST_BYTES:
        raise NotATransparentPicture
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            return image.convert("RGBA")
    except _BROKEN as error:
        raise NotATransparentPicture from error


def as_png(image: Image.Image) -> bytes:
    """The picture without whatever else its file carried."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
