"""The books of membership: who sees what, an admission by four people on screen, the sheet."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.membership import COMMITTEE, DECIDED, FULL, RESOLVED, branch, fields, member
from vanthu.cadres.membership import actions
from vanthu.cadres.membership.models import Admission, Exit, Member, PartyOrganisation
from vanthu.cadres.personnel.choices import CaseState
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.membership import MEMBERS
from vanthu.faces.imports.running import run
from vanthu.faces.imports.workbook import template
from vanthu.ground.people.models import Person

pytestmark = pytest.mark.django_db
BOOKS = ("admissions", "recognitions", "moves", "exits", "members", "organisations")
HOME = "/cadres/membership"


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def cell(place: Bureau) -> PartyOrganisation:
    return branch(place.commune)


@pytest.fixture
def person(place: Bureau) -> Person:
    return somebody(place.commune, name="Lê Thị Bé Sáu", number="VL1")


@pytest.mark.parametrize("book", BOOKS)
def test_every_book_shows_its_own_agency_alone(
    place: Bureau, cell: PartyOrganisation, person: Person, book: str
) -> None:
    member(cell, person)
    case = {
        "members": Member.objects.get().pk,
        "organisations": cell.pk,
    }.get(book)
    for actor in (place.enterer, place.appraiser, place.auditor):
        assert client_of(actor).get(f"{HOME}/{book}").status_code == 200
        if case:
            assert client_of(actor).get(f"{HOME}/{book}/{case}").status_code == 200
    if case:
        assert client_of(place.outsider).get(f"{HOME}/{book}/{case}").status_code == 404


def form(place: Bureau, cell: PartyOrganisation, person: Person) -> dict[str, object]:
    papers = {f"paper_{code}": "true" for code in FULL}
    return {
        "person_id": person.pk,
        "organisation_id": cell.pk,
        "kind": "first",
        "branch_on": RESOLVED.isoformat(),
        "branch_convened": 9,
        "branch_present": 9,
        "branch_yes": 8,
        **papers,
    }


def test_four_people_bring_an_admission_to_its_decision(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    made = client_of(place.enterer).post(
        f"{HOME}/admissions/new/propose", form(place, cell, person)
    )
    assert made.status_code in (200, 302), made.content.decode()[:2000]
    case = Admission.objects.get()
    here = f"{HOME}/admissions/{case.pk}"
    client_of(place.confirmer).post(f"{here}/confirm", {})
    vote = {
        "committee_on": COMMITTEE.isoformat(),
        "committee_convened": 15,
        "committee_present": 14,
        "committee_yes": 14,
    }
    client_of(place.appraiser).post(f"{here}/appraise", vote)
    paper = decision(place.province, DECIDED)
    client_of(place.decider).post(f"{here}/decide", {"decision_id": paper.pk})
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED
    shown = client_of(place.auditor).get(here).content.decode()
    assert "Lê Thị Bé Sáu" in shown
    assert paper.reference in shown
    assert "8/9" in shown


def test_a_disabled_button_says_why(place: Bureau, cell: PartyOrganisation, person: Person) -> None:
    case = actions.propose_admission(place.enterer, fields=fields(cell, person))
    page = client_of(place.enterer).get(f"{HOME}/admissions/{case.pk}").content.decode()
    assert "chưa được giao việc" in page


def test_an_exit_shows_its_reason_and_that_the_appeal_clock_is_unverified(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    member(cell, person)
    sent = {"person_id": person.pk, "kind": "removed", "reason": "no-meetings"}
    client_of(place.enterer).post(f"{HOME}/exits/new/propose", {**sent, "left_on": "2026-10-01"})
    case = Exit.objects.get()
    page = client_of(place.decider).get(f"{HOME}/exits/{case.pk}").content.decode()
    assert "Bỏ sinh hoạt hoặc không đóng đảng phí" in page


def sheet(path: Path, rows: list[list[str]]) -> Path:
    """A filled template."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([column.name for column in MEMBERS.columns])
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_a_list_is_imported_row_by_row_or_not_at_all(
    place: Bureau, cell: PartyOrganisation, person: Person, tmp_path: Path
) -> None:
    kind: Kind = MEMBERS
    out = BytesIO()
    template(kind, out)
    assert out.getbuffer().nbytes > 1000
    good = ["VL1", "Chi bộ Văn phòng", "86.1", "02/03/2021", "02/03/2022", "01/07/2025"]
    wrong = ["VL9", "Chi bộ Văn phòng", "", "02/03/2021", "", "01/07/2025"]
    path = sheet(tmp_path / "ds.xlsx", [good, wrong, good])
    report = run(place.appraiser, kind, path, trial=False, progress=lambda *_: None)
    assert [(fault.row, fault.column) for fault in report.faults] == [
        (3, "Số hiệu cán bộ"),
        (4, "Số hiệu cán bộ"),
    ]
    assert not Member.objects.exists()
    path = sheet(tmp_path / "dung.xlsx", [good])
    assert run(place.appraiser, kind, path, trial=False, progress=lambda *_: None).kept
    assert Member.objects.get().number == "86.1"
