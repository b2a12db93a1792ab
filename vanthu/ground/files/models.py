"""What is stored; the bytes lie under FILES_ROOT."""

from django.db import models


class Blob(models.Model):
    """A stored file: its hash is its name. `media_type` was sniffed from the bytes, not trusted."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    hazards = models.JSONField(default=list)
    stored_at = models.DateTimeField()


class Damage(models.Model):
    """A stored file that the nightly check found missing or changed."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    found_at = models.DateTimeField()
    actual = models.CharField(max_length=64, blank=True)
    repaired_at = models.DateTimeField(null=True, blank=True)
