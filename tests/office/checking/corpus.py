"""Fifty good papers, and more than fifty with one planted fault each.

`python -m tests.office.checking.corpus DIR` writes the files with their labels, for
`python -m vanthu.office.checking.accuracy DIR`.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.office.checking.papers import (
    GROUNDS,
    TEXTS,
    Item,
    Sample,
    decision,
    letter,
    party,
    report,
    row,
)
from tests.office.checking.printing import as_docx, as_pdf
from vanthu.office.checking.accuracy import Planted

TITLED = (
    ("Báo cáo", "BC"),
    ("Kế hoạch", "KH"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Chỉ thị", "CT"),
    ("Quy chế", "QC"),
    ("Quy định", "QyĐ"),
    ("Phương án", "PA"),
    ("Đề án", "ĐA"),
    ("Dự án", "DA"),
    ("Biên bản", "BB"),
    ("Tờ trình", "TTr"),
    ("Công điện", "CĐ"),
    ("Giấy mời", "GM"),
    ("Giấy giới thiệu", "GGT"),
    ("Phiếu gửi", "PG"),
    ("Thông cáo", "TC"),
)
PARTY = (("Kế hoạch", "KH"), ("Thông báo", "TB"), ("Kết luận", "KL"), ("Hướng dẫn", "HD"))


@dataclass(frozen=True)
class Case:
    """A sample, what it is printed as, and the fault put into it."""

    name: str
    kind: str  # pdf, docx, paper
    sample: Sample
    faults: tuple[Planted, ...] = ()


def annex(number: str = "", title: str = "DANH MỤC HỒ SƠ, TÀI LIỆU") -> Item:
    """An annex with a list of its own."""
    body = [row("1. Hồ sơ xây dựng kế hoạch."), row("2. Hồ sơ tổng kết năm.")]
    return {"head": f"PHỤ LỤC {number}".strip(), "title": title, "body": body}


def good() -> Iterator[Case]:
    """Fifty papers of all families and kinds of file, none with a fault."""
    samples = [
        *((f"titled-{n}", report(n, kind)) for n, kind in enumerate(TITLED)),
        *((f"decision-{n}", decision(n)) for n in range(5)),
        *((f"letter-{n}", letter(n)) for n in range(5)),
        *((f"party-{n}", party(n, kind)) for n, kind in enumerate(PARTY)),
        ("urgent", letter(1).but(urgency="KHẨN")),
        ("annexed", decision(1).but(annexes=[annex("I"), annex("II")])),
        ("resolution", _resolution()),
        ("wide-margins", report(3).but(look={"left": 34, "right": 19, "top": 24, "bottom": 24})),
        (
            "size-13",
            decision(2).but(look={"body": 13, "ground": {"size": 13}, "article": {"size": 13}}),
        ),
    ]
    for name, sample in samples:
        yield Case(f"good-{name}", "pdf", sample)
    for n, sample in enumerate((decision(0), letter(1), letter(2), report(4), report(5), party(1))):
        yield Case(f"good-word-{n}", "docx", sample)
    several = (
        decision(3),
        letter(0),
        letter(3),
        report(6),
        party(2),
        party(3),
        report(9),
        decision(4),
    )
    for n, sample in enumerate(several):
        yield Case(f"good-text-{n}", "paper", sample)


def _resolution() -> Sample:
    """A resolution of a people's council."""
    body = [
        item if item["text"] != "QUYẾT ĐỊNH:" else row("QUYẾT NGHỊ:", "centre")
        for item in decision(0).body
    ]
    return decision(0).but(
        type_name="Nghị quyết",
        symbol="NQ-HĐND",
        issuer="HỘI ĐỒNG NHÂN DÂN TỈNH VĨNH LONG",
        body=body,
        authority=["CHỦ TỊCH"],
        look={"issuer_line": 0.25},
    )


def faulty() -> Iterator[Case]:
    """Papers with one planted fault each."""
    yield from _layout()
    yield from _cells()
    yield from _closing()
    yield from _party()
    yield from _texts()
    yield from _word_files()
    yield from _drafts()


def _pdf(rule: str, sample: Sample, words: str = "") -> Case:
    return Case(f"bad-{rule}", "pdf", sample, (Planted(rule, words),))


