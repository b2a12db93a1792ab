"""Who may sign what, and with which words above the name."""

from django.db import models
from django.db.models import Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.org.models import Agency, Post
from vanthu.office.documents.choices import SigningAuthority


class Mandate(Dated):
    """What lets the holder of a post sign for another, from..to (Decree 30/2020 Art. 13; S-10).

    `giver` is the post signed for: the head by whose order (TL.) or in whose place (KT., Q.) it is
    done; `body` a collective signed for instead (TM., in the Party T/L too). `types` are the types
    of document it is for, empty for all; `scope` says in words what it is limited to; `basis` is
    the regulation or decision, with its article. Authorisation (TUQ.) is no mandate: it is a
    Delegation, in writing and for a time.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="mandates")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates")
    giver = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates_given"
    )
    body = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=5, choices=SigningAuthority)
    types = models.JSONField(default=list)
    scope = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=100)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(basis=""), name="drafting_mandate_basis"),
            models.CheckConstraint(
                condition=~Q(authority__in=["", "TUQ."]), name="drafting_mandate_authority"
            ),
        ]
        indexes = [models.Index(fields=["agency", "post"], name="drafting_mandate_post")]
