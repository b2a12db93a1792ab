"""Planning and training in a browser: four people, each at their own desk."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import PHONE, here, look_over, send, somebody
from tests.support.live import Live

WHO = "Lê Thị Bé Sáu"


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
