"""A paper of every type with every cell it has, and what a reader must find on it."""

import re
from dataclasses import replace
from datetime import date

from vanthu.office.writing.queries import (
    Content,
    Family,
    Form,
    Paper,
    Signing,
    form_of,
    letter_subject,
    number_line,
    parse_text,
    print_text,
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
    opened = re.sub("^……", "Nội dung công việc được giao", print_text(form.skeleton), flags=re.M)
    return parse_text(opened.replace("……", "nội dung công việc được giao"))


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
