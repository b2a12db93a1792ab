"""What a province fixed for itself, and which decisions were judged by what."""

from django.db import models

from vanthu.ground.base.dated import Dated
from vanthu.kernel.citations import Certainty


class LocalRule(Dated):
    """A parameter of a pack as the province fixed it, with the act that fixed it (`source`)."""

    pack = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=100)
    source = models.CharField(max_length=300)
    certainty = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Certainty]
    )
    set_by = models.BigIntegerField()

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pack", "key", "valid_from"], name="rulebook_rule_start"
            ),
        ]


class RuleUse(models.Model):
    """A decision and the parameters that judged it, as they read on its day."""

    pack = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    decided_on = models.DateField()
    values_read = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["pack", "-id"], name="rulebook_use_pack"),
            models.Index(fields=["object_type", "object_id"], name="rulebook_use_object"),
        ]