def long() -> Sample:
    """A report of two pages."""
    base = report(1)
    return base.but(body=[*base.body[:-1], *(row(text) for text in TEXTS), base.body[-1]])


def _layout() -> Iterator[Case]:
    """Measures of the print."""
    base = long()
    for rule, look, words in (
        ("page.size", {"width": 216, "height": 279}, ""),
        ("page.margin", {"left": 20}, ""),
        ("page.margin", {"right": 26}, "x"),
        ("page.margin", {"top": 12}, "y"),
        ("page.number-first", {"number_first": True}, ""),
        ("page.number-missing", {"numbers": False}, ""),
        ("page.number-place", {"number_place": "foot"}, "2"),
        ("page.number-place", {"number_centred": False}, "2"),
        ("page.number-size", {"page_number": 9}, "2"),
        ("page.colour", {"colour": "#1f4fa0"}, ""),
        ("nation.size", {"nation": {"size": 14}}, "CỘNG HÒA"),
        ("motto.style", {"motto": {"bold": False}}, "Độc lập"),
        ("motto.line", {"motto_line": 0}, "Tự do"),
        ("motto.line-length", {"motto_line": 0.3}, "Độc lập"),
        ("issuer.line", {"issuer_line": 0}, ""),
        ("issuer.line-length", {"issuer_line": 1.0}, ""),
        ("issuer.style", {"issuer": {"bold": False}}, "ỦY BAN NHÂN DÂN"),
        ("number.size", {"number": {"size": 15}}, "Số:"),
        ("day.style", {"day": {"italic": False}}, "Vĩnh Long"),
        ("title.style", {"title": {"bold": False}}, "KẾ HOẠCH"),
        ("body.size", {"body": 12}, ""),
        ("authority.style", {"authority": {"bold": False}}, "TM."),
        ("name.style", {"name": {"bold": False}}, "Trần Văn Sáu"),
        ("recipients-head.style", {"sent": {"italic": False}}, "Nơi nhận"),
        ("recipients-list.size", {"list": {"size": 13}}, "Thường trực"),
        ("nation.style", {"nation": {"bold": False}}, "CỘNG HÒA"),
        ("issuer.size", {"issuer": {"size": 10}}, "ỦY BAN"),
        ("number.style", {"number": {"bold": True}}, "Số:"),
        ("day.size", {"day": {"size": 11}}, "Vĩnh Long"),
        ("authority.size", {"authority": {"size": 11}}, "TM."),
        ("name.size", {"name": {"size": 16}}, "Trần Văn Sáu"),
        ("recipients-head.size", {"sent": {"size": 14}}, "Nơi nhận"),
        ("recipients-list.style", {"list": {"italic": True}}, "Thường trực"),
    ):
        words = "" if words in ("x", "y") else words
        sample = base.but(look=look)
        if rule == "title.style":
            sample = report(1, ("Kế hoạch", "KH")).but(look=look)
        yield _pdf(rule, sample, words)
    parent = letter(1).but(look={"parent": {"bold": True}})
    yield _pdf("parent.style", parent, "ỦY BAN NHÂN DÂN")
    yield _pdf("to.size", letter(1).but(look={"to": {"size": 11}}), "Kính gửi")
    yield _pdf("subject.style", letter(1).but(look={"subject": {"bold": True}}), "V/v")
    yield _pdf("subject.size", letter(1).but(look={"subject": {"size": 15}}), "V/v")
    yield _pdf("ground.italic", decision().but(look={"ground": {"italic": False}}), "Căn cứ")
    yield _pdf("article.bold", decision().but(look={"article": {"bold": False}}), "Điều 1.")
    urgent = letter(1).but(urgency="KHẨN", look={"framed": False})
    yield _pdf("urgency.frame", urgent, "KHẨN")
    blue = letter(1).but(urgency="HỎA TỐC", look={"urgency_colour": "#000000"})
    yield _pdf("urgency.colour", blue, "HỎA TỐC")


