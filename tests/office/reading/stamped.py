"""Scans with a secrecy stamp and innocent ones, drawn for measuring how well stamps are found.

Sixty pages that always come out alike: thirty bear MẬT, TỐI MẬT or TUYỆT MẬT as offices stamp it
(red, worn or photocopied, framed or not, straight or at an angle, in the places where clerks put
it); thirty have the same words in their text, in titles and names, or bear other red stamps.
"""

import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import typst
from PIL import Image, ImageDraw, ImageFont

from tests.office.reading.papers import DECISION, DEFAULTS, LETTER
from vanthu.office.reading.queries import SECRECY_HAZARD, default_ocr, read_file

DPI = 200
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_FACES = ("DejaVuSans-Bold.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSansCondensed-Bold.ttf")
_RED, _WORN, _PURPLE, _BLACK = (200, 25, 35), (226, 120, 120), (170, 30, 90), (40, 40, 40)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as it lies on the page: `at` in millimetres from the top left corner."""

    text: str
    at: tuple[float, float]
    colour: tuple[int, int, int] = _RED
    angle: float = 0.0
    frame: int = 1
    face: int = 0
    height: float = 7.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be drawn: its words, its stamps, how the scanner left it."""

    name: str
    values: dict[str, str]
    stamps: tuple[Stamp, ...] = ()
    decision: bool = False
    quality: int = 80
    grey: bool = False


_UNDER_NUMBER, _TOP_LEFT, _MIDDLE, _MARGIN = (45.0, 62.0), (32.0, 8.0), (92.0, 6.0), (8.0, 40.0)
_PLACES = (_UNDER_NUMBER, _TOP_LEFT, _MIDDLE, _UNDER_NUMBER, _MARGIN)
_ANGLES = (0, 0, 2, -3, 5, -7, 10, -12, 15, -20)
_COLOURS = (_RED, _RED, _WORN, _PURPLE, _RED, _RED)


def marked() -> list[Page]:
    """Thirty pages with a mark; three of them copied in black and white."""
    pages = []
    for number in range(30):
        text = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")[number % 3]
        black = number in (7, 16, 25)
        stamp = Stamp(
            text,
            _PLACES[number % 5],
            colour=_BLACK if black else _COLOURS[number % 6],
            angle=0 if black else _ANGLES[(number * 7) % 10],
            frame=(1, 2, 1, 0)[number % 4],
            face=number % 3,
            height=(6.0, 8.0, 10.0)[number % 3],
        )
        quality = (60, 75, 90)[number % 3]
        decision = number % 2 == 1
        pages.append(Page(f"mark-{number:02}", {}, (stamp,), decision, quality, grey=black))
    return pages


_SUBJECTS = (
    "V/v tăng cường bảo vệ bí mật nhà nước trên không gian mạng",
    "V/v hỗ trợ hợp tác xã nuôi ong lấy mật ở rừng tràm",
    "V/v kiểm tra bảo mật hệ thống thông tin",
    "V/v công bố mật độ dân số các xã",
    "V/v cấp chứng thư số, thiết bị lưu khóa bí mật",
)
_ABSTRACTS = (
    "BAN HÀNH QUY CHẾ BẢO VỆ BÍ \\ MẬT NHÀ NƯỚC",
    "VỀ CHẤT LƯỢNG SẢN PHẨM \\ MẬT ONG RỪNG U MINH",
    "Về việc thành lập Tổ bảo mật thông tin",
    "QUY ĐỊNH VỀ MẬT ĐỘ XÂY DỰNG \\ MẬT ĐỘ DÂN CƯ",
    "Về giải mật, công bố tài liệu lưu trữ",
)
_ISSUERS = ("PHÒNG CƠ YẾU VÀ BẢO MẬT", "ỦY BAN NHÂN DÂN XÃ MẬT SƠN", "TRUNG TÂM MẬT MÃ")
_OTHERS = ("KHẨN", "HỎA TỐC", "ĐẾN", "SAO Y", "BẢN GỐC", "MẶT TRẬN")


