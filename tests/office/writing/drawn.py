"""A finished letter beside the rule's measures, as docs/images/paper.png shows it.

`.venv/bin/python -m tests.office.writing.drawn` draws it anew after a change of the template.
"""

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter, Transformation

from tests.office.writing.measured import MM, Measured, Row, Shape, measure
from tests.office.writing.papers import FONTS, LETTER
from tests.support.environment import ROOT
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.office.writing import looks
from vanthu.office.writing.queries import Place, typeset

PICTURE = ROOT / "docs" / "images" / "paper.png"
_SCALE = 2.0
_SIDE = 330
_HEIGHT = 841.89
_BLUE = (20, 80, 190)
_ROWS = (
    ("1", "CỘNG HÒA", "Quốc hiệu: hoa, đậm"),
    ("1", "Độc lập", "Tiêu ngữ: đậm, kẻ hết dòng chữ"),
    ("2", "SỞ NỘI VỤ", "Cơ quan ban hành: hoa, đậm"),
    ("3", "Số: 15", "Số, ký hiệu"),
    ("4", "Vĩnh Long, ngày", "Địa danh, thời gian: nghiêng"),
    ("5b", "V/v", "Trích yếu: cách số 6 pt"),
    ("10b", "HỎA TỐC", "Độ khẩn: khung 30 × 8 mm"),
    ("9a", "Kính gửi:", "Kính gửi"),
    ("6", "Thực hiện", "Nội dung: lùi 1,27 cm"),
    ("9b", "Nơi nhận:", "Nơi nhận: nghiêng, đậm"),
    ("9b", "- Như trên", "Danh sách nơi nhận"),
    ("7a", "KT. GIÁM ĐỐC", "Quyền hạn, chức vụ: hoa, đậm"),
    ("7b", "Trần Thị Hồng Thắm", "Họ và tên: đậm"),
    ("13", "Địa chỉ:", "Địa chỉ, liên hệ"),
)


def laid(pdf: bytes, look: bytes, place: Place) -> bytes:
    """The sheet with the look where the place says."""
    writer = PdfWriter(io.BytesIO(pdf))
    drawn = PdfReader(io.BytesIO(look)).pages[0]
    moved = Transformation().translate(place.x0, place.y0)
    writer.pages[place.page - 1].merge_transformed_page(drawn, moved)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def finished() -> tuple[bytes, Place, Place]:
    """A letter with signature and seal, the ink of the signature and the place of the seal."""
    paper = replace(LETTER, urgency="HỎA TỐC", contact=("Địa chỉ: Số 12 Hoàng Thái Hiếu",))
    sheet = typeset(paper, FONTS)
    room, hand = sheet.signature, signature_png(paper.signing.name)
    ink = looks.ink_place(room, hand)
    seal = looks.seal_place(ink, 36)
    signature = looks.signature_look(hand, room.x1 - room.x0, room.y1 - room.y0, FONTS)
    stamp = looks.seal_look(seal_png("Sở Nội vụ tỉnh Vĩnh Long", FONTS), 36, FONTS)
    return laid(laid(sheet.pdf, signature, room), stamp, seal), ink, seal


def picture() -> Image.Image:
    """The letter with a frame and a note for each cell, margins drawn as lines."""
    pdf, ink, seal = finished()
    page = pdfium.PdfDocument(pdf)[0].render(scale=_SCALE).to_pil().convert("RGB")
    image = Image.new("RGB", (page.width + 2 * _SIDE, page.height), "white")
    image.paste(page, (_SIDE, 0))
    notes = _Notes(image)
    notes.margins(page.width)
    found = measure(pdf)
    for cell, words, told in _ROWS:
        row = found.row(words)
        notes.row(row, f"{cell}  {told}", f"{row.size:.0f} pt")
    notes.overlap(ink, seal)
    notes.rule(found, "SỞ NỘI VỤ")
    notes.draw()
    return image


class _Notes:
    """Notes beside the page: on the side where the cell stands, never over each other."""

    def __init__(self, image: Image.Image) -> None:
        self.pen = ImageDraw.Draw(image)
        self.width = image.width
        self.font = ImageFont.truetype(str(FONTS / "Tinos_400Regular.ttf"), 20)
        self.notes: list[tuple[Row | Shape | Place, str, str]] = []

    def box(self, place: Row | Shape | Place) -> tuple[float, float, float, float]:
        left, right = (_SIDE + x * _SCALE for x in (place.x0, place.x1))
        return left - 3, (_HEIGHT - place.y1) * _SCALE - 2, right + 3, (_HEIGHT - place.y0) * _SCALE

    def margins(self, width: int) -> None:
        left, right = _SIDE + 30 * MM * _SCALE, _SIDE + width - 15 * MM * _SCALE
        top, bottom = 20 * MM * _SCALE, (_HEIGHT - 20 * MM) * _SCALE
        self.pen.rectangle((_SIDE, 0, _SIDE + width - 1, _HEIGHT * _SCALE - 1), outline="grey")
        self.pen.rectangle((left, top, right, bottom), outline=(230, 150, 60))
        for spot, told in (
            ((left + 6, 20), "lề trên 20 mm"),
            ((_SIDE + 6, bottom + 20), "lề trái 30 mm, dưới 20 mm"),
            ((right - 120, bottom + 20), "lề phải 15 mm"),
        ):
            self.pen.text(spot, told, fill=(200, 110, 20), font=self.font)

    def row(self, place: Row | Shape | Place, told: str, size: str) -> None:
        self.notes.append((place, told, size))

    def draw(self) -> None:
        """From the top down, so that no two lines cross."""
        last = {True: -99.0, False: -99.0}
        for place, told, size in sorted(self.notes, key=lambda note: -note[0].y1 - note[0].y0):
            left, top, right, bottom = self.box(place)
            self.pen.rectangle((left, top, right, bottom), outline=_BLUE)
            west = (place.x0 + place.x1) / 2 < 270
            level = last[west] = max((top + bottom) / 2, last[west] + 46)
            start = 8 if west else self.width - _SIDE + 12
            self.pen.text((start, level - 22), told, fill=_BLUE, font=self.font)
            self.pen.text((start, level), size, fill=(90, 90, 90), font=self.font)
            edge = (left, _SIDE - 8) if west else (right, self.width - _SIDE + 8)
            self.pen.line((edge[0], (top + bottom) / 2, edge[1], level), fill=_BLUE)

    def overlap(self, ink: Place, seal: Place) -> None:
        share = (seal.x1 - ink.x0) / (ink.x1 - ink.x0)
        self.row(ink, "7c  Chữ ký: giữa chức vụ và họ tên", f"{(ink.x1 - ink.x0) / MM:.0f} mm")
        told = f"đường kính {(seal.x1 - seal.x0) / MM:.0f} mm, trùm {share:.0%} chữ ký"
        self.row(seal, "8  Dấu: bên trái chữ ký", told)

    def rule(self, found: Measured, words: str) -> None:
        row = found.row(words)
        rule = found.rule_below(row)
        share = rule.width / (row.x1 - row.x0)
        self.row(
            replace(rule, y0=rule.y0 - 2), "2  Kẻ dưới cơ quan ban hành", f"{share:.0%} dòng chữ"
        )


def main(path: Path = PICTURE) -> None:
    """Draw the picture of the documentation."""
    picture().quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    main()
