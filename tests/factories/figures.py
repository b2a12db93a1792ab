"""A figure to try figures with: people whose number begins with TRIAL, over real rows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from tests.factories.cadres import Bureau, somebody
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures import registry
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing
from vanthu.ground.figures.rules import Counted
from vanthu.kernel.errors import NotAllowed
from vanthu.kernel.periods import Period

HALF = Period(date(2026, 7, 1), date(2027, 1, 1))


def _select(ask: Ask) -> Iterator[Counted]:
    rows = PersonFacts.objects.known_at(ask.known_at).filter(number__startswith="TRIAL")
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    if sex := ask.filters.get("sex"):
        rows = rows.filter(sex=sex)
    return (Counted(*row) for row in rows.values_list("pk", "person_id"))


def _lines(ids: Sequence[int]) -> Iterator[Line]:
    rows = PersonFacts.objects.filter(pk__in=ids).select_related("person")
    return (Line(row.pk, (row.person.full_name,)) for row in rows)


def _check(actor: Actor) -> None:
    if actor.role == "unit-head":
        raise NotAllowed


PEOPLE = Figure(
    key="trial.people",
    title="Người có hồ sơ thử",
    definition="Người có thông tin mang số hiệu TRIAL.",
    unit=Unit.PERSON,
    nature=Nature.STOCK,
    select=_select,
    listing=Listing(("Họ và tên",), _lines),
    check=_check,
    filters=("sex",),
    options={"sex": Sex},
)


@contextmanager
def declared() -> Iterator[Figure]:
    """The figure is known inside."""
    registry.declare([PEOPLE])
    try:
        yield PEOPLE
    finally:
        registry._figures.pop(PEOPLE.key)


def people(place: Bureau, count: int) -> list[PersonFacts]:
    """So many men of the commune whom the figure counts."""
    made = [somebody(place.commune, number=f"TRIAL{n}") for n in range(count)]
    return list(PersonFacts.objects.filter(person__in=made).order_by("pk"))
