"""What was typed outlives a session that ended, and nothing of it stays once it was taken."""

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import act, look_over, open_first, somebody
from tests.support.live import Live
from vanthu.faces.web.middleware import SESSION_COOKIE

HERE = "phuoc_hau"
ENDED = "Phiên làm việc đã hết hạn. Đăng nhập lại để tiếp tục."
RESTORED = "Đã khôi phục nội dung bạn gõ dở."


def test_typed_text_is_there_again_after_signing_in_again(browser: Browser, live: Live) -> None:
    with somebody(browser, live, HERE, "clerk") as page:
        a_form_of_a_page(page, live)
        the_form_of_an_act(page, live)


def a_form_of_a_page(page: Page, live: Live) -> None:
    page.goto("/upload")
    page.get_by_role("link", name="Nhập văn bản giấy không có tệp").click()
    subject = page.get_by_label("Trích yếu nội dung")
    subject.fill("Về việc rà soát hạ tầng")
    page.get_by_label("Độ khẩn").select_option(index=1)
    form = page.url
    page.context.clear_cookies(name=SESSION_COOKIE)
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    expect(page.get_by_text(ENDED)).to_be_visible()
    expect(page.get_by_text("còn giữ trên trình duyệt này")).to_be_visible()
    look_over(page)
    sign_in_again(page, live)
    assert page.url == form
    expect(page.get_by_text(RESTORED)).to_be_visible()
    expect(subject).to_have_value("Về việc rà soát hạ tầng")
    expect(page.get_by_label("Độ khẩn")).not_to_have_value("0")
    look_over(page)
    page.get_by_role("button", name="Bỏ nội dung này").click()
    expect(subject).to_have_value("")
    page.reload()
    expect(page.get_by_text(RESTORED)).to_have_count(0)
    subject.fill("Về việc rà soát hạ tầng giao thông")
    page.get_by_label("Số, ký hiệu").fill("88/UBND-KT")
    page.get_by_label("Ngày văn bản").fill("20/11/2026")
    page.get_by_role("button", name="Lưu tạm").click()
    expect(page.locator(".toast")).to_contain_text("Đã lưu")
    assert kept(page) == 0


def the_form_of_an_act(page: Page, live: Live) -> None:
    open_first(page, "to-register")
    act(page, "Từ chối tiếp nhận").click()
    page.locator("#act [name=reason]").fill("Không đúng thẩm quyền.")
    page.context.clear_cookies(name=SESSION_COOKIE)
    page.locator("#act form .button").first.click()
    expect(page.get_by_text(ENDED)).to_be_visible()
    sign_in_again(page, live)
    expect(page.locator("#act [name=reason]")).to_have_value("Không đúng thẩm quyền.")
    page.get_by_role("button", name="Thôi").click()
    assert kept(page) == 0
    page.locator(".avatar").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(page.get_by_text(ENDED)).to_have_count(0)


def test_a_page_open_too_long_says_so_and_keeps_what_was_typed(
    browser: Browser, live: Live
) -> None:
    with somebody(browser, live, HERE, "clerk") as page:
        page.goto("/drafts/new")
        page.locator("[name=subject]").fill("Về việc tổng kết năm")
        page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
        page.get_by_role("button", name="Lập dự thảo").click()
        expect(page.get_by_role("heading", name="Trang đã mở quá lâu")).to_be_visible()
        expect(page.get_by_text("còn giữ trên trình duyệt này")).to_be_visible()
        look_over(page)
        page.get_by_role("link", name="Tải lại trang").click()
        expect(page.get_by_text(RESTORED)).to_be_visible()
        expect(page.locator("[name=subject]")).to_have_value("Về việc tổng kết năm")
        page.get_by_role("link", name="Thôi").click()  # given up: it does not come back
        page.wait_for_url(lambda address: "/drafts/new" not in address)
        page.goto("/drafts/new")
        expect(page.locator("[name=subject]")).to_have_value("")


def sign_in_again(page: Page, live: Live) -> None:
    page.get_by_label("Tên đăng nhập").fill(live.offices[HERE].people["clerk"])
    page.get_by_label("Mật khẩu").fill(live.password)
    page.keyboard.press("Enter")
    expect(page.locator(".top")).to_be_visible()


def kept(page: Page) -> int:
    """How many forms lie in the tab."""
    found = page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('typed:')).length")
    return int(found)
