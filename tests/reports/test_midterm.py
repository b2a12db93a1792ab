"""The mid-term report comes out of records, and changes where they change (organisation.md 5)."""

import json
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from docx import Document

from tests.factories.province import actor_of
from tests.support.demo import NOW
from tests.support.told import last_events
from vanthu.cadres.membership.models import Admission
from vanthu.demo import cadres
from vanthu.faces.cli.report import report as command
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import withdraw
from vanthu.ground.figures.models import FigureText
from vanthu.ground.figures.queries import rerun, stale_sentences
from vanthu.ground.figures.rules import Kind, typed_numbers
from vanthu.ground.people.models import Account, Tenure
from vanthu.kernel.errors import NotAllowed
from vanthu.reports.midterm import queries
from vanthu.reports.midterm.actions import write
from vanthu.reports.midterm.terms import NoTerm, term_on
from vanthu.reports.texts.docx import write_docx
from vanthu.reports.texts.model import paper_of
from vanthu.reports.texts.pdf import to_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_cadres")]
DAY = date(2023, 6, 30)


def somebody(matching: str, now: datetime = NOW) -> Actor:
    """A demo account whose duty is named so."""
    name = next(each.username for each in cadres.duty_accounts() if matching in each.role)
    person = Account.objects.get(username=name).person_id
    tenure = Tenure.objects.on(now.date()).filter(person=person).first()
    assert tenure is not None
    return actor_of(tenure, now)


@pytest.fixture
def officer() -> Actor:
    return somebody("Thẩm định")


def texts(report: FigureText) -> list[str]:
    return [each.text for each in report.sentences.order_by("place")]


def test_the_articles_numbers_come_out_of_the_records(officer: Actor) -> None:
    """Article of 07/09/2023: 71, 355, 1.191 + 2, 428 = 408 + 20, 1.845, 11.776, 2.715 = 54,3%."""
    said = "\n".join(texts(write(officer, as_of=DAY)))
    for words in (
        "71 trường hợp",
        "63 người",
        "355 trường hợp",
        "241 trường hợp nghỉ hưu trước tuổi",
        "1.191 đồng chí đi đào tạo, bồi dưỡng trong nước và 2 đồng chí đi nước ngoài",
        "428 đồng chí, gồm thạc sĩ 408, tiến sĩ 20",
        "1.845 đồng chí",
        "11.776 lượt, trong đó xác định được 5.402 người từ 9.430 lượt có danh sách",
        "Kết nạp được 2.715 đảng viên, đạt 54,3% so với chỉ tiêu 5.000 đảng viên",
        "kiểm tra 12 tổ chức, 34 cá nhân; chưa phát hiện trường hợp chạy chức, chạy quyền",
        "100% cơ quan (131/131)",
    ):
        assert words in said, words
    assert last_events(1) == ["text-made"]


def test_nothing_in_the_template_is_a_typed_number() -> None:
    assert [typed_numbers(piece) for piece in queries.pieces() if typed_numbers(piece)] == []


@pytest.mark.parametrize(
    ("day", "admitted"), [(date(2021, 12, 31), 1012), (date(2022, 12, 31), 2143), (DAY, 2715)]
)
def test_the_report_as_of_three_days(officer: Actor, day: date, admitted: int) -> None:
    """1,012 in 2021, 1,131 in 2022, 572 in the first half of 2023 (organisation.md 4.e.1)."""
    rows = {row.name: row for row in queries.rows(officer, as_of=day, known_at=NOW)}
    assert rows["admitted"].value == str(admitted)
    assert rows["admitted_share"].denominator == "5000"
    assert {len(row.digest) for row in rows.values()} == {64}


def test_one_changed_record_makes_exactly_its_sentences_stale(officer: Actor) -> None:
    report = write(officer, as_of=DAY)
    later = NOW + timedelta(days=1)
    assert stale_sentences(report.pk, later) == {}
    row = Admission.objects.current().filter(ceremony_on=date(2022, 5, 16)).first()
    row = row or Admission.objects.current().filter(ceremony_on__year=2022).first()
    assert row is not None
    withdraw(row, later)
    after = later + timedelta(hours=1)
    [stale] = report.sentences.filter(pk__in=stale_sentences(report.pk, after))
    assert stale.text.startswith("Kết nạp được 2.715")
    again = texts(write(officer.at(after), as_of=DAY))
    changed = [pair for pair in zip(texts(report), again, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1
    assert "2.714 đảng viên, đạt 54,3%" in changed[0][1]
    for run in {run for each in report.sentences.all() for run in each.runs.all()}:
        assert rerun(run).digest == run.evidence.digest


def test_without_inspection_nothing_is_said_to_be_unfound(officer: Actor) -> None:
    said = " ".join(texts(write(officer, as_of=date(2021, 3, 31))))
    assert "chưa kiểm tra về chạy chức, chạy quyền" in said
    assert "chưa phát hiện" not in said


def test_a_day_outside_every_term_is_told(officer: Actor) -> None:
    with pytest.raises(NoTerm):
        write(officer, as_of=date(2019, 1, 1))
    assert term_on(DAY).name == "2020-2025"


def test_who_may_not_see_the_lists_gets_no_report() -> None:
    clerk = Tenure.objects.filter(post__role="records-clerk").first()
    assert clerk is not None
    with pytest.raises(NotAllowed):
        queries.rows(actor_of(clerk, NOW), as_of=DAY, known_at=NOW)


def test_the_report_on_paper_proves_each_figure(officer: Actor) -> None:
    paper = paper_of(officer, write(officer, as_of=DAY))
    kinds = [line.kind for line in paper.lines]
    assert kinds.count(Kind.HEADING) == 6
    out = BytesIO()
    write_docx(paper, out)
    document = Document(BytesIO(out.getvalue()))
    body = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kết nạp được 2.715 đảng viên, đạt 54,3%" in body
    annex = document.tables[-1]
    assert len(annex.rows) == len(paper.annex) + 1
    assert any("2.715 đảng viên" in cell.text for row in annex.rows for cell in row.cells)
    assert to_pdf(paper)[:5] == b"%PDF-"


def test_the_command_prints_every_figure() -> None:
    name = next(each.username for each in cadres.duty_accounts() if "Thẩm định" in each.role)
    arguments = ["midterm", "--as-of", "2023-06-30", "--as", name, "--json"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.output.splitlines()]
    found = {row["name"]: row for row in rows}
    assert found["admitted_share"]["value"] == "54.3"
    assert found["severed"]["records"] == 355
    assert {"key", "value", "unit", "denominator", "records", "digest"} <= set(rows[0])
