"""People as cases need them, decisions, duties, and the steps of cases."""

from django.db import models
from django.db.models import F, Q

from vanthu.cadres.personnel.choices import (
    BornKnown,
    CaseState,
    DutyKind,
    DutyScope,
    Matter,
    Relation,
    Sex,
)
from vanthu.ground.base.dated import Dated
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency, Post
from vanthu.ground.people.models import Person
from vanthu.office.documents.models import Document


class PersonFacts(Known):
    """What statutory lists and age rules ask of a person: birth, sex, where the record is kept.

    `minority` is asked by statutory counts alone and is shown in no list of names. `number` is the
    staff or member number by which papers tell two people of one name apart.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=30, blank=True)
    born_on = models.DateField()
    born_known = models.CharField(max_length=5, choices=BornKnown, default=BornKnown.DAY)
    sex = models.CharField(max_length=6, choices=Sex)
    minority = models.BooleanField(null=True, blank=True)

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(known_to=None), name="personnel_facts_of_person"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "person"], name="personnel_facts_agency"),
            models.Index(fields=["number"], name="personnel_facts_number"),
        ]


class Kinship(Known):
    """Two persons are relatives, as one of them declared; `second` is `relation` of `first`."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=15, choices=Relation)
    declared_on = models.DateField()

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(condition=~Q(first=F("second")), name="personnel_two_relatives"),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(known_to=None),
                name="personnel_kinship_once",
            ),
        ]


class Decision(models.Model):
    """A decision as it was issued: what a case rests on. `document` when it lies in this system."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=75)
    signed_on = models.DateField()
    effective_on = models.DateField()
    issuer = models.CharField(max_length=200)
    signer = models.CharField(max_length=100, blank=True)
    abstract = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "signed_on", "issuer"], name="personnel_decision_once"
            )
        ]


class Duty(Dated):
    """A post does this kind of work on cases of this matter, by an act that says so."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="duties")
    matter = models.CharField(max_length=12, choices=Matter)
    kind = models.CharField(max_length=10, choices=DutyKind)
    scope = models.CharField(max_length=10, choices=DutyScope)
    basis = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["post", "matter", "kind"],
                condition=Q(valid_to=None),
                name="personnel_duty_once",
            ),
        ]


class Case(Known):
    """The part that every case has: whose it is, where it stands, and who did which step.

    The four hands are ids of persons; `decision` is there once it is decided.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.DRAFT)
    proposed_by = models.BigIntegerField(null=True, blank=True)
    confirmed_by = models.BigIntegerField(null=True, blank=True)
    appraised_by = models.BigIntegerField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Known.Meta):
        abstract = True


class CaseStep(models.Model):
    """One step of a case: who did what from which post, when, and why."""

    object_type = models.CharField(max_length=40)
    record = models.UUIDField()
    verb = models.CharField(max_length=20)
    source = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=10)
    person_id = models.BigIntegerField(null=True)
    tenure_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=100)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["record", "id"], name="personnel_step_record")]
