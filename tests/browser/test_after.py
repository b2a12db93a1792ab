"""What stands on the screen after an act: the next document from its heading, the notice over no
button, no key hints on a telephone."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, a_real_paper, act, look_over, open_first, somebody, told
from tests.support.live import Live

HERE = "tan_hanh"
# Buttons, links and fields that lie, however little, under a notice.
COVERED = """() => {
  const boxes = [...document.querySelectorAll('.toast')].map((box) => box.getBoundingClientRect());
  const meets = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return [...document.querySelectorAll('#main :is(a, button, input, select, textarea)')]
    .filter((each) => each.checkVisibility())
    .filter((each) => boxes.some((box) => meets(each.getBoundingClientRect(), box)))
    .map((each) => each.textContent || each.name);
}"""


def test_the_next_document_opens_from_its_heading(browser: Browser, live: Live) -> None:
    with somebody(browser, live, HERE, "clerk") as page:
        for number in ("811", "812", "813"):
            a_paper(page, f"{number}/UBND-VX")
        page.goto("/boxes/to-register")
        page.locator(".row-link", has_text="811/UBND-VX").click()
        act(page, "Đăng ký").click()
        page.get_by_role("button", name="Đăng ký", exact=True).click()
        told(page, "Đã đăng ký, số đến")
        assert page.evaluate(COVERED) == []
        expect(page.locator(".form-acts kbd").first).to_be_visible()
    with somebody(browser, live, HERE, "clerk", **PHONE) as page:
        open_first(page, "to-register")
        assert page.locator("kbd:visible").count() == 0
        act(page, "Từ chối tiếp nhận").tap()
        page.locator("#act [name=reason]").fill("Không đúng thẩm quyền.")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.locator("#act form .button").first.tap()
        expect(page.locator(".toast")).to_be_visible()
        expect(page.locator("#reader-title")).to_be_focused()
        assert page.evaluate("window.scrollY") == 0
        assert page.evaluate(COVERED) == []
        look_over(page)


def a_paper(page: Page, reference: str) -> None:
    """A received paper without a file, not yet registered."""
    page.goto("/upload/paper")
    page.get_by_label("Số, ký hiệu").fill(reference)
    page.get_by_label("Ngày văn bản").fill("20/11/2026")
    page.get_by_label("Cơ quan ban hành").fill(f"Ủy ban nhân dân phường {reference[:3]}")
    page.get_by_label("Trích yếu nội dung").fill(f"V/v chuẩn bị kỳ họp, văn bản {reference}")
    page.get_by_role("button", name="Lưu tạm").click()
    told(page, "Đã lưu")


def test_the_counts_follow_files_just_sent(browser: Browser, live: Live, tmp_path: Path) -> None:
    with somebody(browser, live, HERE, "clerk") as page:
        page.goto("/upload")
        before = page.locator("#box-to-register .count").all_inner_texts()
        page.locator("input[type=file]").set_input_files(a_real_paper(tmp_path))
        expect(page.locator(".upload.ready")).to_be_visible()
        after = str(int(before[0] if before else 0) + 1)
        expect(page.locator("#box-to-register .count")).to_have_text(after)


def test_going_back_past_a_form_that_came_back_asks_for_it_anew(
    browser: Browser, live: Live
) -> None:
    with somebody(browser, live, HERE, "clerk") as page:
        a_paper(page, "814/UBND-VX")
        page.goto("/boxes/to-register")
        page.locator(".row-link", has_text="814/UBND-VX").click()
        act(page, "Đăng ký").click()
        page.get_by_label("Ngày văn bản").fill("99/99/2026")
        page.get_by_role("button", name="Đăng ký", exact=True).click()
        expect(page.locator(".error-summary")).to_be_visible()
        page.get_by_label("Ngày văn bản").fill("20/11/2026")
        page.get_by_role("button", name="Đăng ký", exact=True).click()
        told(page, "Đã đăng ký, số đến")
        page.go_back()
        expect(page.locator("#reader-title")).to_contain_text("814/UBND-VX")
