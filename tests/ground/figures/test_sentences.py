"""Texts of reports: what a template may say, and what the two claims need as their proof."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from tests.factories.province import NOW
from vanthu.ground.figures import registry
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Listing, Share
from vanthu.ground.figures.errors import BadTemplate, NotAPart
from vanthu.ground.figures.rules import (
    Counted,
    Kind,
    Piece,
    Result,
    filled,
    names,
    parse,
    typed_numbers,
)
from vanthu.ground.figures.slots import AllOf, NoneFound, Number, Percent
from vanthu.kernel.periods import Period

ASK = Ask(period=Period(date(2021, 1, 1), date(2023, 7, 1)), known_at=NOW)


def result(value: int, unit: Unit = Unit.PERSON) -> Result:
    rows = tuple(Counted(number, number) for number in range(1, value + 1))
    return Result(unit, Decimal(value), rows)


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    listing = Listing((), lambda ids: ())
    figures = [
        Figure(
            key=f"trial.{name}",
            title="Số thử",
            definition="Chỉ dùng khi kiểm thử.",
            unit=Unit.PERSON,
            nature=Nature.FLOW,
            select=lambda ask: (),
            listing=listing,
            check=lambda actor: None,
            noun="đảng viên",
        )
        for name in ("part", "whole")
    ]
    shares = [
        Share(key="trial.share", title="Tỷ lệ thử", part="trial.part", whole="trial.whole"),
        Share(
            key="trial.attained",
            title="Mức đạt thử",
            part="trial.part",
            whole="trial.whole",
            within=False,
        ),
    ]
    kept = dict(registry._figures), dict(registry._shares)
    registry.declare(figures, shares)
    yield
    registry._figures.clear()
    registry._figures.update(kept[0])
    registry._shares.clear()
    registry._shares.update(kept[1])


def test_a_template_is_read_line_by_line() -> None:
    pieces = parse("# Báo cáo\n\n## I. Kết quả\nKết nạp {admitted}, đạt {share}.\n\n\n- Mục {x}\n")
    kinds = [piece.kind for piece in pieces]
    assert kinds == [Kind.TITLE, Kind.BREAK, Kind.HEADING, Kind.SENTENCE, Kind.BREAK, Kind.ITEM]
    assert names(pieces[3]) == ("admitted", "share")
    assert filled(pieces[3], {"admitted": "2.715", "share": "54,3%"}).startswith("Kết nạp 2.715")


@pytest.mark.parametrize("template", ["Kết nạp {Số}.", "Kết nạp {}.", "Kết nạp {a b}."])
def test_a_brace_names_a_figure(template: str) -> None:
    with pytest.raises(BadTemplate):
        parse(template)


def test_a_figure_that_is_not_given_is_told() -> None:
    with pytest.raises(BadTemplate, match="admitted"):
        filled(Piece(Kind.SENTENCE, "Kết nạp {admitted}."), {})


def test_typed_numbers_are_found() -> None:
    piece = Piece(Kind.SENTENCE, "Từ năm 2021 kết nạp 2.715 đảng viên, đạt {share}.")
    assert typed_numbers(piece) == ("2021", "2.715")


def test_numbers_and_shares_print_as_in_vietnamese() -> None:
    assert Number("trial.part", ASK).printed([result(2715)]) == "2.715"
    assert Number("trial.part", ASK, word=True).printed([result(2715)]) == "2.715 đảng viên"
    assert Percent("trial.attained", ASK).printed([result(2715), result(5000)]) == "54,3%"
    assert Percent("trial.attained", ASK).printed([result(0), result(0)]) == "–"


def test_a_share_lies_within_its_whole() -> None:
    with pytest.raises(NotAPart, match="3 đối tượng"):
        Percent("trial.share", ASK).printed([result(8), result(5)])


def test_nothing_found_is_said_with_what_was_inspected() -> None:
    # organisation.md 4.f.3
    slot = NoneFound(
        found=("trial.part", ASK),
        inspected=((("trial.whole", ASK), "tổ chức"), (("trial.whole", ASK), "cá nhân")),
        what="chạy chức, chạy quyền",
    )
    said = slot.printed([result(0), result(12), result(34)])
    assert said == (
        "kiểm tra 12 tổ chức, 34 cá nhân; chưa phát hiện trường hợp chạy chức, chạy quyền"
    )
    assert "chưa phát hiện" not in slot.printed([result(0), result(0), result(0)])
    assert "chưa kiểm tra" in slot.printed([result(0), result(0), result(0)])
    assert "phát hiện 2 trường hợp" in slot.printed([result(2), result(12), result(34)])


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (124, 124, "100% cơ quan (124/124)"),
        (123, 124, "99,2% cơ quan (123/124)"),
        (2999, 3000, "99,97% cơ quan (2.999/3.000)"),
        (0, 0, "– cơ quan (0/0)"),
    ],
)
def test_all_of_them_is_said_of_all_of_them(part: int, whole: int, said: str) -> None:
    slot = AllOf(("trial.part", ASK), ("trial.whole", ASK), "cơ quan")
    assert slot.printed([result(part), result(whole)]) == said
