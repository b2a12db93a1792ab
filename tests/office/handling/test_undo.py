"""Undo: the boxes, states and grants come back; too late, or another's act, is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.models import Document, Grant
from vanthu.office.handling import actions
from vanthu.office.handling.errors import CannotUndo
from vanthu.office.handling.models import Assignment, BoxItem, Movement


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def snapshot(document: Document) -> tuple[object, ...]:
    """All that undo must bring back."""
    row = Document.objects.get(pk=document.pk)
    columns = ("pk", "state", "accepted_at", "ended_at", "result", "answer_id", "progress")
    assignments = Assignment.objects.filter(document=document).order_by("pk")
    return (
        row.state,
        row.finished_at,
        row.to_places,
        row.due_on,
        list(assignments.values_list(*columns)),
        set(BoxItem.objects.filter(document=document).values_list("holder", "box")),
        set(Grant.objects.filter(document=document).values_list("key", "cause", "cause_id")),
    )


def _hand_over(office: Office) -> tuple[Document, Callable[[], Movement], Actor]:
    document = make.directed(office, informs=(make.to_post(office, "chief"),))
    return document, lambda: actions.hand_over(office.clerk, document_id=document.pk), office.clerk


def _hand_over_inform(office: Office) -> tuple[Document, Callable[[], Movement], Actor]:
    document = make.presented(office)
    actions.direct(office.leader, document_id=document.pk, informs=[make.to_unit(office)])
    return document, lambda: actions.hand_over(office.clerk, document_id=document.pk), office.clerk


def _accept(office: Office) -> tuple[Document, Callable[[], Movement], Actor]:
    document = make.handling(office)
    lead = make.lead_of(document)
    return document, lambda: actions.accept(office.head, assignment_id=lead.pk), office.head


def _finish(office: Office) -> tuple[Document, Callable[[], Movement], Actor]:
    document = make.handling(office, supports=(make.to_post(office, "chief"),))
    lead = make.lead_of(document)
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    child = make.lead_of(document, lead)
    actions.accept(office.specialist, assignment_id=child.pk)
    actions.report(office.specialist, assignment_id=child.pk, progress=80, text="Gần xong")
    return (
        document,
        lambda: actions.finish(office.specialist, assignment_id=child.pk, result="Xong"),
        office.specialist,
    )


def _mark_known(office: Office) -> tuple[Document, Callable[[], Movement], Actor]:
    document = make.handling(office, informs=(make.to_post(office, "chief"),))
    return document, lambda: actions.mark_known(office.chief, document_id=document.pk), office.chief


@pytest.mark.parametrize(
    "act", [_hand_over, _hand_over_inform, _accept, _finish, _mark_known], ids=lambda a: a.__name__
)
def test_undo_brings_everything_back(
    act: Callable[[Office], tuple[Document, Callable[[], Movement], Actor]],
    office: Office,
) -> None:
    document, run, actor = act(office)
    before = snapshot(document)
    step = run()
    assert snapshot(document) != before
    actions.undo(actor.at(NOW + timedelta(minutes=9)), token=step.pk)
    assert snapshot(document) == before
    step.refresh_from_db()
    assert step.undone_at is not None
    with pytest.raises(CannotUndo):
        actions.undo(actor, token=step.pk)


def test_undo_is_refused_later_to_others_and_after_another_act(office: Office) -> None:
    document, run, _clerk = _hand_over(office)
    step = run()
    for actor in (office.chief, office.clerk.at(NOW + timedelta(minutes=11))):
        with pytest.raises(CannotUndo, match="trong 10 phút"):
            actions.undo(actor, token=step.pk)
    actions.accept(office.head, assignment_id=make.lead_of(document).pk)
    with pytest.raises(CannotUndo):
        actions.undo(office.clerk, token=step.pk)


def test_what_cannot_be_undone_says_so(office: Office) -> None:
    document = make.handling(office)
    step = actions.return_(
        office.head, assignment_id=make.lead_of(document).pk, reason="Không thuộc chức năng"
    )
    make.open_to(document, office.head)
    with pytest.raises(CannotUndo):
        actions.undo(office.head, token=step.pk)
    with pytest.raises(CannotUndo):
        actions.undo(office.head, token=10**9)
