"""Reads of training: rows of a question, plan against done, who owes, who is short of periods."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from vanthu.cadres.training import permissions
from vanthu.cadres.training.choices import Counted, CourseKind, Object
from vanthu.cadres.training.models import Enrolment, PlanLine, TrainingClass
from vanthu.cadres.training.rules import repayment, served_months
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet


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


_FACTS = Q(enrolments__known_to=None, enrolments__known_from__isnull=False)


def visible_plans(actor: Actor) -> KnownQuerySet[PlanLine]:
    """The lines of plans within reach."""
    return PlanLine.objects.current().filter(permissions.visible(actor))


@dataclass(frozen=True)
class PlanRow:
    """A kind and capacity of a year: planned and done in the unit of the plan."""

    kind: CourseKind
    object: Object
    counted: Counted
    planned: int
    done: int


def plan_against_done(actor: Actor, year: int) -> list[PlanRow]:
    """Each line of the year's plan, agencies added up, beside what was completed; two statements.

    Persons count once a line; a plan in turns counts attendance, head-counts too.
    """
    plans = visible_plans(actor).filter(year=year)
    planned = plans.values("kind", "object", "counted").annotate(target=Sum("target"))
    rows = Enrolment.objects.current().filter(permissions.visible(actor), completed_on__year=year)
    done = {
        (each["kind"], each["object"]): each
        for each in rows.values("object", kind=F("attended__course__kind")).annotate(
            turns=Sum("headcount"), persons=Count("person", distinct=True)
        )
    }
    found = []
    for each in planned.order_by("kind", "object"):
        got = done.get((each["kind"], each["object"]), {"turns": 0, "persons": 0})
        counted = Counted(each["counted"])
        found.append(
            PlanRow(
                CourseKind(each["kind"]),
                Object(each["object"]),
                counted,
                each["target"],
                got["persons"] if counted is Counted.PERSON else got["turns"],
            )
        )
    return found


@dataclass(frozen=True)
class Owing:
    """Somebody with service owed: until when, and what is owed in money once they have left."""

    enrolment: Enrolment
    served: int
    owed: int


def commitments(actor: Actor) -> list[Owing]:
    """Everybody whose service is not over, or who left and has not paid, the soonest over first."""
    rows = visible_enrolments(actor).filter(
        known_from__isnull=False, owed_months__gt=0, repaid_on=None
    )
    found = []
    for row in rows.exclude(completed_on=None).order_by("completed_on", "pk"):
        until = row.left_on or actor.today
        served = served_months(row.completed_on, until) if row.completed_on else 0
        if served < row.owed_months:
            owed = repayment(row.fee, row.owed_months, served) if row.left_on else 0
            found.append(Owing(row, min(served, row.owed_months), owed))
    return found


def overlap(one: Iterable[int], other: Iterable[int]) -> int:
    """How many are in both: what a report shows instead of adding two counts of persons."""
    return len(frozenset(one) & frozenset(other))


def own_training(person_id: int) -> list[Enrolment]:
    """What a person sees of themself: every fact, the newest first."""
    rows = Enrolment.objects.current().filter(person=person_id)
    return list(rows.select_related("attended__course").order_by("-attended__last", "-pk"))
