"""What ends with what: the lead answers for its level, the whole ends with its lead (Q-050)."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.rules.machine import OPEN
from vanthu.office.handling.rules.places import AssignmentLike, below


@dataclass(frozen=True)
class Closing:
    """What one finished assignment ends: those above it, those closed with it, the document."""

    above: tuple[int, ...]
    closed: tuple[int, ...]
    whole: bool


def closing(assignments: Sequence[AssignmentLike], finished: AssignmentLike) -> Closing:
    """A lead finishes what it was given from, up to the first that is not a lead; supports end with
    their lead. Whoever was informed may still read."""
    by_id = {a.id: a for a in assignments}
    top, above = finished, []
    while top.role == AssignmentRole.LEAD and top.parent_id is not None:
        top = by_id[top.parent_id]
        above.append(top.id)
    whole = top.role == AssignmentRole.LEAD
    reach = [a.id for a in assignments] if whole else below(assignments, top.id)
    settled = {finished.id, top.id, *above}
    closed = (a.id for a in assignments if a.id in set(reach) - settled and ends_with_whole(a))
    return Closing(tuple(above), tuple(closed), whole)


def ends_with_whole(assignment: AssignmentLike) -> bool:
    """Whether it ends when the whole does: open work, and what never went out."""
    if assignment.state == AssignmentState.PLANNED:
        return True
    return assignment.state in OPEN and assignment.role != AssignmentRole.INFORM
