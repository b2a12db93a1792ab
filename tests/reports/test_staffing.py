"""Summary and movement of staffing: sums that agree with their figures, small counts unread."""

from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.province import NOW, agency
from tests.factories.staffing import decided, severed
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.staffing.choices import Category, EventType, QuotaKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Severance
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.ground.org.models import Agency
from vanthu.kernel.periods import Period
from vanthu.reports.staffing.balance import balance_table, sorted_lines, together
from vanthu.reports.staffing.summary import Summary, summary, summary_table

pytestmark = pytest.mark.django_db
CIVIL = QuotaKind.CIVIL


@pytest.fixture
def place() -> Bureau:
    return bureau()


def ask(first: date, until: date) -> Ask:
    return Ask(period=Period(first, until), known_at=NOW + timedelta(hours=2))


YEAR = ask(date(2023, 1, 1), date(2024, 1, 1))


def cases(place: Agency, place_of: Bureau, men: int, women: int, category: Category) -> None:
    """Decided cases with a million đồng each, under NĐ 108."""
    paper = decision(place_of.province, date(2023, 5, 4))
    for sex in [Sex.MALE] * men + [Sex.FEMALE] * women:
        case = severed(place, somebody(place, sex=sex), paper)
        Severance.objects.filter(pk=case.pk).update(
            category=category, decree="severance-nd108", total=1_000_000
        )


def counts(found: Summary) -> list[tuple[int | None, ...]]:
    return [
        (*line.counts.by_sex, line.counts.cases, line.counts.money)
        for block in found.blocks
        for line in block.lines
    ]


def test_each_case_stands_under_the_decree_of_its_own_day(place: Bureau) -> None:
    for day in (date(2023, 7, 19), date(2023, 7, 20)):
        decided(place, somebody(place.commune), day)
    found = summary(YEAR, public=False)
    assert ["108/2014" in block.decree for block in found.blocks] == [True, False]
    assert [block.sum.money for block in found.blocks] == [205_000_000, 205_000_000]
    assert (found.sum.cases, found.sum.money) == (2, 410_000_000)
    assert found.sum.cases == measure("staffing.severed", YEAR).value


def test_a_half_year_has_its_own_cases(place: Bureau) -> None:
    for day in (date(2023, 6, 30), date(2023, 7, 1)):
        decided(place, somebody(place.commune), day)
    first = summary(ask(date(2023, 1, 1), date(2023, 7, 1)), public=False)
    second = summary(ask(date(2023, 7, 1), date(2024, 1, 1)), public=False)
    assert (first.sum.cases, second.sum.cases) == (1, 1)


def test_who_has_the_duty_reads_unit_kind_reason_sex_and_money(place: Bureau) -> None:
    cases(place.commune, place, 1, 2, Category.D1)
    cases(place.commune, place, 6, 7, Category.D2)
    found = summary(YEAR, public=False)
    assert counts(found) == [(1, 2, 3, 3_000_000), (6, 7, 13, 13_000_000)]
    line = found.blocks[0].lines[0]
    assert (line.kind, line.reason) == ("Công chức hành chính", "D1: Dôi dư do sắp xếp tổ chức")
    table = summary_table(place.auditor, found)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_published_edition_gives_no_small_count_and_no_ones_money(place: Bureau) -> None:
    cases(place.commune, place, 1, 2, Category.D1)
    cases(place.commune, place, 6, 7, Category.D2)
    cases(place.province, place, 20, 30, Category.D1)
    found = summary(YEAR, public=True)
    hidden = (None, None, None, None)
    assert sorted(counts(found), key=str) == sorted(
        [hidden, hidden, (20, 30, 50, 50_000_000)], key=str
    )
    assert (found.sum.by_sex, found.sum.cases, found.sum.money) == ((27, 39), 66, 66_000_000)
    table = summary_table(place.auditor, found)
    assert "bản công bố" in table.heading.title
    assert any("được ẩn" in text for text in table.closing)


def test_nobody_of_a_small_office_is_known_by_the_reason(place: Bureau) -> None:
    cases(place.commune, place, 2, 2, Category.D4)
    cases(place.province, place, 3, 3, Category.D4)
    found = summary(YEAR, public=True).blocks[0]
    agencies = {line.agency: line.counts.cases for line in found.lines}
    few = "Các cơ quan có dưới 5 trường hợp"
    assert set(agencies) == {place.province.versions.get().name, few}
    cases(place.province, place, 30, 30, Category.D4)
    small = agency(parent=place.province)
    cases(small, place, 2, 2, Category.D4)
    both = {line.agency: line.counts for line in summary(YEAR, public=True).blocks[0].lines}
    assert both[few].cases == 8


