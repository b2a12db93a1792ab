"""What receivers do with what they were given: accept, report, finish, read."""

from collections.abc import Iterable
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.actions import tie
from vanthu.office.documents.choices import Direction, DocumentState, RelationKind
from vanthu.office.documents.models import Document
from vanthu.office.handling.actions.steps import (
    close,
    end_document,
    require_reason,
    transition,
)
from vanthu.office.handling.case import Case, case_of, open_case
from vanthu.office.handling.choices import Act, AssignmentRole, Verb
from vanthu.office.handling.errors import BadAnswer
from vanthu.office.handling.events import (
    AssignmentAccepted,
    AssignmentFinished,
    ProgressReported,
    ReadForInformation,
)
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Assignment, Movement
from vanthu.office.handling.permissions import check, to_read
from vanthu.office.handling.rules import closing

_WHOLE = 100


@action
def accept(actor: Actor, *, assignment_id: int) -> Movement:
    """Take the work on (can be undone)."""
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.ACCEPT, case, assignment)
    before = _before(case, [assignment])
    take_on(actor, case, assignment)
    case.settle(actor)
    return record(actor, case.document.pk, Act.ACCEPT, assignment_id=assignment_id, before=before)


def take_on(actor: Actor, case: Case, assignment: Assignment) -> None:
    """Accept as part of a verb."""
    transition(assignment, Verb.ACCEPT.value, accepted_at=actor.now)
    announce(
        actor,
        AssignmentAccepted(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment.pk,
        ),
    )


@action
def report(actor: Actor, *, assignment_id: int, progress: int, text: str) -> Movement:
    """Say how far the work is, 0 to 99 per cent; a lead's progress is also that of its level.

    100 per cent is `finish`. Raises Invalid for another number or an empty text.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.REPORT, case, assignment)
    if not 0 <= progress < _WHOLE:
        raise Invalid({"progress": "Tiến độ từ 0 đến 99 %. Xong việc thì chọn “báo hoàn thành”."})
    words = require_reason(text, "text", "Hãy ghi nội dung đã làm được.")
    for row in [assignment, *_led_from(case, assignment)]:
        transition(row, Verb.REPORT.value, progress=progress)
    announce(
        actor,
        ProgressReported(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            progress=progress,
        ),
    )
    text = f"{progress} % – {words}"
    return record(actor, case.document.pk, Act.REPORT, assignment_id=assignment_id, text=text)


@action
def finish(
    actor: Actor,
    *,
    assignment_id: int,
    result: str = "",
    answer_document_id: int | None = None,
) -> Movement:
    """Finish the work, with its result or the document that answers (can be undone).

    The lead's finish finishes its level and, at the top, the whole; a support's leaves it open
    (Q-050). Raises ReasonMissing, BadAnswer.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.FINISH, case, assignment)
    if answer_document_id is None:
        require_reason(result, "result", "Hãy ghi kết quả giải quyết hoặc chọn văn bản trả lời.")
    else:
        _tie_answer(actor, case, answer_document_id)
    return conclude(actor, case, assignment, result.strip(), answer_document_id)


def conclude(
    actor: Actor, case: Case, assignment: Assignment, result: str, answer_id: int | None
) -> Movement:
    """Finish an accepted assignment and all that ends with it."""
    ends = closing(case.assignments, assignment)
    finished = [assignment, *(case.find(pk) for pk in ends.above)]
    before = _before(case, finished)
    fields = {"ended_at": actor.now, "result": result, "answer_id": answer_id}
    for row in finished:
        transition(row, Verb.FINISH.value, **fields)
    before["assignments"] += close(actor, case, ends.closed)
    announce(
        actor,
        AssignmentFinished(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment.pk,
            answer_document_id=answer_id,
            above=ends.above,
            closed=ends.closed,
        ),
    )
    if ends.whole:
        end_document(actor, case, answer_id)
    case.settle(actor)
    return record(
        actor,
        case.document.pk,
        Act.FINISH,
        assignment_id=assignment.pk,
        text=result,
        before=before,
    )


@action
def mark_known(actor: Actor, *, document_id: int) -> Movement:
    """Say that what came for information has been read (can be undone)."""
    case = open_case(actor, document_id)
    unread = to_read(actor, case)
    check(actor, Verb.MARK_KNOWN, case, unread[0] if unread else None)
    before = _before(case, unread)
    for assignment in unread:
        transition(assignment, Verb.MARK_KNOWN.value, ended_at=actor.now)
        announce(
            actor,
            ReadForInformation(
                agency_id=case.document.agency_id,
                object_id=document_id,
                assignment_id=assignment.pk,
            ),
        )
    case.settle(actor)
    return record(actor, document_id, Act.MARK_KNOWN, before=before)


def _before(case: Case, assignments: Iterable[Assignment]) -> dict[str, Any]:
    return {
        "document": case.document.state,
        "assignments": [[a.pk, a.state] for a in assignments],
    }


def _led_from(case: Case, assignment: Assignment) -> list[Assignment]:
    """What this assignment leads: the ones above it, as far as it is their lead."""
    found: list[Assignment] = []
    while assignment.role == AssignmentRole.LEAD and assignment.parent_id is not None:
        assignment = case.find(assignment.parent_id)
        found.append(assignment)
    return found


def _tie_answer(actor: Actor, case: Case, answer_id: int) -> None:
    answer = Document.objects.filter(pk=answer_id, agency=case.document.agency_id).first()
    numbered = {DocumentState.NUMBERED, DocumentState.ISSUED}
    if answer is None or answer.direction == Direction.INCOMING or answer.state not in numbered:
        raise BadAnswer
    tie(actor, source_id=answer_id, target_id=case.document.pk, kind=RelationKind.ANSWERS)
