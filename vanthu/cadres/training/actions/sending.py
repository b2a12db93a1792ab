"""Send somebody to a class: proposed, confirmed, appraised, decided by others; or as decided."""

from dataclasses import dataclass

from vanthu.cadres.personnel.actions import advance, begin, enter_decided
from vanthu.cadres.personnel.choices import CaseVerb
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_case, the_class, the_decision
from vanthu.cadres.training.choices import Funding, Object
from vanthu.cadres.training.errors import AlreadyInClass, BadTraining, TooOld
from vanthu.cadres.training.events import SendingProposed, SendingStepped
from vanthu.cadres.training.models import Enrolment, TrainingClass
from vanthu.cadres.training.queries import age_passed
from vanthu.cadres.training.rules import owed_months
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.models import Person
from vanthu.ground.rulebook.actions import keep_use
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.dates import short_date
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class SendingFields:
    """Who is sent to which class, by which agency, in which capacity, at what cost (đồng)."""

    class_id: int
    agency_id: int
    person_id: int
    object: Object
    fee: int = 0


@action
def propose_sending(actor: Actor, *, fields: SendingFields) -> Enrolment:
    """Propose somebody for a class; raises NoDuty, OwnCase, RelativesCase, AlreadyInClass."""
    case = _new(fields)
    begin(actor, case, matter=permissions.MATTER, persons=[fields.person_id])
    announce(
        actor,
        SendingProposed(
            agency_id=case.agency_id,
            object_id=case.pk,
            class_id=fields.class_id,
            person_id=fields.person_id,
        ),
    )
    return case


@action
def record_sent(actor: Actor, *, fields: SendingFields, decision_id: int) -> Enrolment:
    """Enter a sending that was decided on paper; it is a fact from now on.

    Raises NoDuty, OwnCase, RelativesCase, AlreadyInClass, DecisionMissing, TooOld.
    """
    case, decision = _new(fields), the_decision(decision_id)
    pack = _judge(case, decision)
    persons = [fields.person_id]
    enter_decided(actor, case, matter=permissions.MATTER, persons=persons, decision=decision)
    _keep_use(actor, case, pack, decision)
    announce(actor, _stepped(case, "record", ""))
    return case


@action
def step_sending(
    actor: Actor,
    *,
    enrolment_id: int,
    verb: CaseVerb,
    decision_id: int | None = None,
    reason: str = "",
) -> Enrolment:
    """Confirm, appraise, decide, return, refuse or withdraw a proposal.

    The decision is judged by the pack of its own day. Raises what personnel's `advance` does,
    DecisionMissing, TooOld.
    """
    case = the_case(enrolment_id)
    decision, pack = None, None
    if verb is CaseVerb.DECIDE:
        decision = the_decision(decision_id)
        pack = _judge(case, decision)
    persons = [case.person_id] if case.person_id else []
    advance(
        actor,
        case,
        verb,
        matter=permissions.MATTER,
        persons=persons,
        decision=decision,
        reason=reason,
    )
    if decision is not None and pack is not None:
        _keep_use(actor, case, pack, decision)
    announce(actor, _stepped(case, verb.value, one_line(reason)))
    return case


def _new(fields: SendingFields) -> Enrolment:
    attended = the_class(fields.class_id)
    if fields.fee < 0:
        raise BadTraining({"fee": "Hãy nhập số tiền không âm."})
    person = Person.objects.filter(pk=fields.person_id).first()
    if person is None:
        raise BadTraining({"person_id": "Hãy chọn người được cử."})
    check_not_in(attended, person)
    return Enrolment(
        agency_id=fields.agency_id,
        attended=attended,
        person=person,
        object=fields.object,
        fee=fields.fee,
    )


def check_not_in(attended: TrainingClass, person: Person) -> None:
    """Raise AlreadyInClass for somebody who is in the class, or proposed for it."""
    rows = Enrolment.objects.filter(attended=attended, person=person, known_to=None)
    if rows.exclude(state__in=("withdrawn", "refused")).exists():
        raise AlreadyInClass(name=person.full_name)


def _judge(case: Enrolment, decision: Decision) -> Pack:
    """Fill in what follows from the decision, by the rules of its day; raises TooOld."""
    pack = pack_on(Subject.TRAINING, decision.signed_on)
    course = case.attended.course
    _check_age(case, decision, pack)
    case.sent_on = decision.effective_on
    if course.months and case.attended.funding != Funding.OWN:
        case.owed_months = owed_months(course.months, pack.share("serve_times"))
    return pack


def _check_age(case: Enrolment, decision: Decision, pack: Pack) -> None:
    """Raise TooOld where the pack lets the age of a first postgraduate course block."""
    limit = age_passed(case, decision.signed_on, pack)
    if limit is not None and pack.flag("postgraduate_age_blocks"):
        raise TooOld(limit=limit, day=short_date(decision.signed_on), pack=pack.title)


def _keep_use(actor: Actor, case: Enrolment, pack: Pack, decision: Decision) -> None:
    keep_use(
        actor,
        pack,
        object_type="enrolment",
        object_id=case.pk,
        agency_id=case.agency_id,
        decided_on=decision.signed_on,
    )


def _stepped(case: Enrolment, step: str, reason: str) -> SendingStepped:
    return SendingStepped(agency_id=case.agency_id, object_id=case.pk, step=step, reason=reason)
