"""Somebody comes into the plan: a title, votes of each step, four hands, and the board shows it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import DONE, PHONE, choose, fill, look_over, save, somebody, told
from tests.support.live import Live

BOOKS = "/cadres/planning"
BOARD = f"{BOOKS}/overview"
WHO, TITLE, PAPER = "Lê Thị Bé Sáu", "Trưởng phòng Kinh tế", "88-QĐ/TU"
STEPS = ("2", "3", "4", "5")


def set_up(browser: Browser, live: Live) -> None:
    """The personnel body sets up a term that has begun, a title, and enters the decision."""
    with somebody(browser, live, "bureau", "appraiser") as page:
        page.goto(f"{BOOKS}/titles/new/set-term")
        days = {"first_on": "01/09/2025", "last_on": "31/08/2030", "reference_on": "2025-09"}
        fill(page, {"code": "2025-2030", **days})
        choose(page, "kind", "Cấp ủy")
        choose(page, "level", "Cấp tỉnh")
        save(page, "Đã lưu nhiệm kỳ.")
        page.goto(f"{BOOKS}/titles/new/add")
        choose(page, "term_id", "2025-2030")
        page.locator("[name=agency_id]").select_option(str(live.offices["bureau"].id))
        fill(page, {"title": TITLE})
        save(page, "Đã lưu chức danh quy hoạch.")
        page.goto("/cadres/personnel/decisions/new/record")
        fill(page, {"reference": PAPER, "signed_on": "20/11/2026", "issuer": "Tỉnh ủy"})
        save(page, "Đã ghi nhận quyết định.")


def propose(browser: Browser, live: Live) -> tuple[str, list[str]]:
    """The commune proposes and enters the votes of each step; where the case and sheets are."""
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(f"{BOOKS}/changes/new/propose")
        fill(page, {"person_id": WHO, "present_rank": "2"})
        choose(page, "target_id", TITLE)
        choose(page, "action", "Bổ sung")
        save(page, "Đã lập trường hợp.")
        case = page.url
        return case, [vote(page, step) for step in STEPS]


def vote(page: Page, step: str) -> str:
    """A meeting and its votes: typed with the keyboard alone, kept by Enter."""
    page.goto(f"{BOOKS}/ballots/new/save")
    choose(page, "target_id", TITLE)
    page.locator("[name=step]").select_option(step)
    counts = dict.fromkeys(("convened", "present", "issued", "returned", "valid"), "10")
    fill(page, {"held_on": f"0{step}/11/2026", **counts})
    save(page, "Đã lưu biên bản.")
    sheet = page.url
    page.get_by_role("link", name="Mở bảng ghi phiếu, in biên bản").click()
    page.get_by_label(f"{WHO}: Đồng ý", exact=True).focus()
    for typed in ("9", "1"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(page, "Đã ghi số phiếu.")
    expect(page.get_by_text("1 trên 1 người đạt mức ít nhất 6 phiếu đồng ý.")).to_be_visible()
    if step == STEPS[0]:  # the same page for each of them
        look_over(page)
    return sheet


def press(page: Page, address: str, button: str, said: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()
    told(page, said)


@pytest.mark.timeout(900)
def test_somebody_comes_into_the_plan_and_the_board_shows_it(browser: Browser, live: Live) -> None:
    set_up(browser, live)
    case, sheets = propose(browser, live)
    with somebody(browser, live, "bureau", "confirmer") as page:
        for sheet in sheets:
            press(page, sheet, "Khóa biên bản", "Đã khóa biên bản kiểm phiếu.")
        press(page, case, "Xác nhận", DONE)
    with somebody(browser, live, "bureau", "appraiser") as page:
        press(page, case, "Thẩm định", DONE)
    with somebody(browser, live, "bureau", "decider") as page:
        page.goto(f"{case}/decide")
        choose(page, "decision_id", PAPER)
        choose(page, "level", "Ban Thường vụ Tỉnh ủy")
        save(page, DONE)
    with somebody(browser, live, "bureau", "auditor") as page:
        shown(page)
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        page.goto(BOARD)
        look_over(page)
        page.goto(sheets[0].replace("/ballots/", "/votes/"))
        look_over(page)


def shown(page: Page) -> None:
    """The board of the term counts the person, one click from the list that proves it."""
    page.goto(BOARD)
    choose(page, "term", "2025-2030")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    look_over(page)
    page.get_by_text("Giá trị, nguồn và mức tin cậy của từng tham số").click()
    look_over(page)
    page.locator("td.number a", has_text=TITLE).click()
    expect(page.get_by_role("link", name=WHO)).to_be_visible()
    look_over(page)
