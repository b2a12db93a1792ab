"""The demo's members: the example of organisation.md 4.e comes out of the records, unit by unit."""

from datetime import date

import pytest
from django.db import connection

from tests.support.demo import NOW
from vanthu.cadres.membership.models import Admission, Member
from vanthu.cadres.membership.queries import computed, counted
from vanthu.demo.cadres.pool import districts
from vanthu.demo.load.province import give_ids
from vanthu.demo.sources import table
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.numbers import percent
from vanthu.kernel.periods import Period
from vanthu.kernel.terms import elapsed_share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_cadres")]

WINDOW = Period(date(2021, 1, 1), date(2023, 7, 1))


def ask(period: Period = WINDOW, agency: str = "") -> Ask:
    here = frozenset({give_ids().agencies[agency]}) if agency else None
    return Ask(period=period, known_at=NOW, agencies=here)


def test_example_1_2715_of_5000() -> None:
    """1,012 + 1,131 + 572 = 2,715 = 54,3 % of 5,000 at half of the term; others are left out."""
    years = [
        Period(date(2021, 1, 1), date(2022, 1, 1)),
        Period(date(2022, 1, 1), date(2023, 1, 1)),
        Period(date(2023, 1, 1), date(2023, 7, 1)),
    ]
    assert [int(measure("membership.admitted", ask(y)).value) for y in years] == [1012, 1131, 572]
    whole = measure("membership.admitted", ask())
    assert int(whole.value) == 2715
    assert str(percent(whole.value, 5000)) == "54.3"
    span = MonthSpan(Month(2021, 1), Month(2025, 12))
    share = elapsed_share(span, date(2023, 6, 30))
    assert str(percent(whole.value, int(5000 * share))) == "108.6"
    from_congress = Period(date(2020, 9, 26), date(2023, 7, 1))
    assert int(measure("membership.admitted", ask(from_congress)).value) == 2715 + 170
    in_july = 35
    assert Admission.objects.current().count() == 2715 + 170 + in_july


def test_units_add_up_as_the_data_file_says() -> None:
    data = table("membership.json")["admitted"]
    for code in districts():
        wanted = sum(data[start][code] for start in ("2021-01", "2022-01", "2023-01"))
        found = measure("membership.admitted", ask(agency=f"old:dang:{code}"))
        assert int(found.value) == wanted


def test_counted_and_computed_stock_agree_everywhere() -> None:
    everything = [ask(), *(ask(agency=f"old:dang:{code}") for code in ("86", *districts()))]
    for each in everything:
        movement = computed(each)
        assert movement.holds(counted(each)), movement
    assert computed(ask()).moved_out == table("membership.json")["moves"]["out"]


def test_every_key_points_to_a_row_and_nobody_is_on_two_lists() -> None:
    connection.check_constraints()
    open_lists = Member.objects.current().filter(until=None)
    assert open_lists.count() == open_lists.values("person").distinct().count()
    assert Admission.objects.filter(known_from=None, known_to=None).count() == 4
