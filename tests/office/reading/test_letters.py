"""Folding, spelling and the marks that recognition loses."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.reading.fields.positions import as_name, is_position, tail_position
from vanthu.office.reading.letters import flat, is_syllable, syllable_share
from vanthu.office.reading.spelling import restore_agency, restore_place, restore_position


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(flat(composed)) == len(composed)


@pytest.mark.parametrize("word", ["quyết", "nghiêng", "thuở", "khuya", "giếng", "ƯƠNG", "Phớc"])
def test_vietnamese_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["T~O", "HQC", "cthrc", "wv", "định1"])
def test_broken_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_a_broken_text_layer_is_told_from_a_good_one() -> None:
    good = "Căn cứ Luật Tổ chức chính quyền địa phương ngày mười sáu tháng sáu năm nay " * 3
    bad = "Can cir KS hoach s6 cua Hieu tnrong Tnrong Dai h9c Tay Do vS viec t6 chtrc cho " * 3
    assert syllable_share(good) > 0.95
    assert syllable_share(bad) < 0.8


def test_marks_are_put_back_on_fixed_words_alone() -> None:
    assert restore_agency("TONG CUC THUE") == "TỔNG CỤC THUẾ"
    assert restore_agency("CONG TY ABC") == "CONG TY ABC"
    assert restore_position("KT. CUC TRUONG") == "KT. CỤC TRƯỞNG"
    assert restore_position("PHO CHU TICH") == "PHÓ CHỦ TỊCH"
    assert restore_place("Cân Thơ") == "Cần Thơ"
    assert restore_place("Tân Phú") == "Tân Phú"


@pytest.mark.parametrize(
    "line", ["KT. CHỦ TỊCH", "TUQ. GIÁM ĐỐC", "T/M BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Q. GIÁM ĐỐC"]
)
def test_positions(line: str) -> None:
    assert is_position(line)


@pytest.mark.parametrize("line", ["QUY ĐỊNH CHUNG", "Chủ tịch nước", "NĂM 2026", "- Lưu: VT", ""])
def test_lines_that_are_no_positions(line: str) -> None:
    assert not is_position(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Nguyễn Thị Ánh Tuyết", "Nguyễn Thị Ánh Tuyết"),
        ("Thiếu tướng Nguyễn Văn An", "Nguyễn Văn An"),
        ("Y Thông", "Y Thông"),
        ("H' Yim Kđoh", "H' Yim Kđoh"),
        ("Ghi chú", None),
        ("KT. CHỦ TỊCH", None),
        ("Số 15", None),
    ],
)
def test_names(line: str, name: str | None) -> None:
    assert as_name(line) == name


def test_a_position_behind_a_recipient_is_found() -> None:
    assert tail_position("Nơi nhận: KT. CỤC TRƯỞNG") == 10
    assert tail_position("- Văn phòng Chính phủ;") is None
