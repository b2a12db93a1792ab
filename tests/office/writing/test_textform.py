"""A content as plain text and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.writing.strategies import contents, marked
from tests.office.writing.strategies import text as texts
from vanthu.office.writing.choices import Kind, Style
from vanthu.office.writing.content import Content, Grid, Span
from vanthu.office.writing.textform.marks import parse_marked, print_marked
from vanthu.office.writing.textform.parsing import parse_text
from vanthu.office.writing.textform.printing import print_text

DECISION = """\
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Theo đề nghị của Giám đốc Sở Nội vụ.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.
Điều 2. Giao Sở Nội vụ:
1. Theo dõi, đôn đốc việc thực hiện;
a) Trước ngày 05 hằng tháng;
b) Khi có yêu cầu.
- Báo cáo kết quả.
+ Gửi qua hệ thống.

Văn bản ban hành kèm theo
QUY CHẾ\\
Làm việc của Ủy ban nhân dân tỉnh
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh

Phụ lục (khổ ngang)
DANH MỤC
| TT | Nội dung |
| --- | --- |
| 1 | Một việc |
"""


def test_an_official_text_is_read_as_it_is_typed() -> None:
    found = parse_text(DECISION)
    assert [block.kind for block in found.blocks] == [
        Kind.GROUND,
        Kind.GROUND,
        Kind.DECISION,
        Kind.ARTICLE,
        Kind.ARTICLE,
        Kind.CLAUSE,
        Kind.POINT,
        Kind.POINT,
        Kind.DASH,
        Kind.PLUS,
    ]
    assert found.blocks[3].text == "Ban hành kèm theo Quyết định này Quy chế làm việc."
    regulation, annex = found.annexes
    assert regulation.enacted
    assert [block.kind for block in regulation.blocks] == [Kind.CHAPTER, Kind.ARTICLE]
    assert regulation.blocks[0].text == "QUY ĐỊNH CHUNG"
    assert (annex.title, annex.landscape) == ("DANH MỤC", True)
    assert annex.blocks[0].grid == Grid((("TT", "Nội dung"), ("1", "Một việc")), 1)
    assert print_text(found) == DECISION


def test_addressees_open_the_text() -> None:
    one = parse_text("Kính gửi: Sở Nội vụ\n\nThực hiện kế hoạch, Ủy ban đề nghị.\n")
    many = parse_text("Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính.\n- Một gạch đầu dòng\n")
    assert (one.to, one.blocks[0].kind) == (("Sở Nội vụ",), Kind.PARAGRAPH)
    assert (many.to, many.blocks[0].kind) == (("Sở Nội vụ", "Sở Tài chính"), Kind.DASH)


def test_pasted_numbers_are_read_over_and_counted_anew() -> None:
    found = parse_text("Điều 7. Một\n3. Hai\nc) Ba\n")
    assert print_text(found) == "Điều 1. Một\n1. Hai\na) Ba\n"


def test_letters_set_apart_are_marked() -> None:
    block = parse_text("Trước **đậm ~~cả~~ hai** sau, giá 2*3 và ~ một nửa, **dở dang\n").blocks[0]
    assert block.text == "Trước đậm cả hai sau, giá 2*3 và ~ một nửa, **dở dang"
    assert block.spans == (Span(6, 16, Style.BOLD), Span(10, 12, Style.ITALIC))


@given(contents())
@settings(max_examples=100, deadline=None)
def test_reading_back_gives_the_same_content(content: Content) -> None:
    assert parse_text(print_text(content)) == content


@given(texts().flatmap(lambda letters: st.tuples(st.just(letters), marked(letters))))
def test_marks_are_read_back(pair: tuple[str, tuple[Span, ...]]) -> None:
    assert parse_marked(print_marked(*pair)) == pair


@given(st.text(max_size=200))
def test_every_text_says_something_that_prints_back(source: str) -> None:
    once = print_text(parse_text(source))
    assert print_text(parse_text(once)) == once
