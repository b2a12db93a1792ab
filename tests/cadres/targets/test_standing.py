"""Targets by version, allocations, readings rolled up, classes and colours, out of real rows."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories.cadres import Bureau, bureau, decision
from tests.factories.province import NOW, agency
from tests.factories.targets import (
    CONGRESS,
    MID,
    adopted,
    an_indicator,
    fact,
    fields,
    given,
    own_indicator,
    read,
)
from tests.support.told import last_events
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.targets import actions, queries
from vanthu.cadres.targets.choices import (
    Document,
    Frequency,
    Geometry,
    Grade,
    Kind,
    Light,
    RollUp,
)
from vanthu.cadres.targets.errors import (
    AlreadyRead,
    BadIndicator,
    BadReading,
    BadResolution,
    BadReview,
    BadTarget,
    CountedFromRecords,
)
from vanthu.cadres.targets.models import Resolution, TargetVersion
from vanthu.ground.org.choices import LineageKind
from vanthu.ground.org.models import Agency, Lineage
from vanthu.ground.rulebook.queries import judged_by

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def whole(place: Bureau) -> Resolution:
    return adopted(place)


def test_an_adjusted_target_is_a_new_version(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole, target=Decimal(5000))
    read(place, kind, 500, 500, 600, 500, 615)
    signed = decision(place.province, date(2023, 7, 15)).pk
    with pytest.raises(BadTarget, match="Thông tin chưa hợp lệ"):
        actions.fix_target(
            place.appraiser,
            indicator_id=kind.pk,
            value=Decimal(5500),
            valid_from=date(2023, 7, 15),
            decision_id=signed,
        )
    actions.fix_target(
        place.appraiser.at(LATER),
        indicator_id=kind.pk,
        value=Decimal(5500),
        valid_from=date(2023, 7, 15),
        decision_id=signed,
        reason="Điều chỉnh theo kết luận giữa nhiệm kỳ",
    )
    assert last_events(1) == ["target-fixed"]
    shares = {
        day: queries.standings([kind], day, LATER)[0].share for day in (MID, date(2023, 7, 15))
    }
    assert shares == {MID: Decimal("54.3"), date(2023, 7, 15): Decimal("49.4")}


def test_a_corrected_target_keeps_what_was_known(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole, target=Decimal(500))
    actions.fix_target(
        place.appraiser.at(LATER),
        indicator_id=kind.pk,
        value=Decimal(5000),
        valid_from=CONGRESS,
        decision_id=whole.decision_id,
        reason="Nhập thiếu một chữ số",
    )
    assert TargetVersion.objects.count() == 2
    values = [
        queries.targets_on([kind.pk], MID, known)[kind.pk][None].value for known in (NOW, LATER)
    ]
    assert values == [500, 5000]


def test_classes_of_a_resolution_h1(place: Bureau, whole: Resolution) -> None:
    """organisation.md 4.h.1 out of rows: 27 indicators are 6, 14 and 7 (6 low and 1 at the end)."""
    shares = [120] * 6 + [50] * 7 + [100] * 7 + [49] * 6
    rows = actions.add_indicators(
        place.appraiser,
        resolution_id=whole.pk,
        fields=[
            *(fields(place, roll_up=RollUp.OWN) for _share in shares),
            fields(place, kind=Kind.END, target=None),
        ],
        source="danh-muc.xlsx",
    )
    assert last_events(1) == ["indicators-added"]
    facts = [
        fact(row, place.province, 2021, 1, share) for row, share in zip(rows, shares, strict=False)
    ]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 2-BC/TU")
    assert last_events(1) == ["observations-entered"]
    found = queries.grade_counts(queries.standings_of(whole.pk, MID, NOW))
    assert (found[Grade.EXCEEDED], found[Grade.HALF]) == (6, 14)
    assert (found[Grade.LOW], found[Grade.END], found[Grade.UNREAD]) == (6, 1, 0)


def test_the_board_shows_risks_first(place: Bureau, whole: Resolution) -> None:
    kinds = [own_indicator(place, whole) for _n in range(4)]
    for kind, value in zip(kinds, (55, 45, 10, 20), strict=True):
        read(place, kind, value)
    yearly = own_indicator(place, whole, frequency=Frequency.YEAR)
    read(place, yearly, 5)
    board = queries.risks_first(queries.standings_of(whole.pk, MID, NOW))
    assert [each.light for each in board] == [
        Light.RED,
        Light.RED,
        Light.ORANGE,
        Light.GREEN,
        Light.GREY,
    ]
    assert [each.indicator for each in board] == [kinds[2], kinds[3], kinds[1], kinds[0], yearly]


def test_what_units_report_is_added_by_its_parts_e3(place: Bureau, whole: Resolution) -> None:
    """organisation.md 4.e.3: 288 of 815 is 35,34 %, whatever the units' own percentages are."""
    parts = [(21, 20), (52, 102), (5, 10), (4, 8), (13, 75), (193, 600)]
    kind = an_indicator(
        place, whole, roll_up=RollUp.RATIO, scale=100, kind=Kind.STOCK_END, decimals=2
    )
    facts = [fact(kind, agency(), 2022, 1, part, of) for part, of in parts]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 3-BC/TU")
    standing = queries.standings([kind], MID, NOW)[0]
    value = standing.reached.value
    assert value is not None
    assert queries.rounded(value / 100, 2) == Decimal("35.34")


