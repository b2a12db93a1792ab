"""Drafts as officials write them in Word: numbers typed or counted, any look, hostile files."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.writing.papers import DECISION
from vanthu.office.writing.docx.errors import DocxTooLarge, UnreadableDocx
from vanthu.office.writing.docx.taking.package import Limits
from vanthu.office.writing.queries import (
    DocxContent,
    Kind,
    Style,
    content_from_json,
    content_of_docx,
    content_to_json,
    docx_of,
    parse_text,
    print_text,
)

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
NUMBERING = """
<w:numbering {ns}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>
"""


def taken(document: "docx.document.Document", **limits: int) -> DocxContent:
    """What a document becomes."""
    document.save(out := io.BytesIO())
    return content_of_docx(out.getvalue(), Limits(**limits))


def typed(*lines: str) -> "docx.document.Document":
    """A document of plain paragraphs; a line that begins "=" stands in the middle."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph(line.removeprefix("="))
        if line.startswith("="):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document


def numbered(document: "docx.document.Document", text: str, level: int) -> None:
    """A paragraph that Word itself numbers."""
    paragraph = document.add_paragraph(text)
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def with_lists() -> "docx.document.Document":
    """An empty document with a list of articles, clauses, points and bullets."""
    document = docx.Document()
    part = document.part.numbering_part
    part._element = parse_xml(NUMBERING.replace("{ns}", nsdecls("w")))
    return document


def test_a_whole_decision_typed_by_hand_is_told_apart() -> None:
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "ỦY BAN NHÂN DÂN\nTỈNH VĨNH LONG", COUNTRY
    head.cell(1, 0).text, head.cell(1, 1).text = (
        "Số:     /QĐ-UBND",
        "Vĩnh Long, ngày   tháng   năm 2026",
    )
    for line in (
        "=QUYẾT ĐỊNH", "=Về việc ban hành Quy chế làm việc", "=CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
        "Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "=QUYẾT ĐỊNH:", "Điều 1. Ban hành Quy chế", "1. Quy chế gồm 3 chương.", "a) Chương I;",
        "- Quy định chung;", "+ Giải thích.", "Điều 2. Hiệu lực",
        "Quyết định có hiệu lực từ ngày ký./.",
    ):  # fmt: skip
        paragraph = document.add_paragraph(line.removeprefix("="))
        if line.startswith("="):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    end = document.add_table(rows=1, cols=2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT."
    end.cell(0, 1).text = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Văn An"
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for line in ("=PHỤ LỤC", "=DANH MỤC", "(Kèm theo Quyết định số  /QĐ-UBND)", "1. Một mục."):
        paragraph = document.add_paragraph(line.removeprefix("="))
        if line.startswith("="):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = taken(document)
    assert found.lost == ()
    assert print_text(found.content) == (
        "[giữa] CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương;\nTheo đề nghị của Giám đốc Sở Nội vụ.\n"
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế\n1. Quy chế gồm 3 chương.\na) Chương I;\n"
        "- Quy định chung;\n+ Giải thích.\nĐiều 2. Hiệu lực\nQuyết định có hiệu lực từ ngày ký.\n\n"
        "Phụ lục\nDANH MỤC\n1. Một mục.\n"
    )


def test_numbers_that_word_counts_are_read_as_they_stand_on_the_page() -> None:
    document = with_lists()
    for text, level in (
        ("Phạm vi", 0), ("Một", 1), ("Hai", 1), ("a", 2), ("b", 2), ("c", 2), ("d", 2), ("đ", 2),
        ("gạch", 3), ("Ba", 1), ("Hiệu lực", 0), ("Bốn", 1),
    ):  # fmt: skip
        numbered(document, text, level)
    found = taken(document)
    assert [block.kind for block in found.content.blocks] == [
        Kind.ARTICLE, *[Kind.CLAUSE] * 2, *[Kind.POINT] * 5, Kind.DASH, Kind.CLAUSE, Kind.ARTICLE,
        Kind.CLAUSE,
    ]  # fmt: skip
    assert print_text(found.content).splitlines()[7] == "đ) đ", "the fifth point is đ, not e"
    assert found.lost == ()


