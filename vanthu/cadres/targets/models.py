"""Resolutions and their indicators, targets and allocations by version, what agencies reported."""

from django.db import models
from django.db.models import F, Q

from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.targets.choices import (
    Cause,
    Document,
    ExplanationState,
    Frequency,
    Grade,
    Kind,
    RollUp,
    Scheme,
    SubmissionState,
    Way,
)
from vanthu.ground.base.known import Known
from vanthu.ground.org.models import Agency
from vanthu.kernel.reporting import SCHEMES, ReportPeriod, Span


class Resolution(models.Model):
    """A resolution, programme or plan that fixes targets for the days from `first` to `last`."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Document)
    title = models.CharField(max_length=300)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="targets_resolution_days")
        ]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """One target of a resolution: what is measured, in what, how it is judged and rolled up.

    `figure` is the key of another module's figure that it is counted by; it is then never typed.
    `base` is the value it began from. `first` and `last` are set where the target counts for other
    days than its resolution. `scale` 100 makes a ratio a percentage.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="indicators")
    number = models.SmallIntegerField()
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    area = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    measure = models.CharField(max_length=40)
    way = models.CharField(max_length=4, choices=Way, default=Way.UP)
    roll_up = models.CharField(max_length=5, choices=RollUp, default=RollUp.SUM)
    scale = models.SmallIntegerField(default=1)
    decimals = models.SmallIntegerField(default=0)
    base = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    base_year = models.SmallIntegerField(null=True, blank=True)
    lead = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    frequency = models.CharField(max_length=11, choices=Frequency)
    scheme = models.CharField(max_length=10, choices=Scheme, default=Scheme.CALENDAR)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    figure = models.CharField(max_length=80, blank=True)
    figure_filters = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "number"], name="targets_indicator_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class TargetVersion(Known):
    """The value aimed at from `valid_from` on; an adjusted target is a later version.

    `year` None: the target of the whole term; else of that year alone.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.SmallIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    valid_from = models.DateField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta(Known.Meta):
        abstract = False
        indexes = [models.Index(fields=["indicator", "valid_from"], name="targets_target_of")]


class Allocation(Known):
    """What `giver` shares out to `agency` from `valid_from` on, of the term or of one year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="allocations")
    giver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    valid_from = models.DateField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(giver=F("agency")), name="targets_allocation_to_others"
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "agency"], name="targets_allocation_of"),
            models.Index(fields=["agency", "indicator"], name="targets_allocation_agency"),
        ]


class Submission(Case):
    """The report of one agency for one period: four hands, then locked.

    What it says becomes fact when it is locked; `reason` says why it was opened again.
    """

    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT)
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="submissions")
    scheme = models.CharField(max_length=10, choices=Scheme)
    span = models.CharField(max_length=11, choices=Frequency)
    year = models.SmallIntegerField()
    index = models.SmallIntegerField()
    due_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta(Case.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["resolution", "agency", "scheme", "span", "year", "index"],
                name="targets_submission_once",
            ),
        ]

    @property
    def period(self) -> ReportPeriod:
        """The period it is for."""
        return ReportPeriod(SCHEMES[self.scheme], Span(self.span), self.year, self.index)


class Entry(models.Model):
    """What is entered for one indicator before the report is locked; no figure counts it.

    An empty `numerator` is not there yet, and `cause` says why.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="entries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=15, choices=Cause, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "indicator"], name="targets_entry_once")
        ]


class Observation(Known):
    """What an indicator read at an agency in a period, as it was locked; a change is a new version.

    `first` and `last` are the days that count. A ratio keeps both its numbers; `done_on` is the day
    of a milestone. `reason` says why this version replaced another.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    index = models.SmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    numerator = models.DecimalField(max_digits=20, decimal_places=4)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=15, choices=Cause, blank=True)
    source = models.CharField(max_length=200)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="observations"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta(Known.Meta):
        abstract = False
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "agency", "year", "index"],
                condition=Q(known_to=None),
                name="targets_observation_once",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "last"], name="targets_observation_last")]

    @property
    def period(self) -> ReportPeriod:
        """The period it was read for."""
        kind = self.indicator
        return ReportPeriod(SCHEMES[kind.scheme], Span(kind.frequency), self.year, self.index)


class Explanation(models.Model):
    """A leader asks an agency to explain an indicator; the agency answers by a day."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="explanations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ExplanationState, default=ExplanationState.ASKED)
    question = models.CharField(max_length=500)
    asked_by = models.BigIntegerField(null=True)
    asked_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    cause = models.CharField(max_length=15, choices=Cause, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_name = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="targets_explanation_box")
        ]


class Review(models.Model):
    """A review of a resolution that was decided: how its indicators stood on a day, as known then.

    It stays as it was decided; the standing of that day, asked again, says what changed since.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="reviews")
    as_of = models.DateField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateTimeField()
    decided_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "as_of", "decision"], name="targets_review_once"
            )
        ]


class ReviewLine(models.Model):
    """An indicator in a review: its target, what was reached, the share in per cent, its class."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    share = models.DecimalField(max_digits=14, decimal_places=1, null=True)
    grade = models.CharField(max_length=8, choices=Grade)
    cause = models.CharField(max_length=15, choices=Cause, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "indicator"], name="targets_review_line")
        ]
