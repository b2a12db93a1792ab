"""Reading what an action is done to, for update."""

from vanthu.cadres.personnel.errors import CaseNotFound, DecisionMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.training.errors import NoCourse, NotSent
from vanthu.cadres.training.models import Enrolment, TrainingClass


def the_class(class_id: int) -> TrainingClass:
    """The class with its course; raises NoCourse."""
    found = TrainingClass.objects.select_related("course").filter(pk=class_id).first()
    if found is None:
        raise NoCourse
    return found


def the_case(enrolment_id: int) -> Enrolment:
    """The enrolment for update, whatever its state; raises CaseNotFound."""
    rows = Enrolment.objects.filter(pk=enrolment_id, known_to=None)
    found = rows.select_for_update(of=("self",)).select_related("attended__course").first()
    if found is None:
        raise CaseNotFound
    return found


def the_fact(enrolment_id: int) -> Enrolment:
    """The enrolment for update, once it is a fact; raises CaseNotFound, NotSent."""
    found = the_case(enrolment_id)
    if not found.is_fact:
        raise NotSent
    return found


def the_decision(decision_id: int | None) -> Decision:
    """The decision a case rests on; raises DecisionMissing."""
    found = Decision.objects.filter(pk=decision_id).first() if decision_id else None
    if found is None:
        raise DecisionMissing
    return found
