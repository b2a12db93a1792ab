"""Persons with their facts: at the committees of today's communes, some corrected once."""

from datetime import date, timedelta

from django.db import models

from vanthu.cadres.personnel.choices import BornKnown, Sex
from vanthu.cadres.personnel.models import Decision, PersonFacts
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.draws import Draws
from vanthu.demo.names import full_name
from vanthu.demo.organisation import province
from vanthu.demo.sources import REFORM
from vanthu.ground.org.choices import AgencyKind, Level
from vanthu.ground.people.models import Person
from vanthu.kernel.text import sort_key_vi

MODELS: tuple[type[models.Model], ...] = (Person, PersonFacts, Decision)
KNOWN_ON = date(2005, 1, 3)
_CORRECTED = 0.2
_BORN = (date(1965, 1, 1), 30 * 365)
_PERSON = Table(Person, "id", "full_name", "name_key", "email")
_FACTS = Table(
    PersonFacts,
    *("id", "record", "known_from", "known_to", "person", "agency", "number"),
    *("born_on", "born_known", "sex", "minority"),
)


def home(index: int) -> str:
    """The commune's committee of a person, as a key of the demo."""
    found = committees()
    return found[index % len(found)]


def committees() -> list[str]:
    """The Party committees of today's communes, as keys of the demo."""
    return [
        agency.key
        for agency in province().live
        if agency.kind is AgencyKind.PARTY_COMMITTEE and agency.level == Level.COMMUNE
    ]


def born_on(seed: int, index: int) -> date:
    """The day a person was born."""
    first, days = _BORN
    return first + timedelta(days=Draws(seed, "volume-born", index).below(days))


def write_people(context: CadreContext, count: int) -> None:
    """Write that many; their ids follow one another."""
    for index in range(count):
        number = context.number(Person)
        name, female = full_name(context.seed, index, "volume")
        context.sink.rows(_PERSON).append((number, name, sort_key_vi(name), ""))
        _write_facts(context, index, number, Sex.FEMALE if female else Sex.MALE)
        context.sink.flush_full()


def _write_facts(context: CadreContext, index: int, person: int, sex: Sex) -> None:
    """A fifth were entered with a wrong day of birth, corrected at the reform."""
    draws = Draws(context.seed, "volume-facts", index)
    born, minority = born_on(context.seed, index), draws.chance(0.1)
    record, first = context.uuid("volume-facts", index), context.moment(KNOWN_ON)
    then = context.moment(REFORM) if draws.chance(_CORRECTED) else None
    versions = [(first, then, born - timedelta(days=31))] if then else []
    agency = context.ids.agencies[home(index)]
    for since, until, day in (*versions, (then or first, None, born)):
        context.sink.rows(_FACTS).append(
            (
                *(context.number(PersonFacts), record, since, until, person, agency),
                *(f"DL{person:06}", day, BornKnown.DAY.value, sex.value, minority),
            )
        )
