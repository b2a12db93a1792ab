"""Rows of staffing: quotas, people counted and their movements, and cases of staff cuts."""

from django.db import models
from django.db.models import Q

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.staffing.choices import (
    Category,
    EventType,
    QuotaKind,
    Scheme,
    SeveranceKind,
)
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person


class Quota(Known):
    """What was assigned to an agency for a year, of one kind, by a decision."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    kind = models.CharField(max_length=15, choices=QuotaKind)
    year = models.PositiveSmallIntegerField()
    assigned = models.PositiveIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "kind", "year"],
                condition=Q(known_to=None),
                name="staffing_one_quota",
            ),
        ]
        indexes = [models.Index(fields=["kind", "year"], name="staffing_quota_year")]


class HeadcountEvent(Known):
    """Somebody came or went; `count` people together where only a sum was reported."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    kind = models.CharField(max_length=15, choices=QuotaKind)
    type = models.CharField(max_length=16, choices=EventType)
    on = models.DateField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    count = models.PositiveIntegerField(default=1)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(
                condition=Q(count__gte=1) & (Q(person=None) | Q(count=1)),
                name="staffing_one_person_counts_one",
            ),
        ]
        indexes = [models.Index(fields=["agency", "kind", "on"], name="staffing_event_agency")]


class Headcount(Known):
    """People present at the end of a month, counted and locked; the first one opens the book."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    kind = models.CharField(max_length=15, choices=QuotaKind)
    counted_on = models.DateField()
    present = models.PositiveIntegerField()

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "kind", "counted_on"],
                condition=Q(known_to=None),
                name="staffing_one_count",
            ),
        ]


class Severance(Case):
    """A person let go by a staff cut: what the money is counted from, and its lines.

    `parts` are lines of name, formula and amount in đồng; `total` is their sum. `decree` is the
    code of the pack of the decision's own day, the batch the half-year of that day.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    quota_kind = models.CharField(max_length=15, choices=QuotaKind)
    kind = models.CharField(max_length=16, choices=SeveranceKind)
    category = models.CharField(max_length=2, choices=Category)
    scheme = models.CharField(max_length=14, choices=Scheme, default=Scheme.ORDINARY)
    voluntary = models.BooleanField(default=False)
    bars = models.JSONField(default=list, blank=True)
    leaves_on = models.DateField()
    reorganised_on = models.DateField(null=True, blank=True)
    months_early = models.PositiveSmallIntegerField(default=0)
    service_months = models.PositiveSmallIntegerField(default=0)
    pay_base = models.PositiveBigIntegerField(default=0)
    decree = models.CharField(max_length=40, blank=True)
    parts = models.JSONField(default=list, blank=True)
    total = models.PositiveBigIntegerField(default=0)
    batch_year = models.PositiveSmallIntegerField(null=True, blank=True)
    batch_half = models.PositiveSmallIntegerField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(known_to=None)
                & ~Q(state__in=[CaseState.REFUSED.value, CaseState.WITHDRAWN.value]),
                name="staffing_one_living_severance",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="staffing_severance_agency"),
            models.Index(fields=["batch_year", "batch_half"], name="staffing_severance_batch"),
        ]
