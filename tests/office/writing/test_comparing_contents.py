"""Changes by clause: they lead from the older text to the newer, and are named as cited."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.writing.contents import contents
from tests.office.writing.strategies import contents as signed_contents
from vanthu.office.writing.comparing.citing import citations
from vanthu.office.writing.comparing.parts import parts
from vanthu.office.writing.content import Block, Content, Grid
from vanthu.office.writing.queries import (
    Change,
    ClauseChange,
    Kind,
    cited,
    compare_contents,
    parse_text,
    replayed,
)

BEFORE = """\
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Phạm vi điều chỉnh
1. Quyết định này quy định về quản lý văn bản của các cơ quan thuộc tỉnh.
2. Trách nhiệm của các cơ quan
a) Sở Nội vụ chủ trì, theo dõi việc thực hiện;
b) Sở Tài chính bố trí kinh phí hằng năm.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
"""


@settings(max_examples=60, deadline=None)
@given(contents(), contents())
def test_the_changes_make_the_newer_text(old: Content, new: Content) -> None:
    changes = compare_contents(old, new)
    assert _said(replayed(old, changes)) == _said(new)


@settings(max_examples=40, deadline=None)
@given(signed_contents(), signed_contents())
def test_changes_of_who_signs_make_the_newer_text(old: Content, new: Content) -> None:
    made = replayed(old, compare_contents(old, new))
    assert (made.role, made.signers) == (new.role, new.signers)


def test_who_signs_beside_is_named() -> None:
    old = parse_text("Nội dung.\n[ký với tư cách] CHỦ TỌA\n[ký] THƯ KÝ\\\nLê Thị Hoa\n")
    new = parse_text("Nội dung.\n[ký với tư cách] CHỦ TỌA\n[ký] THƯ KÝ\\\nLê Thị Hồng Hoa\n")
    (change,) = compare_contents(old, new)
    assert change.citation == "người cùng ký thứ 1"
    assert new.signers[0].name == "Lê Thị Hồng Hoa"


@settings(max_examples=40, deadline=None)
@given(contents(), st.randoms(use_true_random=False))
def test_a_shuffled_text_only_moves(content: Content, chance: object) -> None:
    blocks = list(content.blocks)
    chance.shuffle(blocks)  # type: ignore[attr-defined]
    new = replace(content, blocks=tuple(blocks))
    changes = compare_contents(content, new)
    assert {change.change for change in changes} <= {Change.MOVED}
    assert replayed(content, changes) == new


@settings(max_examples=40, deadline=None)
@given(contents())
def test_the_same_text_has_no_changes(content: Content) -> None:
    assert compare_contents(content, content) == []
    renamed = tuple(replace(b, id=f"neu{n}") for n, b in enumerate(content.blocks))
    assert compare_contents(content, replace(content, blocks=renamed)) == []


@settings(max_examples=40, deadline=None)
@given(contents())
def test_citations_are_those_that_are_typeset(content: Content) -> None:
    named = citations(parts(content))
    own = cited(content)
    start = len(content.to)
    for block, name in zip(content.blocks, named[start:], strict=False):
        if block.id in own:
            assert name == own[block.id]
        else:
            assert name[0].islower()


def test_a_point_put_in_is_one_change_though_the_numbers_behind_it_shift() -> None:
    after = BEFORE.replace("b) Sở Tài", "b) Công an tỉnh phối hợp;\nc) Sở Tài")
    changes = _changes(after)
    assert _told(changes) == [(Change.ADDED, "điểm b khoản 2 Điều 1", "")]


def test_a_word_changed_is_named_by_its_clause_and_shown() -> None:
    changes = _changes(BEFORE.replace("hằng năm", "trong dự toán"))
    assert _told(changes) == [(Change.CHANGED, "điểm b khoản 2 Điều 1", "")]
    assert [(p.change, p.text) for p in changes[0].pieces if p.change != "same"] == [
        ("removed", "hằng năm"),
        ("added", "trong dự toán"),
    ]


def test_a_clause_taken_out_and_an_article_moved() -> None:
    first, second = BEFORE.split("Điều 2. ")
    head, _, body = first.partition("Điều 1. ")
    changes = _changes(f"{head}Điều 1. {second}Điều 2. {body}")
    assert (Change.MOVED, "Điều 1", "Điều 2") in _told(changes)
    gone = _changes(
        BEFORE.replace(
            "1. Quyết định này quy định về quản lý văn bản của các cơ quan thuộc tỉnh.\n", ""
        )
    )
    assert _told(gone) == [(Change.REMOVED, "khoản 1 Điều 1", "")]


def test_tables_are_compared_by_cell() -> None:
    old = _table(("TT", "Nội dung"), ("1", "Rà soát"))
    new = _table(("TT", "Nội dung"), ("1", "Rà soát văn bản"))
    (change,) = compare_contents(old, new)
    assert [(cell.row, cell.column) for cell in change.cells] == [(2, 2)]
    assert change.citation == "bảng 1"


def test_annexes_and_enacted_texts_are_named() -> None:
    old = parse_text("Nội dung.\n\nPhụ lục\nDANH MỤC\n1. Một việc cần làm trong năm.\n")
    new = parse_text("Nội dung.\n\nPhụ lục\nDANH MỤC\n1. Một việc cần làm trong quý.\n")
    assert [c.citation for c in compare_contents(old, new)] == ["khoản 1 Phụ lục"]
    text = "Nội dung.\n\nVăn bản ban hành kèm theo\nQUY CHẾ\\\nLàm việc\nĐiều 1. Một\n"
    (change,) = compare_contents(parse_text(text), parse_text(text.replace("Một", "Một hai")))
    assert change.citation == "Điều 1 Quy chế kèm theo"


@pytest.mark.parametrize("size", [600])
def test_long_texts_are_compared_quickly(size: int) -> None:
    old = Content(
        blocks=tuple(
            Block(f"b{n}", Kind.CLAUSE, f"Khoản số {n} nói điều {n * 7}") for n in range(size)
        )
    )
    new = replace(
        old, blocks=tuple(replace(b, id=f"c{b.id}", text=f"{b.text} thêm") for b in old.blocks)
    )
    changes = compare_contents(old, new)
    assert {change.change for change in changes} <= {
        Change.CHANGED,
        Change.MOVED,
        Change.ADDED,
        Change.REMOVED,
    }


def _changes(after: str) -> list[ClauseChange]:
    return compare_contents(parse_text(BEFORE), parse_text(after))


def _told(changes: list[ClauseChange]) -> list[tuple[Change, str, str]]:
    return [(change.change, change.citation, change.was) for change in changes]


def _table(*rows: tuple[str, ...]) -> Content:
    return Content(blocks=(Block("b1", Kind.TABLE, "", (), Grid(rows)),))


def _said(content: Content) -> list[object]:
    return [part.says for part in parts(content)]
