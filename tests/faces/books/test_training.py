"""The books of training on screen: four people send somebody, lists enter, results follow."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.faces.web.people import client_of
from tests.factories import training
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.province import NOW
from tests.factories.training import a_class
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training.choices import CourseKind, Level
from vanthu.cadres.training.models import Enrolment
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Memory
from vanthu.faces.imports.training import ATTENDANCE
from vanthu.ground.journal.models import Entry
from vanthu.ground.rulebook.models import LocalRule

pytestmark = pytest.mark.django_db
AT = "/cadres/training/enrolments"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


@pytest.fixture
def place() -> Bureau:
    return bureau()


def test_every_book_opens_for_who_has_a_duty_and_for_nobody_else(place: Bureau) -> None:
    a_class(place)
    for name in ("enrolments", "classes", "courses", "plans"):
        for actor in (*place.hands, place.auditor):
            assert client_of(actor).get(f"/cadres/training/{name}").status_code == 200, name
    assert client_of(place.auditor).get("/cadres").status_code == 200


def test_four_people_send_somebody_and_the_figure_leads_to_the_record(place: Bureau) -> None:
    person = somebody(place.commune, name="Lê Thị Học")
    attended = a_class(place, kind=CourseKind.DEGREE, level=Level.MASTER)
    sent = {
        "person_id": person.pk,
        "class_id": attended.pk,
        "agency_id": place.commune.pk,
        "object": "civil-servant",
        "fee": "0",
    }
    enterer = client_of(place.enterer)
    answer = enterer.post(f"{AT}/new/propose", sent)
    assert answer.status_code == 302, answer.content.decode()
    row = Enrolment.objects.get()
    paper = decision(place.province, date(2023, 2, 1))
    for actor, act, data in (
        (place.confirmer, "confirm", {}),
        (place.appraiser, "appraise", {}),
        (place.decider, "decide", {"decision_id": paper.pk}),
    ):
        assert client_of(actor).post(f"{AT}/{row.pk}/{act}", data).status_code == 302, act
    row.refresh_from_db()
    assert row.is_fact
    page = client_of(place.auditor).get(f"{AT}/{row.pk}").content.decode()
    assert "Lê Thị Học" in page
    assert paper.reference in page
    figure = client_of(place.auditor).get(
        "/figures/of/training.sent", {"first": "01/01/2021", "last": "30/06/2023"}
    )
    assert "1 đồng chí" in figure.content.decode()


def test_a_drop_out_is_put_right_on_its_page(place: Bureau) -> None:
    attended = a_class(place, kind=CourseKind.DEGREE, level=Level.MASTER)
    sent = {
        "person_id": somebody(place.commune).pk,
        "class_id": attended.pk,
        "agency_id": place.commune.pk,
        "object": "civil-servant",
        "fee": "60000000",
        "decision_id": decision(place.province, date(2023, 2, 1)).pk,
    }
    keeper = client_of(place.appraiser)
    assert keeper.post(f"{AT}/new/record-sent", sent).status_code == 302
    row = Enrolment.objects.get()
    gone = {"on": "01/06/2023", "reason": "own-wish"}
    assert keeper.post(f"{AT}/{row.pk}/drop", gone).status_code == 302
    row = Enrolment.objects.get(known_to=None)
    page = keeper.get(f"{AT}/{row.pk}").content.decode()
    assert "Phải bồi hoàn" in page
    assert "01/06/2023" in keeper.get(f"{AT}/{row.pk}/correct-drop").content.decode()
    assert row.person is not None
    assert row.person.full_name in keeper.get(f"{AT}?owing=on").content.decode()
    put = {"on": "", "drop_reason": "own-wish", "reason": "Nhầm người"}
    assert keeper.post(f"{AT}/{row.pk}/correct-drop", put).status_code == 302
    row = Enrolment.objects.get(known_to=None)
    assert (row.dropped_on, row.owed_months) == (None, 48)
    assert Entry.objects.filter(name="drop-corrected").count() == 1


def test_a_program_corrects_a_leaving(place: Bureau) -> None:
    """The API has the acts of the book: leave, and then not have left."""
    attended = a_class(place, kind=CourseKind.DEGREE, level=Level.MASTER)
    row = training.sent(place, attended, somebody(place.commune), fee=60_000_000)
    keeper, number = client_of(place.appraiser), row.pk
    for act, values in (
        ("complete", {"on": "2023-03-03"}),
        ("leave", {"left_on": "2024-03-04"}),
        ("correct-leaving", {"left_on": None, "reason": "Nhầm người"}),
    ):
        answer = keeper.post(f"/api/v1{AT}/{number}/acts/{act}", values, "application/json")
        assert answer.status_code == 200, answer.content
        number = Enrolment.objects.get(known_to=None).pk
    row = Enrolment.objects.get(known_to=None)
    assert (row.left_on, row.owed_months) == (None, 48)
    assert Entry.objects.filter(name="leaving-corrected").count() == 1


def test_an_age_that_warns_is_said_on_the_page(place: Bureau) -> None:
    """The pack lets it pass here: who decides still reads it (organisation.md 8)."""
    for key, value in (("postgraduate_age", "30"), ("postgraduate_age_blocks", "false")):
        LocalRule.objects.create(
            pack="ndtraining-101",
            key=key,
            value=value,
            source="Quy định của tỉnh",
            certainty="read",
            valid_from=date(2018, 1, 1),
            set_by=0,
        )
    attended = a_class(place, kind=CourseKind.DEGREE, level=Level.MASTER)
    row = training.sent(place, attended, somebody(place.commune, born_on=date(1980, 5, 5)))
    reader = client_of(place.decider)
    assert "Quá 30 tuổi vào ngày 01/02/2023" in reader.get(f"{AT}/{row.pk}").content.decode()
    row.decision = decision(place.province, date(2016, 2, 1))
    row.save()
    old = reader.get(f"{AT}/{row.pk}")
    assert old.status_code == 200, "a decision older than every pack is read all the same"
    assert "Quá 30 tuổi" not in old.content.decode()


def test_a_year_typed_wrongly_is_told(place: Bureau) -> None:
    client = client_of(place.auditor)
    for name in ("planned", "unplanned"):
        assert "bốn chữ số" in client.get(f"{AT}?{name}=23").content.decode()
        assert client.get(f"{AT}?{name}=2023").status_code == 200
    assert "bốn chữ số" in client.get("/cadres/training/plans?year=x").content.decode()


def test_who_may_not_reads_why(place: Bureau) -> None:
    attended = a_class(place)
    client_of(place.appraiser).post(
        f"/cadres/training/classes/{attended.pk}/add-crowd",
        {"agency_id": place.commune.pk, "object": "commune", "headcount": "12", "source": "BC 1"},
    )
    row = Enrolment.objects.get()
    assert row.headcount == 12
    page = client_of(place.enterer).get(f"{AT}/{row.pk}").content.decode()
    assert "12 người, không có danh sách" in page
    assert client_of(place.enterer).get(f"{AT}/{row.pk}/take-back").status_code in (200, 403)
    answer = client_of(place.enterer).post(f"{AT}/{row.pk}/take-back", {"reason": "Sai"})
    assert answer.status_code == 403
    assert client_of(place.outsider).get(f"{AT}/{row.pk}").status_code == 404


def test_a_class_list_comes_from_a_sheet(place: Bureau) -> None:
    attended = a_class(place)
    people = [somebody(place.commune) for _ in range(3)]
    numbers = dict(PersonFacts.objects.values_list("person_id", "number"))
    code = place.commune.codes.get().code
    memory = Memory(trial=False)
    base = {"Tên lớp": attended.name, "Mã định danh cơ quan": code, "Đối tượng": "Công chức"}
    for place_in, person in enumerate(people, 2):
        ATTENDANCE.apply(
            place.appraiser, Row(place_in, {**base, "Số hiệu cán bộ": numbers[person.pk]}), memory
        )
    ATTENDANCE.apply(place.appraiser, Row(5, {**base, "Số người": "40"}), memory)
    for wrong in (
        {**base, "Số hiệu cán bộ": numbers[people[0].pk]},
        {**base, "Số hiệu cán bộ": "KHONG-CO"},
        {**base, "Tên lớp": "Lớp không có"},
        {**base, "Số người": "0"},
    ):
        with pytest.raises(WrongCell):
            ATTENDANCE.apply(place.appraiser, Row(9, wrong), memory)
    assert ATTENDANCE.finish is not None
    ATTENDANCE.finish(place.appraiser, memory)
    assert Enrolment.objects.count() == 4
    assert Entry.objects.filter(name="attendance-recorded").count() == 1
