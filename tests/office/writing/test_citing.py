"""Naming another document: in full the first time, then shortly; a law by its name."""

from datetime import date

import pytest

from vanthu.office.writing.citing import full_citation, short_citation


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("V/v rà soát hạ tầng giao thông", "về việc rà soát hạ tầng giao thông"),
        ("Về việc rà soát hạ tầng.", "về việc rà soát hạ tầng"),
        ("Ban hành Quy chế làm việc", "ban hành Quy chế làm việc"),
        ("Quyết định phê duyệt Đề án", "phê duyệt Đề án"),
        ("Phòng, chống thiên tai năm 2026", "về phòng, chống thiên tai năm 2026"),
        ("Bảo vệ môi trường", "về bảo vệ môi trường"),
        ("Vĩnh Long phát triển", "về Vĩnh Long phát triển"),
    ],
)
def test_a_document_is_named_in_full(subject: str, said: str) -> None:
    found = full_citation(
        "Quyết định",
        reference="15/QĐ-UBND",
        day=date(2026, 1, 5),
        issuer="Ủy ban nhân dân tỉnh Vĩnh Long",
        subject=subject,
    )
    assert found == (
        "Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Vĩnh Long "
        f"{said}"
    )


def test_what_is_unknown_is_left_out() -> None:
    assert full_citation("Báo cáo", subject="") == "Báo cáo"
    assert short_citation("Công văn", "15/UBND-VX") == "Công văn số 15/UBND-VX"
    assert short_citation("Công văn", "") == "Công văn"


def test_a_law_is_called_by_its_name() -> None:
    assert full_citation("Luật", subject="Luật Lưu trữ", reference="33/2024/QH15") == "Luật Lưu trữ"
    assert full_citation("Luật", subject="Lưu trữ", day=date(2024, 6, 21)) == "Luật Lưu trữ"
