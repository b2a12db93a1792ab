"""Registered keys and pictures. No private key, PIN or password is ever in a row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.files.models import Blob
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person
from vanthu.ground.signing.choices import Driver, KeyHolder


class SigningKey(models.Model):
    """A key that a person or an agency signs with: its certificate, and where the key is reached.

    `token` and `credential` as in `keys.places`; `basis` names the paper by which the agency's
    device was handed over (Decree 30/2020, Art. 32.2). `fingerprint`: SHA-256 in hexadecimal.
    """

    holder = models.CharField(max_length=10, choices=KeyHolder)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="signing_keys"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="signing_keys"
    )
    driver = models.CharField(max_length=10, choices=Driver)
    token = models.CharField(max_length=60, blank=True)
    credential = models.CharField(max_length=100, blank=True)
    certificate = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    basis = models.CharField(max_length=200, blank=True)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holder=KeyHolder.PERSON, person__isnull=False, agency=None)
                | Q(holder=KeyHolder.AGENCY, person=None, agency__isnull=False),
                name="signing_key_one_holder",
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(withdrawn_at=None),
                name="signing_key_once",
            ),
        ]


class SignatureImage(models.Model):
    """The picture of a person's signature (S-01); the newest one counts, the others are kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signature_images")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    registered_at = models.DateTimeField()


class AgencySeal(Dated):
    """The picture of an agency's seal during a period, and its true diameter (S-02)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seals")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    diameter_mm = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(20), MaxValueValidator(50)],
    )
    basis = models.CharField(max_length=200)
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency"], condition=Q(valid_to=None), name="signing_open_seal"
            ),
        ]
