"""Planning: every person planned for a title of the commune in each of three terms, with votes."""

from datetime import date, timedelta

from django.db import models

from bench.organisation.people import committees, home
from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Group,
    PlanLevel,
    TargetKind,
    TermKind,
    VoteStep,
)
from vanthu.cadres.planning.models import (
    Ballot,
    BallotLine,
    PlanChange,
    PlanEntry,
    PlanTarget,
    PlanTerm,
)
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.planning.rows import write, write_known
from vanthu.ground.people.models import Person

MODELS: tuple[type[models.Model], ...] = (
    *(PlanTerm, PlanTarget, PlanEntry, PlanChange, Ballot, BallotLine),
)
_TERMS = (2015, 2020, 2030)
_TITLES = ("Bí thư", "Phó Bí thư", "Chủ tịch", "Phó Chủ tịch", "Trưởng ban", "Phó Trưởng ban")
_BEFORE = timedelta(days=400)
_LEAD, _LEADERS = "tinh-uy:86", 13


def write_planning(context: CadreContext, count: int) -> None:
    """Plan the last `count` persons in every term, two persons of three cases by one decision."""
    first = context.numbered[Person] - count + 1
    for year in _TERMS:
        signed = date(year, 7, 1) - _BEFORE
        head = (_LEAD, f"{year}-QĐ/ĐL-QH", signed, "Tỉnh ủy (đo lường)")
        decision = context.decision(*head, "Phê duyệt quy hoạch")
        titles = _titles(context, year)
        ballots: dict[int, int] = {}
        for index in range(count):
            places = titles[home(index)]
            target = places[index // len(titles) % len(places)]
            agency = context.ids.agencies[home(index)]
            _planned(context, first + index, (target, agency), signed, decision)
            if target not in ballots:
                ballots[target] = _ballot(context, target, agency, signed - timedelta(days=30))
            write(context, BallotLine, (ballots[target], first + index, _LEADERS - 1, 1, 0))
            context.sink.flush_full()


def _titles(context: CadreContext, year: int) -> dict[str, list[int]]:
    """A term of the communes and its titles, by commune."""
    days = (date(year, 7, 1), date(year + 5, 6, 30), date(year, 7, 1))
    head = (f"{year}-{year + 5}", TermKind.PARTY.value, PlanLevel.COMMUNE.value)
    term = write(context, PlanTerm, (*head, *days))
    kind = TargetKind.TITLE.value
    return {
        key: [
            write(context, PlanTarget, (term, context.ids.agencies[key], title, kind, rank, 1))
            for rank, title in enumerate(_TITLES, 1)
        ]
        for key in committees()
    }


def _planned(
    context: CadreContext, person: int, place: tuple[int, int], signed: date, decision: int
) -> None:
    """The decided case and the entry that it made."""
    known = (signed, None)
    record = context.uuid("plan-change", context.numbered[PlanChange])
    head = (person, *place, ChangeAction.ADD.value, "", CaseState.DECIDED.value, decision)
    tail = (ApprovalLevel.STANDING.value, signed, None, None, None)
    write_known(context, PlanChange, record, known, (*head, *tail))
    record = context.uuid("plan-entry", context.numbered[PlanEntry])
    values = (person, *place, Group.FIRST.value, EntryState.APPROVED.value, signed, None, decision)
    write_known(context, PlanEntry, record, known, values)


def _ballot(context: CadreContext, target: int, agency: int, held_on: date) -> int:
    """A closed sheet of the leaders; all came."""
    counts = (*[_LEADERS] * 5, context.moment(held_on, 17 * 60))
    return write(context, Ballot, (target, agency, VoteStep.LEADERS.value, held_on, *counts))
