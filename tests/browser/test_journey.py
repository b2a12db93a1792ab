"""A document comes in, is directed, answered, issued, arrives: each by who does it in an office.

The records clerk has the keyboard alone, the leader a telephone, the rest a desk.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import (
    PHONE,
    a_real_paper,
    act,
    confirm,
    do,
    look_over,
    open_first,
    press,
    reload_until,
    somebody,
    told,
)
from tests.factories.pki import Authority
from tests.factories.tokens import PIN
from tests.support.live import Live

HERE, THERE = "long_chau", "phuoc_hau"
VALID = "Chữ ký hợp lệ"


@pytest.mark.timeout(900)  # twelve people one after the other, on a busy machine too
def test_a_document_on_its_way(
    browser: Browser, live: Live, tmp_path: Path, authority: Authority
) -> None:
    people = live.offices[HERE].people
    folder = str(authority.pki.folder)
    live.python("-m", "tests.support.live_keys", folder, people["leader"], people["clerk"])
    with somebody(browser, live, HERE, "clerk") as page:
        clerk_registers_with_the_keyboard_alone(page, a_real_paper(tmp_path))
    with somebody(browser, live, HERE, "leader", **PHONE) as page:
        leader_directs_on_a_telephone(page)
    with somebody(browser, live, HERE, "clerk") as page:
        open_first(page, "to-hand-over")
        do(page, "Chuyển xử lý", "Đã chuyển")
    with somebody(browser, live, HERE, "specialist") as page:
        specialist_answers(page, live.offices[THERE].name)
    for who, box, name in (
        ("head", "to-approve-content", "Duyệt nội dung"),
        ("chief", "to-approve-format", "Duyệt thể thức"),
    ):
        with somebody(browser, live, HERE, who) as page:
            open_first(page, box)
            act(page, name).click()
            confirm(page, "Đã duyệt")
    with somebody(browser, live, HERE, "leader") as page:
        open_first(page, "to-sign")
        with_the_token(page, "Ký số", "Đã ký số.")
    with somebody(browser, live, HERE, "clerk") as page:
        clerk_numbers_seals_and_issues(page)
        with somebody(browser, live, THERE, "clerk") as other:
            the_other_agency_accepts(other)
        both_sides_see_it(page, live.offices[THERE].name)
    with somebody(browser, live, HERE, "specialist") as page:
        page.goto("/boxes/to-handle")
        expect(page.get_by_text("Hộp này đã hết việc")).to_be_visible()


def clerk_registers_with_the_keyboard_alone(page: Page, paper: Path) -> None:
    press(page, "n")
    expect(page.get_by_role("heading", name="Tiếp nhận văn bản đến")).to_be_visible()
    look_over(page)
    until_focused(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(paper)
    expect(page.locator(".upload.ready")).to_be_visible()
    look_over(page)
    until_focused(page, ".upload.ready a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đăng ký văn bản đến")).to_be_visible()
    look_over(page)
    expect(page.get_by_label("Số, ký hiệu")).to_be_focused()
    expect(page.get_by_label("Số, ký hiệu")).not_to_have_value("")
    expect(page.locator("rect.place").nth(3)).to_be_attached()
    until_focused(page, "[name=subject]")
    expect(page.locator("rect.place.shown").first).to_be_attached()
    until_focused(page, "[name=to_post_id]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=to_post_id]")).not_to_have_value("")
    page.keyboard.press("Control+Enter")
    told(page, "Đã đăng ký, số đến")
    press(page, "?")
    expect(page.get_by_role("heading", name="Phím tắt")).to_be_visible()
    page.keyboard.press("Escape")


def until_focused(page: Page, selector: str, most: int = 80) -> None:
    """Tab until the element has the focus, as one who has no mouse does."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by Tab")


