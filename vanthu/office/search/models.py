"""Saved queries and the text of files. The index itself is made by the first migration."""

from django.db import models

from vanthu.ground.files.models import Blob
from vanthu.ground.people.models import Account


class BlobText(models.Model):
    """The text read out of a stored file, by text layer or OCR."""

    blob = models.OneToOneField(Blob, on_delete=models.CASCADE, primary_key=True)
    text = models.TextField()
    by_ocr = models.BooleanField(default=False)


class SavedQuery(models.Model):
    """A query a person keeps, with the columns chosen for its results."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_queries")
    name = models.CharField(max_length=100)
    query = models.JSONField()
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="search_saved_name")
        ]
