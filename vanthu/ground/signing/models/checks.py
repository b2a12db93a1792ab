"""What checks of signatures found: each is kept as it was, a later one stands beside it."""

from django.db import models

from vanthu.ground.files.models import Blob


class SignatureCheck(models.Model):
    """One check of one file, with the moment, the trust list used and whether anybody was asked.

    It goes with its file: of bytes that are thrown away nothing need be proven.
    """

    blob = models.ForeignKey(Blob, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=12)
    report = models.JSONField()
    trust_digest = models.CharField(max_length=64)
    trust_names = models.JSONField(default=list)
    asked_network = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["blob", "-id"], name="signing_check_blob")]
