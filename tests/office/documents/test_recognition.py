"""What was read from a paper, as an official would write it in a form."""

import pytest

from vanthu.office.documents.recognition import columns_of, position_case


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("CHÁNH VĂN PHÒNG", "Chánh Văn phòng"),
        ("CHÁNH THANH TRA", "Chánh Thanh tra"),
        ("CHỦ TỊCH", "Chủ tịch"),
        ("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("PHÓ GIÁM ĐỐC", "Phó Giám đốc"),
        ("PHÓ TỔNG GIÁM ĐỐC", "Phó Tổng Giám đốc"),
        ("TRƯỞNG PHÒNG", "Trưởng phòng"),
        ("GIÁM ĐỐC SỞ NỘI VỤ", "Giám đốc Sở Nội vụ"),
        ("BÍ THƯ", "Bí thư"),
        ("", ""),
    ],
)
def test_positions_take_their_official_capitals(printed: str, written: str) -> None:
    assert position_case(printed) == written


def test_a_deputy_signs_by_authority_in_official_capitals() -> None:
    found = columns_of({"signer_position": ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]}, {})
    assert found == {"signing_authority": "KT.", "signer_position": "Phó Chánh Văn phòng"}
