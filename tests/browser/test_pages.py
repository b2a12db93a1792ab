"""Every page of the office for every role: axe, a telephone's width, the dark, and no script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, look_over, look_over_in_the_dark, press, somebody
from tests.support.live import Live

OF_EVERYBODY = ("/boxes/to-register", "/boxes/late", "/notifications", "/account", "/dashboard")
# The same page whoever reads it: one reader suffices, whose shell is another on the pages above.
OF_NOBODY = (
    *("/account/password", "/figures/check"),
    *("/help", "/help/start", "/help/incoming", "/help/signing", "/help/keys"),
)
OF_SOME = {
    "clerk": (
        *OF_NOBODY,
        *("/config/seal", "/config/signers", "/config/texts", "/config/signers/new"),
        *("/upload", "/drafts/new", "/account/delegations"),
        *("/exchange", "/exchange/sent", "/exchange/received", "/exchange/links"),
        *("/exchange/days", "/help/exchange"),
    ),
    "specialist": ("/drafts/new?direction=internal", "/account/second-factor"),
    "leader": ("/boxes/to-direct", "/account/signing", "/signing/batch"),
    "sysadmin": ("/config/exchange", "/config/exchange/directory", "/exchange/days"),
}


@pytest.mark.parametrize("who", OF_SOME)
def test_axe_finds_nothing_on_a_desk_in_the_dark_or_on_a_telephone(
    browser: Browser, live: Live, who: str
) -> None:
    for options in ({}, PHONE):
        with somebody(browser, live, "phuoc_hau", who, **options) as page:
            for address in (*OF_EVERYBODY, *OF_SOME[who]):
                page.goto(address)
                look_over(page)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
                if options is not PHONE:
                    look_over_in_the_dark(page)


def test_the_sign_in_page_and_a_refusal(browser: Browser, live: Live, page: Page) -> None:
    page.goto("/sign-in")
    look_over(page)
    page.get_by_label("Tên đăng nhập").fill("khong.co")
    page.get_by_label("Mật khẩu").fill("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    look_over(page)
    page.goto("/khong-co-trang-nay")
    expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()
    look_over(page)


def test_the_work_is_done_without_script(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "tan_hanh", "clerk", java_script_enabled=False) as page:
        page.goto("/upload")
        page.get_by_role("link", name="Nhập văn bản giấy không có tệp").click()
        page.get_by_label("Số, ký hiệu").fill("7/UBND-VX")
        page.get_by_label("Ngày văn bản").fill("20/11/2026")
        page.get_by_label("Cơ quan ban hành").fill("Ủy ban nhân dân phường Long Châu")
        page.get_by_label("Trích yếu nội dung").fill("V/v tổ chức ngày hội đại đoàn kết")
        page.get_by_role("button", name="Đăng ký", exact=True).click()
        expect(page.locator(".toast")).to_contain_text("Đã đăng ký, số đến")
        page.goto("/boxes/to-present")
        page.get_by_role("link", name="V/v tổ chức ngày hội đại đoàn kết").click()
        page.get_by_role("link", name="Trình lãnh đạo").click()
        page.get_by_label("Trình lãnh đạo").last.select_option(index=1)
        page.locator("#act button.primary").click()
        expect(page.locator(".toast")).to_contain_text("Đã trình")


def test_the_palette_goes_where_one_types(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "phuoc_hau", "clerk") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("cho trinh")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Chờ trình")).to_be_visible()
        press(page, "g")
        page.keyboard.press("r")
        expect(page.get_by_role("heading", name="Chờ đăng ký")).to_be_visible()
