"""People of the old province of Vĩnh Long from whom the modules draw: pure, by seed and index."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vanthu.demo.draws import Draws, Weighted
from vanthu.demo.names import full_name
from vanthu.demo.organisation import province
from vanthu.demo.specs import AgencySpec
from vanthu.demo.units import units
from vanthu.ground.org.choices import AgencyKind, Level

POOL_SIZE = 9_200
PROVINCE = "86"

# How many of a hundred were born from the first day of one year to the end of the other.
_BORN = Weighted({(1961, 1969): 18, (1970, 1979): 30, (1980, 1989): 32, (1990, 2001): 20})
_MINORITY = 0.03
_WEIGHTS = {AgencyKind.DEPARTMENT: 45, AgencyKind.PARTY_COMMITTEE: 40}
_BY_LEVEL = {Level.PROVINCE: 40, Level.DISTRICT: 40, Level.COMMUNE: 7}


@dataclass(frozen=True, slots=True)
class PoolPerson:
    """A made-up person; `agency` is a key of the demo, `area` the code of its district or "86"."""

    id: int
    index: int
    full_name: str
    agency: str
    area: str
    born_on: date
    female: bool
    minority: bool


def pool(seed: int, first_id: int) -> tuple[PoolPerson, ...]:
    """Everybody, in the order of their index; ids run on from `first_id`."""
    return tuple(_person(seed, index, first_id + index) for index in range(POOL_SIZE))


def _person(seed: int, index: int, number: int) -> PoolPerson:
    name, female = full_name(seed, index, "pool")
    draws = Draws(seed, "pool-facts", index)
    agency = _agencies().pick(draws)
    first, last = _BORN.pick(draws)
    days = (date(last, 12, 31) - date(first, 1, 1)).days
    born_on = date(first, 1, 1) + timedelta(days=draws.below(days + 1))
    minority = draws.chance(_MINORITY)
    return PoolPerson(number, index, name, agency, area_of(agency), born_on, female, minority)


@cache
def _agencies() -> Weighted[str]:
    return Weighted({agency.key: _weight(agency) for agency in old_agencies()})


def _weight(agency: AgencySpec) -> int:
    return _WEIGHTS.get(agency.kind, _BY_LEVEL[agency.level])


@cache
def old_agencies() -> tuple[AgencySpec, ...]:
    """The Party committees, people's committees and departments of the old province."""
    return tuple(
        agency
        for agency in province().agencies
        if agency.valid_to is not None
        and agency.kind is not AgencyKind.PEOPLES_COUNCIL
        and agency.area in _areas()
    )


@cache
def area_of(agency: str) -> str:
    """The code of the old district an agency (a key of the demo) lies in; "86" for the province."""
    return next(_areas()[each.area] for each in old_agencies() if each.key == agency)


@cache
def districts() -> tuple[str, ...]:
    """The codes of the old province's districts, towns and city."""
    closed = (unit for unit in units() if unit.level == "district" and not unit.live)
    return tuple(unit.code for unit in closed if unit.parent == PROVINCE)


@cache
def _areas() -> dict[str, str]:
    return {PROVINCE: PROVINCE, **dict(_below())}


def _below() -> Iterator[tuple[str, str]]:
    for code in districts():
        yield code, code
    for unit in units():
        if unit.level == "commune" and not unit.live and unit.parent in districts():
            yield unit.code, unit.parent