def _cells() -> Iterator[Case]:
    """Words of the heading."""
    yield _pdf(
        "nation.text",
        report(0).but(nation="CỘNG HÒA XẢ HỘI CHỦ NGHĨA VIỆT NAM"),
        "VIỆT NAM",
    )
    yield _pdf("motto.text", report(0).but(motto="Độc lập-Tự do-Hạnh phúc"), "Hạnh phúc")
    yield _pdf("motto.text", report(2).but(motto="Độc lập – Tự do – Hạnh phúc"), "Hạnh phúc")
    yield _pdf("number.form", report(0).but(number="Số : 15 / BC - UBND"), "UBND")
    yield _pdf("number.form", decision(0).but(number="Số: 15-QĐ/UBND"), "UBND")
    yield _pdf("number.zero", decision(0).but(serial="7"), "7")
    yield _pdf("number.type", decision(0).but(symbol="BC-UBND"), "BC-UBND")
    yield _pdf("number.letter", letter(1).but(symbol="CV-SNV"), "CV-SNV")
    yield _pdf("number.agency", decision(0).but(symbol="QĐ-SNV"), "QĐ-SNV")
    yield _pdf(
        "day.comma", report(0).but(day_line="Vĩnh Long ngày 05 tháng 9 năm 2026"), "Vĩnh Long ngày"
    )
    yield _pdf("day.zero", report(0).but(day="ngày 5 tháng 9 năm 2026"), "ngày 5")
    yield _pdf("day.zero", report(0).but(day="ngày 15 tháng 2 năm 2026"), "tháng 2")
    yield _pdf("day.place", report(0).but(day_line="ngày 05 tháng 9 năm 2026"), "ngày 05")


