"""Versions and approvals of drafts."""

from django.db import models
from django.db.models import Q

from vanthu.ground.files.models import Blob
from vanthu.ground.org.models import Post, Unit
from vanthu.office.documents.models import Document
from vanthu.office.drafting.choices import ApprovalKind, Verdict


class DraftVersion(models.Model):
    """One version of a draft: a file, a structured text or a body; none is ever deleted (Q-060).

    `content` is the structured text (office.writing), `body` its plain form, searched and compared.
    `digest` is the SHA-256 of the canonical JSON of the content, else of the file, else of the
    body.
    `sheet` is the typeset PDF with its cells for number, day, signature and seal still empty
    (`places`), made when the content is approved; `sheet_source` is the digest of all that was
    typeset. `lost` names what a taken-in file held that the structured text cannot.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    version = models.SmallIntegerField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    body = models.TextField(blank=True)
    content = models.JSONField(null=True, blank=True)
    lost = models.JSONField(default=list)
    sheet = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    sheet_source = models.CharField(max_length=64, blank=True)
    places = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    author_post = models.BigIntegerField(null=True, blank=True)
    author_name = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="drafting_version_once")
        ]


class Approval(models.Model):
    """A named person's word on one version; the version's hash is what was approved.

    `round` counts how often the draft was submitted: what was approved before a return does not
    count after it. `on_behalf_of` is the tenure of the person stood in for.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="approvals")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=10, choices=ApprovalKind)
    verdict = models.CharField(max_length=10, choices=Verdict)
    round = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    text = models.CharField(max_length=2000, blank=True)
    post = models.BigIntegerField()
    title = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    person = models.BigIntegerField(null=True, blank=True)
    on_behalf_of = models.BigIntegerField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    signed_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(kind="leader"), name="drafting_signed_by_leader"
            )
        ]
        indexes = [
            models.Index(
                fields=["signed_on"],
                name="drafting_signed_on",
                condition=Q(kind="leader", verdict="approved"),
            )
        ]


class Route(models.Model):
    """Whom a draft goes to next: the posts chosen for its content, format and signature."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="route")
    content_post = models.BigIntegerField(null=True, blank=True)
    format_post = models.BigIntegerField(null=True, blank=True)
    signer_post = models.BigIntegerField(null=True, blank=True)
    round = models.SmallIntegerField(default=0)


class PaperSignature(models.Model):
    """A signature on paper: when it was made, by whom, and the scan that shows it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="signatures")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    signed_on = models.DateField()
    signer_name = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()
    recorded_by_post = models.BigIntegerField(null=True, blank=True)
    recorded_by_name = models.CharField(max_length=100)


class Addressee(models.Model):
    """A unit or a post that an internal document is issued to; `sent_at` when it was."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="addressees")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=200)
    order = models.SmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, post=None) | Q(unit=None, post__isnull=False),
                name="drafting_addressee_one",
            ),
            models.UniqueConstraint(fields=["document", "unit"], name="drafting_addressee_unit"),
            models.UniqueConstraint(fields=["document", "post"], name="drafting_addressee_post"),
        ]
