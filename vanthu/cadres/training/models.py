"""Rows of training: courses, classes, who was in them, and the year's plan."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.training.choices import (
    Counted,
    CourseKind,
    DropReason,
    Funding,
    Level,
    Object,
    Place,
)
from vanthu.cadres.training.rules import repayment, served_months
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person


class Course(models.Model):
    """A course as it is offered again and again; `months` is how long a degree course takes."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=CourseKind)
    level = models.CharField(max_length=12, choices=Level, blank=True)
    place = models.CharField(max_length=8, choices=Place, default=Place.DOMESTIC)
    provider = models.CharField(max_length=200, blank=True)
    periods = models.IntegerField(default=0)
    months = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "level", "place"], name="training_course_once"
            )
        ]

    @property
    def level_of(self) -> Level:
        """The level as a member of its closed set."""
        return Level(self.level)


class TrainingClass(models.Model):
    """A class of a course, held by an agency from..to; `cost` in đồng."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="classes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    name = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    funding = models.CharField(max_length=8, choices=Funding, default=Funding.BUDGET)
    cost = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="training_class_days")
        ]
        indexes = [models.Index(fields=["last"], name="training_class_last")]


class Enrolment(Case):
    """One person in a class, or a head-count where the class was reported without names.

    `sent_on` is the day of the decision that sent them; a short class has none and is known by its
    list. `owed_months` is the service owed after a course at public cost, `fee` what it cost,
    `owes_until` the first day on which that service is over. Who dropped out still owes the fee
    where `owed_months` stands (the pack says for which reasons).
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_id: int | None
    attended = models.ForeignKey(TrainingClass, on_delete=models.PROTECT, related_name="enrolments")
    attended_id: int
    headcount = models.IntegerField(default=1)
    object = models.CharField(max_length=15, choices=Object)
    sent_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.CharField(max_length=12, choices=DropReason, blank=True)
    fee = models.BigIntegerField(default=0)
    owed_months = models.IntegerField(default=0)
    owes_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    repaid_on = models.DateField(null=True, blank=True)

    class Meta(Case.Meta):
        abstract = False
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["attended", "person"],
                condition=Q(known_to=None) & ~Q(state__in=["withdrawn", "refused"]),
                name="training_once_a_class",
            ),
            models.CheckConstraint(
                condition=Q(headcount=1) | Q(person=None), name="training_person_is_one"
            ),
            models.CheckConstraint(condition=Q(headcount__gte=1), name="training_somebody"),
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(dropped_on=None), name="training_one_end"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "sent_on"], name="training_agency_sent"),
            models.Index(fields=["person", "completed_on"], name="training_person_done"),
            models.Index(fields=["completed_on"], name="training_done"),
            models.Index(fields=["owes_until"], name="training_owes_until"),
        ]

    @property
    def debt_on(self) -> date | None:
        """The day from which money is owed: of leaving, or of dropping out with service owed."""
        return self.left_on or (self.dropped_on if self.owed_months else None)

    def served(self, day: date) -> int:
        """Whole months of the service owed that were served by the day, or by the leaving."""
        if self.completed_on is None:
            return 0
        until = self.left_on or day
        return min(served_months(self.completed_on, until), self.owed_months)

    def debt(self) -> int:
        """What is to be paid back in đồng; 0 for who neither left nor dropped out owing."""
        if self.debt_on is None:
            return 0
        return repayment(self.fee, self.owed_months, self.served(self.debt_on))


class PlanLine(Known):
    """How many an agency plans to train in a year, of a kind and in a capacity."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    year = models.SmallIntegerField()
    kind = models.CharField(max_length=10, choices=CourseKind)
    object = models.CharField(max_length=15, choices=Object)
    counted = models.CharField(max_length=6, choices=Counted, default=Counted.PERSON)
    target = models.IntegerField()
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "year", "kind", "object"],
                condition=Q(known_to=None),
                name="training_plan_once",
            ),
        ]
