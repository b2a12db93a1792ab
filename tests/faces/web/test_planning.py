"""The board of a term, its four papers, and the sheet of a vote in one form."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.planning import ballots, change, entry, target, term
from tests.factories.province import office
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import BornKnown, Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.actions import ChangeFields, propose_change
from vanthu.cadres.planning.choices import ChangeAction, PlanPart, Source, TargetKind, VoteStep
from vanthu.cadres.planning.models import Ballot, PlanEntry, PlanTarget, PlanTerm
from vanthu.ground.people.models import Account, Person
from vanthu.kernel.months import Month
from vanthu.reports.planning.board import board, part_of

pytestmark = pytest.mark.django_db
AT = "/cadres/planning/overview"


@pytest.fixture
def place() -> Bureau:
    return bureau()


def begun() -> PlanTerm:
    """A term that began while QĐ 50 was in force, whose rules fix every number."""
    return term("2025-2030")


def committee(place: Bureau, women: int, young: int, of: int = 70) -> PlanTarget:
    """A committee of 49 with so many planned (organisation.md 4.a.2), in three age groups."""
    title = target(
        place.commune, begun(), "Ban Chấp hành", kind=TargetKind.COMMITTEE, prescribed=49
    )
    paper = decision(place.province, date(2022, 1, 5))
    for number in range(of):
        born = 1990 if number < young else (1983 if number % 2 else 1976)
        sex = Sex.FEMALE if number >= of - women else Sex.MALE
        entry(somebody(place.commune, born_on=date(born, 5, 1), sex=sex), title, paper)
    return title


def page_of(place: Bureau, query: str = "") -> str:
    return client_of(place.auditor).get(f"{AT}?{query}").content.decode()


def test_the_board_says_what_is_needed_and_what_is_missing(place: Bureau) -> None:
    """Example 4.a.2: of 70 planned 17 women are one too few, 11 young are enough."""
    committee(place, women=17, young=11)
    page = page_of(place)
    for text in ("70 người", "từ 49 đến 73 người", "17/70 (24,3%)", "cần ít nhất 18"):
        assert text in page
    assert "chưa đạt: cần ít nhất 18, còn thiếu 1." in page
    assert "11/70 (15,7%)" in page
    assert "Trẻ: 11/70" not in page, "what is reached is no sentence"
    assert "Theo tài liệu thứ cấp" in page


@pytest.mark.parametrize(("of", "blocked"), [(73, False), (74, True)])
def test_a_coefficient_over_the_limit_is_an_exception(
    place: Bureau, of: int, blocked: bool
) -> None:
    committee(place, women=20, young=12, of=of)
    found = [each.finding.sentence for each in board(place.auditor, begun()).exceptions]
    assert any("được quy hoạch từ 49 đến 73 người" in each for each in found) == blocked


def listed(place: Bureau, **asked: object) -> int:
    """How many records the book of who is planned shows."""
    return listing(place, **asked).count("<tr data-row>")


def listing(place: Bureau, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return client_of(place.auditor).get(f"/cadres/planning/entries?{query}").content.decode()


@pytest.mark.parametrize("part", list(PlanPart))
def test_each_number_is_the_list_it_leads_to(place: Bureau, part: PlanPart) -> None:
    title = committee(place, women=9, young=6, of=20)
    found = board(place.auditor, begun())
    count, _needed = part_of(found.groups[0].parts, part)
    assert count == listed(
        place, term=begun().pk, target=title.pk, state="approved", part=part.value
    )


def test_ages_in_the_database_are_those_of_the_rules(place: Bureau) -> None:
    """Births around each bound, with the day, and with the year alone."""
    title, paper = target(place.commune, begun()), decision(place.province, date(2022, 1, 5))
    for year in (1980, 1985):
        for month in range(7, 13):
            for known in BornKnown:
                person = somebody(place.commune, born_on=date(year, month, 28))
                PersonFacts.objects.filter(person=person).update(born_known=known)
                entry(person, title, paper)
    people = queries.planned_people(
        PlanEntry.objects.values_list("person_id", flat=True), place.auditor.now
    )
    groups, at = rules.age_bands(board(place.auditor, begun()).pack), Month.of(begun().reference_on)
    assert groups is not None
    for part, band in zip(rules.BANDS, range(3), strict=True):
        expected = {
            pk for pk, each in people.items() if groups.index(each.birth.age_in(at)[1]) == band
        }
        rows = PlanEntry.objects.filter(queries.in_group(part, place.auditor.today))
        assert set(rows.values_list("person_id", flat=True)) == expected, part
        assert expected or band == 0


def test_persons_are_exceptions_with_their_reason(place: Bureau) -> None:
    first = target(place.commune, begun(), "Chánh Văn phòng")
    paper = decision(place.province, date(2022, 1, 5))
    old = somebody(place.commune, name="Phạm Văn Cao", born_on=date(1962, 1, 5))
    busy = somebody(place.commune, name="Trần Thị Nhiều", born_on=date(1985, 1, 5))
    titles = [first, *(target(place.commune, begun()) for _ in range(3))]
    entry(old, first, paper)
    for title in titles:
        entry(busy, title, paper)
    unknown = Person.objects.create(full_name="Lê Không Hồ Sơ", name_key="le khong ho so")
    entry(unknown, first, paper)
    found = {
        each.entry.person.full_name: each.finding.sentence
        for each in board(place.auditor, begun()).exceptions
        if each.entry
    }
    assert found == {
        "Phạm Văn Cao": "Đến tháng nghỉ hưu trước khi hết nhiệm kỳ (08/2030).",
        "Trần Thị Nhiều": "4 chức danh ở cùng một cấp, nhiều nhất 3 chức danh.",
        "Lê Không Hồ Sơ": "Chưa kiểm tra được: hồ sơ chưa có ngày sinh.",
    }
    assert "Trần Thị Nhiều" in page_of(place)
    assert listed(place, term=begun().pk, titles=4) == 4
    assert listed(place, term=begun().pk, titles=5) == 0
    assert "Hãy nhập số chức danh" in listing(place, titles="x")


def test_an_open_rule_is_said_to_be_open(place: Bureau) -> None:
    """QĐ 377 gives no share in numbers that anybody has read."""
    title = target(place.commune, term(), "Ban Chấp hành", kind=TargetKind.COMMITTEE)
    entry(somebody(place.commune), title, decision(place.province, date(2026, 1, 5)))
    page = page_of(place)
    assert "quy định chưa xác định mức" in page
    assert "chưa xác định tỷ lệ nữ" in page
    assert "cần ít nhất" not in page


def test_checks_and_board_are_read_in_english(place: Bureau) -> None:
    committee(place, women=17, young=11)
    Account.objects.filter(pk=place.auditor.account_id or 0).update(language="en")
    page = page_of(place)
    assert "Women: 17/70 (24,3%), not reached: at least 18 required, 1 missing." in page
    assert "at least 18 required" in page
    row = row_with(paper(place, "exceptions"), "Ban Chấp hành")
    assert row[5:7] == ["Không đạt", row[6]], "a paper stays in Vietnamese"


def test_a_board_reads_no_more_for_more_titles(place: Bureau) -> None:
    signed, counts = decision(place.province, date(2022, 1, 5)), []
    for many in (1, 8):
        for _title in range(many):
            entry(somebody(place.commune), target(place.commune, begun()), signed)
        with CaptureQueriesContext(connection) as asked:
            board(place.auditor, begun())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_everybody_sees_their_own_part(place: Bureau) -> None:
    committee(place, women=3, young=2, of=6)
    far = target(place.province, begun(), "Trưởng ban Xa")
    entry(somebody(place.province), far, decision(place.province, date(2022, 1, 5)))
    assert "Trưởng ban Xa" in page_of(place)
    own = client_of(place.enterer)
    assert "Trưởng ban Xa" not in own.get(AT).content.decode()
    far_away = f"?agency={place.province.pk}"
    page = own.get(f"{AT}{far_away}").content.decode()
    assert "Cơ quan này không có chức danh nào" in page
    assert "Trưởng ban Xa" not in page
    assert own.get(f"{AT}/persons/export.xlsx{far_away}").status_code == 404
    assert own.get(f"{AT}?term=999").status_code == 404
    assert "Chưa có nhiệm kỳ nào" in client_of(place.outsider).get(AT).content.decode()
    assert client_of(office().chief).get(AT).status_code == 403


def paper(place: Bureau, table: str, query: str = "") -> list[list[str]]:
    """The cells of a paper taken out as a workbook."""
    answer: Any = client_of(place.auditor).get(f"{AT}/{table}/export.xlsx?{query}")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def row_with(rows: list[list[str]], text: str) -> list[str]:
    return next(row for row in rows if text in row)


def test_paper_one_lists_persons_with_their_votes(place: Bureau) -> None:
    title = committee(place, women=1, young=1, of=2)
    person = title.entries.order_by("pk")[0].person
    ballots(title, person, yes=31)
    row = next(row for row in paper(place, "persons") if row[1] == person.full_name and row[10])
    assert row[2] == "01/05/1990"
    assert row[3] == ""
    assert row[9] == "Dưới 40 tuổi"
    assert row[10].startswith("B2: 31/60 (51,7%); B3: 31/60")


def test_paper_two_sums_committees_and_titles(place: Bureau) -> None:
    committee(place, women=18, young=11)
    one = target(place.commune, begun(), "Chánh Văn phòng")
    entry(somebody(place.commune), one, decision(place.province, date(2022, 1, 5)))
    rows = paper(place, "summary")
    row = row_with(rows, "Ban Chấp hành")
    assert row[3:10] == ["49", "70", "1,43", "18", "25,7%", "11", "15,7%"]
    assert row_with(rows, "Cộng")[3:5] == ["50", "71"]


def test_paper_three_counts_the_decisions_of_a_year(place: Bureau) -> None:
    title = target(place.commune, begun())
    for act, reason, year in (
        (ChangeAction.ADD, "", 2022),
        (ChangeAction.REMOVE, "over-age", 2022),
        (ChangeAction.CONFIRM, "", 2022),
        (ChangeAction.ADD, "", 2023),
    ):
        signed = decision(place.province, date(year, 3, 1))
        change(somebody(place.commune), title, signed, act, reason=reason)
    row = row_with(paper(place, "changes", "year=2022"), "Cộng")
    assert row[2:6] == ["1", "0", "1", "1"]
    assert row[14] == "2"


def test_paper_four_lists_the_exceptions(place: Bureau) -> None:
    committee(place, women=17, young=11)
    row = row_with(paper(place, "exceptions"), "Ban Chấp hành")
    assert row[6].endswith("còn thiếu 1.")
    client = client_of(place.auditor)
    assert client.get(f"{AT}/other/export.xlsx").status_code == 404
    assert client.get(f"{AT}/summary/export.odt").status_code == 404
    assert last_events(1) == ["table-exported"]


def meeting(place: Bureau, title: PlanTarget, convened: int = 60) -> Ballot:
    """An open sheet of the conference."""
    return Ballot.objects.create(
        target=title,
        agency=title.agency,
        step=VoteStep.CONFERENCE,
        held_on=date(2026, 7, 3),
        **dict.fromkeys(("convened", "present", "issued", "returned", "valid"), convened),
    )


def proposed(place: Bureau, title: PlanTarget, name: str, **more: Any) -> Person:
    person = somebody(place.commune, name=name)
    fields = ChangeFields(person_id=person.pk, target_id=title.pk, action=ChangeAction.ADD, **more)
    propose_change(place.enterer, fields=fields)
    return person


def test_all_votes_of_a_sheet_are_kept_at_once(place: Bureau) -> None:
    title = target(place.commune, term("2025-2030"))
    first, second = proposed(place, title, "Lê Một"), proposed(place, title, "Lê Hai")
    proposed(place, title, "Lê Ngoài", source=Source.OUTSIDE)
    sheet = meeting(place, title)
    at, client = f"/cadres/planning/votes/{sheet.pk}", client_of(place.enterer)
    page = client.get(at).content.decode()
    assert "Lê Một" in page
    assert "Lê Ngoài" not in page, "somebody from elsewhere is consulted about, not voted on"
    sent = {f"yes{first.pk}": "31", f"no{first.pk}": "29", f"yes{second.pk}": "30"}
    assert client.post(at, sent).status_code == 302
    assert last_events(1) == ["ballot-saved"]
    assert dict(sheet.lines.values_list("person_id", "yes")) == {first.pk: 31, second.pk: 30}
    page = client.get(at).content.decode()
    assert "1 trên 2 người đạt mức ít nhất 31 phiếu đồng ý." in page
    assert client.post(at, {f"yes{first.pk}": "40"}).status_code == 302
    assert list(sheet.lines.values_list("person_id", flat=True)) == [first.pk]


def test_a_wrong_row_keeps_nothing_and_says_where(place: Bureau) -> None:
    title = target(place.commune, term("2025-2030"))
    person, sheet = proposed(place, title, "Lê Một"), meeting(place, title, 10)
    at, client = f"/cadres/planning/votes/{sheet.pk}", client_of(place.enterer)
    for typed, said in (("x", "số nguyên từ 0"), ("8", "(11) vượt quá 10")):
        answer = client.post(at, {f"yes{person.pk}": typed, f"no{person.pk}": "3"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'value="{typed}"' in page, "what was typed stands there still"
        assert said in page
        assert f'id="e-yes{person.pk}"' in page
    assert not sheet.lines.exists()
    Ballot.objects.filter(pk=sheet.pk).update(closed_at=place.auditor.now)
    assert client.post(at, {f"yes{person.pk}": "8"}).status_code == 409
    page = client.get(at).content.decode()
    assert "khóa nên không sửa" in page
    assert "Lê Một" not in page, "who was proposed later was not voted on"


def test_only_who_enters_writes_votes_and_nobody_on_themself(place: Bureau) -> None:
    title = target(place.commune, term("2025-2030"))
    person, sheet = proposed(place, title, "Lê Một"), meeting(place, title)
    at = f"/cadres/planning/votes/{sheet.pk}"
    assert client_of(place.auditor).get(at).status_code == 200
    assert client_of(place.auditor).post(at, {f"yes{person.pk}": "8"}).status_code == 403
    assert client_of(place.outsider).get(at).status_code == 404
    sent = {"votes": [{"person_id": place.enterer.person_id, "yes": 5}]}
    assert api(place.enterer, sheet, sent).status_code == 403


def api(actor: Any, sheet: Ballot, sent: dict[str, Any]) -> Any:
    return client_of(actor).post(
        f"/api/v1/planning/ballots/{sheet.pk}/votes",
        json.dumps(sent),
        content_type="application/json",
    )


def test_programs_send_the_whole_sheet(place: Bureau) -> None:
    title = target(place.commune, term("2025-2030"))
    person, sheet = proposed(place, title, "Lê Một"), meeting(place, title)
    answer = api(place.enterer, sheet, {"votes": [{"person_id": person.pk, "yes": 31, "no": 29}]})
    assert answer.status_code == 200, answer.content
    assert answer.json() == {
        "ballot_id": sheet.pk,
        "needed": 31,
        "base": 60,
        "votes": [{"person_id": person.pk, "yes": 31, "no": 29, "blank": 0, "passed": True}],
    }
    twice = {"votes": [{"person_id": person.pk, "yes": 1}] * 2}
    assert api(place.enterer, sheet, twice).status_code == 422
    nobody = {"votes": [{"person_id": 987_654, "yes": 1}]}
    assert api(place.enterer, sheet, nobody).status_code == 422
    assert sheet.lines.get().yes == 31


def test_the_sheet_is_printed_with_its_threshold_and_room_to_sign(place: Bureau) -> None:
    title = target(place.commune, begun(), "Chánh Văn phòng")
    sheet = ballots(title, somebody(place.commune, name="Lê Một"), yes=31)[0]
    answer: Any = client_of(place.auditor).get(f"/cadres/planning/votes/{sheet.pk}/export.docx")
    document = Document(BytesIO(b"".join(answer.streaming_content)))
    text = "\n".join(each.text for each in document.paragraphs)
    for words in ("Triệu tập: 60; có mặt: 60 (cần ít nhất 40)", "ít nhất 31 phiếu", "TỔ TRƯỞNG"):
        assert words in text
    assert "DỰ THẢO" not in text
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == ["1", "Lê Một", "31", "29", "0", "51,7%", "Đạt"]
