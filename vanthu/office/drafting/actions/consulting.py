"""Asking units and people for comments on a draft before it is submitted."""

from collections.abc import Sequence
from datetime import date

from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import Invalid
from vanthu.kernel.text import nfc
from vanthu.office.documents.actions import grant
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.addressing import check_receivers, names_of
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import NotConsulted
from vanthu.office.drafting.events import CommentsAsked, ConsultationAnswered
from vanthu.office.drafting.models import Consultation
from vanthu.office.drafting.rules import addressee_key, reader_key
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import Receiver, record_step
from vanthu.office.handling.choices import Act, Box


@action
def consult(
    actor: Actor,
    *,
    document_id: int,
    receivers: Sequence[Receiver],
    due_on: date,
    question: str = "",
) -> list[Consultation]:
    """Ask units and people of the agency to comment until `due_on`; the draft opens to them.

    Who has been asked and has not answered is not asked twice: only the deadline moves. Raises
    EmptyDraft, BadReceiver, Invalid for a day that is over.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.CONSULT, draft)
    if due_on < actor.today:
        raise Invalid({"due_on": "Hạn góp ý đã qua. Hãy chọn hôm nay hoặc ngày sau."})
    if not receivers:
        raise Invalid({"receivers": "Hãy chọn ít nhất một đơn vị hoặc một người."})
    refuse_secrets(0, [question])
    check_receivers(draft.document.agency_id, receivers, actor.today)
    names = names_of(receivers, actor.today)
    rows = [
        _ask(actor, draft, each, names[each.unit_id, each.post_id], due_on, question)
        for each in receivers
    ]
    told = ", ".join(row.name for row in rows)
    record_step(actor, document_id, Act.CONSULT, to_name=told[:200], text=nfc(question))
    announce(
        actor,
        CommentsAsked(
            agency_id=draft.document.agency_id,
            object_id=document_id,
            asked=tuple(row.name for row in rows),
            due_on=due_on,
        ),
    )
    return rows


def _ask(
    actor: Actor, draft: Draft, receiver: Receiver, name: str, due_on: date, question: str
) -> Consultation:
    place = {"unit_id": receiver.unit_id, "post_id": receiver.post_id}
    row = Consultation.objects.filter(
        document=draft.document, answered_at=None, closed_at=None, **place
    ).first() or Consultation(document=draft.document, **place)
    row.name, row.due_on, row.question = name[:200], due_on, nfc(question)[:500]
    row.asked_at, row.asked_by_name = actor.now, actor.name
    row.save()
    key = reader_key(receiver.unit_id, receiver.post_id)
    grant(actor, draft.document.pk, key, GrantCause.CONSULTED, row.pk)
    boxes.put(
        actor,
        holder=addressee_key(receiver.unit_id, receiver.post_id),
        box=Box.TO_COMMENT,
        document=draft.document,
        due_on=due_on,
        from_name=actor.name,
        remark=row.question,
    )
    return row


@action
def answer_consultation(actor: Actor, *, document_id: int, answer: str = "") -> None:
    """Say that one has commented (in the margin or here), or agrees, for every place asked.

    Raises NotConsulted for whoever was not asked or has answered.
    """
    draft = open_draft(actor, document_id)
    mine = permissions.asked_of(actor, draft)
    if not mine:
        raise NotConsulted
    said = nfc(answer).strip()[:2000]
    refuse_secrets(0, [said])
    for row in mine:
        row.answered_at, row.answered_by_name, row.answer = actor.now, actor.name, said
        row.save(update_fields=["answered_at", "answered_by_name", "answer"])
        holder = addressee_key(row.unit_id, row.post_id)
        boxes.take(document_id, box=Box.TO_COMMENT, holder=holder)
    record_step(actor, document_id, Act.ANSWER_CONSULTATION, text=said)
    announce(
        actor,
        ConsultationAnswered(
            agency_id=draft.document.agency_id,
            object_id=document_id,
            answered=tuple(row.name for row in mine),
        ),
    )


def close_consultations(actor: Actor, draft: Draft) -> None:
    """The draft goes on its way: whoever has not answered is not waited for any more."""
    rows = Consultation.objects.filter(document=draft.document, answered_at=None, closed_at=None)
    rows.update(closed_at=actor.now)
