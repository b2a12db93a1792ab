"""What others say to a draft: comments in its margin, and the units that were asked."""

from django.db import models
from django.db.models import Q

from vanthu.ground.org.models import Post, Unit
from vanthu.office.documents.models import Document
from vanthu.office.drafting.models.drafts import DraftVersion


class Comment(models.Model):
    """A remark on letters `start` (inclusive) to `stop` (exclusive) of a block of a version.

    `quote` is what stood there when it was made, so that it is found again in a later version;
    an empty `block` speaks of the whole. A `parent` makes it a reply, which has no own place.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    block = models.CharField(max_length=40, blank=True)
    start = models.IntegerField(default=0)
    stop = models.IntegerField(default=0)
    quote = models.CharField(max_length=500, blank=True)
    text = models.CharField(max_length=2000)
    author_post = models.BigIntegerField(null=True, blank=True)
    author_title = models.CharField(max_length=100, blank=True)
    author_name = models.CharField(max_length=100)
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start__gte=0, stop__gte=models.F("start")),
                name="drafting_comment_place",
            )
        ]
        indexes = [models.Index(fields=["document", "id"], name="drafting_comment_document")]


class Consultation(models.Model):
    """A unit or a post asked to comment on a draft until `due_on` (inclusive).

    `answered_at` is when it said it had commented, or had nothing to say; `closed_at` when the
    draft went on its way without its answer.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="consultations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=200)
    question = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=100)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, post=None) | Q(unit=None, post__isnull=False),
                name="drafting_consulted_one",
            )
        ]
        indexes = [models.Index(fields=["document", "id"], name="drafting_consulted_document")]
