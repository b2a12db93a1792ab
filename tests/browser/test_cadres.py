"""Planning, training and staffing in a browser: four people, each at their own desk."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, look_over, somebody, told
from tests.support.live import Live

WHO = "Lê Thị Bé Sáu"
DONE = "Đã thực hiện."


def here(live: Live) -> str:
    """The commune whose cases the four keep."""
    return str(live.offices["bureau"].id)


def fill(page: Page, values: dict[str, str]) -> None:
    """Type into fields, choose in lists; “#1” is the first real choice."""
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") != "SELECT":
            field.fill(value)
        elif value.startswith("#"):
            field.select_option(index=int(value[1:]))
        else:
            field.select_option(value)


def send(page: Page, address: str, values: dict[str, str], said: str) -> None:
    """Fill in a form, looked over, and send it."""
    page.goto(address)
    look_over(page)
    fill(page, values)
    page.locator("button.primary").last.click()
    told(page, said)


def step(browser: Browser, live: Live, case: str, who: str, button: str) -> None:
    """One of the four presses their button."""
    with somebody(browser, live, "bureau", who) as page:
        page.goto(case)
        page.get_by_role("button", name=button, exact=True).click()
        told(page, DONE)


@pytest.mark.timeout(900)
def test_a_severance_goes_through_three_hands(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "bureau", "enterer") as page:
        money = {"pay_base": "10.000.000", "months_early": "42", "service_months": "360"}
        kind = {"quota_kind": "#1", "kind": "early-retirement", "category": "#1"}
        who = {"agency_id": here(live), "person_id": WHO, "leaves_on": "01/12/2026"}
        send(page, "/cadres/staffing/severances/new/propose", {**who, **kind, **money}, "Đã lập")
        look_over(page)
        case = page.url
    step(browser, live, case, "confirmer", "Xác nhận")
    step(browser, live, case, "appraiser", "Thẩm định")
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        page.goto(case)
        expect(page.get_by_text("Đã thẩm định").first).to_be_visible()
        look_over(page)
        for address in ("path", "quotas", "headcounts", "movements", "severances"):
            page.goto(f"/cadres/staffing/{address}")
            look_over(page)
        page.goto("/account/staffing")
        look_over(page)


@pytest.mark.timeout(900)
def test_a_title_is_set_up_and_somebody_proposed(browser: Browser, live: Live) -> None:
    books = "/cadres/planning"
    with somebody(browser, live, "bureau", "appraiser") as page:
        days = {"first_on": "01/09/2030", "last_on": "31/08/2035", "reference_on": "2030-09"}
        term = {"code": "2030-2035", "kind": "party", "level": "province", **days}
        send(page, f"{books}/titles/new/set-term", term, "Đã lưu nhiệm kỳ.")
        title = {"term_id": "#1", "agency_id": here(live), "title": "Trưởng phòng Nội vụ"}
        send(page, f"{books}/titles/new/add", title, "Đã lưu chức danh quy hoạch.")
        look_over(page)
    with somebody(browser, live, "bureau", "enterer") as page:
        asked = {"person_id": WHO, "target_id": "#1", "action": "add"}
        send(page, f"{books}/changes/new/propose", asked, "Đã lập trường hợp.")
        expect(page.get_by_text("Kiểm tra điều kiện").first).to_be_visible()
        look_over(page)
        counts = dict.fromkeys(("convened", "present", "issued", "returned", "valid"), "10")
        sheet = {"target_id": "#1", "step": "#1", "held_on": "01/10/2026", **counts}
        send(page, f"{books}/ballots/new/save", sheet, "Đã lưu biên bản.")
        look_over(page)
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        for address in ("changes", "entries", "titles", "ballots", "reviews"):
            page.goto(f"{books}/{address}")
            look_over(page)
        page.goto("/account/planning")
        look_over(page)


@pytest.mark.timeout(900)
def test_a_class_is_opened_and_somebody_sent(browser: Browser, live: Live) -> None:
    books = "/cadres/training"
    with somebody(browser, live, "bureau", "appraiser") as page:
        course = {"name": "Kỹ năng số", "kind": "digital", "place": "#1"}
        send(page, f"{books}/courses/new/add", course, "Đã thêm khóa học.")
        days = {"first": "01/10/2026", "last": "05/10/2026"}
        opened = {"course_id": "#1", "agency_id": here(live), "name": "Kỹ năng số, lớp 1", **days}
        send(page, f"{books}/classes/new/open", opened, "Đã mở lớp.")
        look_over(page)
    with somebody(browser, live, "bureau", "enterer") as page:
        asked = {"person_id": WHO, "class_id": "#1", "agency_id": here(live), "object": "#1"}
        send(page, f"{books}/enrolments/new/propose", asked, "Đã lập đề nghị cử đi học.")
        look_over(page)
    with somebody(browser, live, "bureau", "auditor", **PHONE) as page:
        for address in ("enrolments", "classes", "courses", "plans"):
            page.goto(f"{books}/{address}")
            look_over(page)
        page.goto("/account/training")
        look_over(page)