def test_stocks_are_not_added_and_flows_are_by_year(place: Bureau, whole: Resolution) -> None:
    flow = own_indicator(place, whole)
    stock = own_indicator(place, whole, kind=Kind.STOCK_END)
    for kind in (flow, stock):
        read(place, kind, 10, 20, 30)
    first, second = queries.standings([flow, stock], MID, NOW)
    assert dict(first.by_year) == dict.fromkeys((2021, 2022), Fraction(30))
    assert dict(second.by_year) == {2021: Fraction(20), 2022: Fraction(30)}
    assert [first.reached.value, second.reached.value] == [Fraction(60), Fraction(30)]


def merged(place: Bureau) -> tuple[Agency, Agency, Agency]:
    one, two = agency("Đảng ủy xã Một"), agency("Đảng ủy xã Hai")
    heir = agency("Đảng ủy xã Mới", start=date(2025, 7, 1))
    for old in (one, two):
        Lineage.objects.create(
            predecessor=old,
            successor=heir,
            kind=LineageKind.MERGED,
            on=date(2025, 7, 1),
            basis="Nghị quyết số 1687/NQ-UBTVQH15",
        )
        Agency.objects.filter(pk=old.pk).update(
            valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1)
        )
    return one, two, heir


def test_the_past_of_merged_units_on_both_maps(place: Bureau, whole: Resolution) -> None:
    """organisation.md 2.h, 4.j.3: on the old map each its own, on the new map it is the heir's."""
    one, two, heir = merged(place)
    kind = an_indicator(place, whole)
    given(place, kind, {one: 20, two: 30, place.commune: 50})
    facts = [
        fact(kind, one, 2021, 1, 10),
        fact(kind, two, 2021, 1, 15),
        fact(kind, place.commune, 2021, 1, 50),
        fact(kind, heir, 2025, 2, 5),
    ]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 4-BC/TU")
    end = date(2025, 12, 31)
    new = queries.league(place.auditor, kind, end)
    assert [(row.agency_id, row.given, row.value, row.percent) for row in new] == [
        (place.commune.pk, Decimal(50), Fraction(50), Decimal("100.0")),
        (heir.pk, Decimal(50), Fraction(30), Decimal("60.0")),
    ]
    old = queries.league(place.auditor, kind, end, geometry=Geometry.OLD)
    assert [(row.agency_id, row.value) for row in old] == [
        (place.commune.pk, Fraction(50)),
        (one.pk, Fraction(10)),
        (two.pk, Fraction(15)),
        (heir.pk, Fraction(5)),
    ]
    assert [row.agency_id for row in queries.league(place.enterer, kind, end)] == [place.commune.pk]


