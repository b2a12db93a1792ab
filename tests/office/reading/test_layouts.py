"""Joint papers, Party papers, long papers with annexes, tabbed headers, seals over names."""

import io
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw

from tests.office.reading import layouts, papers
from vanthu.office.reading.queries import CHECK_BELOW, default_ocr, read_file, render_page


def test_a_joint_paper_has_two_signers_and_says_so(tmp_path: Path) -> None:
    reading = read_file(papers.pdf(tmp_path, layouts.JOINT), ocr=None)
    assert reading.value("number") == "112/HDLS-SNV-STC"
    assert reading.value("type") == "Hướng dẫn"
    assert reading.value("urgency") == "HỎA TỐC"
    assert set(reading.signers) == {"Trương Thị Mỹ Hạnh", "Lê Văn Út"}
    assert reading.confidence["signer_name"] < CHECK_BELOW
    assert (reading.value("issuer_lines") or [""])[-1] == "SỞ NỘI VỤ - SỞ TÀI CHÍNH"


def test_a_party_letter(tmp_path: Path) -> None:
    reading = read_file(papers.pdf(tmp_path, layouts.PARTY), ocr=None)
    assert reading.value("number") == "1234-CV/BTCTU"
    assert reading.value("type") == "Công văn"
    assert reading.value("abstract") == "về việc rà soát hồ sơ quy hoạch cán bộ"
    assert reading.value("to") == ["Đảng ủy các xã, phường"]
    assert reading.value("signer_position") == ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]
    assert reading.value("recipients") == ["Như trên", "Lưu Ban Tổ chức Tỉnh ủy"]


def test_the_closing_is_found_before_the_annexes(tmp_path: Path) -> None:
    reading = read_file(papers.pdf(tmp_path, layouts.REPORT), ocr=None)
    assert reading.page_count >= 4
    assert reading.value("type") == "Báo cáo"
    assert reading.value("signer_name") == "Trần Văn Sáu"
    assert reading.value("signer_position") == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]
    assert 1 < reading.places["signer_name"][0].page < reading.page_count
    assert "PHỤ LỤC I" in reading.text


def test_a_header_set_with_tabs(tmp_path: Path) -> None:
    document = docx.Document()
    for text in (
        "UBND TỈNH VĨNH LONG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 77/SYT-NVY\t\tVĩnh Long, ngày 03 tháng 4 năm 2026",
        "V/v tăng cường phòng, chống dịch",
        "Kính gửi:",
        "- Trung tâm Y tế các khu vực;",
        "- Bệnh viện đa khoa Vĩnh Long.",
        "Thực hiện Công điện số 12/CĐ-TTg ngày 01/4/2026, Sở Y tế yêu cầu các đơn vị./.",
        "Nơi nhận:\t\tGIÁM ĐỐC",
        "- Như trên;",
        "- Lưu: VT, NVY.",
        "\t\t\tHồ Thị Thu Hằng",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "tabs.docx"))
    reading = read_file(tmp_path / "tabs.docx", ocr=None)
    assert reading.value("issuer_lines") == ["UBND TỈNH VĨNH LONG", "SỞ Y TẾ"]
    assert reading.value("number") == "77/SYT-NVY"
    assert reading.value("to") == ["Trung tâm Y tế các khu vực", "Bệnh viện đa khoa Vĩnh Long"]
    assert reading.value("signer_name") == "Hồ Thị Thu Hằng"


def test_a_name_under_a_red_seal_is_recognised(tmp_path: Path) -> None:
    if not default_ocr().available():
        pytest.skip("tesseract with Vietnamese data is not installed")
    path = papers.pdf(tmp_path)
    place = read_file(path, ocr=None).places["signer_name"][0]
    page = Image.open(io.BytesIO(render_page(path, 1, scale=3.0))).convert("RGB")
    x, y = place.x0 * page.width, place.y0 * page.height
    draw = ImageDraw.Draw(page)
    for radius in (60, 90, 130):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline="red", width=7)
    target = tmp_path / "sealed.jpg"
    page.save(target, quality=80)
    reading = read_file(target, ocr=default_ocr())
    assert reading.value("signer_name") == "Nguyễn Thị Ánh Tuyết"
