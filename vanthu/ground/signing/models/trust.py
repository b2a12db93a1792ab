"""The trust list: roots and hosts, each from a day on, with the source that says so."""

from django.db import models
from django.db.models import Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.signing.choices import AnchorKind


class TrustAnchor(Dated):
    """A root certificate on which signatures of its period may rest."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=AnchorKind.choices)
    certificate = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    source = models.CharField(max_length=300)
    set_by = models.BigIntegerField()

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(valid_to=None), name="signing_anchor_open"
            ),
        ]

    @property
    def spaced(self) -> str:
        """The fingerprint (SHA-256) in groups, to compare by eye with a published one."""
        text = self.fingerprint.upper()
        return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


class TrustHost(Dated):
    """A machine that may be asked for revocations, in a period."""

    name = models.CharField(max_length=260)
    internal = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    set_by = models.BigIntegerField()

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["name"], condition=Q(valid_to=None), name="signing_host_open"
            ),
        ]
