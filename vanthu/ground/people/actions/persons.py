"""Persons: entered and corrected."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.permissions import check_configure
from vanthu.ground.people import events
from vanthu.ground.people.models import Person, Tenure
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.text import nfc, one_line, sort_key_vi


@dataclass(frozen=True, kw_only=True)
class PersonFields:
    """What the administration needs to know of a person, and no more."""

    full_name: str
    email: str = ""
    phone: str = ""


@action
def add_person(actor: Actor, *, fields: PersonFields) -> Person:
    """Enter a person; raises Invalid without a name."""
    check_configure(actor, actor.agency_id)
    person = Person(**_columns(fields))
    person.save()
    announce(
        actor,
        events.PersonAdded(
            agency_id=actor.agency_id, object_id=person.pk, full_name=person.full_name
        ),
    )
    return person


@action
def correct_person(actor: Actor, *, person_id: int, fields: PersonFields) -> Person:
    """Correct a name or an address; the journal keeps what was there before."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    _check_manages_person(actor, person_id)
    new = _columns(fields)
    before = {name: getattr(person, name) for name in new if getattr(person, name) != new[name]}
    Person.objects.filter(pk=person_id).update(**new)
    person.refresh_from_db()
    before.pop("name_key", None)
    announce(
        actor,
        events.PersonCorrected(
            agency_id=actor.agency_id,
            object_id=person_id,
            before=before,
            after={name: new[name] for name in before},
        ),
    )
    return person


def _check_manages_person(actor: Actor, person_id: int) -> None:
    here = Tenure.objects.filter(person=person_id, post__agency=actor.agency_id).exists()
    check_configure(actor, actor.agency_id if here else None)


def _columns(fields: PersonFields) -> dict[str, str]:
    name = one_line(nfc(fields.full_name))
    if not name:
        raise Invalid({"full_name": "Hãy nhập họ và tên."})
    return {
        "full_name": name,
        "name_key": sort_key_vi(name),
        "email": fields.email.strip(),
        "phone": fields.phone.strip(),
    }
