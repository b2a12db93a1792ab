"""A draft written by keyboard alone outlives a lost line; it is commented on and mended."""

import html
import io
from datetime import UTC, datetime, timedelta

from docx import Document as new_docx
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.desk import PHONE, look_over, press, somebody, told
from tests.support.live import Live
from vanthu.faces.web.middleware import SESSION_COOKIE
from vanthu.office.writing.queries import DOCX

HERE = "tan_hanh"
PASTE = """(text, words) => {
    const held = new DataTransfer();
    held.setData("text/plain", words);
    text.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true}));
}"""
LETTERS = "[...document.fonts].some(f => /Tinos/.test(f.family) && f.status === 'loaded')"
SHOWN = """text => [...text.querySelectorAll("p[data-kind]")]
    .map(each => [each.dataset.label ?? "", each.innerText.trim()])"""


def test_a_draft_is_written_previewed_checked_and_commented_on(
    browser: Browser, live: Live
) -> None:
    with somebody(browser, live, HERE, "specialist") as page:
        begin(page)
        by_keyboard(page)
        counted_alike(page)
        signed_beside(page)
        without_the_line(page)
        after_the_session(page, live)
        mended(page)
        commented(page)
        address = page.url
        taken_in(page, address)
        asked_for_comments(page, address)
        with somebody(browser, live, HERE, "chief") as other:
            read_and_commented(other, address)
        page.goto(address)
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator("#act").get_by_text("Gửi dự thảo đến người duyệt")).to_be_visible()
    with somebody(browser, live, HERE, "specialist", **PHONE) as page:
        on_a_telephone(page, address)


def signed_beside(page: Page) -> None:
    """Who signs beside is named below the paper, saved with the text, and printed."""
    beside = page.locator("[data-part=signers]")
    beside.locator("summary").click()
    page.get_by_role("button", name="Thêm người ký").click()
    post = beside.get_by_label("Quyền hạn, chức vụ")
    expect(post).to_be_focused()
    post.fill("ĐẠI DIỆN BÊN A\nGIÁM ĐỐC")
    beside.get_by_label("Họ và tên").fill("Lê Thị Hoa")
    expect(page.locator("[data-said]")).to_contain_text("Đã lưu")
    look_over(page)
    page.reload()
    expect(beside.get_by_label("Họ và tên")).to_have_value("Lê Thị Hoa")
    expect(post).to_have_value("ĐẠI DIỆN BÊN A\nGIÁM ĐỐC")
    beside.get_by_role("button", name="Bỏ").click()
    expect(beside.get_by_role("listitem")).to_have_count(0)
    expect(page.locator("[data-said]")).to_contain_text("Đã lưu")


def begin(page: Page) -> None:
    """A new decision opens in the editor with the form of its type."""
    page.goto("/drafts/new")
    page.locator("[name=type_code]").select_option("quyet-dinh")
    page.get_by_label("Trích yếu nội dung").fill("Ban hành Quy chế làm việc")
    page.get_by_role("button", name="Lập dự thảo").click()
    told(page, "Soạn nội dung rồi trình duyệt")
    expect(text(page)).to_contain_text("Quyết định này có hiệu lực từ ngày ký.")
    expect(page.locator(".preview-pages img").first).to_be_visible()
    assert page.evaluate(LETTERS), "the paper is shown in the letters it is set in"
    look_over(page)


