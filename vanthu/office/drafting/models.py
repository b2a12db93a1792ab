"""Versions and approvals of drafts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vanthu.ground.files.models import Blob
from vanthu.office.documents.models import Document


class ApprovalKind(models.TextChoices):
    """Which approval (Decree 30 Art. 12 and 13): content, format and the signer's."""

    CONTENT = "content", _("Duyệt nội dung")
    FORMAT = "format", _("Duyệt thể thức")
    LEADER = "leader", _("Duyệt ký")


class Verdict(models.TextChoices):
    """What the approver said."""

    APPROVED = "approved", _("Đồng ý")
    RETURNED = "returned", _("Trả lại")


class DraftVersion(models.Model):
    """One version of a draft; none is ever deleted (Q-060)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    version = models.SmallIntegerField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    body = models.TextField(blank=True)
    note = models.CharField(max_length=500, blank=True)
    author_post = models.BigIntegerField(null=True, blank=True)
    author_name = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="drafting_version_once")
        ]


class Approval(models.Model):
    """A named person's word on one version; the version's hash is what was approved."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="approvals")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=10, choices=ApprovalKind)
    verdict = models.CharField(max_length=10, choices=Verdict)
    text = models.CharField(max_length=2000, blank=True)
    post = models.BigIntegerField()
    title = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    at = models.DateTimeField()


class Route(models.Model):
    """Whom a draft goes to next: the posts chosen for its content, format and signature."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="route")
    content_post = models.BigIntegerField(null=True, blank=True)
    format_post = models.BigIntegerField(null=True, blank=True)
    signer_post = models.BigIntegerField(null=True, blank=True)