def innocent() -> list[Page]:
    """Thirty pages without a mark: the words in running text, titles and names, other stamps."""
    pages = []
    for number in range(30):
        values = {
            "subject": _SUBJECTS[number % 5],
            "abstract": _ABSTRACTS[number % 5],
            "issuer": _ISSUERS[number % 3] if number % 4 == 0 else DEFAULTS["issuer"],
        }
        other = Stamp(_OTHERS[number % 6], _PLACES[number % 5], angle=_ANGLES[number % 10])
        stamps = (other,) if number % 2 else ()
        pages.append(Page(f"innocent-{number:02}", values, stamps, number % 3 == 1))
    return pages


def draw(page: Page, folder: Path) -> Path:
    """The page as a JPEG of 200 dots an inch, the same at every run."""
    source = DECISION if page.decision else LETTER
    for name, value in {**DEFAULTS, **page.values}.items():
        source = source.replace("{" + name + "}", value)
    sheet = Image.open(io.BytesIO(typst.compile(source.encode(), format="png", ppi=DPI)))
    image = sheet.convert("RGB")
    for stamp in page.stamps:
        _press(image, stamp)
    image = _scanned(image, random.Random(page.name))
    if page.grey:
        image = image.convert("L").convert("RGB")
    path = folder / f"{page.name}.jpg"
    image.save(path, quality=page.quality, dpi=(DPI, DPI))
    return path


def _dots(millimetres: float) -> int:
    return round(millimetres / 25.4 * DPI)


def _press(image: Image.Image, stamp: Stamp) -> None:
    """Lay the stamp over the print, as ink that multiplies with what is below."""
    font = ImageFont.truetype(str(_FONTS / _FACES[stamp.face]), _dots(stamp.height * 0.75))
    left, top, right, bottom = (round(side) for side in font.getbbox(stamp.text))
    width, height = right - left + _dots(6), bottom - top + _dots(4)
    ink = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(ink)
    pen.text((_dots(3) - left, _dots(2) - top), stamp.text, fill=255, font=font)
    for line in range(stamp.frame):
        inset = line * _dots(1)
        box = (inset, inset, width - 1 - inset, height - 1 - inset)
        pen.rectangle(box, outline=255, width=_dots(0.6))
    ink = ink.rotate(stamp.angle, expand=True, resample=Image.Resampling.BICUBIC)
    colour = Image.new("RGB", ink.size, stamp.colour)
    image.paste(colour, (_dots(stamp.at[0]), _dots(stamp.at[1])), ink)


def _scanned(image: Image.Image, chance: random.Random) -> Image.Image:
    """Slightly skewed, on paper that is not white."""
    turned = image.rotate(chance.uniform(-0.6, 0.6), fillcolor=(255, 255, 255))
    shade = chance.randint(236, 250)
    return Image.blend(turned, Image.new("RGB", turned.size, (shade, shade, shade - 6)), 0.06)


def measure(folder: Path) -> Iterator[str]:
    """Read all sixty pages: what was missed, what was wrongly held, and the shares."""
    tally: Counter[tuple[bool, bool]] = Counter()
    times: list[float] = []
    for bears, pages in ((True, marked()), (False, innocent())):
        for page in pages:
            path, before = draw(page, folder), time.perf_counter()
            found = SECRECY_HAZARD in read_file(path, ocr=default_ocr()).hazards
            times.append(time.perf_counter() - before)
            tally[bears, found] += 1
            if bears is not found:
                yield f"{'missed' if bears else 'held for nothing'}: {page.name} {page.stamps}"
    right, missed, wrong = tally[True, True], tally[True, False], tally[False, True]
    yield f"precision {right}/{right + wrong}, recall {right}/{right + missed}"
    yield f"median {median(times):.2f} s a page"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        for told in measure(Path(where)):
            sys.stdout.write(told + "\n")
