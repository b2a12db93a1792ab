"""Which rows a report of training is about."""

from typing import TypeVar

from django.db.models import Model

from vanthu.cadres.training.models import Enrolment
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.definitions import Ask

Row = TypeVar("Row", bound=Model)


def within(rows: KnownQuerySet[Row], ask: Ask) -> KnownQuerySet[Row]:
    """The rows of the agencies asked for."""
    return rows if ask.agencies is None else rows.filter(agency__in=sorted(ask.agencies))


def known(ask: Ask) -> KnownQuerySet[Enrolment]:
    """What was known of the agencies asked for, of whatever days."""
    return within(Enrolment.objects.known_at(ask.known_at), ask)


def completed(ask: Ask) -> KnownQuerySet[Enrolment]:
    """The attendance completed in the period."""
    return known(ask).filter(completed_on__range=(ask.first, ask.day))
