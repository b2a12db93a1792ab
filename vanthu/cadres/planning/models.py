"""Rows of planning: terms, titles, who is planned, the cases that change it, counted votes."""

from django.db import models
from django.db.models import F, Q

from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Group,
    PlanLevel,
    Reason,
    Source,
    TargetKind,
    TermKind,
    VoteStep,
)
from vanthu.ground.base.dated import Dated
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person


class PlanTerm(models.Model):
    """A term of committees or of the state; ages are counted in the month of `reference_on`."""

    code = models.CharField(max_length=9)
    kind = models.CharField(max_length=5, choices=TermKind)
    level = models.CharField(max_length=8, choices=PlanLevel)
    first_on = models.DateField()
    last_on = models.DateField()
    reference_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "kind", "level"], name="planning_term_once"),
            models.CheckConstraint(
                condition=Q(last_on__gt=F("first_on")), name="planning_term_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}, {self.get_level_display().lower()}"


class PlanTarget(models.Model):
    """A title, or a committee, that persons are planned for in a term.

    `prescribed` is the number of seats; `rank` orders titles, 1 the highest. The limits are set
    where the province fixed others for this title than the pack of the day.
    """

    term = models.ForeignKey(PlanTerm, on_delete=models.PROTECT, related_name="targets")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=TargetKind, default=TargetKind.TITLE)
    rank = models.IntegerField(default=1)
    prescribed = models.IntegerField(default=1)
    coefficient_min = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    coefficient_max = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    persons_max = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "agency", "title"], name="planning_target_once"
            ),
            models.CheckConstraint(condition=Q(prescribed__gt=0), name="planning_target_seats"),
        ]


class PlanSource(models.Model):
    """From which titles the persons of a source group come, for one title to be planned."""

    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="sources")
    group = models.CharField(max_length=1, choices=Group)
    titles = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "group"], name="planning_source_once")
        ]


class PlanApproval(Dated):
    """The level that decides on a title, from a day on."""

    title = models.CharField(max_length=200)
    level = models.CharField(max_length=9, choices=ApprovalLevel)
    basis = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["title"], condition=Q(valid_to=None), name="planning_approval_once"
            ),
        ]


class PlanEntry(Known):
    """A person planned for a title; `decision` is the last that changed it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    target = models.ForeignKey(PlanTarget, on_delete=models.PROTECT, related_name="entries")
    target_id: int
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    group = models.CharField(max_length=1, choices=Group)
    state = models.CharField(max_length=8, choices=EntryState)
    first_in = models.DateField()
    until = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "target"],
                condition=Q(known_to=None),
                name="planning_entry_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="planning_entry_agency"),
            models.Index(fields=["target", "state"], name="planning_entry_target"),
        ]


class PlanReview(models.Model):
    """The yearly review of an agency's plans; `due_on` is when it goes to the upper level."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    year = models.IntegerField()
    started_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="planning_review_once")
        ]


class PlanChange(Case):
    """A case of the plan: a person, a title of a term, and what is done.

    `present_rank` is the rank of the post held now; `consulted_on` the day on which the unit of
    somebody from elsewhere was asked. `decided_on` is the day the decision was signed.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    target = models.ForeignKey(PlanTarget, on_delete=models.PROTECT, related_name="+")
    target_id: int
    review = models.ForeignKey(
        PlanReview, on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    action = models.CharField(max_length=7, choices=ChangeAction)
    reason = models.CharField(max_length=13, choices=Reason, blank=True)
    group = models.CharField(max_length=1, choices=Group, default=Group.FIRST)
    source = models.CharField(max_length=7, choices=Source, default=Source.INSIDE)
    consulted_on = models.DateField(null=True, blank=True)
    present_rank = models.IntegerField(null=True, blank=True)
    level = models.CharField(max_length=9, choices=ApprovalLevel, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    appeal_until = models.DateField(null=True, blank=True)

    class Meta(Case.Meta):
        abstract = False
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "target"],
                condition=Q(known_to=None, state__in=["draft", "confirmed", "appraised"]),
                name="planning_one_change",
            ),
            models.CheckConstraint(
                condition=Q(action="remove") & ~Q(reason="") | ~Q(action="remove") & Q(reason=""),
                name="planning_reason_of_removal",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "decided_on"], name="planning_change_day"),
            models.Index(fields=["person"], name="planning_change_person"),
        ]


class Ballot(models.Model):
    """The counted votes of one step for one title; once closed it stays as it is."""

    target = models.ForeignKey(PlanTarget, on_delete=models.PROTECT, related_name="ballots")
    target_id: int
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency_id: int
    step = models.IntegerField(choices=VoteStep)
    held_on = models.DateField()
    convened = models.IntegerField()
    present = models.IntegerField()
    issued = models.IntegerField()
    returned = models.IntegerField()
    valid = models.IntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target", "step", "held_on"], name="planning_ballot_once"
            )
        ]


class BallotLine(models.Model):
    """The votes for one person on a sheet."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_id: int
    yes = models.IntegerField()
    no = models.IntegerField(default=0)
    blank = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="planning_line_once")
        ]
