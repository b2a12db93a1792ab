"""A passkey: made by the browser, then the way in by itself, then the second step."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import told
from tests.support.browser import watched_page
from tests.support.live import Live

# What a laptop with a fingerprint reader is.
DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_opens_the_door(browser: Browser, live: Live) -> None:
    name = live.offices["long_chau"].people["archivist"]
    with watched_page(browser, live.url) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        with_password(page, live, name)
        page.goto("/account")
        page.get_by_label("Tên khóa truy cập").fill("Máy tính phòng lưu trữ")
        page.get_by_role("button", name="Thêm khóa truy cập").click()
        told(page, "Đã thêm khóa truy cập.")
        expect(page.get_by_text("Máy tính phòng lưu trữ")).to_be_visible()
        leave(page)
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        expect(page.get_by_role("navigation", name="Hộp việc")).to_be_visible()
        leave(page)
        with_password(page, live, name)
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        expect(page.get_by_role("navigation", name="Hộp việc")).to_be_visible()


def with_password(page: Page, live: Live, name: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(live.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/sign-in"))


def leave(page: Page) -> None:
    page.goto("/account")
    page.locator(".top-acts details.menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
