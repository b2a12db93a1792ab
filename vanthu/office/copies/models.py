"""What a copy is besides a document."""

from django.db import models
from django.db.models import Q

from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.documents.models import Document


class Copy(models.Model):
    """How one document copies another: from which medium to which, and which pages of it.

    `pages` is empty for the whole; `scan` what was measured on the scan of a paper; `signed_at`
    when the agency signed an electronic copy. A copy on paper is signed and sealed by hand.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="copy")
    source = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="copies_made")
    kind = models.CharField(max_length=10, choices=CopyKind)
    source_medium = models.CharField(max_length=10, choices=Medium)
    medium = models.CharField(max_length=10, choices=Medium)
    pages = models.CharField(max_length=100, blank=True)
    scan = models.JSONField(default=list)
    signer_post = models.BigIntegerField()
    made_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=models.F("source")), name="copies_not_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(medium="electronic"), name="copies_signed_medium"
            ),
        ]
