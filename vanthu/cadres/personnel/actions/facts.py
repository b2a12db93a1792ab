"""Enter and correct what is known of people, one by one and from lists."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from vanthu.cadres.personnel import permissions
from vanthu.cadres.personnel.choices import BornKnown, DutyKind, Matter, Sex
from vanthu.cadres.personnel.errors import BadFacts, PersonUnknown
from vanthu.cadres.personnel.events import FactsImported, FactsRecorded
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.models import Person
from vanthu.kernel.text import nfc, one_line, sort_key_vi

OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is entered of a person; `minority` None where no statutory count asks for it."""

    agency_id: int
    born_on: date
    sex: Sex
    number: str = ""
    born_known: BornKnown = BornKnown.DAY
    minority: bool | None = None


@action
def add_person(actor: Actor, *, full_name: str, facts: Facts) -> Person:
    """Enter a person who has no account and no post here, with the facts; raises BadFacts."""
    _check(actor, facts)
    person = Person.objects.create(**_named(full_name))
    PersonFacts.objects.create(person=person, known_from=actor.now, **asdict(facts))
    _tell(actor, person.pk, facts.agency_id, {"full_name": ["", person.full_name]})
    return person


@action
def record_facts(actor: Actor, *, person_id: int, facts: Facts) -> PersonFacts:
    """Enter or correct the facts of a person; what was known before stays readable.

    Raises BadFacts, PersonUnknown, NoDuty, OwnCase.
    """
    _check(actor, facts)
    permissions.check_free(actor, [person_id])
    if not Person.objects.filter(pk=person_id).exists():
        raise PersonUnknown
    before = PersonFacts.objects.current().filter(person=person_id).first()
    new = asdict(facts)
    if before is None:
        row = PersonFacts.objects.create(person_id=person_id, known_from=actor.now, **new)
        changes = {name: ["", str(value)] for name, value in new.items()}
    else:
        changes = {
            name: [str(getattr(before, name)), str(value)]
            for name, value in new.items()
            if getattr(before, name) != value
        }
        if not changes:
            return before
        permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER, before.agency_id)
        row = supersede(before, actor.now, **new)
    _tell(actor, person_id, facts.agency_id, changes)
    return row


@action
def import_facts(actor: Actor, *, people: Sequence[tuple[str, Facts]], source: str) -> list[Person]:
    """Enter many new persons from one list, one event for all; `source` names the list.

    Raises BadFacts for the first that cannot be entered, and then enters none.
    """
    for agency_id in {facts.agency_id for _name, facts in people}:
        permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER, agency_id)
    for _name, facts in people:
        check_birth(actor, facts.born_on)
    rows = Person.objects.bulk_create(Person(**_named(name)) for name, _facts in people)
    PersonFacts.objects.bulk_create(
        PersonFacts(person=person, known_from=actor.now, **asdict(facts))
        for person, (_name, facts) in zip(rows, people, strict=True)
    )
    if rows:
        ids = tuple(row.pk for row in rows)
        announce(
            actor,
            FactsImported(
                agency_id=actor.agency_id, object_id=ids[0], persons=ids, source=one_line(source)
            ),
        )
    return rows


def _named(full_name: str) -> dict[str, str]:
    name = one_line(nfc(full_name))
    if not name:
        raise BadFacts({"full_name": "Hãy nhập họ và tên."})
    return {"full_name": name, "name_key": sort_key_vi(name)}


def _check(actor: Actor, facts: Facts) -> None:
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER, facts.agency_id)
    check_birth(actor, facts.born_on)


def check_birth(actor: Actor, born_on: date) -> None:
    """Raise BadFacts for a day on which nobody alive can have been born."""
    if not OLDEST <= born_on < actor.today:
        raise BadFacts({"born_on": "Ngày sinh không hợp lệ. Hãy kiểm tra lại."})


def _tell(actor: Actor, person_id: int, agency_id: int, changes: dict[str, list[str]]) -> None:
    announce(actor, FactsRecorded(agency_id=agency_id, object_id=person_id, changes=changes))