def leader_directs_on_a_telephone(page: Page) -> None:
    expect(page.get_by_role("heading", name="Chờ cho ý kiến chỉ đạo")).to_be_visible()
    look_over(page)
    page.locator(".row-link").first.tap()
    expect(page.locator("article.reader")).to_be_visible()
    look_over(page)
    act(page, "Cho ý kiến, phân công").tap()
    page.locator("#act [name=text]").fill("Phòng Kinh tế tham mưu trả lời, báo cáo tôi.")
    page.locator("tr", has_text="Chuyên viên").first.locator("[data-role=lead]").check()
    look_over(page)
    no_sideways_scroll(page)
    confirm(page, "Đã giao việc cho")


def no_sideways_scroll(page: Page) -> None:
    """A telephone shows the whole width."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def specialist_answers(page: Page, receiver: str) -> None:
    open_first(page, "to-handle")
    expect(page.get_by_text("Phòng Kinh tế tham mưu trả lời, báo cáo tôi.")).to_be_visible()
    press(page, "c")
    told(page, "Đã tiếp nhận.")
    press(page, "u")
    told(page, "Đã hoàn tác.")
    press(page, "c")
    # The first toast with these words may still stand: the act that comes next tells it is done.
    expect(page.locator(".act-bar .button", has_text="Hoàn thành").first).to_be_visible()
    look_over(page)
    press(page, "r")
    expect(page.get_by_role("heading", name="Soạn văn bản trả lời")).to_be_visible()
    expect(page.get_by_label("Trích yếu nội dung")).to_have_value(re.compile("^Trả lời "))
    page.get_by_label("hoặc soạn ngay tại đây").fill("Kính gửi quý cơ quan. Chúng tôi nhất trí.")
    page.get_by_label(receiver).check()
    for name, who in (
        ("Người duyệt nội dung", "Trưởng phòng"),
        ("Người duyệt thể thức", "Chánh Văn phòng"),
        ("Người ký", "Chủ tịch"),
    ):
        options = page.get_by_label(name).locator("option")
        page.get_by_label(name).select_option(
            label=next(o for o in options.all_inner_texts() if o.endswith(f"– {who}"))
        )
    look_over(page)
    page.get_by_role("button", name="Lập dự thảo").click()
    told(page, "Đã lập dự thảo")
    act(page, "Trình duyệt").click()
    confirm(page, "Đã trình dự thảo")


def with_the_token(page: Page, name: str, said: str) -> None:
    """Sign with a key on the token: the PIN alone is asked for."""
    act(page, name).click()
    page.locator("#act [name=pin]").fill(PIN)
    look_over(page)
    confirm(page, said)


def clerk_numbers_seals_and_issues(page: Page) -> None:
    open_first(page, "to-number")
    act(page, "Cấp số").click()
    confirm(page, "Đã cấp số")
    open_first(page, "to-issue")
    look_over(page)
    with_the_token(page, "Ký số của cơ quan", "Đã ký số của cơ quan")
    open_first(page, "to-issue")
    do(page, "Phát hành", "Đã phát hành")


def the_other_agency_accepts(page: Page) -> None:
    page.goto("/boxes/to-receive")
    reload_until(page, page.locator(".row-link"))
    page.locator(".row-link").first.click()
    expect(page.locator("article.reader")).to_contain_text("phường Long Châu")
    press(page, "r")
    expect(page.get_by_role("heading", name="Đăng ký văn bản đến")).to_be_visible()
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    told(page, "Đã đăng ký, số đến 1.")
    open_first(page, "to-present")
    valid = page.locator("#signatures > ul").first.locator(".signature", has_text=VALID)
    for _ in range(60):
        if valid.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(valid).to_have_count(2)


def both_sides_see_it(page: Page, receiver: str) -> None:
    page.goto("/documents?direction=outgoing")
    page.get_by_role("link", name="Trả lời").first.click()
    open_tab(page, "Liên quan")
    reload_until(page, page.locator("li", has_text=receiver).filter(has_text="Đã tiếp nhận"))
    look_over(page)
    for tab in ("Đường đi", "Thông tin"):
        open_tab(page, tab)
        look_over(page)


def open_tab(page: Page, name: str) -> None:
    """The page of one tab of the document that is open."""
    page.goto(page.get_by_role("link", name=name).get_attribute("href") or "")
