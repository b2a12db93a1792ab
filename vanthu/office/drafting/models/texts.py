"""The text being written, and the standard texts of an agency."""

from django.db import models

from vanthu.ground.org.models import Agency
from vanthu.office.documents.models import Document, DocumentType


class WorkingText(models.Model):
    """The text of a draft as it is being written, kept while nobody has made a version of it yet.

    One row a document, overwritten by each automatic saving and gone once it is saved as a version.
    It is no record, only paper on a desk: the journal tells of versions, not of keystrokes.
    `revision` rises with each saving; who saves on top of another one's is told. `based_on` is the
    number of the version it began from, 0 for none.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="working_text")
    content = models.JSONField()
    revision = models.IntegerField(default=1)
    based_on = models.SmallIntegerField(default=0)
    saved_by_post = models.BigIntegerField(null=True, blank=True)
    saved_by_name = models.CharField(max_length=100)
    saved_at = models.DateTimeField()


class StandardText(models.Model):
    """A text an agency begins its papers of a type with; `type` empty: of any type."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="standard_texts")
    name = models.CharField(max_length=200)
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True)
    content = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="drafting_standard_text_name")
        ]
