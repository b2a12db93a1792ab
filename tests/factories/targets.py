"""A resolution of the term 2020-2025 with indicators, and readings of them.

`adopted()` makes the resolution at a bureau's province; `an_indicator()` adds one to it.
"""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from tests.factories.cadres import Bureau, decision
from vanthu.cadres.targets import actions
from vanthu.cadres.targets.actions import Fact, IndicatorFields, Value
from vanthu.cadres.targets.choices import Document, Frequency, Kind, RollUp
from vanthu.cadres.targets.models import Indicator, Resolution
from vanthu.ground.org.models import Agency

CONGRESS = date(2020, 9, 26)
FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
MID = date(2023, 6, 30)
_numbers = count(1)


def adopted(place: Bureau) -> Resolution:
    """The resolution of the province's congress, targets counted from 01/2021 to 12/2025."""
    return actions.adopt_resolution(
        place.appraiser,
        agency_id=place.province.pk,
        kind=Document.RESOLUTION,
        title="Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2025",
        decision_id=decision(place.province, CONGRESS).pk,
        first=FIRST,
        last=LAST,
    )


def fields(place: Bureau, **changes: Any) -> IndicatorFields:
    """An indicator of jobs created, read each half-year by the agencies it is given to."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "number": number,
        "code": f"chi-tieu-{number}",
        "name": f"Số lao động được giải quyết việc làm {number}",
        "kind": Kind.FLOW_CUM,
        "measure": "người",
        "lead_id": place.province.pk,
        "frequency": Frequency.HALF,
        "target": Decimal(100),
    }
    return IndicatorFields(**{**values, **changes})


def an_indicator(place: Bureau, whole: Resolution, **changes: Any) -> Indicator:
    """One indicator of the resolution."""
    made = actions.add_indicators(
        place.appraiser, resolution_id=whole.pk, fields=[fields(place, **changes)]
    )
    return made[0]


def own_indicator(place: Bureau, whole: Resolution, **changes: Any) -> Indicator:
    """An indicator that the province's own body reads, added up from nowhere."""
    return an_indicator(place, whole, **{"roll_up": RollUp.OWN, **changes})


def given(
    place: Bureau, kind: Indicator, values: dict[Agency, int], valid_from: date = CONGRESS
) -> None:
    """The province gives each of these agencies its part."""
    actions.allocate(
        place.appraiser,
        indicator_id=kind.pk,
        giver_id=place.province.pk,
        values={agency.pk: Decimal(value) for agency, value in values.items()},
        valid_from=valid_from,
        decision_id=decision(place.province, valid_from).pk,
    )


def fact(
    kind: Indicator,
    agency: Agency,
    year: int,
    index: int,
    part: int | str,
    whole: int | None = None,
) -> Fact:
    """A reading of an agency."""
    denominator = None if whole is None else Decimal(whole)
    value = Value(indicator_id=kind.pk, numerator=Decimal(part), denominator=denominator)
    return Fact(agency_id=agency.pk, year=year, index=index, value=value)


def read(place: Bureau, kind: Indicator, *values: int | str, agency: Agency | None = None) -> None:
    """Readings of one agency (the province), from the first period of 2021 on."""
    per_year = kind.frequency == Frequency.HALF and 2 or 1
    facts = [
        fact(kind, agency or place.province, 2021 + n // per_year, n % per_year + 1, value)
        for n, value in enumerate(values)
    ]
    actions.enter_observations(place.appraiser, facts=facts, source="Báo cáo số 1-BC/TU")
