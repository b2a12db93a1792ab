"""Rows behind stock and movement, and the two ways to the stock: counted, and computed from cases.

The list says who is there; the cases say who came and went. They are kept apart on purpose: where
they differ, something was entered on one side only, and no report is closed over it.
"""

from datetime import timedelta
from typing import TypeVar

from django.db.models import Q

from vanthu.cadres.membership.choices import AdmissionKind, ExitKind, MoveKind
from vanthu.cadres.membership.models import Admission, Exit, Member, Move
from vanthu.cadres.membership.queries.lists import on_list
from vanthu.cadres.membership.rules import Movement
from vanthu.ground.base.known import Known, KnownQuerySet
from vanthu.ground.figures.definitions import Ask

_Row = TypeVar("_Row", bound=Known)


def stock(ask: Ask) -> KnownQuerySet[Member]:
    """Who was on a list at the end of the asked period."""
    return on_list(_here(Member.objects.known_at(ask.known_at), ask), ask.day)


def admitted(ask: Ask, kind: AdmissionKind) -> KnownQuerySet[Admission]:
    """Admissions whose ceremony fell into the period."""
    rows = Admission.objects.known_at(ask.known_at).filter(kind=kind)
    return _here(rows, ask).filter(ceremony_on__range=(ask.first, ask.day))


def left(ask: Ask) -> KnownQuerySet[Exit]:
    """Who left the Party in the period."""
    rows = Exit.objects.known_at(ask.known_at).filter(left_on__range=(ask.first, ask.day))
    return _here(rows, ask)


def moved_out(ask: Ask) -> KnownQuerySet[Move]:
    """Who went to a list outside the asked agencies in the period."""
    days = (ask.first, ask.day)
    away = Q(kind=MoveKind.OUT, paper_on__range=days)
    rows = Move.objects.known_at(ask.known_at)
    if ask.agencies is None:
        return rows.filter(away)
    inside = Q(kind=MoveKind.INSIDE, presented_on__range=days)
    inside &= ~Q(target_agency__in=ask.agencies)
    return rows.filter(away | inside, agency__in=ask.agencies)


def moved_in(ask: Ask) -> KnownQuerySet[Move]:
    """Who came from a list outside the asked agencies in the period."""
    rows = Move.objects.known_at(ask.known_at).filter(presented_on__range=(ask.first, ask.day))
    came = Q(kind=MoveKind.IN)
    if ask.agencies is None:
        return rows.filter(came)
    inside = Q(kind=MoveKind.INSIDE) & ~Q(agency__in=ask.agencies)
    return rows.filter(came | inside, target_agency__in=ask.agencies)


def counted(ask: Ask) -> int:
    """The stock at the end of the period, counted on the lists."""
    return stock(ask).count()


def computed(ask: Ask) -> Movement:
    """The stock at the start, counted on the lists, and what cases say came and went since."""
    before = ask.first - timedelta(days=1)
    rows = _here(Member.objects.known_at(ask.known_at), ask)
    gone = {kind: left(ask).filter(kind=kind).count() for kind in ExitKind}
    return Movement(
        start=on_list(rows, before).count(),
        admitted=admitted(ask, AdmissionKind.FIRST).count(),
        readmitted=admitted(ask, AdmissionKind.AGAIN).count(),
        moved_in=moved_in(ask).count(),
        moved_out=moved_out(ask).count(),
        died=gone[ExitKind.DIED],
        expelled=gone[ExitKind.EXPELLED],
        removed=gone[ExitKind.REMOVED],
        asked=gone[ExitKind.ASKED],
    )


def _here(rows: KnownQuerySet[_Row], ask: Ask) -> KnownQuerySet[_Row]:
    return rows if ask.agencies is None else rows.filter(agency__in=ask.agencies)
