"""Rows with a period of validity: `valid_from` inclusive, `valid_to` exclusive."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

_Row = TypeVar("_Row", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[_Row]):
    """Asks dated rows for the ones in force."""

    def on(self, day: date) -> Self:
        """The rows in force on `day`."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def open_ended(self) -> Self:
        """The rows with no end."""
        return self.filter(valid_to=None)


DatedManager = models.Manager.from_queryset(DatedQuerySet)


class Dated(models.Model):
    """A row in force during a half-open period; nothing dated is ever overwritten."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period",
            )
        ]

    def in_force(self, day: date) -> bool:
        """Whether the row is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
