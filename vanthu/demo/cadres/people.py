"""Rows of people with their facts: the pool's, and those of everybody who holds a post today."""

from datetime import date, timedelta

from vanthu.cadres.personnel.choices import BornKnown, Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.draws import Draws
from vanthu.demo.load.staff import holders
from vanthu.demo.names import full_name
from vanthu.demo.sources import REFORM
from vanthu.ground.people.models import Person
from vanthu.kernel.text import sort_key_vi

# The pool's records were there before the first record of any module.
POOL_KNOWN_ON = date(2020, 9, 15)

_PERSON = Table(Person, "id", "full_name", "name_key", "email")
_FACTS = Table(
    PersonFacts,
    *("id", "record", "known_from", "known_to", "person", "agency", "number"),
    *("born_on", "born_known", "sex", "minority"),
)
_STAFF_BORN = (date(1968, 1, 1), date(2000, 12, 31))


def load_people(context: CadreContext) -> None:
    """Write the pool's persons and the facts of everybody."""
    persons = context.sink.rows(_PERSON)
    for person in context.pool:
        name = person.full_name
        persons.append((person.id, name, sort_key_vi(name), ""))
        facts = (person.born_on, person.female, person.minority)
        _facts(context, person.id, person.agency, POOL_KNOWN_ON, *facts)
    for person_id, agency in _homes().items():
        index = person_id - 1
        born_on, minority = _staff_facts(context.seed, index)
        female = full_name(context.seed, index)[1]
        _facts(context, person_id, agency, REFORM, born_on, female, minority)


def _homes() -> dict[int, str]:
    """The agency of the first post of each holder."""
    found: dict[int, str] = {}
    for post, person_id in holders():
        found.setdefault(person_id, post.key.split("#")[0].split("/")[0])
    return found


def _staff_facts(seed: int, index: int) -> tuple[date, bool]:
    draws = Draws(seed, "staff-facts", index)
    first, last = _STAFF_BORN
    born_on = first + timedelta(days=draws.below((last - first).days + 1))
    return born_on, draws.chance(0.1)


def _facts(
    context: CadreContext,
    person_id: int,
    agency: str,
    known_on: date,
    born_on: date,
    female: bool,
    minority: bool,
) -> None:
    number = context.number(PersonFacts)
    record = (context.uuid("facts", person_id), context.moment(known_on), None)
    sex = Sex.FEMALE if female else Sex.MALE
    known = (born_on, BornKnown.DAY.value, sex.value, minority)
    home = (person_id, context.ids.agencies[agency], f"VL{person_id:06}")
    context.sink.rows(_FACTS).append((number, *record, *home, *known))
