"""What becomes of an assignment, and which relation, right and role each verb asks for."""

from dataclasses import dataclass
from enum import StrEnum

from vanthu.ground.access.choices import Right
from vanthu.kernel.machine import Machine, Transition
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Verb

_PLANNED = AssignmentState.PLANNED.value
_GIVEN = AssignmentState.GIVEN.value
_ACCEPTED = AssignmentState.ACCEPTED.value
_DONE = AssignmentState.DONE.value
_RETURNED = AssignmentState.RETURNED.value
_RECALLED = AssignmentState.RECALLED.value
_FORWARDED = AssignmentState.FORWARDED.value
_CLOSED = AssignmentState.CLOSED.value

# Somebody still has to act on it / it stands against a second one of its kind.
OPEN = frozenset({_PLANNED, _GIVEN, _ACCEPTED})
LIVE = OPEN | {_DONE, _CLOSED}

# The system's own steps, which no button offers.
REPLACE, CLOSE = "replace", "close"
UNDO_HAND_OVER, UNDO_ACCEPT = "undo-hand-over", "undo-accept"
UNDO_FINISH, UNDO_KNOWN = "undo-finish", "undo-known"
REOPEN, REOPEN_UNACCEPTED = "reopen", "reopen-unaccepted"
REOPEN_PLANNED = "reopen-planned"


def _receiver(source: str, target: str, verb: Verb) -> Transition:
    return Transition(source, target, verb.value, "người nhận", str(verb.label))


def _giver(source: str, target: str, verb: Verb) -> Transition:
    return Transition(source, target, verb.value, "người giao", str(verb.label))


def _system(source: str, target: str, verb: str, label: str, who: str = "hệ thống") -> Transition:
    return Transition(source, target, verb, who, label)


ASSIGNMENT = Machine(
    name="assignment",
    title="Việc được giao",
    initial=_PLANNED,
    states={state.value: str(state.label) for state in AssignmentState},
    transitions=(
        Transition(_PLANNED, _GIVEN, Verb.HAND_OVER.value, "văn thư", str(Verb.HAND_OVER.label)),
        _system(_PLANNED, _RECALLED, REPLACE, "thay bằng ý kiến mới", "lãnh đạo"),
        _receiver(_GIVEN, _ACCEPTED, Verb.ACCEPT),
        _receiver(_GIVEN, _ACCEPTED, Verb.ASSIGN),
        _receiver(_GIVEN, _DONE, Verb.MARK_KNOWN),
        _receiver(_GIVEN, _FORWARDED, Verb.FORWARD),
        _receiver(_GIVEN, _RETURNED, Verb.RETURN),
        _giver(_GIVEN, _RECALLED, Verb.RECALL),
        _giver(_GIVEN, _RECALLED, Verb.REASSIGN),
        _giver(_GIVEN, _GIVEN, Verb.EXTEND),
        _receiver(_GIVEN, _GIVEN, Verb.ASK_EXTENSION),
        _giver(_GIVEN, _GIVEN, Verb.GRANT_EXTENSION),
        _giver(_GIVEN, _GIVEN, Verb.REFUSE_EXTENSION),
        _receiver(_ACCEPTED, _ACCEPTED, Verb.ASSIGN),
        _receiver(_ACCEPTED, _ACCEPTED, Verb.REPORT),
        _receiver(_ACCEPTED, _DONE, Verb.FINISH),
        _receiver(_ACCEPTED, _FORWARDED, Verb.FORWARD),
        _receiver(_ACCEPTED, _RETURNED, Verb.RETURN),
        _giver(_ACCEPTED, _RECALLED, Verb.RECALL),
        _giver(_ACCEPTED, _RECALLED, Verb.REASSIGN),
        _giver(_ACCEPTED, _ACCEPTED, Verb.EXTEND),
        _receiver(_ACCEPTED, _ACCEPTED, Verb.ASK_EXTENSION),
        _giver(_ACCEPTED, _ACCEPTED, Verb.GRANT_EXTENSION),
        _giver(_ACCEPTED, _ACCEPTED, Verb.REFUSE_EXTENSION),
        _giver(_RETURNED, _RECALLED, Verb.RECALL),
        _giver(_RETURNED, _RECALLED, Verb.REASSIGN),
        _system(_PLANNED, _CLOSED, CLOSE, "kết thúc cùng văn bản"),
        _system(_GIVEN, _CLOSED, CLOSE, "kết thúc cùng văn bản"),
        _system(_ACCEPTED, _CLOSED, CLOSE, "kết thúc cùng văn bản"),
        _system(_GIVEN, _PLANNED, UNDO_HAND_OVER, "hoàn tác chuyển giao", "văn thư"),
        _system(_ACCEPTED, _GIVEN, UNDO_ACCEPT, "hoàn tác tiếp nhận", "người nhận"),
        _system(_DONE, _ACCEPTED, UNDO_FINISH, "hoàn tác hoàn thành", "người nhận"),
        _system(_DONE, _GIVEN, UNDO_KNOWN, "hoàn tác đã xem", "người nhận"),
        _system(_CLOSED, _ACCEPTED, REOPEN, "mở lại khi hoàn tác"),
        _system(_CLOSED, _GIVEN, REOPEN_UNACCEPTED, "mở lại khi hoàn tác"),
        _system(_CLOSED, _PLANNED, REOPEN_PLANNED, "mở lại khi hoàn tác"),
    ),
)

# Which step takes an assignment back from what it became to what it was.
BACKWARDS = {
    (_GIVEN, _PLANNED): UNDO_HAND_OVER,
    (_ACCEPTED, _GIVEN): UNDO_ACCEPT,
    (_DONE, _ACCEPTED): UNDO_FINISH,
    (_DONE, _GIVEN): UNDO_KNOWN,
    (_CLOSED, _ACCEPTED): REOPEN,
    (_CLOSED, _GIVEN): REOPEN_UNACCEPTED,
    (_CLOSED, _PLANNED): REOPEN_PLANNED,
}


class Relation(StrEnum):
    """What somebody is to an assignment."""

    RECEIVER = "receiver"
    GIVER = "giver"


@dataclass(frozen=True)
class Demand:
    """What a verb on an assignment asks of the one who does it, and of the assignment's role."""

    relation: Relation
    right: Right
    roles: frozenset[str]


_WORK = frozenset({AssignmentRole.LEAD.value, AssignmentRole.SUPPORT.value})
_ANY = _WORK | {AssignmentRole.INFORM.value}

DEMANDS: dict[Verb, Demand] = {
    Verb.ACCEPT: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.ASSIGN: Demand(Relation.RECEIVER, Right.ASSIGN_IN_UNIT, _WORK),
    Verb.REPORT: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.FINISH: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.MARK_KNOWN: Demand(
        Relation.RECEIVER, Right.HANDLE, frozenset({AssignmentRole.INFORM.value})
    ),
    Verb.FORWARD: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.RETURN: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.RECALL: Demand(Relation.GIVER, Right.HANDLE, _ANY),
    Verb.REASSIGN: Demand(Relation.GIVER, Right.HANDLE, _WORK),
    Verb.EXTEND: Demand(Relation.GIVER, Right.HANDLE, _WORK),
    Verb.ASK_EXTENSION: Demand(Relation.RECEIVER, Right.HANDLE, _WORK),
    Verb.GRANT_EXTENSION: Demand(Relation.GIVER, Right.HANDLE, _WORK),
    Verb.REFUSE_EXTENSION: Demand(Relation.GIVER, Right.HANDLE, _WORK),
}
