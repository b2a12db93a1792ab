"""A period is reported by four people, and the figure leads to the list that proves it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import PHONE, look_over, somebody, told
from tests.support.live import Live

BOARD = "/cadres/targets/board"


@pytest.mark.timeout(900)
def test_a_period_is_reported(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(f"{BOARD}/periods")
        look_over(page)
        page.locator("main section a").first.click()
        look_over(page)
        page.locator("table input").first.focus()
        page.keyboard.type("1.250")
        page.keyboard.press("Enter")
        told(page, "Đã lưu số liệu.")
        report = page.url
    for who, step in (("confirmer", "Xác nhận"), ("appraiser", "Thẩm định"), ("decider", "Khóa")):
        with somebody(browser, live, "bureau", who) as page:
            page.goto(report)
            page.get_by_role("button", name=step, exact=True).click()
            told(page, "Báo cáo kỳ:")
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        page.goto(BOARD)
        look_over(page)
        page.get_by_role("link", name="Số lao động").first.click()
        expect(page.get_by_text("1.250").first).to_be_visible()
        look_over(page)
        page.get_by_role("button", name="Chốt cùng danh sách chứng minh").click()
        expect(page.locator("main table").get_by_text("1.250")).to_be_visible()
