"""Instructions, assignments, movements and boxes."""

from django.db import models
from django.db.models import Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.org.models import Post, Unit
from vanthu.office.documents.choices import Urgency
from vanthu.office.documents.models import Document
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Box


class Direction(models.Model):
    """A leader's opinion on a document (bút phê, ý kiến chỉ đạo); a later one is a new version."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="directions")
    version = models.SmallIntegerField()
    text = models.CharField(max_length=2000)
    post = models.ForeignKey(Post, on_delete=models.PROTECT)
    author_name = models.CharField(max_length=100)
    on_behalf_of = models.BigIntegerField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "version"], name="handling_direction_version"
            )
        ]


class Assignment(models.Model):
    """A document (or a part of its handling) given to a unit or a post, with a role and a deadline.

    `parent` is the assignment under which a unit head gave it on; one live lead per level.
    `asked_due_on` is the day its receiver asks for instead of `due_on`, with `asked_reason`; None
    while nothing is asked. What was asked and decided before stands on the path.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="assignments")
    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, null=True, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    role = models.CharField(max_length=10, choices=AssignmentRole)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    state = models.CharField(max_length=10, choices=AssignmentState)
    instruction = models.CharField(max_length=2000, blank=True)
    due_on = models.DateField(null=True, blank=True)
    original_due_on = models.DateField(null=True, blank=True)
    extensions = models.SmallIntegerField(default=0)
    asked_due_on = models.DateField(null=True, blank=True)
    asked_reason = models.CharField(max_length=2000, blank=True)
    given_by_post = models.BigIntegerField(null=True, blank=True)
    given_by_name = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    progress = models.SmallIntegerField(default=0)
    result = models.CharField(max_length=2000, blank=True)
    answer = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="closes"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(post__isnull=False),
                name="handling_assignment_receiver",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(role="lead", parent=None)
                & ~Q(state__in=["returned", "recalled", "forwarded"]),
                name="handling_one_lead",
            ),
            models.UniqueConstraint(
                fields=["parent"],
                condition=Q(role="lead", parent__isnull=False)
                & ~Q(state__in=["returned", "recalled", "forwarded"]),
                name="handling_one_lead_below",
            ),
        ]
        indexes = [
            models.Index(fields=["document", "id"], name="handling_assignment_path"),
            models.Index(
                fields=["due_on"],
                name="handling_assignment_due",
                condition=Q(state__in=["planned", "given", "accepted"]),
            ),
        ]


class Movement(models.Model):
    """One step on the path of a document: who did what, when, to whom; the history people read.

    `on_behalf_of` is the tenure of the person stood in for. `before` is what the step changed, as
    it was, for a step that can be undone; an undone step stays on the path with its mark.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="movements")
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    by_post = models.BigIntegerField(null=True, blank=True)
    by_name = models.CharField(max_length=100)
    by_title = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.BigIntegerField(null=True, blank=True)
    assignment_id = models.BigIntegerField(null=True, blank=True)
    to_key = models.BigIntegerField(null=True, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=2000, blank=True)
    before = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["document", "id"], name="handling_movement_path")]


class BoxItem(models.Model):
    """What the holder of a scope key must act on, with all that the list shows.

    `rank` orders a box page in one index range: urgency first, then newest (see rules.box_rank).
    """

    holder = models.BigIntegerField()
    box = models.CharField(max_length=20, choices=Box)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="box_items")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, blank=True)
    agency_id = models.BigIntegerField()
    rank = models.BigIntegerField()
    since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    urgency = models.SmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    opened_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=75, blank=True)
    arrival_number = models.IntegerField(null=True, blank=True)
    type_name = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=500)
    issuer_name = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "box", "document"], name="handling_box_once")
        ]
        indexes = [
            models.Index(fields=["holder", "box", "-rank", "-id"], name="handling_box_page"),
            models.Index(fields=["holder", "due_on"], name="handling_box_due"),
            models.Index(fields=["agency_id"], name="handling_box_agency"),
        ]


class DeadlineRule(Dated):
    """How many working days an agency allows, by document type and urgency (D-11, Q-154)."""

    agency_id = models.BigIntegerField()
    type_code = models.CharField(max_length=20, blank=True)
    urgency = models.SmallIntegerField(null=True, blank=True, choices=Urgency)
    working_days = models.SmallIntegerField()
    source = models.CharField(max_length=200)


class Parameter(Dated):
    """A number an agency sets for its flow, such as the days before a near-due reminder (T-10)."""

    agency_id = models.BigIntegerField(default=0)
    name = models.CharField(max_length=40)
    value = models.IntegerField()
    source = models.CharField(max_length=200)
