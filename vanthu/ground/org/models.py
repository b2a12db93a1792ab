"""Agencies, units, posts and codes, all dated."""

from django.db import models
from django.db.models import F, Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.files.models import Blob
from vanthu.ground.org.choices import (
    AgencyKind,
    CodeScheme,
    DayKind,
    Level,
    LineageKind,
    Role,
    System,
)


class Agency(Dated):
    """A legal person with a seal (cơ quan); its period is its life."""

    system = models.CharField(max_length=10, choices=System)
    level = models.CharField(max_length=10, choices=Level)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    has_registry = models.BooleanField(default=True)


class AgencyVersion(Dated):
    """The name an agency bears during a period, its parent, abbreviation and seat (địa danh)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=20)
    place = models.CharField(max_length=50)
    parent = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions"
    )
    address = models.CharField(max_length=200, blank=True)
    seal = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["agency", "valid_from"], name="org_agency_version"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(valid_to=None), name="org_agency_open_version"
            ),
        ]


class AgencyCode(Dated):
    """An identifier of an agency in one scheme; two agencies never hold one code on one day."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20, choices=CodeScheme)
    code = models.CharField(max_length=35)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["scheme", "code"], condition=Q(valid_to=None), name="org_code_open"
            ),
            models.UniqueConstraint(fields=["scheme", "code", "valid_from"], name="org_code_start"),
        ]


class Lineage(models.Model):
    """One organisation came out of another on a day, by a legal act."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=LineageKind)
    on = models.DateField()
    basis = models.CharField(max_length=200)
    part_only = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="org_lineage_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="org_lineage_two_agencies"
            ),
        ]


class Unit(Dated):
    """A part of an agency (phòng, ban, đơn vị)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")


class UnitVersion(Dated):
    """The name and place of a unit in its agency during a period."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=20)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions"
    )
    order = models.SmallIntegerField(default=0)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "valid_from"], name="org_unit_version"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="org_unit_open_version"
            ),
        ]


class Post(Dated):
    """A place a person holds (chức vụ, vị trí); rights belong to it, not to the person.

    `deputy` marks a deputy leader or deputy head, who signs "KT."; `rank` orders a unit's people.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    title = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role)
    deputy = models.BooleanField(default=False)
    rank = models.SmallIntegerField(default=0)

    class Meta(Dated.Meta):
        abstract = False
        indexes = [models.Index(fields=["agency", "role"], name="org_post_role")]


class CalendarDay(models.Model):
    """A holiday or a make-up working day, with the notice that fixed it."""

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=100)
    source = models.CharField(max_length=200)
