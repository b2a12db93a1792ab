"""Registers, their periods, the counter and the witness of each number."""

from django.db import models
from django.db.models import F, Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.org.models import Agency
from vanthu.office.documents.choices import NumberState, PeriodKind, RegisterKind


class Register(Dated):
    """A number series of an agency (sổ đăng ký).

    `types` names the document types it takes (codes); empty means every type no other register of
    the agency takes, so that the agency's head may choose one series, per type or groups (Art.
    15.1.c, Q-021). `body` names the consultative body that has a series of its own (Annex
    I.II.3.a).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="registers")
    kind = models.CharField(max_length=15, choices=RegisterKind)
    name = models.CharField(max_length=200)
    types = models.JSONField(default=list, blank=True)
    body = models.CharField(max_length=200, blank=True)
    body_symbol = models.CharField(max_length=30, blank=True)
    period_kind = models.CharField(max_length=5, choices=PeriodKind, default=PeriodKind.YEAR)

    class Meta(Dated.Meta):
        abstract = False
        indexes = [models.Index(fields=["agency", "kind"], name="documents_register_kind")]


class RegisterPeriod(models.Model):
    """One year or term of a register; numbers start again at 01 in each."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="periods")
    label = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_before = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "starts_on"], name="documents_period_once"),
            models.CheckConstraint(
                condition=Q(ends_before__gt=F("starts_on")), name="documents_period_order"
            ),
        ]


class Counter(models.Model):
    """The last number given in a period. Never edited: only the allocating statement writes it.

    `closed` stands here as well as on the period because the allocating statement sees the newest
    version of this row alone: a number can never slip in behind a closing.
    """

    period = models.OneToOneField(
        RegisterPeriod, on_delete=models.PROTECT, primary_key=True, related_name="counter"
    )
    last = models.IntegerField()
    closed = models.BooleanField(default=False, db_default=False)


class DocumentNumber(models.Model):
    """The witness of one number: used, reserved or void, with the reason (Q-024).

    `suffix` is "" or a letter for a number inserted after another ("15a"), which always has a
    reason.
    """

    period = models.ForeignKey(RegisterPeriod, on_delete=models.PROTECT, related_name="numbers")
    number = models.IntegerField()
    suffix = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=10, choices=NumberState)
    reason = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField()
    given_by_post = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "number", "suffix"], name="documents_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="issued", suffix="") | ~Q(reason=""),
                name="documents_number_reason",
            ),
        ]