def by_keyboard(page: Page) -> None:
    """What is typed at the beginning of a paragraph says what it is; numbers are counted."""
    text(page).focus()
    press(page, "Control+a")
    keys = page.keyboard
    keys.press("Delete")
    keys.type("Căn cứ Luật Lưu trữ;")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Control+Alt+1")
    for line, key in (("Phạm vi", "Enter"), ("Việc phải làm", "Enter")):
        keys.type(line)
        keys.press(key)
    keys.press("Tab")
    keys.type("Giao Tỉnh Vĩnh Long thực hiện")
    expect(block(page, "Giao Tỉnh")).to_have_attribute("data-label", "1.")
    expect(block(page, "Việc phải làm")).to_have_attribute("data-label", "Điều 2.")
    keys.press("Shift+Tab")
    expect(block(page, "Giao Tỉnh")).to_have_attribute("data-label", "Điều 3.")
    keys.press("Alt+F10")
    expect(page.get_by_label("Kiểu đoạn")).to_be_focused()
    keys.press("Escape")
    expect(text(page)).to_be_focused()
    keys.press("Escape")
    keys.press("Tab")
    expect(text(page)).not_to_be_focused()
    state(page, "Đã lưu")


def counted_alike(page: Page) -> None:
    """Pasted lines become blocks, whose numbers are those that the server counts and prints."""
    lines = [
        *(
            "Chương I",
            "QUY ĐỊNH CHUNG",
            "Mục 1",
            "PHẠM VI",
            "Điều 7. Đối tượng",
            "1. Một",
            "a) Điểm",
        ),
        *(f"{letter}) Điểm" for letter in "bcdđeghiklmnopqrstuvxy"),
        *("- Gạch", "2. Hai", "a) Điểm", "Chương II", "TỔ CHỨC", "Mục 1", "BỘ MÁY", "Điều 8. Khác"),
        *("1. Một", "II. ĐỀ MỤC", "1. Một"),
    ]
    at_the_end(page, "Giao Tỉnh")
    text(page).evaluate(PASTE, "\n".join(lines))
    expect(block(page, "ĐỀ MỤC")).to_have_attribute("data-label", "I.")
    state(page, "Đã lưu")
    shown = text(page).evaluate(SHOWN)
    printed = html.unescape(page.request.get(page.url).text())
    for label, words in shown:
        said = f"{label}\n{words}" if label.startswith(("Chương", "Mục")) else f"{label} {words}"
        assert said.strip() in printed, said
    page.keyboard.press("Control+z")
    expect(block(page, "ĐỀ MỤC")).to_have_count(0)


def without_the_line(page: Page) -> None:
    """What is typed without a line is kept here, and sent when the line is back."""
    page.context.set_offline(True)
    at_the_end(page, "Giao Tỉnh")
    page.keyboard.type(" khi mất mạng")
    state(page, "Mất kết nối, đang giữ trên máy này")
    page.context.set_offline(False)
    state(page, "Đã lưu")
    page.reload()
    expect(text(page)).to_contain_text("khi mất mạng")


def after_the_session(page: Page, live: Live) -> None:
    """Signed in again, one goes on where one was."""
    page.context.clear_cookies(name=SESSION_COOKIE)
    at_the_end(page, "Giao Tỉnh")
    page.keyboard.type(" sau phiên")
    state(page, "Phiên làm việc đã hết hạn")
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.get_by_label("Tên đăng nhập").fill(live.offices[HERE].people["specialist"])
    page.get_by_label("Mật khẩu").fill(live.password)
    page.keyboard.press("Enter")
    told(page, "Đã khôi phục nội dung chưa kịp gửi")
    expect(text(page)).to_contain_text("sau phiên")
    state(page, "Đã lưu")


def mended(page: Page) -> None:
    """A finding names its rule, and is mended by one press."""
    page.get_by_role("tab", name="Kiểm tra").click()
    finding = page.locator("[data-finding]", has_text="Tỉnh Vĩnh Long").first
    expect(finding).to_contain_text("30/2020/NĐ-CP")
    look_over(page)
    finding.get_by_role("button", name="Sửa thành “tỉnh Vĩnh Long”").click()
    expect(text(page)).to_contain_text("Giao tỉnh Vĩnh Long")
    expect(page.locator("[data-finding]", has_text="Tỉnh Vĩnh Long")).to_have_count(0)


