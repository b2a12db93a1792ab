"""The books of planning on screen: votes counted, four people add somebody, a review proposes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.planning import entry, target, term
from tests.factories.province import NOW
from tests.support.sheets import bring, sheet
from tests.support.told import last_events
from vanthu.cadres.planning.models import Ballot, PlanChange, PlanEntry, PlanReview, PlanTarget
from vanthu.faces.books.planning import BOOKS
from vanthu.faces.imports.planning import CHANGE_SHEET, TITLE_SHEET
from vanthu.ground.org.models import AgencyCode
from vanthu.ground.people.models import Person

pytestmark = pytest.mark.django_db
AT = "/cadres/planning"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


@pytest.fixture
def place() -> Bureau:
    return bureau()


def proposal(person: Person, of: PlanTarget, **more: str) -> dict[str, object]:
    base = {"action": "add", "group": "1", "source": "inside", "present_rank": "2"}
    return {"person_id": person.pk, "target_id": of.pk, **base, **more}


def counted(place: Bureau, of: PlanTarget, person: Person, step: int, yes: int = 9) -> None:
    enterer = client_of(place.enterer)
    meeting = {name: 10 for name in ("convened", "present", "issued", "returned", "valid")}
    sheet = {"target_id": of.pk, "step": step, "held_on": "2026-06-01", **meeting}
    assert enterer.post(f"{AT}/ballots/new/save", sheet).status_code == 302
    made = Ballot.objects.get(target=of, step=step)
    votes = {"person_id": person.pk, "yes": yes, "no": 10 - yes, "blank": 0}
    assert enterer.post(f"{AT}/ballots/{made.pk}/add-votes", votes).status_code == 302
    answer = client_of(place.confirmer).post(f"{AT}/ballots/{made.pk}/close", {})
    assert answer.status_code == 302, answer.content.decode()


def test_every_book_opens_for_who_has_a_duty_and_for_nobody_else(place: Bureau) -> None:
    of = target(place.commune)
    entry(somebody(place.commune), of, decision(place.province, date(2026, 1, 5)))
    for book in BOOKS:
        for actor in (*place.hands, place.auditor):
            assert client_of(actor).get(f"{AT}/{book.name}").status_code == 200, book.name
    assert client_of(place.outsider).get(f"{AT}/titles/{of.pk}").status_code in (403, 404)


def test_four_people_add_somebody_and_the_checks_are_read_on_the_page(place: Bureau) -> None:
    person = somebody(place.commune, name="Lê Thị Nguồn")
    of = target(place.commune, term("2025-2030", reference_on=date(2025, 8, 1)))
    enterer = client_of(place.enterer)
    answer = enterer.post(f"{AT}/changes/new/propose", proposal(person, of))
    assert answer.status_code == 302, answer.content.decode()
    case = PlanChange.objects.get()
    page = client_of(place.auditor).get(f"{AT}/changes/{case.pk}").content.decode()
    assert "Kiểm tra điều kiện" in page
    paper = decision(place.province, date(2026, 6, 20))
    assert client_of(place.confirmer).post(f"{AT}/changes/{case.pk}/confirm", {}).status_code == 302
    appraised = client_of(place.appraiser).post(f"{AT}/changes/{case.pk}/appraise", {})
    assert appraised.status_code == 302
    decided = {"decision_id": paper.pk, "level": "standing"}
    refused = client_of(place.decider).post(f"{AT}/changes/{case.pk}/decide", decided)
    assert refused.status_code == 409, "without the votes of five steps nobody is added"
    assert not PlanEntry.objects.exists()
    for step in (2, 3, 4, 5):
        counted(place, of, person, step)
    answer = client_of(place.decider).post(f"{AT}/changes/{case.pk}/decide", decided)
    assert answer.status_code == 302, answer.content.decode()
    inside = PlanEntry.objects.get()
    assert (inside.person, inside.state) == (person, "approved")
    listed = client_of(place.auditor).get(f"{AT}/titles/{of.pk}").content.decode()
    assert "Lê Thị Nguồn" in listed


def test_a_sheet_keeps_its_names_when_its_numbers_are_corrected(place: Bureau) -> None:
    first, second = somebody(place.commune), somebody(place.commune)
    of = target(place.commune)
    enterer = client_of(place.enterer)
    meeting = {name: 10 for name in ("convened", "present", "issued", "returned", "valid")}
    sheet = {"target_id": of.pk, "step": 3, "held_on": "2026-06-01", **meeting}
    enterer.post(f"{AT}/ballots/new/save", sheet)
    made = Ballot.objects.get()
    for person in (first, second):
        votes = {"person_id": person.pk, "yes": 7, "no": 3, "blank": 0}
        assert enterer.post(f"{AT}/ballots/{made.pk}/add-votes", votes).status_code == 302
    again = {**sheet, "convened": 12}
    assert enterer.post(f"{AT}/ballots/{made.pk}/amend", again).status_code == 302
    made.refresh_from_db()
    assert (made.convened, made.lines.count()) == (12, 2)
    too_many = {"person_id": first.pk, "yes": 11, "no": 0, "blank": 0}
    refused = enterer.post(f"{AT}/ballots/{made.pk}/add-votes", too_many)
    assert refused.status_code == 422
    assert made.lines.get(person=first).yes == 7


def test_a_review_suggests_by_the_records_and_proposes(place: Bureau) -> None:
    of = target(place.commune, term("2025-2030", reference_on=date(2025, 8, 1)))
    old = somebody(place.commune, name="Phạm Văn Cao", born_on=date(1961, 1, 5))
    entry(old, of, decision(place.province, date(2024, 1, 5)))
    enterer = client_of(place.enterer)
    start = {"agency_id": place.commune.pk, "year": "2026", "due_on": "2026-12-31"}
    assert enterer.post(f"{AT}/reviews/new/start", start).status_code == 302
    review = PlanReview.objects.get()
    page = enterer.get(f"{AT}/reviews/{review.pk}").content.decode()
    assert "Phạm Văn Cao" in page
    assert enterer.post(f"{AT}/reviews/{review.pk}/propose-all", {}).status_code == 302
    made = PlanChange.objects.get()
    assert (made.person, made.action, made.review) == (old, "remove", review)


def test_a_sheet_brings_in_what_was_decided_and_says_what_is_wrong(
    place: Bureau, tmp_path: Path
) -> None:
    code = AgencyCode.objects.get(agency=place.commune).code
    person = somebody(place.commune, number="VL000123")
    of = target(place.commune, term("2025-2030"), "Trưởng phòng Văn hóa")
    signed = date(2026, 6, 20)
    paper = decision(place.province, signed, "55-QĐ/TU")
    head = (code, of.title, "2025-2030", "Cấp ủy", "Cấp tỉnh", "Bổ sung", None, None, None)
    tail = (paper.reference, signed, "Ban Thường vụ Tỉnh ủy", None)
    wrong = sheet(tmp_path, CHANGE_SHEET, [("VL999999", *head, *tail)])
    assert len(bring(place.appraiser, CHANGE_SHEET, wrong)) == 1
    assert not PlanEntry.objects.exists()
    right = sheet(tmp_path, CHANGE_SHEET, [("VL000123", *head, *tail)])
    assert bring(place.appraiser, CHANGE_SHEET, right) == []
    assert PlanEntry.objects.get().person == person
    assert last_events(1) == ["plan-imported"]


def test_titles_come_from_a_sheet_or_are_told_row_by_row(place: Bureau, tmp_path: Path) -> None:
    code = AgencyCode.objects.get(agency=place.commune).code
    term("2025-2030")
    head = (code, "2025-2030", "Cấp ủy", "Cấp tỉnh")
    committee = ("Ban Chấp hành", "Cấp ủy, ban thường vụ, ủy ban kiểm tra", 1, 49, "1", "1,5", None)
    right = [
        (*head, *committee, "Trưởng phòng; Phó trưởng phòng", None),
        (*head, "Chánh Văn phòng", None, 2, None, None, None, 3, None, None),
    ]
    wrong = [
        *right,
        (*head, "chánh văn phòng", None, 2, *[None] * 6),
        (code, "2040-2045", "Cấp ủy", "Cấp tỉnh", "Trưởng phòng", *[None] * 8),
        (*head, "Trưởng phòng", None, 1, 0, *[None] * 5),
        (*head, "Trưởng ban", None, 1, 1, "2", "1,5", *[None] * 3),
    ]
    faults = bring(place.appraiser, TITLE_SHEET, sheet(tmp_path, TITLE_SHEET, wrong))
    assert [(each.row, each.column) for each in faults] == [  # type: ignore[attr-defined]
        (4, "Chức danh quy hoạch"),
        (5, "Nhiệm kỳ"),
        (6, "Số lượng theo quy định"),
        (7, "Hệ số cao nhất"),
    ]
    assert not PlanTarget.objects.exists()
    for _again in range(2):
        path = sheet(tmp_path, TITLE_SHEET, right)
        assert bring(place.appraiser, TITLE_SHEET, path) == []
    assert last_events(2) == ["plan-targets-imported"] * 2
    made = PlanTarget.objects.get(title="Ban Chấp hành")
    assert (made.kind, made.prescribed, str(made.coefficient_max)) == ("committee", 49, "1.50")
    assert made.sources.get().titles == ["Trưởng phòng", "Phó trưởng phòng"]
    assert PlanTarget.objects.count() == 2
    at = f"{AT}/titles/imports"
    template = client_of(place.appraiser).get(f"{at}/template.xlsx")
    assert b"".join(template.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert client_of(place.enterer).get(f"{at}/template.xlsx").status_code == 403
