"""The demo's staffing: the examples of organisation.md 4.b come out of the records."""

from datetime import date

import pytest
from django.db import connection

from tests.support.demo import NOW
from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.models import Headcount, Quota, Severance
from vanthu.cadres.staffing.queries import last_count, stock_since
from vanthu.cadres.staffing.rules import standing
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.kernel.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_cadres")]

WINDOW = Period(date(2020, 9, 26), date(2023, 7, 1))
HALVES = [
    WINDOW.valid_from,
    date(2021, 1, 1),
    date(2021, 7, 1),
    date(2022, 1, 1),
    date(2022, 7, 1),
    date(2023, 1, 1),
    date(2023, 7, 1),
]


def value(key: str, period: Period = WINDOW, **filters: str) -> int:
    asked = Ask(period=period, known_at=NOW, filters=filters)
    return int(measure(f"staffing.{key}", asked).value)


def test_example_2_355_cases_by_half_year_and_kind() -> None:
    halves = [Period(*pair) for pair in zip(HALVES, HALVES[1:], strict=False)]
    assert [value("severed", half) for half in halves] == [18, 62, 71, 84, 67, 53]
    assert value("severed") == 355
    kinds = ("early-retirement", "severance", "other")
    assert [value("severed", kind=kind) for kind in kinds] == [241, 102, 12]
    assert sum(value("severed", sex=sex) for sex in ("male", "female")) == 355


def test_cases_of_the_window_are_under_one_decree_and_others_stand_beside_them() -> None:
    rows = Severance.objects.current().filter(state=CaseState.DECIDED)
    inside = rows.filter(decision__signed_on__range=(date(2020, 9, 26), date(2023, 6, 30)))
    assert set(inside.values_list("decree", flat=True)) == {"severance-nd108"}
    later = rows.filter(decision__signed_on__gte=date(2023, 7, 20))
    assert set(later.values_list("decree", flat=True)) == {"severance-nd29"}
    assert rows.count() == 355 + 14 + 21
    for row in rows:
        assert row.total == sum(part["amount"] for part in row.parts)
    assert Severance.objects.filter(known_from=None, known_to=None).count() == 3


def test_example_1_the_path_and_two_short() -> None:
    assert value("quota_base", kind="civil") == 1987
    assert value("quota_base", kind="public") == 17345
    assert (value("cut_required", kind="civil"), value("cut_actual", kind="civil")) == (40, 38)
    assert str(standing(1987, value("quota", kind="civil"), 40)) == "thiếu 2"
    assert value("cut_required", kind="public") == value("cut_actual", kind="public") == 694


def test_the_stock_identity_holds_for_every_agency_and_count() -> None:
    for count in Headcount.objects.current():
        kind = QuotaKind(count.kind)
        since = last_count(count.agency_id, kind, count.counted_on, NOW)
        if since is not None:
            assert stock_since(since, count.counted_on, NOW).end == count.present
        quota = Quota.objects.current().get(
            agency=count.agency_id, kind=kind, year=max(count.counted_on.year, 2021)
        )
        assert 0 < count.present <= quota.assigned


def test_every_key_points_to_a_row() -> None:
    connection.check_constraints()
