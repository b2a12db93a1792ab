"""Dossiers, what lies in them and with whom they are shared."""

from django.db import models

from vanthu.ground.org.models import Agency
from vanthu.office.documents.models import Document


class Dossier(models.Model):
    """A work dossier: the leaf fields of Annex VI Part II, "Hồ sơ"."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="dossiers")
    agency_code = models.CharField(max_length=35)
    year = models.SmallIntegerField()
    notation = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    maintenance = models.CharField(max_length=30)
    rights = models.CharField(max_length=30, blank=True)
    creator_name = models.CharField(max_length=100)
    creator_post = models.BigIntegerField()
    language = models.CharField(max_length=50, default="Tiếng Việt")
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True)
    description = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "year", "notation"], name="dossiers_code_once"
            )
        ]


class DossierItem(models.Model):
    """A document in a dossier, numbered in order."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="dossier_items")
    ordinal = models.IntegerField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document"], name="dossiers_item_once"),
            models.UniqueConstraint(fields=["dossier", "ordinal"], name="dossiers_item_order"),
        ]


class DossierShare(models.Model):
    """A scope key that may read the dossier and so everything in it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="shares")
    holder = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "holder"], name="dossiers_share_once")
        ]
        indexes = [models.Index(fields=["holder"], name="dossiers_share_holder")]
