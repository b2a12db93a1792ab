"""Rows with the second clock: when the system knew a fact, beside the days on which it was true.

A correction closes the version that was known and writes another of the same record, so that "as
at 30/06/2023, as we knew it on 10/07/2023" can be asked for ever (docs/decisions/0010).
"""

import uuid
from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

_Row = TypeVar("_Row", bound=models.Model, covariant=True)
_Fact = TypeVar("_Fact", bound="Known")


class KnownQuerySet(models.QuerySet[_Row]):
    """Asks rows for what was known at a moment."""

    def known_at(self, moment: datetime) -> Self:
        """The versions that the system held to be true at the moment."""
        return self.filter(Q(known_to=None) | Q(known_to__gt=moment), known_from__lte=moment)

    def current(self) -> Self:
        """The versions held to be true now; a case that is not decided is not among them."""
        return self.filter(known_to=None, known_from__isnull=False)


KnownManager = models.Manager.from_queryset(KnownQuerySet)


class Known(models.Model):
    """One version of a record: known from `known_from` until `known_to` (None: still).

    `record` is shared by the versions of one record. `known_from` None: a case still on its way,
    which no figure counts yet.
    """

    record = models.UUIDField(default=uuid.uuid4, editable=False)
    known_from = models.DateTimeField(null=True, blank=True)
    known_to = models.DateTimeField(null=True, blank=True)

    objects = KnownManager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(known_to=None),
                name="%(app_label)s_%(class)s_one_version",
            )
        ]

    @property
    def is_fact(self) -> bool:
        """Whether the row is what the system holds to be true now."""
        return self.known_from is not None and self.known_to is None


def supersede(row: _Fact, moment: datetime, **changes: Any) -> _Fact:
    """Close the version and write the next one of its record, with `changes`; gives the new row.

    The moment must come after the one from which the version was known: ValueError.
    """
    withdraw(row, moment)
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    fresh = type(row)(**{**fields, "known_from": moment, "known_to": None})
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(force_insert=True)
    return fresh


def withdraw(row: Known, moment: datetime) -> None:
    """The record is not held to be true from the moment on; what was known before stays."""
    if row.known_from is not None and moment <= row.known_from:
        raise ValueError("a version is known for some time before it is replaced")
    row.known_to = moment
    row.save(update_fields=["known_to"])


def versions(row: _Fact) -> list[_Fact]:
    """All versions of the row's record, the first known first."""
    rows = type(row)._default_manager.filter(record=row.record).order_by("known_from", "pk")
    return [version for version in rows if isinstance(version, type(row))]
