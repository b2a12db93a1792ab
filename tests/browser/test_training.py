"""Somebody is planned for, sent by four people, completes a course, and the overview shows it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import DONE, PHONE, choose, fill, look_over, save, somebody, told
from tests.support.live import Live

BOOKS = "/cadres/training"
OVERVIEW = f"{BOOKS}/overview?year=2026"
WHO, COURSE, GROUP, PAPER = "Lê Thị Bé Sáu", "Đại học Hành chính", "Hành chính K26", "126-QĐ/TU"


def set_up(browser: Browser, live: Live) -> None:
    """The personnel body enters the course, its class, the commune's plan and the decision."""
    commune = str(live.offices["bureau"].id)
    with somebody(browser, live, "bureau", "appraiser") as page:
        page.goto(f"{BOOKS}/courses/new/add")
        fill(page, {"name": COURSE, "periods": "600", "months": "24"})
        choose(page, "kind", "Đào tạo trình độ")
        choose(page, "level", "Đại học")
        save(page, "Đã thêm khóa học.")
        page.goto(f"{BOOKS}/classes/new/open")
        choose(page, "course_id", COURSE)
        page.locator("[name=agency_id]").select_option(commune)
        fill(page, {"name": GROUP, "first": "01/09/2026", "last": "30/09/2026"})
        save(page, "Đã mở lớp.")
        page.goto(f"{BOOKS}/plans/new/set")
        page.locator("[name=agency_id]").select_option(commune)
        choose(page, "kind", "Đào tạo trình độ")
        choose(page, "object", "Công chức")
        fill(page, {"year": "2026", "target": "2"})
        save(page, "Đã đặt kế hoạch")
        page.goto("/cadres/personnel/decisions/new/record")
        fill(page, {"reference": PAPER, "signed_on": "20/08/2026", "issuer": "Tỉnh ủy"})
        save(page, "Đã ghi nhận quyết định.")


def propose(browser: Browser, live: Live) -> str:
    """The commune proposes; where the case is."""
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(f"{BOOKS}/enrolments/new/propose")
        fill(page, {"person_id": WHO, "fee": "60.000.000"})
        choose(page, "class_id", GROUP)
        page.locator("[name=agency_id]").select_option(str(live.offices["bureau"].id))
        choose(page, "object", "Công chức")
        save(page, "Đã lập đề nghị cử đi học.")
        return page.url


def approve(browser: Browser, live: Live, case: str) -> None:
    """Three more hands: confirm, appraise, decide by the decision."""
    for who, button in (("confirmer", "Xác nhận"), ("appraiser", "Thẩm định")):
        with somebody(browser, live, "bureau", who) as page:
            page.goto(case)
            page.get_by_role("button", name=button, exact=True).click()
            told(page, DONE)
    with somebody(browser, live, "bureau", "decider") as page:
        page.goto(f"{case}/decide")
        choose(page, "decision_id", PAPER)
        save(page, DONE)


def drop_and_complete(browser: Browser, live: Live, case: str) -> None:
    """A drop-out entered by mistake is put right, then the completion is entered."""
    with somebody(browser, live, "bureau", "appraiser") as page:
        page.goto(f"{case}/drop")
        fill(page, {"on": "15/09/2026"})
        choose(page, "reason", "Theo nguyện vọng cá nhân")
        save(page, "Đã ghi nhận không hoàn thành.")
        expect(page.get_by_text("Phải bồi hoàn").first).to_be_visible()
        page.get_by_role("link", name="Sửa việc thôi học").click()
        look_over(page)
        fill(page, {"on": "", "reason": "Ghi nhầm người"})
        save(page, "Đã sửa; bản cũ vẫn được giữ.")
        page.goto(f"{page.url.split('?')[0]}/complete")
        fill(page, {"on": "30/09/2026", "certificate": "ĐH 01"})
        save(page, "Đã ghi nhận hoàn thành.")
        look_over(page)


@pytest.mark.timeout(900)
def test_a_sending_is_planned_approved_and_counted(browser: Browser, live: Live) -> None:
    set_up(browser, live)
    case = propose(browser, live)
    approve(browser, live, case)
    drop_and_complete(browser, live, case)
    with somebody(browser, live, "bureau", "auditor") as page:
        page.goto(OVERVIEW)
        look_over(page)
        plans = page.locator("section:has(#plans)")
        expect(plans.get_by_text("50,0% kế hoạch 2 người của 1 cơ quan")).to_be_visible()
        plans.locator("a.value", has_text="1 người").click()
        expect(page.get_by_text(WHO).first).to_be_visible()
        expect(page.get_by_text(COURSE).first).to_be_visible()
    with somebody(browser, live, "bureau", "enterer", **PHONE) as page:
        page.goto(OVERVIEW)
        expect(page.get_by_role("heading", name="Tổng hợp đào tạo, bồi dưỡng")).to_be_visible()
        look_over(page)
