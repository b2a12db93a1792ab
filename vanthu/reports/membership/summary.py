"""Stock, movement and admissions by unit of a period, each number asked of its figure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vanthu.cadres.membership import queries
from vanthu.cadres.membership.models import Admission
from vanthu.cadres.membership.queries import birth_of
from vanthu.cadres.membership.rules import BAND_LABELS, Movement, in_bands
from vanthu.cadres.personnel.queries import cards
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.errors import BadAsk, NoFigure
from vanthu.ground.figures.queries import measure, measure_share
from vanthu.ground.figures.rules import hide_small
from vanthu.ground.org.models import AgencyVersion
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import percent

ADMITTED, ALLOCATED = "membership.admitted", "targets.allocated"
# Shares of one year's stock or flow; ethnicity is a count only, and hidden where it is small.
_FILTERS: Mapping[str, Mapping[str, str]] = {
    "women": {"sex": "female"},
    "minority": {"minority": "true"},
    "union": {"youth_union": "true"},
}


@dataclass(frozen=True)
class UnitLine:
    """An agency's admissions of the period; None where a count is hidden or nothing is given."""

    agency_id: int
    name: str
    admitted: int
    target: Decimal | None
    women: int | None
    minority: int | None
    union: int | None

    @property
    def share(self) -> Decimal | None:
        """Admitted in per cent of the target given to the unit."""
        return None if not self.target else percent(self.admitted, self.target, 2)


@dataclass(frozen=True)
class Summary:
    """What the page and the annex show of a period."""

    ask: Ask
    movement: Movement
    counted: int
    women: int
    probation: int
    bands: list[int]
    mean_age: Decimal | None
    women_share: Decimal | None
    units: list[UnitLine]
    by_month: list[tuple[Month, int]]

    @property
    def agrees(self) -> bool:
        """Whether the members counted are the ones computed."""
        return self.movement.holds(self.counted)

    @property
    def target(self) -> Decimal | None:
        """The targets of the units together; shares are never averaged, their parts are summed."""
        given = [each.target for each in self.units if each.target is not None]
        return sum(given, Decimal(0)) if given else None

    @property
    def admitted(self) -> int:
        """Admissions of all units together."""
        return sum(each.admitted for each in self.units)


def summary(ask: Ask) -> Summary:
    """Everything about the asked agencies and period."""
    ages = _ages(ask)
    return Summary(
        ask=ask,
        movement=queries.computed(ask),
        counted=int(measure("membership.members", ask).value),
        women=int(measure("membership.members", ask.only(sex="female")).value),
        probation=int(measure("membership.members", ask.only(official="false")).value),
        bands=in_bands(ages),
        mean_age=_mean(ages),
        women_share=measure_share("membership.members-women", ask).value,
        units=_units(ask),
        by_month=_by_month(ask),
    )


def _ages(ask: Ask) -> list[int]:
    """Ages in whole years, by months as far as the record knows the birth."""
    people = queries.stock(ask).values_list("person_id", flat=True)
    month = Month.of(ask.day)
    known = [birth_of(card) for card in cards(people, ask.known_at).values()]
    return [birth.age_in(month)[0].years for birth in known]


def _mean(ages: list[int]) -> Decimal | None:
    if not ages:
        return None
    scaled = percent(sum(ages), len(ages), 1)
    return None if scaled is None else (scaled / 100).quantize(Decimal("0.1"))


def _units(ask: Ask) -> list[UnitLine]:
    counts = {"all": _by_agency(ask)}
    for name, only in _FILTERS.items():
        counts[name] = _by_agency(ask.only(**only))
    targets = _targets(ask)
    agencies = sorted({*counts["all"], *targets})
    names = _last_names(agencies, ask.day)
    hidden = {
        name: dict(zip(agencies, hide_small([counts[name][a] for a in agencies]), strict=True))
        for name in _FILTERS
    }
    lines = [
        UnitLine(
            agency_id=agency,
            name=names.get(agency, ""),
            admitted=counts["all"][agency],
            target=targets.get(agency),
            women=hidden["women"][agency],
            minority=hidden["minority"][agency],
            union=hidden["union"][agency],
        )
        for agency in agencies
    ]
    return sorted(lines, key=lambda line: (-(line.share or 0), line.name))


def _by_agency(ask: Ask) -> Counter[int]:
    """The counted admissions by the agency that keeps the list."""
    ids = {each.id for each in measure(ADMITTED, ask).members}
    rows = Admission.objects.filter(ceremony_on__range=(ask.first, ask.day))
    pairs = rows.values_list("pk", "agency_id")
    return Counter(agency for number, agency in pairs if number in ids)


def _targets(ask: Ask) -> dict[int, Decimal]:
    """What was given to each agency, where the targets of admissions are kept."""
    try:
        found = measure(ALLOCATED, ask.only(figure=ADMITTED))
    except (BadAsk, NoFigure):
        return {}
    given: dict[int, Decimal] = {}
    for each in found.members:
        given[each.identity] = given.get(each.identity, Decimal(0)) + Decimal(each.amount)
    return given


def _last_names(agencies: list[int], day: date) -> dict[int, str]:
    rows = AgencyVersion.objects.filter(agency__in=agencies, valid_from__lte=day)
    return dict(rows.order_by("valid_from").values_list("agency_id", "name"))


def _by_month(ask: Ask) -> list[tuple[Month, int]]:
    """Admissions of the last twelve months of the period."""
    last = Month.of(ask.day)
    first = max(last.shift(-11), Month.of(ask.first))
    ids = {each.id for each in measure(ADMITTED, ask).members}
    rows = Admission.objects.filter(ceremony_on__range=(first.first_day, ask.day))
    days = [day for number, day in rows.values_list("pk", "ceremony_on") if number in ids and day]
    counts = Counter(Month.of(day) for day in days)
    months = [first.shift(step) for step in range(last.since(first) + 1)]
    return [(month, counts[month]) for month in months]


def band_lines(found: Summary) -> list[tuple[str, int | None]]:
    """The age bands with small cells hidden."""
    return list(zip(BAND_LABELS, hide_small(found.bands), strict=True))


def before(found: Summary) -> date:
    """The day of the opening stock."""
    return found.ask.first - timedelta(days=1)
