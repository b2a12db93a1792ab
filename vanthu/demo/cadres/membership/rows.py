"""The tables of membership with the columns that the demo fills, and how cases become rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from vanthu.cadres.membership.choices import AdmissionPaper
from vanthu.cadres.membership.models import Admission, Exit, Member, Move, Recognition
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext

_KNOWN = ("id", "record", "known_from", "person", "agency")
_VOTES = (
    *("branch_on", "branch_convened", "branch_present", "branch_yes"),
    *("committee_on", "committee_convened", "committee_present", "committee_yes"),
)
_CASE = (*_KNOWN, "organisation", "state", "decision")
TABLES: dict[type[models.Model], Table] = {
    Admission: Table(
        Admission,
        *(*_CASE, *_VOTES, "youth_union", "papers", "received_on", "ceremony_on"),
        "proposed_by",
    ),
    Recognition: Table(Recognition, *_CASE, *_VOTES, "official_on", "proposed_by"),
    Exit: Table(Exit, *_CASE, "kind", "reason", "left_on", "notified_on", "appeal_until"),
    Member: Table(
        Member,
        *(*_KNOWN, "organisation", "number", "joined_on", "official_on"),
        *("since", "since_by", "until", "until_by"),
    ),
    Move: Table(
        Move,
        *(*_KNOWN, "kind", "source", "target", "target_agency", "elsewhere"),
        *("joined_on", "official_on", "changed_on", "paper_on", "presented_on"),
    ),
}
PAPERS = json.dumps([paper.value for paper in AdmissionPaper])


@dataclass
class Listed:
    """A member on a list while the demo is made; it becomes a row at the end."""

    person: int
    agency: int
    organisation: int
    number: str
    joined_on: date
    official_on: date | None
    since: date
    since_by: str
    until: date | None = None
    until_by: str = ""


def write_row(
    context: CadreContext,
    model: type[models.Model],
    known_on: date | None,
    person: int,
    agency: int,
    values: Sequence[Any],
) -> int:
    """Write a Known row of membership, known since nine o'clock of the day (None: a case)."""
    number = context.number(model)
    record = context.uuid(f"membership-{model.__name__}", number)
    known = None if known_on is None else context.moment(known_on)
    context.sink.rows(TABLES[model]).append((number, record, known, person, agency, *values))
    return number


def write_listed(context: CadreContext, entry: Listed) -> None:
    """Write a member as the list says it now."""
    known_on = entry.until or entry.official_on or entry.since
    # A list is known as it stood when it was made; later days on it are corrections of later.
    values = (
        *(entry.organisation, entry.number, entry.joined_on, entry.official_on),
        *(entry.since, entry.since_by, entry.until, entry.until_by),
    )
    write_row(context, Member, min(known_on, entry.since), entry.person, entry.agency, values)


def votes(branch_on: date, committee_on: date | None, size: int) -> tuple[Any, ...]:
    """A branch and a committee that vote with one voice less than all."""
    branch = (branch_on, size, size, size - 1)
    if committee_on is None:
        return (*branch, None, 0, 0, 0)
    return (*branch, committee_on, 15, 14, 13)
