"""Electronic signatures as they were made."""

from django.db import models
from django.db.models import Q

from vanthu.ground.files.models import Blob
from vanthu.office.documents.models import Document
from vanthu.office.drafting.choices import SignatureKind
from vanthu.office.drafting.models.drafts import Approval


class ElectronicSignature(models.Model):
    """One signature in a PDF: `before` is what was signed, `after` what came of it.

    A leader's belongs to the approval it stands for. `withdrawn_at` is when it ceased to count: the
    draft went back, or the seal was made for a number that was then void.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="esignatures")
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=10, choices=SignatureKind)
    before = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    signer_post = models.BigIntegerField(null=True, blank=True)
    signer_name = models.CharField(max_length=100)
    certificate_name = models.CharField(max_length=200)
    certificate_serial = models.CharField(max_length=64)
    certificate_issuer = models.CharField(max_length=500)
    level = models.CharField(max_length=10)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="leader") | Q(approval__isnull=False),
                name="drafting_leader_signature_approves",
            ),
            models.UniqueConstraint(
                fields=["document", "kind"],
                condition=Q(withdrawn_at=None, kind__in=["leader", "agency"]),
                name="drafting_signature_once",
            ),
        ]
        indexes = [models.Index(fields=["document", "id"], name="drafting_signature_document")]
