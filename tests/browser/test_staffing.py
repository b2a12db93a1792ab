"""A severance from its proposal to money decided and printed; what a rule lacks is entered."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import DONE, PHONE, fill, here, look_over, send, somebody, step, told
from tests.support.live import Live

BOOKS = "/cadres/staffing"
WHO, PAPER = "Lê Thị Bé Sáu", "912/QĐ-UBND"
DECREE = "severance-nd154"
# What nobody has read of the decree (organisation.md 2.b [?]): key, value.
OPEN = {"first_years": "20", "first_years_pay": "5", "later_per_year": "0.5"}


def propose(browser: Browser, live: Live) -> str:
    """The commune enters the case, two grounds against it at first; where the case is."""
    address = f"{BOOKS}/severances/new/propose"
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(address)
        kind = {"quota_kind": "#1", "kind": "early-retirement", "category": "#1"}
        who = {"agency_id": here(live), "person_id": WHO, "leaves_on": "01/12/2026"}
        money = {"pay_base": "10.000.000", "months_early": "42", "service_months": "360"}
        fill(page, {**who, **kind, **money})
        for ground in ("Đang ốm đau, điều trị", "Đang nuôi con dưới 36 tháng tuổi"):
            page.get_by_label(ground).check()
        page.locator("button.primary").last.click()
        expect(page.get_by_text("đang ốm đau, điều trị, đang nuôi con").first).to_be_visible()
        look_over(page)
        page.get_by_label("Tự nguyện đề nghị").check()
        page.locator("button.primary").last.click()
        told(page, "Đã lập")
        look_over(page)
        return page.url


def enter_what_is_open(page: Page) -> None:
    """The keeper of the rulebook enters each parameter with its source."""
    for key, value in OPEN.items():
        source = "Điều 6 Nghị định 154/2025/NĐ-CP"
        values = {"value": value, "valid_from": "16/06/2025", "source": source}
        send(page, f"/rules/{DECREE}/{key}", values, "Đã đặt tham số")
    look_over(page)


def decide(page: Page, case: str) -> None:
    """Record the decision of the province."""
    page.goto(f"{case}/decide")
    field = page.locator("select[name=decision_id]")
    value = field.locator("option", has_text=PAPER).first.get_attribute("value")
    field.select_option(value)
    page.locator("button.primary").last.click()


def printed(page: Page, words: str, title: str, folder: Path) -> None:
    """Take the file of a link: a PDF of this title."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=words).first.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    assert title in coming.value.suggested_filename
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.timeout(900)
def test_the_money_of_a_severance_is_decided_and_printed(
    browser: Browser, live: Live, tmp_path: Path
) -> None:
    case = propose(browser, live)
    step(browser, live, case, "confirmer", "Xác nhận")
    with somebody(browser, live, "bureau", "appraiser") as page:
        paper = {"reference": PAPER, "signed_on": "20/11/2026", "issuer": "UBND tỉnh"}
        send(page, "/cadres/personnel/decisions/new/record", paper, "Đã ghi nhận quyết định.")
    step(browser, live, case, "appraiser", "Thẩm định")
    with somebody(browser, live, "bureau", "decider") as page:
        decide(page, case)
        expect(page.get_by_text("chưa có tham số “Số năm đóng bảo hiểm").first).to_be_visible()
        look_over(page)
    with somebody(browser, live, "bureau", "appraiser") as page:
        enter_what_is_open(page)
    with somebody(browser, live, "bureau", "decider") as page:
        decide(page, case)
        told(page, DONE)
        expect(page.get_by_text("275.000.000").first).to_be_visible()
        look_over(page)
        printed(page, "Tải tệp PDF", "Bảng tính tiền", tmp_path)
    with somebody(browser, live, "bureau", "auditor") as page:
        overview(page, tmp_path)
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        page.goto(case)
        look_over(page)
        for address in ("path", "summary", "balance", "quotas", "headcounts", "movements"):
            page.goto(f"{BOOKS}/{address}")
            look_over(page)
        page.goto("/account/staffing")
        look_over(page)


def overview(page: Page, folder: Path) -> None:
    """The case in the summary, told and hidden; the tables of the path and of people as PDF."""
    page.goto(f"{BOOKS}/summary")
    expect(page.get_by_role("cell", name="275.000.000").first).to_be_visible()
    look_over(page)
    for menu, title in (
        ("Xuất biểu tổng hợp", "Tổng hợp tinh giản"),
        ("Xuất danh sách trong kỳ", "Danh sách giải quyết"),
    ):
        page.get_by_text(menu).click()
        printed(page, "PDF", title, folder)
        page.keyboard.press("Escape")
    page.get_by_label("Bản công bố").check()
    page.get_by_role("button", name="Xem", exact=True).click()
    page.wait_for_url(re.compile("public=on"))
    expect(page.get_by_text("275.000.000")).to_have_count(0)
    look_over(page)
    for address, menu, title in (
        ("balance", "Xuất biểu biến động", "Tình hình biến động"),
        ("path", "Xuất biểu biên chế", "lộ trình giảm"),
    ):
        page.goto(f"{BOOKS}/{address}")
        page.get_by_text(menu).click()
        printed(page, "PDF", title, folder)
