"""Why a document went out after its last day."""

from django.db import models

from vanthu.office.documents.models import Document


class IssueDelay(models.Model):
    """The reason for a late issue (Decree 30/2020 Art. 18.1; Q-074), as the clerk gave it last."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="issue_delay")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)
