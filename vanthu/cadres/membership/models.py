"""Rows of membership: organisations, who is on whose list, and the cases that bring that about."""

from django.db import models
from django.db.models import F, Q

from vanthu.cadres.membership.choices import (
    AdmissionKind,
    ExitKind,
    ExitReason,
    MoveKind,
    OffList,
    OnList,
    OrganisationKind,
)
from vanthu.cadres.personnel.models import Case
from vanthu.ground.base.dated import Dated
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person


class PartyOrganisation(Dated):
    """A Party organisation, bound to the agency whose officers keep its list."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    kind = models.CharField(max_length=15, choices=OrganisationKind)

    class Meta(Dated.Meta):
        abstract = False
        indexes = [models.Index(fields=["agency", "valid_from"], name="membership_org_agency")]


class OrganisationVersion(Dated):
    """How an organisation was called and to which one it belonged in a period."""

    organisation = models.ForeignKey(
        PartyOrganisation, on_delete=models.PROTECT, related_name="versions"
    )
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        PartyOrganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "valid_from"], name="membership_version_start"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("organisation")),
                name="membership_not_own_parent",
            ),
        ]


class Member(Known):
    """A person on the list of one organisation from..to; `until` is the first day off the list.

    `joined_on` is the day of the admission ceremony, `official_on` that of recognition; both go
    with the person from list to list.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    organisation = models.ForeignKey(PartyOrganisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: int
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    number = models.CharField(max_length=20, blank=True)
    joined_on = models.DateField()
    official_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    since_by = models.CharField(max_length=10, choices=OnList)
    until = models.DateField(null=True, blank=True)
    until_by = models.CharField(max_length=10, choices=OffList, blank=True)

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(known_to=None, until=None),
                name="membership_one_list",
            ),
            models.CheckConstraint(
                condition=Q(official_on=None) | Q(official_on__gte=F("joined_on")),
                name="membership_official_later",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="membership_list_period"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "since"], name="membership_member_agency"),
            models.Index(fields=["person"], name="membership_member_person"),
            models.Index(fields=["number"], name="membership_member_number"),
        ]


class Resolved(Case):
    """A case that a branch resolves on and a committee after it, each by a counted vote."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    organisation = models.ForeignKey(PartyOrganisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: int
    branch_on = models.DateField()
    branch_convened = models.IntegerField()
    branch_present = models.IntegerField()
    branch_yes = models.IntegerField()
    committee_on = models.DateField(null=True, blank=True)
    committee_convened = models.IntegerField(default=0)
    committee_present = models.IntegerField(default=0)
    committee_yes = models.IntegerField(default=0)

    class Meta(Case.Meta):
        abstract = True


class Admission(Resolved):
    """The admission of a person: resolution, committee, decision, ceremony.

    `papers` are codes of AdmissionPaper; `age_consent` and `late_consent` say that the upper level
    agreed in writing to an age over the limit and to a later ceremony.
    """

    kind = models.CharField(max_length=6, choices=AdmissionKind, default=AdmissionKind.FIRST)
    youth_union = models.BooleanField(default=False)
    papers = models.JSONField(default=list)
    age_consent = models.BooleanField(default=False)
    received_on = models.DateField(null=True, blank=True)
    ceremony_on = models.DateField(null=True, blank=True)
    late_consent = models.BooleanField(default=False)

    class Meta(Resolved.Meta):
        abstract = False
        constraints = [
            *Resolved.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(known_to=None, state__in=["draft", "confirmed", "appraised"]),
                name="membership_one_admission",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "ceremony_on"], name="membership_admission_day"),
            models.Index(fields=["person"], name="membership_admission_pers"),
        ]


class Recognition(Resolved):
    """The recognition of a probationary member as an official one; `official_on` once decided."""

    official_on = models.DateField(null=True, blank=True)

    class Meta(Resolved.Meta):
        abstract = False
        indexes = [models.Index(fields=["agency", "official_on"], name="membership_recognised_day")]


class Exit(Case):
    """A member leaves the Party; `appeal_until` is the last day to object, none after a death."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    organisation = models.ForeignKey(PartyOrganisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: int
    kind = models.CharField(max_length=8, choices=ExitKind)
    reason = models.CharField(max_length=30, choices=ExitReason)
    left_on = models.DateField()
    notified_on = models.DateField(null=True, blank=True)
    appeal_until = models.DateField(null=True, blank=True)

    class Meta(Case.Meta):
        abstract = False
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="decided")
                | Q(kind="died")
                | Q(notified_on__isnull=False, appeal_until__isnull=False),
                name="membership_exit_appeal",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "left_on"], name="membership_exit_day"),
            models.Index(fields=["person"], name="membership_exit_person"),
        ]


class Move(Known):
    """A member goes to another organisation: the change, the paper, and its presentation.

    `agency` is where the list is left, or for one who comes from outside where it begins. Who goes
    out of the province leaves on `paper_on`; everybody else changes lists on `presented_on`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    kind = models.CharField(max_length=6, choices=MoveKind)
    source = models.ForeignKey(
        PartyOrganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_id: int | None
    target = models.ForeignKey(
        PartyOrganisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    target_id: int | None
    target_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    target_agency_id: int | None
    elsewhere = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField()
    official_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField()
    paper_on = models.DateField(null=True, blank=True)
    presented_on = models.DateField(null=True, blank=True)

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(known_to=None, presented_on=None) & ~Q(kind="out"),
                name="membership_one_move",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "paper_on"], name="membership_move_out"),
            models.Index(fields=["target_agency", "presented_on"], name="membership_move_in"),
        ]


class Closing(models.Model):
    """A movement report of an agency that was closed: counted stock equal to the computed one."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    known_at = models.DateTimeField()
    lines = models.JSONField()
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "first", "last"], name="membership_closed_once"
            )
        ]
