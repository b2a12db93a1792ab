"""Ask an agency to explain an indicator, answer, and take note."""

from datetime import date, timedelta

from vanthu.cadres.targets import notices, permissions
from vanthu.cadres.targets.choices import Cause, ExplanationState
from vanthu.cadres.targets.errors import BadExplanation
from vanthu.cadres.targets.events import (
    ExplanationAnswered,
    ExplanationAsked,
    ExplanationClosed,
)
from vanthu.cadres.targets.models import Explanation
from vanthu.cadres.targets.queries.finding import explanation, indicator
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import mark_read_about, notify_all
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.text import clean, one_line
from vanthu.office.documents.rules import refuse_secrets


@action
def ask_explanation(
    actor: Actor,
    *,
    indicator_id: int,
    agency_id: int,
    question: str,
    due_on: date | None = None,
) -> Explanation:
    """Ask the agency, and tell whoever answers for it; `due_on` None: as many days as the rules of
    today give.

    Raises NoIndicator, NoDuty, BadExplanation.
    """
    row = indicator(indicator_id)
    permissions.check_ask(actor, agency_id)
    text = one_line(question)
    if not text:
        raise BadExplanation({"question": "Hãy nhập nội dung cần giải trình."})
    refuse_secrets(0, [text])
    days = pack_on(Subject.TARGETS, actor.today).whole("explain_days")
    due = due_on or actor.today + timedelta(days=days)
    if due < actor.today:
        raise BadExplanation({"due_on": "Hạn trả lời không được trước ngày hôm nay."})
    made = Explanation.objects.create(
        indicator=row,
        agency_id=agency_id,
        question=text,
        asked_by=actor.person_id,
        asked_name=actor.name,
        asked_at=actor.now,
        due_on=due,
    )
    announce(
        actor,
        ExplanationAsked(agency_id=agency_id, object_id=made.pk, indicator=row.pk, due_on=due),
    )
    notify_all(actor, notices.of_request(actor, made))
    return made


@action
def answer_explanation(
    actor: Actor, *, explanation_id: int, cause: Cause, answer: str
) -> Explanation:
    """Answer for the agency; raises NotFound, NoDuty, OwnRequest, Conflict, BadExplanation."""
    row = explanation(explanation_id, lock=True)
    permissions.check_answer(actor, row)
    text = clean(answer).strip()
    if not text:
        raise BadExplanation({"answer": "Hãy nhập nội dung giải trình."})
    refuse_secrets(0, [text])
    row.state, row.cause, row.answer = ExplanationState.ANSWERED, cause, text
    row.answered_by, row.answered_name = actor.person_id, actor.name
    row.answered_at = actor.now
    row.save()
    mark_read_about(actor, object_type=notices.OBJECT, object_id=row.pk)
    announce(
        actor,
        ExplanationAnswered(agency_id=row.agency_id, object_id=row.pk, cause=cause.value),
    )
    return row


@action
def close_explanation(actor: Actor, *, explanation_id: int) -> Explanation:
    """Take note of the answer; raises NotFound, NoDuty, Conflict."""
    row = explanation(explanation_id, lock=True)
    permissions.check_close(actor, row)
    row.state, row.closed_at = ExplanationState.CLOSED, actor.now
    row.save(update_fields=["state", "closed_at"])
    announce(actor, ExplanationClosed(agency_id=row.agency_id, object_id=row.pk))
    return row
