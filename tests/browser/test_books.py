"""A book in a real browser: filters, a form, a record with its history, an import; axe at work."""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, look_over, reload_until, somebody, told
from tests.support.live import Live
from vanthu.faces.imports.persons import PERSONS

PEOPLE = "/cadres/personnel/persons"


@pytest.mark.timeout(900)
def test_people_are_entered_corrected_and_found(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto("/cadres")
        look_over(page)
        page.get_by_role("link", name="Cán bộ", exact=True).click()
        look_over(page)
        page.get_by_role("link", name="Thêm cán bộ").click()
        look_over(page)
        page.get_by_label("Họ và tên").fill("Đặng Thị Kiều")
        page.get_by_label("Ngày sinh").fill("05/01/1980")
        page.get_by_label("Giới tính").select_option(label="Nữ")
        page.get_by_role("button", name="Thêm cán bộ").click()
        told(page, "Đã thêm cán bộ.")
        look_over(page)
        page.get_by_role("link", name="Sửa thông tin").click()
        page.get_by_label("Số hiệu").fill("VL77")
        page.get_by_role("button", name="Sửa thông tin").click()
        told(page, "Đã ghi thông tin")
        expect(page.get_by_role("heading", name="Lịch sử ghi nhận")).to_be_visible()
        a_name_is_completed(page)
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        page.goto(PEOPLE)
        page.get_by_label("Họ và tên, số hiệu").fill("kieu")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Đặng Thị Kiều")).to_be_visible()
        looked_over_on_a_phone(page)
        page.get_by_role("link", name="Đặng Thị Kiều").click()
        expect(page.get_by_text("VL77").first).to_be_visible()
        looked_over_on_a_phone(page)


@pytest.mark.timeout(900)
def test_a_list_is_sent_marked_and_sent_again(browser: Browser, live: Live, tmp_path: Path) -> None:
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(f"{PEOPLE}/new/add")
        own = page.locator("#f-agency_id option:checked").inner_text()
        page.goto(f"{PEOPLE}/imports")
        look_over(page)
        page.get_by_label("Tệp đã điền").set_input_files(filled(tmp_path, own))
        page.get_by_role("button", name="Gửi để kiểm tra").click()
        reload_until(page, page.get_by_text("Có 1 chỗ cần sửa"))
        look_over(page)
        with page.expect_download() as marked:
            page.get_by_role("link", name="Tải tệp đã đánh dấu").click()
        assert marked.value.suggested_filename == "can-sua-danh-sach.xlsx"
        page.get_by_role("button", name="Chỉ nhập 1 dòng đúng").click()
        reload_until(page, page.get_by_text("Đã nhập 1 dòng"))
        look_over(page)


def filled(folder: Path, agency: str) -> Path:
    """One person who can be entered, and one whose birthday is none."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([column.name for column in PERSONS.columns])
    for name, born in (("Hồ Văn Lâm", "1975"), ("Hồ Thị Mai", "31/02/1980")):
        page.append([name, "", born, "Nam", agency])
    book.save(folder / "danh-sach.xlsx")
    return folder / "danh-sach.xlsx"


def a_name_is_completed(page: Page) -> None:
    """The keyboard alone takes a suggested person; Escape leaves what was typed."""
    page.get_by_role("link", name="Kê khai quan hệ").click()
    field = page.get_by_role("combobox", name="Người có quan hệ")
    field.press_sequentially("kieu", delay=30)
    option = page.get_by_role("option", name="Đặng Thị Kiều sinh 1980")
    expect(option).to_be_visible()
    look_over(page)
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_have_value("kieu")
    field.press_sequentially(" ", delay=30)
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    look_over(page)
    with page.expect_response(re.compile("/cadres/persons")):
        field.press_sequentially("d", delay=30)
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(r"^Đặng Thị Kiều \(#\d+\)$"))
    expect(option).to_be_hidden()
    page.goto(PEOPLE)


def looked_over_on_a_phone(page: Page) -> None:
    """Accessible, and nothing stands out at the side."""
    look_over(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