def test_two_communes_of_one_name_stand_apart(place: Bureau) -> None:
    for _ in range(2):
        cases(agency("Ủy ban nhân dân xã Tân Bình"), place, 1, 0, Category.D1)
    found = summary(YEAR, public=False)
    assert counts(found) == [(1, 0, 1, 1_000_000), (1, 0, 1, 1_000_000)]


def test_a_small_sum_of_one_decree_hides_that_of_all(place: Bureau) -> None:
    cases(place.commune, place, 10, 10, Category.D1)
    decided(place, somebody(place.commune), date(2023, 8, 1))
    found = summary(YEAR, public=True)
    assert found.blocks[0].sum.cases == 20
    assert (found.blocks[1].sum.cases, found.sum.cases, found.sum.money) == (None, None, None)


def test_who_has_no_known_sex_stands_apart(place: Bureau) -> None:
    cases(place.commune, place, 1, 0, Category.D1)
    before = Ask(period=YEAR.period, known_at=NOW - timedelta(days=1))
    found = summary(before, public=False)
    assert [*found.sexes] == ["Nam", "Nữ", "Chưa ghi giới tính"]
    assert counts(found) == [(0, 0, 1, 1, 1_000_000)]


def count(place: Agency, day: date, present: int) -> None:
    Headcount.objects.create(
        agency=place, kind=CIVIL, counted_on=day, present=present, known_from=NOW
    )


def move(place: Agency, type_: EventType, on: date, people: int) -> None:
    HeadcountEvent.objects.create(
        agency=place, kind=CIVIL, type=type_, on=on, count=people, known_from=NOW
    )


def test_the_movement_starts_from_the_last_count_before_the_period(place: Bureau) -> None:
    """end = start + in - out; what came between the count and the period is brought forward."""
    count(place.commune, date(2022, 10, 31), 40)
    move(place.commune, EventType.DIED, date(2022, 10, 31), 9)
    move(place.commune, EventType.RECRUITED, date(2022, 11, 5), 3)
    move(place.commune, EventType.RETIRED, date(2022, 12, 31), 1)
    move(place.commune, EventType.RECEIVED, date(2023, 1, 1), 2)
    move(place.commune, EventType.SEVERANCE, date(2023, 12, 31), 5)
    move(place.commune, EventType.DIED, date(2024, 1, 1), 7)
    ((_name, line),) = sorted_lines(YEAR)
    assert line.stock is not None
    assert (line.stock.start, line.stock.came, line.stock.went, line.stock.end) == (42, 2, 5, 39)
    assert line.counted_on == date(2022, 10, 31)
    came = int(measure("staffing.came", YEAR).value)
    went = int(measure("staffing.went", YEAR).value)
    assert (came, went) == (2, 5)


def test_a_book_opened_within_the_period_starts_there_and_one_never_opened_nowhere(
    place: Bureau,
) -> None:
    count(place.commune, date(2023, 3, 31), 20)
    count(place.commune, date(2023, 4, 30), 21)
    move(place.commune, EventType.RECRUITED, date(2023, 3, 5), 8)
    move(place.commune, EventType.RECRUITED, date(2023, 4, 5), 1)
    move(place.province, EventType.RESIGNED, date(2023, 4, 5), 2)
    lines = {line.agency_id: line for _name, line in sorted_lines(YEAR)}
    opened, never = lines[place.commune.pk], lines[place.province.pk]
    assert (opened.opened_on, opened.counted_on) == (date(2023, 3, 31), date(2023, 4, 30))
    assert opened.stock is not None
    assert (opened.stock.start, opened.stock.end) == (20, 21)
    assert (never.stock, never.moves) == (None, {"resigned": 2})
    assert together(list(lines.values())).end == 21
    table = balance_table(place.auditor, YEAR)
    rows = list(table.rows)
    assert all(len(row) == len(table.columns) for row in rows)
    assert any("chưa có đầu kỳ" in text for text in table.closing)


def test_only_what_is_within_reach_is_counted(place: Bureau) -> None:
    count(place.commune, date(2022, 12, 31), 20)
    count(place.province, date(2022, 12, 31), 30)
    own = Ask(period=YEAR.period, known_at=YEAR.known_at, agencies=frozenset({place.commune.pk}))
    assert [line.agency_id for _name, line in sorted_lines(own)] == [place.commune.pk]
