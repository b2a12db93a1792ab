"""The document, its parts and who may see it. Registers and numbers are in `registers.py`."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from vanthu.ground.access.choices import GrantCause
from vanthu.ground.files.models import Blob
from vanthu.ground.org.models import Agency, Unit
from vanthu.ground.people.models import Tenure
from vanthu.office.documents.choices import (
    Channel,
    Circulation,
    Direction,
    DocumentState,
    FileRole,
    Purpose,
    RelationKind,
    SigningAuthority,
    TypeFamily,
    Urgency,
)
from vanthu.office.documents.registers import DocumentNumber, Register, RegisterPeriod

__all__ = ["Register", "RegisterPeriod"]


class DocumentType(models.Model):
    """A type of document with its official abbreviation (Decree 30 Art. 7 and Annex III)."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    abbreviation = models.CharField(max_length=10, blank=True)
    family = models.CharField(max_length=20, choices=TypeFamily)
    order = models.SmallIntegerField()
    citation = models.CharField(max_length=100)


class Document(models.Model):
    """An official document as one agency keeps it: the leaf fields of Annex VI Part II.

    `id` rises in the order of arrival. `number`/`symbol` are CodeNumber/CodeNotation, `reference`
    the whole ("15/QĐ-UBND"), `reference_key` its folded form for look-up; `arrival_number` is số
    đến. Urgency and secrecy are two fields; one digit only on the wire (requirements 2.10, trap a).
    `held_at`: a secrecy mark was read on one of its files and the clerk has not decided (Q-145).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="documents")
    direction = models.CharField(max_length=10, choices=Direction)
    state = models.CharField(max_length=20, choices=DocumentState)
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True)
    number = models.CharField(max_length=11, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=75, blank=True)
    reference_key = models.CharField(max_length=75, blank=True)
    identifier = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    issuer_key = models.CharField(max_length=200, blank=True)
    issuer = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_documents"
    )
    subject = models.CharField(max_length=500)
    language = models.CharField(max_length=30, default="Tiếng Việt")
    page_count = models.IntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    signing_authority = models.CharField(max_length=5, choices=SigningAuthority, blank=True)
    signer_position = models.CharField(max_length=100, blank=True)
    signer_name = models.CharField(max_length=100, blank=True)
    urgency = models.SmallIntegerField(choices=Urgency, default=Urgency.NORMAL)
    secrecy = models.SmallIntegerField(default=0)
    circulation = models.CharField(max_length=10, choices=Circulation, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.UPLOAD)
    copies = models.IntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    arrival_number = models.IntegerField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    to_places = models.CharField(max_length=1000, blank=True)
    place = models.CharField(max_length=50, blank=True)
    number_row = models.OneToOneField(
        DocumentNumber,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="document",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    created_by_post = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(secrecy=0), name="documents_no_state_secrets"),
            models.UniqueConstraint(
                fields=["identifier"],
                condition=Q(direction="outgoing") & ~Q(identifier=""),
                name="documents_identifier_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "direction", "-id"], name="documents_newest"),
            # Many documents have no number yet or no identifier: without the conditions the planner
            # would take the blank for the usual value and read the whole agency instead.
            models.Index(
                fields=["agency", "reference_key"],
                name="documents_reference",
                condition=~Q(reference_key=""),
            ),
            models.Index(
                fields=["agency", "identifier"],
                name="documents_identifier",
                condition=~Q(identifier=""),
            ),
        ]


class Grant(models.Model):
    """A document is open to whoever holds `key`, because of `cause` (and the row that caused it).

    `direction` repeats the document's, which never changes: a list is one index range per key.
    """

    key = models.BigIntegerField()
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="grants")
    direction = models.CharField(max_length=10, choices=Direction)
    cause = models.CharField(max_length=12, choices=GrantCause)
    cause_id = models.BigIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "document", "cause", "cause_id"], name="documents_grant_once"
            )
        ]
        indexes = [
            models.Index(fields=["key", "-document"], name="documents_grant_newest"),
            models.Index(fields=["key", "direction", "-document"], name="documents_grant_list"),
        ]


class DocumentFile(models.Model):
    """A file of a document, in order; the same bytes may serve many documents."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    name = models.CharField(max_length=255)
    role = models.CharField(max_length=12, choices=FileRole, default=FileRole.MAIN)
    order = models.SmallIntegerField(default=0)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)


class FieldReading(models.Model):
    """What was read from a file for one field: value, confidence and places on the page."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    field = models.CharField(max_length=30)
    value = models.JSONField(null=True)
    confidence = models.FloatField()
    places = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "field"], name="documents_reading_once")
        ]


class Recipient(models.Model):
    """A recipient of an outgoing document (To: OrganId, OrganName), with the purpose.

    One added after issue (`added_at`) does not stand on the signed paper.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="recipients")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    code = models.CharField(max_length=35, blank=True)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.EXECUTE)
    order = models.SmallIntegerField(default=0)
    added_at = models.DateTimeField(null=True, blank=True)


class Relation(models.Model):
    """One document relates to another of the same agency."""

    source = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations_in")
    kind = models.CharField(max_length=10, choices=RelationKind)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="documents_relation_once"
            )
        ]


class EmergencyAccess(models.Model):
    """A person without a right to content may read one document until `until` (Q-008).

    It stands beside the grants, not among them: no list, search or box ever shows the document, and
    what was opened closes by the clock alone. `until` and `decided_at` are empty while a leader has
    not decided; a refusal has only `decided_at`.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="emergencies")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "tenure"],
                condition=Q(decided_at=None),
                name="documents_emergency_asked_once",
            )
        ]

    def open_at(self, now: datetime) -> bool:
        """Whether it lets its holder read at this moment."""
        return self.until is not None and self.ended_at is None and now < self.until


class RecipientGroup(models.Model):
    """A named list of agencies used as recipients (Q-075)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="recipient_groups")
    name = models.CharField(max_length=200)
    members = models.ManyToManyField(Agency, related_name="in_recipient_groups")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="documents_group_name")
        ]