def test_what_is_given_against_what_there_is(place: Bureau, whole: Resolution) -> None:
    kind = an_indicator(place, whole, target=Decimal(100))
    below = agency()
    given(place, kind, {place.commune: 60, below: 55})
    assert last_events(1) == ["allocated"]
    actions.allocate(
        place.appraiser,
        indicator_id=kind.pk,
        giver_id=place.commune.pk,
        values={agency().pk: Decimal(50)},
        valid_from=CONGRESS,
        decision_id=whole.decision_id,
    )
    found = queries.balances(kind, MID, NOW)
    assert {giver: each.words for giver, each in found.items()} == {
        place.province.pk: "giao thừa 15",
        place.commune.pk: "giao thiếu 10",
    }
    # who gave all on reports nothing itself
    readers = queries.reporters([kind], MID)[kind.pk]
    assert place.commune.pk not in readers
    assert below.pk in readers


def test_given_anew_replaces_from_its_day_on(place: Bureau, whole: Resolution) -> None:
    kind = an_indicator(place, whole)
    given(place, kind, {place.commune: 60})
    given(place, kind, {place.commune: 70}, date(2023, 7, 1))
    values = [queries.allocations_on(kind.pk, day, NOW)[0].value for day in (MID, date(2023, 7, 1))]
    assert values == [60, 70]


@pytest.mark.parametrize("who", ["enterer", "confirmer", "decider", "auditor", "outsider"])
def test_targets_are_entered_by_who_appraises(place: Bureau, whole: Resolution, who: str) -> None:
    actor, kind = getattr(place, who), own_indicator(place, whole)
    with pytest.raises(NoDuty):
        actions.add_indicators(actor, resolution_id=whole.pk, fields=[fields(place)])
    with pytest.raises(NoDuty):
        actions.enter_observations(
            actor, facts=[fact(kind, place.province, 2021, 1, 1)], source="Báo cáo"
        )
    with pytest.raises(NoDuty):
        actions.allocate(
            actor,
            indicator_id=kind.pk,
            giver_id=place.province.pk,
            values={place.commune.pk: Decimal(1)},
            valid_from=CONGRESS,
            decision_id=whole.decision_id,
        )


def test_what_is_refused(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole)
    read(place, kind, 1)
    with pytest.raises(AlreadyRead):
        read(place, kind, 2)
    with pytest.raises(BadReading):
        actions.enter_observations(
            place.appraiser, facts=[fact(kind, place.province, 2021, 3, 1)], source="Báo cáo"
        )
    for wrong in (
        fields(place, number=kind.number),
        fields(place, code=kind.code),
        fields(place, kind=Kind.MILESTONE, target=None),
        fields(place, target=None),
        fields(place, figure="no.such"),
    ):
        with pytest.raises(BadIndicator):
            actions.add_indicators(place.appraiser, resolution_id=whole.pk, fields=[wrong])
    with pytest.raises(BadResolution):
        actions.adopt_resolution(
            place.appraiser,
            agency_id=place.province.pk,
            kind=Document.PLAN,
            title=" ",
            decision_id=0,
            first=MID,
            last=MID,
        )


def test_what_is_counted_from_records_is_not_typed(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole, figure="targets.units_given")
    with pytest.raises(CountedFromRecords):
        read(place, kind, 1)


def test_a_review_stays_as_it_was_decided(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole, target=Decimal(5000))
    read(place, kind, 500, 512, 600, 531, 572)
    signed = decision(place.province, date(2023, 7, 20)).pk
    row = actions.review_resolution(
        place.decider, resolution_id=whole.pk, as_of=MID, decision_id=signed
    )
    assert last_events(1) == ["resolution-reviewed"]
    line = row.lines.get()
    assert (line.value, line.share, line.grade) == (
        Decimal(2715),
        Decimal("54.3"),
        Grade.HALF.value,
    )
    assert judged_by("review", [row.pk])[row.pk].values_read["half"] == "50"
    late = decision(place.province, date(2023, 6, 1)).pk
    for actor, as_of, paper in (
        (place.decider, MID, signed),
        (place.decider, MID, late),
        (place.decider, MID, 0),
    ):
        with pytest.raises(BadReview):
            actions.review_resolution(actor, resolution_id=whole.pk, as_of=as_of, decision_id=paper)
    with pytest.raises(NoDuty):
        actions.review_resolution(
            place.appraiser, resolution_id=whole.pk, as_of=MID, decision_id=signed
        )
