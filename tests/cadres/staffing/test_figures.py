"""Figures of staffing over rows, with the examples of organisation.md 4.b."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, facts
from tests.factories.province import NOW
from tests.factories.staffing import SINCE, quota, severed
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.staffing.choices import EventType, QuotaKind, SeveranceKind
from vanthu.cadres.staffing.errors import NotAQuota
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Severance
from vanthu.cadres.staffing.rules import cut, standing
from vanthu.ground.base.known import supersede, withdraw
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import lines, measure, measure_share
from vanthu.ground.figures.registry import figure
from vanthu.ground.people.models import Person
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db

WINDOW = Period(date(2020, 9, 26), date(2023, 7, 1))
HALVES = (
    (date(2020, 9, 26), date(2021, 1, 1), 18),
    (date(2021, 1, 1), date(2021, 7, 1), 62),
    (date(2021, 7, 1), date(2022, 1, 1), 71),
    (date(2022, 1, 1), date(2022, 7, 1), 84),
    (date(2022, 7, 1), date(2023, 1, 1), 67),
    (date(2023, 1, 1), date(2023, 7, 1), 53),
)


@pytest.fixture
def place() -> Bureau:
    return bureau()


def ask(period: Period = WINDOW, place: Bureau | None = None, **filters: str) -> Ask:
    agencies = frozenset({place.commune.pk}) if place else None
    return Ask(period=period, known_at=NOW, agencies=agencies, filters=filters)


def value(key: str, asked: Ask) -> int:
    return int(measure(f"staffing.{key}", asked).value)


def kinds() -> Iterator[SeveranceKind]:
    """241 early retirements, 102 severances, 12 others (synthetic split)."""
    yield from [SeveranceKind.EARLY_RETIREMENT] * 241
    yield from [SeveranceKind.SEVERANCE] * 102
    yield from [SeveranceKind.OTHER] * 12


def test_example_2_355_cases_by_half_year_and_kind(place: Bureau) -> None:
    kind = kinds()
    for first, after, count in HALVES:
        paper = decision(place.commune, after - timedelta(days=1))
        assert paper.signed_on >= first
        for number in range(count):
            severed(place.commune, _person(f"Đỗ {number}"), paper, next(kind))
    before = decision(place.commune, date(2020, 9, 25))
    later = decision(place.commune, date(2023, 7, 1))
    for paper in (before, later):
        severed(place.commune, _person("Ngoài kỳ"), paper)
    halves = [value("severed", ask(Period(first, after))) for first, after, _ in HALVES]
    assert halves == [18, 62, 71, 84, 67, 53]
    assert value("severed", ask()) == 355
    assert [value("severed", ask(kind=kind.value)) for kind in SeveranceKind] == [241, 102, 12]
    with pytest.raises(NotAQuota):
        cut(1987, value("severed", ask()), figure("staffing.severed").unit)


def _person(name: str) -> Person:
    return Person.objects.create(full_name=name)


def test_severed_by_sex_with_a_list_that_leads_to_the_case(place: Bureau) -> None:
    paper = decision(place.commune, date(2022, 5, 4))
    woman = _person("Trần Thị Bé")
    row = severed(place.commune, woman, paper)
    known = facts(woman, place.commune, sex=Sex.FEMALE)
    known.known_from = SINCE
    known.save()
    severed(place.commune, _person("Lê Văn Tư"), paper)
    assert value("severed", ask(sex="female")) == 1
    (line,) = lines("staffing.severed", [row.pk])
    assert line.url == f"/cadres/staffing/severances/{row.pk}"
    assert line.cells[0] == "Trần Thị Bé"
    withdraw(row, NOW - timedelta(days=1))
    assert value("severed", ask()) == 1


def test_example_1_quota_path_and_actual(place: Bureau) -> None:
    paper = decision(place.province, date(2020, 12, 10))
    civil, public = QuotaKind.CIVIL, QuotaKind.PUBLIC
    for where, share in ((place.commune, 987), (place.province, 1000)):
        quota(where, civil, 2021, share, paper)
    quota(place.commune, civil, 2023, 968, paper)
    quota(place.province, civil, 2023, 981, paper)
    quota(place.commune, public, 2021, 17345, paper)
    quota(place.commune, QuotaKind.PARTY, 2021, 300, paper)
    civil_only = ask(kind="civil")
    assert value("quota_base", civil_only) == 1987
    assert value("quota", civil_only) == 1949
    assert value("cut_required", civil_only) == 40
    assert value("cut_actual", civil_only) == 38
    now = standing(1987, value("quota", civil_only), value("cut_required", civil_only))
    assert str(now) == "thiếu 2"
    end = Period(date(2021, 1, 1), date(2027, 1, 1))
    assert value("cut_required", ask(end, kind="civil")) == 100
    assert value("cut_required", ask(end, kind="public")) == 1735
    assert value("cut_required", ask(end)) == 1835
    assert value("quota_base", ask()) == 1987 + 17345
    assert value("cut_required", ask(kind="party")) == 0
    assert value("cut_required", ask(place=place, kind="civil")) == 20
    assert str(measure_share("staffing.cut-of-base", civil_only).value) == "1.91"
    assert value("cut_required", ask(Period(date(2019, 1, 1), date(2020, 1, 1)))) == 0


def test_a_corrected_quota_reads_as_known_then(place: Bureau) -> None:
    paper = decision(place.province, date(2020, 12, 10))
    row = quota(place.commune, QuotaKind.CIVIL, 2021, 40, paper)
    supersede(row, NOW - timedelta(days=2), assigned=41)
    earlier = Ask(period=WINDOW, known_at=NOW - timedelta(days=3))
    assert (value("quota", ask()), value("quota", earlier)) == (41, 40)


def test_stock_and_flow_of_people(place: Bureau) -> None:
    common = {"agency": place.commune, "kind": QuotaKind.CIVIL, "known_from": SINCE}
    for day, present in ((date(2022, 12, 31), 40), (date(2023, 5, 31), 38)):
        Headcount.objects.create(counted_on=day, present=present, **common)
    moves = ((EventType.RECRUITED, 3), (EventType.RETIRED, 4), (EventType.EARLY_RETIREMENT, 1))
    for type_, count in moves:
        HeadcountEvent.objects.create(type=type_, on=date(2023, 2, 1), count=count, **common)
    assert value("present", ask()) == 38
    assert value("present", ask(kind="public")) == 0
    assert (value("came", ask()), value("went", ask())) == (3, 5)
    assert value("went", ask(type="retired")) == 4
    for key in ("present", "came", "went"):
        found = measure(f"staffing.{key}", ask())
        assert len(list(lines(f"staffing.{key}", [row.id for row in found.members])))
    assert not Severance.objects.exists()
