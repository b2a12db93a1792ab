"""The books of targets: doors, lists, acts on screen and by the API, and what sheets bring in."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision
from tests.factories.province import office
from tests.factories.targets import CONGRESS, adopted, an_indicator, given, own_indicator, read
from tests.support.told import last_events
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.targets.choices import Cause, ExplanationState
from vanthu.cadres.targets.models import (
    Allocation,
    Explanation,
    Indicator,
    Observation,
    Resolution,
    TargetVersion,
)
from vanthu.faces.books.targets import BOOKS
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.reports import Report
from vanthu.faces.imports.running import run
from vanthu.faces.imports.targets import ALLOCATIONS, INDICATORS, OBSERVATIONS
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice

pytestmark = pytest.mark.django_db
HERE = "/cadres/targets"


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def whole(place: Bureau) -> Resolution:
    return adopted(place)


@pytest.fixture
def kind(place: Bureau, whole: Resolution) -> Indicator:
    row = an_indicator(place, whole)
    given(place, row, {place.commune: 100})
    read(place, row, 30, 20, agency=place.commune)
    return row


@pytest.mark.parametrize("book", [book.name for book in BOOKS])
def test_each_book_opens_to_its_people_alone(place: Bureau, kind: Indicator, book: str) -> None:
    for actor in (place.enterer, place.decider, place.auditor):
        assert client_of(actor).get(f"{HERE}/{book}").status_code == 200
    assert client_of(office().chief).get(f"{HERE}/{book}").status_code == 403


def test_records_are_seen_within_reach(place: Bureau, kind: Indicator) -> None:
    for book, row in (
        ("allocations", Allocation.objects.get()),
        ("observations", Observation.objects.first()),
    ):
        assert row is not None
        address = f"{HERE}/{book}/{row.pk}"
        assert client_of(place.enterer).get(address).status_code == 200
        assert client_of(place.outsider).get(address).status_code == 404
    for book, number in (("resolutions", kind.resolution_id), ("indicators", kind.pk)):
        assert client_of(place.outsider).get(f"{HERE}/{book}/{number}").status_code == 200


def test_a_resolution_with_an_indicator_is_entered_on_screen(place: Bureau) -> None:
    client = client_of(place.appraiser)
    paper = {"reference": "01-NQ/ĐH", "signed_on": "26/09/2020", "issuer": "Đại hội"}
    assert client.post(f"{HERE}/resolutions/new/paper", paper).status_code == 302
    adopt = {
        "agency_id": place.province.pk,
        "kind": "resolution",
        "title": "Nghị quyết nhiệm kỳ",
        "decision_id": decision(place.province, CONGRESS).pk,
        "first": "01/01/2021",
        "last": "31/12/2025",
    }
    assert client.post(f"{HERE}/resolutions/new/adopt", adopt).status_code == 302
    whole = Resolution.objects.get()
    add = {
        "resolution_id": whole.pk,
        "number": 1,
        "code": "viec-lam",
        "name": "Việc làm mới",
        "kind": "flow-cum",
        "measure": "người",
        "target": "100.000",
        "way": "up",
        "roll_up": "sum",
        "scale": 1,
        "decimals": 0,
        "lead_id": place.province.pk,
        "frequency": "half",
        "scheme": "calendar",
    }
    assert client.post(f"{HERE}/indicators/new/add", add).status_code == 302
    row = Indicator.objects.get()
    fix = {"value": "90.000", "valid_from": "01/07/2023", "decision_id": whole.decision_id}
    assert client.post(f"{HERE}/indicators/{row.pk}/fix", fix).status_code == 422
    fix["reason"] = "Điều chỉnh giữa kỳ"
    assert client.post(f"{HERE}/indicators/{row.pk}/fix", fix).status_code == 302
    assert sorted(TargetVersion.objects.values_list("value", flat=True)) == [90000, 100000]


def test_an_explanation_is_answered_and_noted(place: Bureau, kind: Indicator) -> None:
    ask = {"indicator_id": kind.pk, "agency_id": place.commune.pk, "question": "Vì sao chậm?"}
    asked = client_of(place.decider).post(f"{HERE}/explanations/new/ask", ask)
    assert asked.status_code == 302
    row = Explanation.objects.get()
    answer = {"cause": Cause.FUNDING.value, "answer": "Vốn về tháng 6."}
    at = f"{HERE}/explanations/{row.pk}"
    assert client_of(place.outsider).post(f"{at}/answer", answer).status_code == 404
    told = Notice.objects.filter(object_type="explanation", read_at=None)
    assert told.count() == 1
    assert client_of(place.enterer).get(at).status_code == 200
    assert told.count() == 0
    assert client_of(place.enterer).post(f"{at}/answer", answer).status_code == 302
    assert client_of(place.decider).post(f"{at}/close").status_code == 302
    row.refresh_from_db()
    assert row.state == ExplanationState.CLOSED


def test_what_waits_is_counted_for_whose_turn_it_is(place: Bureau, kind: Indicator) -> None:
    at = f"{HERE}/board/periods/{kind.resolution_id}/{place.commune.pk}/calendar/half/2023/1"
    client_of(place.enterer).post(at, {f"n{kind.number}": "10"})
    overview = client_of(place.confirmer).get("/cadres").content.decode()
    assert "state=draft" in overview
    assert "state=draft" not in client_of(place.appraiser).get("/cadres").content.decode()


def sheet(folder: Path, kind: Kind, *rows: dict[str, object]) -> Path:
    """A filled template."""
    names = [column.name for column in kind.columns]
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(names)
    for row in rows:
        page.append([row.get(name) for name in names])
    book.save(folder / "sheet.xlsx")
    return folder / "sheet.xlsx"


def brought_in(actor: Actor, kind: Kind, path: Path, *, trial: bool = False) -> Report:
    """The report of an import."""
    return run(actor, kind, path, trial=trial, progress=lambda _done, _total: None)


@pytest.fixture
def line(place: Bureau, whole: Resolution) -> dict[str, object]:
    return {
        "Nghị quyết, kế hoạch": whole.title,
        "Số thứ tự": 1,
        "Mã chỉ tiêu": "viec-lam",
        "Tên chỉ tiêu": "Việc làm mới",
        "Cách tính": "Cộng dồn cả thời kỳ",
        "Đơn vị tính": "người",
        "Mục tiêu": "100.000",
        "Cơ quan chủ trì": "Ban Tổ chức Tỉnh ủy",
        "Tần suất báo cáo": "6 tháng",
    }


def test_indicators_come_from_a_sheet(
    place: Bureau, line: dict[str, object], tmp_path: Path
) -> None:
    wrong = sheet(
        tmp_path, INDICATORS, line, {**line, "Mã chỉ tiêu": "hai"}, {**line, "Cách tính": "?"}
    )
    faults = brought_in(place.appraiser, INDICATORS, wrong).faults
    assert [(fault.row, fault.column) for fault in faults] == [(3, "Số thứ tự"), (4, "Cách tính")]
    assert not Indicator.objects.exists()
    report = brought_in(place.appraiser, INDICATORS, sheet(tmp_path, INDICATORS, line))
    assert report.kept
    assert last_events(1) == ["indicators-added"]
    assert Indicator.objects.get().lead == place.province


def test_allocations_come_from_a_sheet(place: Bureau, whole: Resolution, tmp_path: Path) -> None:
    kind = an_indicator(place, whole)
    row = {
        "Mã chỉ tiêu": kind.code,
        "Cơ quan giao": "Ban Tổ chức Tỉnh ủy",
        "Cơ quan được giao": f"{place.commune.codes.get().code}",
        "Được giao": 22000,
        "Áp dụng từ ngày": "01/01/2021",
        "Văn bản giao": whole.decision.reference,
        "Ngày ký": "26/09/2020",
    }
    twice = brought_in(place.appraiser, ALLOCATIONS, sheet(tmp_path, ALLOCATIONS, row, row))
    assert [fault.row for fault in twice.faults] == [3]
    assert brought_in(place.appraiser, ALLOCATIONS, sheet(tmp_path, ALLOCATIONS, row)).kept
    assert last_events(1) == ["allocated"]
    assert Allocation.objects.get().value == 22000
    with pytest.raises(NoDuty):
        brought_in(place.decider, ALLOCATIONS, sheet(tmp_path, ALLOCATIONS, row))


def test_figures_come_from_a_sheet(place: Bureau, whole: Resolution, tmp_path: Path) -> None:
    kind = own_indicator(place, whole)
    row = {
        "Mã chỉ tiêu": kind.code,
        "Cơ quan": "Ban Tổ chức Tỉnh ủy",
        "Năm": 2023,
        "Kỳ thứ": 1,
        "Giá trị": "1.250,5",
        "Văn bản có số liệu": "Báo cáo số 12/BC-SNV",
    }
    path = sheet(
        tmp_path, OBSERVATIONS, row, {**row, "Kỳ thứ": 3}, {**row, "Mã chỉ tiêu": "?"}, row
    )
    faults = brought_in(place.appraiser, OBSERVATIONS, path, trial=True).faults
    assert [fault.row for fault in faults] == [3, 4, 5]
    assert brought_in(place.appraiser, OBSERVATIONS, sheet(tmp_path, OBSERVATIONS, row)).kept
    assert str(Observation.objects.get().numerator) == "1250.5000"
    again = brought_in(place.appraiser, OBSERVATIONS, sheet(tmp_path, OBSERVATIONS, row))
    assert [fault.column for fault in again.faults] == ["Kỳ thứ"]


def test_a_review_is_entered_on_screen(place: Bureau, kind: Indicator) -> None:
    paper = decision(place.province, date(2023, 7, 20))
    sent = {
        "resolution_id": kind.resolution_id,
        "as_of": "30/06/2023",
        "decision_id": paper.pk,
    }
    answer = client_of(place.decider).post(f"{HERE}/reviews/new/review", sent)
    assert answer.status_code == 302
    text = client_of(place.auditor).get(answer["Location"]).content.decode()
    assert "50,0%" in text
    assert paper.reference in text
    assert client_of(place.auditor).post(f"{HERE}/reviews/new/review", sent).status_code == 403
