"""The tables of planning with the columns that the demo fills, and how plans become rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from vanthu.cadres.planning.models import (
    Ballot,
    BallotLine,
    PlanApproval,
    PlanChange,
    PlanEntry,
    PlanTarget,
    PlanTerm,
)
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext

_KNOWN = ("id", "record", "known_from", "known_to")
TABLES: dict[type[models.Model], Table] = {
    PlanTerm: Table(PlanTerm, "id", "code", "kind", "level", "first_on", "last_on", "reference_on"),
    PlanTarget: Table(PlanTarget, "id", "term", "agency", "title", "kind", "rank", "prescribed"),
    PlanApproval: Table(PlanApproval, "id", "title", "level", "basis", "valid_from", "valid_to"),
    PlanEntry: Table(
        PlanEntry,
        *(*_KNOWN, "person", "target", "agency", "group"),
        *("state", "first_in", "until", "decision"),
    ),
    PlanChange: Table(
        PlanChange,
        *(*_KNOWN, "person", "target", "agency", "action", "reason", "state", "decision"),
        *("level", "decided_on", "notified_on", "appeal_until", "present_rank"),
    ),
    Ballot: Table(
        Ballot,
        *("id", "target", "agency", "step", "held_on"),
        *("convened", "present", "issued", "returned", "valid", "closed_at"),
    ),
    BallotLine: Table(BallotLine, "id", "ballot", "person", "yes", "no", "blank"),
}


@dataclass(frozen=True)
class Title:
    """A title as written: its id, whose it is, and its place in the order."""

    id: int
    agency: int
    rank: int


def write(context: CadreContext, model: type[models.Model], values: Sequence[Any]) -> int:
    """Write a row that has no clock of knowledge."""
    number = context.number(model)
    context.sink.rows(TABLES[model]).append((number, *values))
    return number


def write_known(
    context: CadreContext,
    model: type[models.Model],
    record: str,
    known: tuple[date | None, date | None],
    values: Sequence[Any],
) -> int:
    """Write a version of a record, known from nine o'clock of a day until that of another."""
    moments = tuple(None if day is None else context.moment(day) for day in known)
    return write(context, model, (record, *moments, *values))