def test_several_addressees_and_one() -> None:
    several = taken(typed("Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính.", "Thực hiện Kế hoạch."))
    assert several.content.to == ("Sở Nội vụ", "Sở Tài chính")
    one = taken(typed("=Kính gửi: Ủy ban nhân dân tỉnh", "- Không phải nơi gửi;"))
    assert one.content.to == ("Ủy ban nhân dân tỉnh",)
    assert [block.kind for block in one.content.blocks] == [Kind.DASH]


def test_a_number_that_does_not_fit_is_never_changed_in_silence() -> None:
    cited = taken(typed("Điều 1. Sửa đổi Điều 30 như sau:", "“Điều 30. Hạn tuổi", "1. Nam 62.”"))
    assert [b.kind for b in cited.content.blocks][1:] == [Kind.PARAGRAPH] * 2
    assert cited.lost == ()
    again = taken(typed("Về kinh tế:", "1. Một.", "2. Hai.", "Về xã hội:", "1. Ba.", "2. Bốn."))
    assert [b.text for b in again.content.blocks][-2:] == ["1. Ba.", "2. Bốn."]
    assert "1. Ba." in again.lost[0]
    skipped = taken(typed("1. Một.", "2. Hai.", "4. Bốn.", "5. Năm."))
    assert {b.kind for b in skipped.content.blocks} == {Kind.CLAUSE}
    assert "đánh lại" in skipped.lost[0]
    assert "4. Bốn." in skipped.lost[0]


def test_bold_and_italic_stay_where_they_say_something() -> None:
    document = docx.Document()
    line = document.add_paragraph("1. Giao ")
    line.add_run("Sở Nội vụ").bold = True
    line.add_run(" chủ trì.")
    title = document.add_paragraph()
    title.add_run("Điều 1. Phạm vi").bold = True
    clause, article = taken(document).content.blocks
    assert [(s.start, s.stop, s.style) for s in clause.spans] == [(5, 14, Style.BOLD)]
    assert article.spans == ()


def test_tables_keep_their_cells_and_say_what_was_merged() -> None:
    document = docx.Document()
    grid = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            grid.cell(row, column).text = f"{row}{column}"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "gộp"
    found = taken(document)
    (block,) = found.content.blocks
    assert block.grid is not None
    assert block.grid.rows == (("00", "gộp", ""), ("10", "11", "12"), ("20", "21", "22"))
    assert "ô gộp" in found.lost[0]


def test_tracked_changes_are_accepted_and_named() -> None:
    document = typed("Giao Sở Nội vụ chủ trì")
    paragraph = document.paragraphs[0]._p
    ns = nsdecls("w")
    for name, letters in (("ins", "<w:t> và báo cáo</w:t>"), ("del", "<w:delText>cũ</w:delText>")):
        run = letters.replace("<w:t>", '<w:t xml:space="preserve">')
        paragraph.append(parse_xml(f'<w:{name} {ns} w:id="1"><w:r>{run}</w:r></w:{name}>'))
    found = taken(document)
    assert found.content.blocks[0].text == "Giao Sở Nội vụ chủ trì và báo cáo"
    assert any("“và báo cáo”" in each for each in found.lost)
    assert any("“cũ”" in each for each in found.lost)


def test_a_table_of_ours_whose_rows_were_all_deleted_is_gone() -> None:
    text = parse_text("Điều 1. Danh mục\n| Tên |\n|---|\n| cũ |\nĐiều 2. Thi hành.")
    document = docx.Document(io.BytesIO(docx_of(replace(DECISION, content=text))))
    for row in document.tables[1].rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    found = taken(document)
    assert [block.text for block in found.content.blocks] == ["Danh mục", "Thi hành."]
    assert any("“cũ”" in each for each in found.lost)


VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
INSIDE = "<w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent>"
BOX = f"<v:textbox>{INSIDE}</v:textbox>"


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        ("<w:rPr><w:vanish/></w:rPr><w:t>giấu</w:t>", "giấu"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "ký hiệu đặc biệt"),
        (f"<w:pict><v:shape {VML}><v:imagedata/></v:shape></w:pict>", "hình ảnh"),
        (f"<w:pict><v:shape {VML}>{BOX}</v:shape></w:pict>", "Trong hộp"),
        (f"<w:pict><v:oval {VML}/></w:pict>", "hình vẽ"),
        ("<w:object/>", "đối tượng nhúng"),
    ],
)
def test_what_a_text_cannot_hold_is_named(inner: str, told: str) -> None:
    document = typed("Một đoạn.")
    document.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    found = taken(document)
    assert any(told in each for each in found.lost), found.lost


