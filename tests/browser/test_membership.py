"""An admission goes through four hands, and its ceremony is counted where one can see the list."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, look_over, somebody, told
from tests.support.live import Live

BOOK = "/cadres/membership/admissions"
VOTES = {"branch_convened": "9", "branch_present": "9", "branch_yes": "8"}
COMMITTEE = {"committee_convened": "15", "committee_present": "14", "committee_yes": "14"}


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


@pytest.mark.timeout(900)
def test_an_admission_is_proposed_and_confirmed(browser: Browser, live: Live) -> None:
    with somebody(browser, live, "bureau", "enterer") as page:
        page.goto(f"{BOOK}/new/propose")
        look_over(page)
        fill(page, {"branch_on": "01/10/2026", "person_id": "Lê Thị Bé Sáu", **VOTES})
        page.locator("[name=organisation_id]").select_option(index=1)
        for box in page.locator("input[name^=paper_]").all():
            box.check()
        page.locator("button.primary").last.click()
        told(page, "Đã lập trường hợp kết nạp.")
        expect(page.get_by_role("heading", name="Lê Thị Bé Sáu")).to_be_visible()
        look_over(page)
        case = page.url
    with somebody(browser, live, "bureau", "confirmer") as page:
        page.goto(case)
        page.get_by_role("button", name="Xác nhận", exact=True).click()
        told(page, "Đã thực hiện.")
    with somebody(browser, live, "bureau", "appraiser", **PHONE) as page:
        page.goto(f"{case}/appraise")
        look_over(page)
        fill(page, {"committee_on": "05/10/2026", **COMMITTEE})
        page.locator("button.primary").last.click()
        told(page, "Đã thực hiện.")
        for address in ("movement", "movement/overdue", "exits", "moves", "members"):
            page.goto(f"/cadres/membership/{address}")
            look_over(page)
