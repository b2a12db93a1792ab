"""Every type of paper is set and read again: each cell comes back as it went in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office.writing.papers import FONTS
from vanthu.ground.signing.choices import SlotKind
from vanthu.ground.signing.pdf.filling import fill
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.slots import Filling, Slot
from vanthu.office.reading.queries import Reading, read_file
from vanthu.office.writing import looks
from vanthu.office.writing.queries import (
    Content,
    Family,
    Form,
    Paper,
    Place,
    Sheet,
    Signing,
    day_line,
    form_of,
    forms,
    letter_subject,
    number_line,
    parse_text,
    print_text,
    typeset,
)

ABBREVIATIONS = {
    "nghi-quyet": "NQ",
    "quyet-dinh": "QĐ",
    "chi-thi": "CT",
    "quy-che": "QC",
    "quy-dinh": "QyĐ",
    "thong-cao": "TC",
    "thong-bao": "TB",
    "huong-dan": "HD",
    "chuong-trinh": "CTr",
    "ke-hoach": "KH",
    "phuong-an": "PA",
    "de-an": "ĐA",
    "du-an": "DA",
    "bao-cao": "BC",
    "bien-ban": "BB",
    "to-trinh": "TTr",
    "hop-dong": "HĐ",
    "cong-dien": "CĐ",
    "ban-ghi-nho": "BGN",
    "ban-thoa-thuan": "BTT",
    "giay-uy-quyen": "GUQ",
    "giay-moi": "GM",
    "giay-gioi-thieu": "GGT",
    "giay-nghi-phep": "GNP",
    "phieu-gui": "PG",
    "phieu-chuyen": "PC",
    "phieu-bao": "PB",
    "qppl-nghi-quyet": "NQ",
    "qppl-quyet-dinh": "QĐ",
    "dang-nghi-quyet": "NQ",
    "dang-quyet-dinh": "QĐ",
    "dang-quy-dinh": "QĐ",
    "dang-chi-thi": "CT",
    "dang-ket-luan": "KL",
    "dang-quy-che": "QC",
    "dang-thong-tri": "TT",
    "dang-thong-bao": "TB",
    "dang-huong-dan": "HD",
    "dang-bao-cao": "BC",
    "dang-ke-hoach": "KH",
    "dang-chuong-trinh": "CTr",
    "dang-to-trinh": "TTr",
    "dang-cong-van": "CV",
    "dang-bien-ban": "BB",
    "dang-de-an": "ĐA",
    "dang-phuong-an": "PA",
}
SUBJECT = "Về việc tổ chức hội nghị tổng kết công tác năm 2026"
ONE = ("Ủy ban nhân dân tỉnh Vĩnh Long",)
MANY = ("Văn phòng Ủy ban nhân dân tỉnh", "Sở Tài chính", "Ủy ban nhân dân các xã, phường")


def symbol_of(form: Form) -> str:
    short = ABBREVIATIONS.get(form.code, "")
    if form.family is Family.PARTY:
        return f"{short}/ĐU"
    if form.code.startswith("qppl-"):
        return f"2026/{short}-UBND"
    return f"{short}-SNV" if short else "SNV-VP"


def written(form: Form) -> Content:
    """The skeleton with words where it has dots, as somebody would fill it in."""
    text = print_text(form.skeleton).replace("……", "nội dung công việc được giao")
    return parse_text(text)


def paper_of(form: Form, to: tuple[str, ...] = ONE, **values: object) -> Paper:
    """A paper of the form with every cell that the form has."""
    party = form.family is Family.PARTY
    content = written(form)
    found = Paper(
        type_code=form.code,
        type_name=form.name,
        family=form.family,
        issuer="Đảng ủy Sở Nội vụ" if party else "Sở Nội vụ",
        parent="Đảng bộ tỉnh Vĩnh Long" if party else "Ủy ban nhân dân tỉnh Vĩnh Long",
        symbol=symbol_of(form),
        subject=SUBJECT,
        signing=Signing(
            ("T/M BAN THƯỜNG VỤ", "BÍ THƯ") if party else ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Trần Thị Hồng Thắm",
        ),
        content=replace(content, to=to if form.to_label else ()),
        place="Vĩnh Long",
        number="05",
        day=date(2026, 3, 9),
        recipients=("- Như trên;", "- Lãnh đạo cơ quan;", "- Lưu: VT, VP (03)."),
    )
    if form.signers:
        found = replace(
            found,
            signing=Signing((form.last_signer,), "Trần Thị Hồng Thắm"),
            more_signers=(Signing((form.signers[0],), "Nguyễn Văn An"),),
        )
    return replace(found, **values)  # type: ignore[arg-type]


def expected(paper: Paper) -> dict[str, object]:
    """What a reader must find on the paper."""
    form = form_of(paper.type_code)
    number = number_line(paper.family, paper.number or "", paper.symbol)
    parent = {
        "Đảng bộ tỉnh Vĩnh Long": ["ĐẢNG BỘ TỈNH VĨNH LONG"],
        "Ủy ban nhân dân tỉnh Vĩnh Long": ["ỦY BAN NHÂN DÂN", "TỈNH VĨNH LONG"],
    }[paper.parent]
    found: dict[str, object] = {
        "issuer_lines": [*parent, paper.issuer.upper()],
        "number": number.split(" ", 1)[1],
        "place": paper.place,
        "date": paper.day.isoformat() if paper.day else None,
        "type": form.name,
        "abstract": SUBJECT if form.titled else letter_subject(form.family, SUBJECT),
        "signer_position": list(paper.signing.authority),
        "signer_name": paper.signing.name,
        "recipients": [line.strip(" -;.") for line in paper.recipients],
        "to": list(paper.content.to) or None,
        "urgency": paper.urgency or None,
        "arrival_number": None,
        "arrival_date": None,
    }
    return found


def read(paper: Paper, folder: Path) -> Reading:
    path = folder / "paper.pdf"
    path.write_bytes(typeset(paper, FONTS).pdf)
    return read_file(path, ocr=None)


@pytest.mark.parametrize("code", list(forms()))
def test_every_cell_of_every_type_is_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code))
    reading = read(paper, tmp_path)
    assert reading.fields == expected(paper)
    assert reading.official_document


@pytest.mark.parametrize("code", ["cong-van", "bao-cao", "to-trinh", "cong-dien", "dang-to-trinh"])
def test_several_addressees_are_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code), to=MANY)
    assert read(paper, tmp_path).fields == expected(paper)


@pytest.mark.parametrize("code", ["cong-van", "quyet-dinh", "cong-dien"])
@pytest.mark.parametrize("urgency", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"])
def test_the_urgency_is_read_back_beside_everything_else(
    code: str, urgency: str, tmp_path: Path
) -> None:
    paper = paper_of(
        form_of(code),
        urgency=urgency,
        circulation="LƯU HÀNH NỘI BỘ",
        drafter="VP.(30)",
        contact=("Địa chỉ: Số 12 Hoàng Thái Hiếu", "Điện thoại: 0270 3823 456"),
    )
    assert read(paper, tmp_path).fields == expected(paper)


def test_a_text_put_in_force_leaves_the_cells_of_the_decision(tmp_path: Path) -> None:
    """Form 1.3: the regulation has a head of its own, and numbers its articles anew."""
    form = form_of("quyet-dinh")
    assert form.enacting is not None
    paper = paper_of(form, content=form.enacting)
    assert read(paper, tmp_path).fields == expected(paper)


@pytest.mark.parametrize("month", [1, 2, 3, 9, 10, 12])
@pytest.mark.parametrize("day", [1, 9, 10, 28])
def test_every_day_is_read_back(month: int, day: int, tmp_path: Path) -> None:
    paper = paper_of(form_of("thong-bao"), day=date(2027, month, day))
    assert read(paper, tmp_path).fields["date"] == f"2027-{month:02d}-{day:02d}"


@pytest.mark.parametrize("code", ["cong-van", "quyet-dinh", "qppl-quyet-dinh", "dang-thong-bao"])
def test_number_and_day_filled_in_later_are_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code))
    free = typeset(replace(paper, number=None, day=None), FONTS)
    pdf = reserved(paper, free)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    blank = read_file(path, ocr=None)
    assert blank.symbol == paper.symbol
    assert (blank.fields["number"], blank.fields["date"]) == (None, None)
    path.write_bytes(filled(paper, free, pdf))
    reading = read_file(path, ocr=None)
    assert reading.fields == expected(paper)
    assert reading.signatures == 0


def _rect(place: Place) -> tuple[float, float, float, float]:
    return place.x0, place.y0, place.x1, place.y1


def _looks(paper: Paper, sheet: Sheet, number: str, day: str) -> tuple[bytes, bytes]:
    (left, low, right, high), (west, south, east, north) = _rect(sheet.number), _rect(sheet.day)
    return (
        looks.number_look(number, right - left, high - low, paper.family, FONTS),
        looks.day_look(day, east - west, north - south, paper.family, FONTS),
    )


def reserved(paper: Paper, sheet: Sheet) -> bytes:
    """The sheet with fields for number and day that look blank."""
    blank = looks.blank_number(paper.family, paper.symbol), looks.blank_day(paper.place)
    number, day = _looks(paper, sheet, *blank)
    slots = [
        Slot("so", SlotKind.TEXT, sheet.number.page, _rect(sheet.number), number),
        Slot("ngay", SlotKind.TEXT, sheet.day.page, _rect(sheet.day), day),
    ]
    return reserve(sheet.pdf, slots)


def filled(paper: Paper, sheet: Sheet, pdf: bytes) -> bytes:
    """The fields with the number and the day of the paper."""
    assert paper.day is not None
    words = (
        number_line(paper.family, paper.number or "", paper.symbol),
        day_line(paper.place, paper.day),
    )
    number, day = _looks(paper, sheet, *words)
    return fill(pdf, {"so": Filling(words[0], number), "ngay": Filling(words[1], day)})