def test_formulas_keep_their_letters_and_straight_lines_are_no_loss() -> None:
    document = typed("Một đoạn ")
    line = document.paragraphs[0]._p
    line.append(parse_xml(f"<m:oMath {MATH}><m:r><m:t>a+b</m:t></m:r></m:oMath>"))
    rule = f"<w:r {nsdecls('w')}><w:pict><v:line {VML}/></w:pict></w:r>"
    line.append(parse_xml(rule))
    found = taken(document)
    assert found.content.blocks[0].text == "Một đoạn a+b"
    assert len(found.lost) == 1
    assert "a+b" in found.lost[0]


def test_comments_and_heads_of_pages_are_named_with_their_words() -> None:
    document = typed("Một đoạn.")
    document.sections[0].header.paragraphs[0].text = "BẢN NHÁP"
    document.add_comment(document.paragraphs[0].runs, "Xem lại", author="Trần Thị B")
    found = taken(document)
    assert any("Trần Thị B: Xem lại" in each for each in found.lost)
    assert any("BẢN NHÁP" in each for each in found.lost)


def repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    """A good file with its parts changed."""
    typed("Một đoạn.").save(out := io.BytesIO())
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(new := io.BytesIO(), "w", 8) as package:
        for name in old.namelist():
            package.writestr(name, change(name, old.read(name)))
    return new.getvalue()


def in_body(addition: bytes) -> bytes:
    """A good file with something put before its body."""
    return repacked(
        lambda name, data: (
            data.replace(b"<w:body>", b"<w:body>" + addition)
            if name == "word/document.xml"
            else data
        )
    )


def test_hostile_packages_are_refused() -> None:
    entity = b'<!DOCTYPE w [<!ENTITY a "b">]>'
    declared = repacked(lambda _name, data: data.replace(b"?>", b"?>" + entity, 1))
    deep = in_body(b"<w:sdt><w:sdtContent>" * 400 + b"</w:sdtContent></w:sdt>" * 400)
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7", declared, deep, in_body(b"<w:p>")):
        with pytest.raises(UnreadableDocx):
            content_of_docx(data)
    swollen = in_body(b"<!--" + b" " * (30 << 20) + b"-->")
    with pytest.raises(DocxTooLarge):
        content_of_docx(swollen)
    with pytest.raises(DocxTooLarge):
        content_of_docx(in_body(b"<w:p/>" * 50), Limits(lines=40))
    with pytest.raises(DocxTooLarge):
        content_of_docx(in_body(b""), Limits(file_bytes=100))
    with pytest.raises(DocxTooLarge):
        content_of_docx(in_body(b""), Limits(part_bytes=100))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=8), st.integers(0, 20_000))
def test_no_damage_ends_in_anything_but_a_refusal(noise: bytes, place: int) -> None:
    data = bytearray(in_body(b""))
    place %= len(data)
    data[place : place + len(noise)] = noise
    try:
        found = content_of_docx(bytes(data))
    except (UnreadableDocx, DocxTooLarge):
        return
    assert content_from_json(content_to_json(found.content)) == found.content


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.sampled_from("aĐ1.):-+“”I \n\u0301Căn cứ"), max_size=30), max_size=8))
def test_any_lines_become_a_text_that_can_be_saved(lines: list[str]) -> None:
    found = taken(typed(*lines))
    assert content_from_json(content_to_json(found.content)) == found.content


def test_an_automatic_list_that_begins_elsewhere_keeps_its_numbers() -> None:
    document = with_lists()
    numbering = document.part.numbering_part._element
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "5")
    override.append(start)
    placed = numbering.find(qn("w:num"))
    assert placed is not None
    placed.append(override)
    numbered(document, "Trích lại", 0)
    found = taken(document)
    assert [(b.kind, b.text) for b in found.content.blocks] == [
        (Kind.PARAGRAPH, "Điều 5. Trích lại")
    ]
    assert found.lost
