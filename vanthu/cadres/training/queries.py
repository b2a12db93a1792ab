"""Reads of training: the rows one may see, what makes them owe, who is past an age."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training import permissions
from vanthu.cadres.training.models import Enrolment, PlanLine, TrainingClass
from vanthu.cadres.training.rules import is_over_age
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.ages import Birth
from vanthu.kernel.months import Month


def visible_enrolments(actor: Actor) -> KnownQuerySet[Enrolment]:
    """The living rows the actor may see: facts, and cases on their way."""
    rows = Enrolment.objects.filter(permissions.visible(actor), known_to=None)
    return rows.select_related("attended__course", "person")


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """The classes held by agencies within reach."""
    rows = TrainingClass.objects.filter(permissions.visible(actor)).select_related("course")
    return rows.annotate(
        turns=Sum("enrolments__headcount", filter=_FACTS, default=0),
        persons=Count("enrolments__person", filter=_FACTS, distinct=True),
    )


def attendance_of(class_id: int) -> tuple[int, int]:
    """Turns and persons known of a class; one statement."""
    rows = Enrolment.objects.current().filter(attended=class_id)
    found = rows.aggregate(
        turns=Sum("headcount", default=0), persons=Count("person", distinct=True)
    )
    return found["turns"], found["persons"]


# Service owed by who is still in it, and money owed by who is not: conditions on living rows.
RUNNING = Q(known_from__isnull=False, owed_months__gt=0, left_on=None, dropped_on=None) & ~Q(
    completed_on=None
)
UNPAID = Q(known_from__isnull=False, owed_months__gt=0, fee__gt=0, repaid_on=None) & (
    ~Q(left_on=None) | ~Q(dropped_on=None)
)
_FACTS = Q(enrolments__known_to=None, enrolments__known_from__isnull=False)


def visible_plans(actor: Actor) -> KnownQuerySet[PlanLine]:
    """The lines of plans within reach."""
    return PlanLine.objects.current().filter(permissions.visible(actor))


def age_passed(case: Enrolment, day: date, pack: Pack) -> int | None:
    """The age limit that the person is past on the day; None while within it or none is fixed.

    It is for a first postgraduate course alone; the older decree leaves it open (unverified).
    """
    level = case.attended.course.level_of
    if not (level.is_postgraduate and pack.has("postgraduate_age")) or _had_postgraduate(case):
        return None
    facts = PersonFacts.objects.current().filter(person=case.person_id).first()
    limit = pack.whole("postgraduate_age")
    if facts is None:
        return None
    month = None if facts.born_known == "year" else facts.born_on.month
    birth = Birth(facts.born_on.year, month)
    return limit if is_over_age(birth, Month.of(day), limit) else None


def _had_postgraduate(case: Enrolment) -> bool:
    rows = Enrolment.objects.current().filter(person=case.person_id).exclude(completed_on=None)
    courses = rows.select_related("attended__course")
    return any(row.attended.course.level_of.is_postgraduate for row in courses)


def own_training(person_id: int) -> list[Enrolment]:
    """What a person sees of themself: every fact, the newest first."""
    rows = Enrolment.objects.current().filter(person=person_id)
    return list(rows.select_related("attended__course").order_by("-attended__last", "-pk"))
