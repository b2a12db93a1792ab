"""Figures of targets: shares, classes, late units, inspection counts, all units; and binding."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories.cadres import Bureau, bureau
from tests.factories.province import NOW, agency
from tests.factories.targets import (
    FIRST,
    MID,
    adopted,
    an_indicator,
    fact,
    fields,
    given,
    own_indicator,
    read,
)
from vanthu.cadres.targets import actions, permissions, queries
from vanthu.cadres.targets.choices import Frequency, Grade, Kind, RollUp
from vanthu.cadres.targets.models import Resolution
from vanthu.ground.figures import actions as figure_actions
from vanthu.ground.figures import registry
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.errors import BadAsk
from vanthu.ground.figures.queries import lines, measure, measure_share, standing
from vanthu.ground.figures.rules import Counted
from vanthu.ground.figures.slots import AllOf, NoneFound, Number, Percent
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db
ADMITTED = {2021: 1012, 2022: 1131, 2023: 572}


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def whole(place: Bureau) -> Resolution:
    return adopted(place)


def ask(first: date = FIRST, last: date = MID, **filters: str) -> Ask:
    return Ask(period=Period(first, last + timedelta(days=1)), known_at=NOW, filters=filters)


def printed(slot: Number | Percent | NoneFound | AllOf) -> str:
    return slot.printed([measure(*question) for question in slot.questions])


@pytest.fixture
def admitted() -> Iterator[None]:
    """A figure of another module: admissions, on the last day of June of each year."""

    def select(asked: Ask) -> Iterator[Counted]:
        for year, amount in ADMITTED.items():
            if asked.period.contains(date(year, 6, 30)):
                yield Counted(year, year, amount)

    registry.declare(
        [
            Figure(
                key="trial.admitted",
                title="Kết nạp",
                definition="Số kết nạp thử",
                unit=Unit.NUMBER,
                nature=Nature.FLOW,
                select=select,
                listing=Listing(("Năm",), lambda ids: [Line(each, (str(each),)) for each in ids]),
                check=permissions.check_open,
            )
        ],
        [
            Share(
                key="trial.attained",
                title="Kết nạp so với nghị quyết",
                part="trial.admitted",
                whole="targets.target",
                whole_only={"figure": "trial.admitted"},
                within=False,
            )
        ],
    )
    yield
    registry._figures.pop("trial.admitted")
    registry._shares.pop("trial.attained")


@pytest.mark.usefixtures("admitted")
def test_an_indicator_counted_out_of_records_e1(place: Bureau, whole: Resolution) -> None:
    """organisation.md 4.e.1, 4.h.1: 2,715 of 5,000 is 54,3 %, class “đạt từ 50%”."""
    kind = an_indicator(
        place, whole, figure="trial.admitted", target=Decimal(5000), frequency=Frequency.HALF
    )
    found = queries.standings([kind], MID, NOW)[0]
    assert found.reached.value == 2715
    assert (found.share, found.grade) == (Decimal("54.3"), Grade.HALF)
    assert found.course.forecast == 5430
    assert found.by_year == {2021: 1012, 2022: 1131, 2023: 572}
    assert printed(Percent("trial.attained", ask())) == "54,3%"
    with pytest.raises(BadAsk, match="Thông tin"):
        measure("targets.achieved", ask(indicator=kind.code))


@pytest.mark.usefixtures("admitted")
def test_filters_of_the_bound_figure_must_be_its_own(place: Bureau, whole: Resolution) -> None:
    with pytest.raises(Exception, match="chưa hợp lệ"):
        an_indicator(place, whole, figure="trial.admitted", figure_filters={"sex": "female"})


def test_a_typed_flow_and_its_share(place: Bureau, whole: Resolution) -> None:
    kind = own_indicator(place, whole, target=Decimal(5000))
    read(place, kind, 500, 512, 600, 531, 572, 700)
    assert measure("targets.achieved", ask(indicator=kind.code)).value == 2715
    assert measure_share("targets.attained", ask(indicator=kind.code)).value == Decimal("54.3")
    run = figure_actions.run(place.auditor, key="targets.achieved", ask=ask(indicator=kind.code))
    assert run.evidence.count == 5
    assert len(lines("targets.achieved", [kind.observations.first().pk])) == 1  # type: ignore[union-attr]
    assert standing(run, NOW).same
    with pytest.raises(BadAsk):
        measure("targets.achieved", ask())


def test_class_counts_are_figures_h1(place: Bureau, whole: Resolution) -> None:
    """organisation.md 4.h.1: prints 6/27, 14/27 and 7/27."""
    shares = [120] * 6 + [75] * 14 + [49] * 6
    rows = actions.add_indicators(
        place.appraiser,
        resolution_id=whole.pk,
        fields=[
            *(fields(place, roll_up=RollUp.OWN) for _share in shares),
            fields(place, kind=Kind.END, target=None),
        ],
    )
    facts = [fact(row, place.province, 2021, 1, n) for row, n in zip(rows, shares, strict=False)]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 2-BC/TU")
    every = printed(Number("targets.indicators", ask()))
    counts = [
        printed(Number("targets.indicators", ask(FIRST, MID, **{"class": grade.value})))
        for grade in (Grade.EXCEEDED, Grade.HALF, Grade.LOW, Grade.END)
    ]
    assert (every, counts) == ("27", ["6", "14", "6", "1"])


def test_nothing_found_needs_what_was_inspected_f3(place: Bureau, whole: Resolution) -> None:
    """organisation.md 4.f.3: 12 organisations and 34 persons inspected, none found; or nothing."""
    organisations, persons, cases = (
        own_indicator(place, whole, code=code)
        for code in ("kt-to-chuc", "kt-ca-nhan", "kt-vu-viec")
    )

    def said() -> str:
        return printed(
            NoneFound(
                found=("targets.achieved", ask(indicator=cases.code)),
                inspected=(
                    (("targets.achieved", ask(indicator=organisations.code)), "tổ chức"),
                    (("targets.achieved", ask(indicator=persons.code)), "cá nhân"),
                ),
                what="nào",
            )
        )

    assert said().startswith("chưa kiểm tra")
    for kind, number in ((organisations, 12), (persons, 34), (cases, 0)):
        read(place, kind, 0, number)
    assert said() == "kiểm tra 12 tổ chức, 34 cá nhân; chưa phát hiện trường hợp nào"


def test_all_units_need_a_dated_list(place: Bureau, whole: Resolution) -> None:
    """organisation.md 5: "100%" only as n/n units, each with its reading."""
    units = [agency() for _n in range(3)]
    kind = an_indicator(place, whole, target=Decimal(3))
    given(place, kind, dict.fromkeys(units, 1))
    slot = AllOf(
        ("targets.units_reached", ask(indicator=kind.code)),
        ("targets.units_given", ask(indicator=kind.code)),
        "cơ quan",
    )
    for number, unit in enumerate(units):
        actions.enter_observations(
            place.appraiser,
            facts=[fact(kind, unit, 2021 + number // 2, number % 2 + 1, 1)],
            source="Báo cáo số 9/BC-STTTT",
        )
        assert (
            printed(slot)
            == (
                "33,3% cơ quan (1/3)",
                "66,7% cơ quan (2/3)",
                "100% cơ quan (3/3)",
            )[number]
        )


def test_late_units_are_a_figure(place: Bureau, whole: Resolution) -> None:
    kind = an_indicator(place, whole)
    given(place, kind, {place.commune: 100})
    found = measure("targets.late", ask(date(2023, 1, 1)))
    assert (found.unit, found.value) == (Unit.AGENCY, Decimal(1))
    early = Ask(
        period=Period(date(2023, 1, 1), date(2023, 7, 1)),
        known_at=NOW.replace(year=2023, month=7, day=10),
    )
    assert measure("targets.late", early).value == 0
    assert lines("targets.late", [place.commune.pk])[0].cells[0]


def test_what_was_given_is_a_figure_of_units(place: Bureau, whole: Resolution) -> None:
    kind = an_indicator(place, whole)
    given(place, kind, {place.commune: 60, agency(): 55})
    asked = ask(indicator=kind.code)
    assert measure("targets.allocated", asked).value == 115
    row = kind.allocations.get(agency=place.commune)
    assert lines("targets.allocated", [row.pk])[0].url.endswith(f"/{kind.pk}")
    version = kind.targets.get()
    assert measure("targets.target", asked).members == (Counted(version.pk, kind.pk, 100),)
    assert lines("targets.target", [version.pk])[0].cells[1] == "100"


@pytest.mark.parametrize(
    "changes",
    [{"kind": Kind.STOCK_END}, {"kind": Kind.CEILING}, {"roll_up": RollUp.RATIO, "scale": 100}],
)
def test_a_level_is_not_added_over_periods_h2(
    place: Bureau, whole: Resolution, changes: dict[str, object]
) -> None:
    """organisation.md 4.h.2: a stock of 30/06/2023 is not added to that of 31/12/2022."""
    kind = an_indicator(place, whole, **changes)
    facts = [fact(kind, place.province, 2022, index, 50, 100) for index in (1, 2)]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 5-BC/TU")
    with pytest.raises(BadAsk):
        measure("targets.achieved", ask(indicator=kind.code))