def commented(page: Page) -> None:
    """A comment stays at its words; when they are gone it says so and is not lost."""
    page.get_by_role("button", name="Lưu phiên bản").click()
    told(page, "Đã lưu phiên bản 1.")
    words = text(page).get_by_text("Phạm vi")
    words.dblclick()
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("Nói rõ hơn.")
    page.get_by_role("button", name="Gửi góp ý").click()
    expect(page.locator(".commented")).to_have_count(1)
    expect(page.get_by_text("Đoạn đã bị sửa")).to_be_hidden()
    look_over(page)
    words.click(click_count=3)
    page.keyboard.type("Phạm trù")
    expect(page.get_by_text("Đoạn đã bị sửa")).to_be_visible()
    state(page, "Đã lưu")


def taken_in(page: Page, address: str) -> None:
    """What a DOCX held besides its text is told over it, until one has put that away."""
    page.goto(address.removesuffix("/text") + "/acts/add-version")
    page.set_input_files("[name=file]", {"name": "sua.docx", "mimeType": DOCX, "buffer": docx()})
    page.locator("#act").get_by_role("button", name="Thêm phiên bản").click()
    told(page, "phiên bản")
    page.goto(address)
    notice = page.locator(".notice", has_text="có phần không đưa vào dự thảo được")
    expect(notice).to_contain_text("Bản nháp của phòng")
    look_over(page)
    page.get_by_role("button", name="Đã xem, không nhắc lại").click()
    expect(notice).to_be_hidden()
    page.reload()
    expect(text(page)).to_contain_text("Rà soát hạ tầng")
    expect(notice).to_be_hidden()


def asked_for_comments(page: Page, address: str) -> None:
    """Everybody of the office is asked."""
    page.goto(address.removesuffix("/text") + "/acts/consult")
    for box in page.locator("#act [name=receivers]").all():
        box.check()
    due = datetime.now(UTC) + timedelta(days=30)
    page.get_by_label("Hạn góp ý").fill(f"{due:%d/%m/%Y}")
    page.locator("#act").get_by_role("button", name="Gửi lấy ý kiến").click()
    told(page, "Đã gửi lấy ý kiến")


def read_and_commented(page: Page, address: str) -> None:
    """Who was asked is invited, begins a comment by its key, and no letter there is a shortcut."""
    page.goto(address)
    expect(page.get_by_text("Mời bạn góp ý dự thảo")).to_be_visible()
    words = text(page).get_by_text("Rà soát hạ tầng")
    words.click()
    page.keyboard.type("n?")
    expect(page).to_have_url(address)
    expect(page.locator("dialog[open]")).to_have_count(0)
    words.dblclick()
    page.keyboard.press("Control+Alt+m")
    page.keyboard.type("Nêu rõ hơn.")
    page.get_by_role("button", name="Gửi góp ý").click()
    expect(page.locator(".commented")).not_to_have_count(0)
    look_over(page)


def docx() -> bytes:
    """A text with a footer on its first page, which a draft cannot hold."""
    made = new_docx()
    made.add_paragraph("Rà soát hạ tầng giao thông.")
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_footer.paragraphs[0].text = "Bản nháp của phòng"
    made.save(out := io.BytesIO())
    return out.getvalue()


def on_a_telephone(page: Page, address: str) -> None:
    """Text, preview and comments are tabs."""
    page.goto(address)
    expect(text(page)).to_be_visible()
    look_over(page)
    page.get_by_role("tab", name="Xem trước").click()
    expect(page.locator(".preview-pages img").first).to_be_visible()
    expect(text(page)).to_be_hidden()
    look_over(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def text(page: Page) -> Locator:
    """The text being written."""
    return page.locator(".ProseMirror")


def block(page: Page, words: str) -> Locator:
    """The block with these words."""
    return text(page).locator("p[data-kind]", has_text=words)


def at_the_end(page: Page, words: str) -> None:
    """The cursor behind the last letter of the block with these words."""
    block(page, words).click()
    page.keyboard.press("End")


def state(page: Page, words: str) -> None:
    """What is said about where the text is."""
    expect(page.locator("[data-said]")).to_contain_text(words)