def _closing() -> Iterator[Case]:
    """Words of abstract, signature and recipients."""
    yield _pdf("name.capitals", report(0).but(name="Trần văn Sáu"), "Trần văn Sáu")
    yield _pdf("recipients.head", report(0).but(sent="Nơi nhận"), "Nơi nhận")
    yield _pdf("title.capitals", report(0).but(title="Báo cáo"), "Báo cáo")
    yield _pdf("to.needless", decision(0).but(to=["Các sở, ban, ngành tỉnh"]), "Kính gửi")
    yield _pdf("day.missing", report(0).but(day_line="Vĩnh Long, 05/9/2026"), "")
    yield _pdf("subject.form", letter(1).but(subject_line="Về việc giao nộp hồ sơ"), "Về việc")
    yield _pdf(
        "title.abstract-capitals", report(0).but(subject="KẾT QUẢ CÔNG TÁC NĂM 2026"), "KẾT QUẢ"
    )
    yield _pdf(
        "to.end",
        letter(0).but(to=["- Các sở, ban, ngành tỉnh,", "- Các xã, phường."]),
        "ngành tỉnh,",
    )
    yield _pdf(
        "authority.form", report(0).but(authority=["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]), "TM ỦY"
    )
    yield _pdf(
        "authority.deputy",
        report(0).but(authority=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH"]),
        "CHỦ TỊCH",
    )
    yield _pdf("name.degree", report(0).but(name="TS. Trần Văn Sáu"), "TS. Trần")
    yield _pdf(
        "recipients.end",
        report(0).but(recipients=["- Thường trực Tỉnh ủy,", "- Lưu: VT, TH."]),
        "Tỉnh ủy,",
    )
    yield _pdf(
        "recipients.last",
        report(0).but(recipients=["- Thường trực Tỉnh ủy;", "- Lưu: VT, TH;"]),
        "Lưu",
    )
    yield _pdf(
        "recipients.kept",
        report(0).but(recipients=["- Thường trực Tỉnh ủy;", "- Sở Nội vụ."]),
        "Sở Nội vụ",
    )


def _party() -> Iterator[Case]:
    """What a Party paper writes otherwise."""
    yield _pdf("party-head.style", party().but(look={"nation": {"bold": False}}), "ĐẢNG")
    yield _pdf("party-day.style", party().but(look={"day": {"italic": False}}), "Vĩnh Long")
    yield _pdf("party-body.size", party().but(look={"body": 12}), "")
    yield _pdf("party.number", party().but(number="Số: 05-KH/TU"), "05-KH")
    yield _pdf("party.authority", party().but(authority=["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"]), "TM.")
    yield _pdf(
        "party.kept", party().but(recipients=["- Các đảng ủy trực thuộc,", "- Lưu: VT."]), "Lưu"
    )
    yield _pdf(
        "party.nation",
        party().but(
            nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", motto="Độc lập - Tự do - Hạnh phúc"
        ),
        "CỘNG HÒA",
    )
    yield _pdf("party.star", party().but(star=""), "TỈNH ỦY")
    yield _pdf(
        "party.end",
        party().but(
            body=[
                *party().body[:-1],
                row("2. Ban Tổ chức Tỉnh ủy theo dõi việc thực hiện./."),
            ]
        ),
        "",
    )


def changed(sample: Sample, old: str, new: str) -> Sample:
    """The same paper with other words in its body."""
    rows = []
    for one in sample.body:
        text = one["text"].replace(old, new)
        head = one.get("head", "").replace(old, new)
        rows.append({**one, "text": text, **({"head": head} if head else {})})
    assert rows != sample.body, old
    return sample.but(body=rows)


def _texts() -> Iterator[Case]:
    """Words of the body."""
    base = decision(0)
    yield _pdf("ground.end", changed(base, GROUNDS[0], GROUNDS[0][:-1] + "."), "2025.")
    yield _pdf("ground.last", changed(base, GROUNDS[2], GROUNDS[2][:-1] + ";"), "2026;")
    yield _pdf("sequence.order", changed(base, "Điều 2.", "Điều 3."), "Điều 3.")
    yield _pdf("sequence.repeated", changed(base, "Điều 2.", "Điều 1."), "Điều 1.")
    yield _pdf("sequence.letter", changed(base, "đ) ", "e) "), "e)")
    yield _pdf("sequence.repeated", changed(base, "2. ", "1. "), "1.")
    yield _pdf("annex.number", decision(1).but(annexes=[annex("1"), annex("2")]), "PHỤ LỤC 1")
    small = decision(1).but(annexes=[annex("I"), annex("II")], look={"annex": {"size": 12}})
    yield _pdf("annex.size", small, "PHỤ LỤC I")
    for rule, old, new in (
        ("terms.district", "Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân các huyện, xã"),
        ("capital.agency", "Sở Tài chính", "Sở Tài Chính"),
        ("capital.agency", "Ủy ban nhân dân các xã", "Ủy Ban Nhân dân các xã"),
        ("capital.cited", "điểm a khoản 2 Điều 5", "điểm a khoản 2 điều 5"),
        ("capital.cited", "điểm a khoản 2 Điều 5", "điểm a Khoản 2 Điều 5"),
        ("capital.unit", "tỉnh Đồng Tháp", "Tỉnh Đồng Tháp"),
        ("capital.unit", "Phường 1", "phường 1"),
        ("capital.country", "Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("capital.holiday", "Quốc khánh", "quốc khánh"),
        ("capital.document", "Nghị định số 30", "nghị định số 30"),
        ("capital.sentence", "Trong quá trình", "trong quá trình"),
        ("capital.line", "Trước ngày", "trước ngày"),
    ):
        sample = report(_index(old))
        yield _pdf(rule, changed(sample, old, new), new)
    yield _pdf("capital.weekday", changed(report(5), "thứ Hai", "thứ hai"), "thứ hai")
    yield _pdf("capital.state", changed(report(5), "Đảng, Nhà nước", "Đảng, nhà nước"), "nhà nước")


def _index(words: str) -> int:
    """The first report whose body holds the words once."""
    for n in range(8):
        if sum(one["text"].count(words) for one in report(n).body) == 1:
            return n
    return next(n for n in range(8) if any(words in one["text"] for one in report(n).body))


def _word_files() -> Iterator[Case]:
    """Faults in DOCX."""
    for rule, sample, words in (
        ("page.size", letter(1).but(look={"width": 216, "height": 279}), ""),
        ("page.margin", letter(1).but(look={"left": 25}), ""),
        ("page.number-first", report(4).but(look={"number_first": True}), ""),
        ("page.font", letter(2).but(look={"font": "Arial"}), ""),
        ("motto.line", letter(1).but(look={"motto_line": 0}), ""),
        ("motto.size", letter(1).but(look={"motto": {"size": 12}}), "Độc lập"),
        ("title.centred", report(4).but(look={"title_centred": False}), "BÁO CÁO"),
        ("body.size", letter(2).but(look={"body": 11}), ""),
        ("number.form", report(4).but(number="Số:15/BC-UBND"), "BC-UBND"),
        (
            "day.comma",
            letter(1).but(day_line="Vĩnh Long ngày 05 tháng 9 năm 2026"),
            "Vĩnh Long ngày",
        ),
        ("ground.end", changed(decision(0), GROUNDS[1], GROUNDS[1][:-1]), "thư"),
        ("sequence.letter", changed(decision(0), "d) ", "đ) "), "đ)"),
        ("capital.post", changed(report(1), "Sở Nội vụ", "Phó giám đốc Sở Nội vụ"), "Phó giám đốc"),
    ):
        # a heading without any line lacks both
        both = (Planted("issuer.line"),) if rule == "motto.line" else ()
        yield Case(f"bad-word-{rule}", "docx", sample, (Planted(rule, words), *both))


def _drafts() -> Iterator[Case]:
    """Faults in the structured text of a draft."""
    typed = decision(0)
    typed = typed.but(
        body=[*typed.body[:-1], {**row("4. Các nội dung khác."), "typed": True}, typed.body[-1]]
    )
    for rule, sample, words in (
        ("subject.empty", letter(1).but(subject=""), ""),
        ("ground.end", changed(decision(0), GROUNDS[0], GROUNDS[0][:-1] + ","), ","),
        ("ground.last", changed(decision(0), GROUNDS[2], GROUNDS[2][:-1]), "2026"),
        ("text.placeholder", changed(report(1), "Trong quá", "Trong …… quá"), "……"),
        ("capital.cited", changed(report(1), "khoản 2 Điều 5", "Khoản 2 Điều 5"), "Khoản 2"),
        ("capital.unit", changed(report(6), "tỉnh Đồng Tháp", "Tỉnh Đồng Tháp"), "Tỉnh"),
        ("capital.weekday", changed(report(5), "thứ Hai", "thứ hai"), "thứ hai"),
        ("capital.document", changed(report(1), "Nghị định số", "nghị định số"), "nghị định"),
        ("capital.sentence", changed(report(1), "Trong quá", "trong quá"), "trong"),
        ("capital.line", changed(report(0), "Thực hiện Nghị", "thực hiện Nghị"), "thực"),
        ("party.end", changed(party(), "kế hoạch này.", "kế hoạch này./."), "này./."),
        ("sequence.typed", typed, "4."),
        ("recipients.kept", letter(1).but(recipients=["- Như trên;", "- Lưu: SNV."]), "Lưu"),
        ("authority.deputy", letter(1).but(authority=["KT. GIÁM ĐỐC", "GIÁM ĐỐC"]), "GIÁM ĐỐC"),
        ("name.degree", letter(1).but(name="ThS. Lê Văn Út"), "ThS"),
        ("name.missing", letter(1).but(name=""), ""),
        ("number.type", decision(0).but(symbol="KH-UBND"), "KH-UBND"),
        (
            "terms.district",
            changed(report(0), "Chủ tịch Ủy ban nhân dân các xã, phường", "Chủ tịch UBND huyện"),
            "UBND huyện",
        ),
        (
            "capital.position",
            changed(
                report(0), "Chủ tịch Ủy ban nhân dân các xã", "Các chủ tịch Ủy ban nhân dân xã"
            ),
            "chủ tịch",
        ),
        ("party.authority", party().but(authority=["TM BAN THƯỜNG VỤ", "BÍ THƯ"]), "TM"),
    ):
        yield Case(f"bad-text-{rule}", "paper", sample, (Planted(rule, words),))


def write(folder: Path) -> None:
    """Every case that is a file, with its label."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, case in enumerate((*good(), *faulty())):
        if case.kind == "paper":
            continue
        name = f"{number:03d}-{case.name}.{case.kind}"
        (as_pdf if case.kind == "pdf" else as_docx)(case.sample, folder / name)
        faults = [{"rule": one.rule, "words": one.words} for one in case.faults]
        rows.append(json.dumps({"file": name, "faults": faults}, ensure_ascii=False))
    (folder / "labels.jsonl").write_text("\n".join(rows), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
