"""Pictures of signatures and seals: PNG with a transparent ground, of a fitting size and colour."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from vanthu.ground.signing.errors import BadPicture

LARGEST = 2 * 1024 * 1024
"""Bytes of a picture."""
_SMALLEST_SIDE, _LONGEST_SIDE = 60, 4000
_SEEN = 128  # of 255: what is fainter is ground
_COLOURED = 0.6  # share of what is seen that should have the colour of the rule


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found: the size in pixels, and which share of what is seen is blue or red."""

    width: int
    height: int
    blue: float
    red: float

    @property
    def is_blue(self) -> bool:
        """Whether it looks blue, as a signature should (S-01)."""
        return self.blue >= _COLOURED

    @property
    def is_red(self) -> bool:
        """Whether it looks red, as a seal should (S-02)."""
        return self.red >= _COLOURED


def read_picture(content: bytes) -> Picture:
    """Look at an uploaded picture. Raises BadPicture with what is wrong with it."""
    if len(content) > LARGEST:
        raise BadPicture("Ảnh lớn hơn 2 MB. Hãy giảm kích thước ảnh rồi gửi lại.")
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as opened:
            _check_size(opened)
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadPicture from error
    depths = picture.getchannel("A").tobytes()
    if not min(depths) < _SEEN <= max(depths):
        raise BadPicture("Ảnh không có nền trong suốt. Hãy xóa nền ảnh, lưu dạng PNG rồi gửi lại.")
    return Picture(picture.width, picture.height, *_shares(picture))


def _check_size(picture: Image.Image) -> None:
    shorter, longer = sorted(picture.size)
    if shorter < _SMALLEST_SIDE or longer > _LONGEST_SIDE:
        raise BadPicture(
            "Ảnh phải có mỗi cạnh từ 60 đến 4000 điểm ảnh. Hãy chọn ảnh khác, hoặc quét lại."
        )


def _shares(picture: Image.Image) -> tuple[float, float]:
    """Blue and red shares of the pixels that are seen, on a small copy."""
    small = picture.copy()
    small.thumbnail((200, 200))
    data = small.tobytes()
    seen = [data[i : i + 3] for i in range(0, len(data), 4) if data[i + 3] >= _SEEN]
    blue = sum(b > r + 20 and b > g for r, g, b in seen)
    red = sum(r > b + 20 and r > g + 20 for r, g, b in seen)
    return blue / max(1, len(seen)), red / max(1, len(seen))
