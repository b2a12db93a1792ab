"""Every action leaves exactly its events in the journal, in the transaction of the act."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import Office
from vanthu.ground.journal.models import Entry
from vanthu.office.handling import actions
from vanthu.office.handling.models import Assignment

Act = Callable[[Office], Callable[[], object]]


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def _present(office: Office) -> Callable[[], object]:
    document, to = make.registered(office), make.post(office, "leader")
    return lambda: actions.present(office.clerk, document_id=document.pk, to_post_id=to)


def _return_presented(office: Office) -> Callable[[], object]:
    document = make.presented(office)
    return lambda: actions.return_presented(office.leader, document_id=document.pk, reason="Thiếu")


def _recall_presented(office: Office) -> Callable[[], object]:
    document = make.presented(office)
    return lambda: actions.recall_presented(office.clerk, document_id=document.pk, reason="Nhầm")


def _direct(office: Office) -> Callable[[], object]:
    document = make.presented(office)
    return lambda: actions.direct(office.leader, document_id=document.pk, lead=make.to_unit(office))


def _direct_urgent(office: Office) -> Callable[[], object]:
    document = make.presented(office, urgency=2)
    return lambda: actions.direct(office.leader, document_id=document.pk, lead=make.to_unit(office))


def _opine(office: Office) -> Callable[[], object]:
    document, to = make.presented(office), make.post(office, "deputy")
    return lambda: actions.direct_only_opinion(
        office.leader, document_id=document.pk, text="Xem", to_post_id=to
    )


def _opine_later(office: Office) -> Callable[[], object]:
    document = make.handling(office)
    return lambda: actions.direct_only_opinion(
        office.leader, document_id=document.pk, text="Khẩn trương"
    )


def _hand_over(office: Office) -> Callable[[], object]:
    document = make.directed(office)
    return lambda: actions.hand_over(office.clerk, document_id=document.pk)


def _hand_over_to_inform(office: Office) -> Callable[[], object]:
    document = make.presented(office)
    actions.direct(office.leader, document_id=document.pk, informs=[make.to_unit(office)])
    return lambda: actions.hand_over(office.clerk, document_id=document.pk)


def _accept(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.accept(office.head, assignment_id=lead.pk)


def _assign(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    actions.accept(office.head, assignment_id=lead.pk)
    return lambda: actions.assign(
        office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist")
    )


def _assign_unaccepted(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.assign(
        office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist")
    )


def _forward(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.forward(
        office.head, assignment_id=lead.pk, to=make.to_office(office), reason="Nhầm"
    )


def _return(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.return_(office.head, assignment_id=lead.pk, reason="Nhầm")


def _recall(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.recall(office.leader, assignment_id=lead.pk, reason="Nhầm")


def _reassign(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    return lambda: actions.reassign(
        office.leader, assignment_id=lead.pk, to=make.to_office(office), reason="Nhầm"
    )


def _extend(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office, lead=make.to_unit(office, due_on=date(2026, 12, 1))))
    return lambda: actions.extend(
        office.leader, assignment_id=lead.pk, due_on=date(2026, 12, 5), reason="Chờ"
    )


def _dated(office: Office) -> Assignment:
    """A specialist leads until 1/12."""
    given = make.to_post(office, "specialist", due_on=date(2026, 12, 1))
    return make.lead_of(make.handling(office, lead=given))


def _asked(office: Office) -> int:
    """The specialist has asked for the 5th instead."""
    number = _dated(office).pk
    actions.ask_extension(
        office.specialist, assignment_id=number, due_on=date(2026, 12, 5), reason="Chờ số liệu"
    )
    return number


def _ask_extension(office: Office) -> Callable[[], object]:
    number = _dated(office).pk
    return lambda: actions.ask_extension(
        office.specialist, assignment_id=number, due_on=date(2026, 12, 5), reason="Chờ số liệu"
    )


def _grant_extension(office: Office) -> Callable[[], object]:
    number = _asked(office)
    return lambda: actions.grant_extension(office.leader, assignment_id=number)


def _refuse_extension(office: Office) -> Callable[[], object]:
    number = _asked(office)
    return lambda: actions.refuse_extension(office.leader, assignment_id=number, reason="Gấp")


def _report(office: Office) -> Callable[[], object]:
    _document, lead = make.at_work(office)
    return lambda: actions.report(
        office.specialist, assignment_id=lead.pk, progress=30, text="Đang làm"
    )


def _finish(office: Office) -> Callable[[], object]:
    _document, lead = make.at_work(office, supports=(make.to_post(office, "colleague"),))
    return lambda: actions.finish(office.specialist, assignment_id=lead.pk, result="Xong")


def _finish_support(office: Office) -> Callable[[], object]:
    document = make.handling(office, supports=(make.to_post(office, "colleague"),))
    support = document.assignments.get(role="support")
    actions.accept(office.colleague, assignment_id=support.pk)
    return lambda: actions.finish(office.colleague, assignment_id=support.pk, result="Xong")


def _finish_with_answer(office: Office) -> Callable[[], object]:
    _document, lead = make.at_work(office)
    answer = make.issued_answer(office)
    make.open_to(answer, office.specialist)
    return lambda: actions.finish(
        office.specialist, assignment_id=lead.pk, answer_document_id=answer.pk
    )


def _finish_document(office: Office) -> Callable[[], object]:
    document = make.registered(office)
    return lambda: actions.finish_document(office.clerk, document_id=document.pk, result="Lưu")


def _mark_known(office: Office) -> Callable[[], object]:
    document = make.handling(office, informs=(make.to_post(office, "chief"),))
    return lambda: actions.mark_known(office.chief, document_id=document.pk)


def _undo(office: Office) -> Callable[[], object]:
    lead = make.lead_of(make.handling(office))
    step = actions.accept(office.head, assignment_id=lead.pk)
    return lambda: actions.undo(office.head, token=step.pk)


def _withdraw(office: Office) -> Callable[[], object]:
    document = make.handling(office)
    return lambda: actions.withdraw(office.clerk, document_id=document.pk, reason="Thu hồi")


TABLE: dict[Act, list[str]] = {
    _present: ["document-presented"],
    _return_presented: ["presentation-returned"],
    _recall_presented: ["presentation-returned"],
    _direct: ["direction-given"],
    _direct_urgent: ["direction-given", "handed-over"],
    _opine: ["opinion-given", "document-presented"],
    _opine_later: ["opinion-given"],
    _hand_over: ["handed-over"],
    _hand_over_to_inform: ["handed-over", "document-finished"],
    _accept: ["assignment-accepted"],
    _assign: ["assigned-in-unit"],
    _assign_unaccepted: ["assignment-accepted", "assigned-in-unit"],
    _forward: ["forwarded"],
    _return: ["assignment-returned"],
    _recall: ["assignment-recalled"],
    _reassign: ["reassigned"],
    _extend: ["deadline-extended"],
    _ask_extension: ["extension-asked"],
    _grant_extension: ["extension-granted"],
    _refuse_extension: ["extension-refused"],
    _report: ["progress-reported"],
    _finish: ["assignment-finished", "document-finished"],
    _finish_support: ["assignment-finished"],
    _finish_with_answer: ["documents-related", "assignment-finished", "document-finished"],
    _finish_document: ["document-finished"],
    _mark_known: ["read-for-information"],
    _undo: ["act-undone"],
    _withdraw: ["handling-withdrawn"],
}


@pytest.mark.parametrize("act", TABLE, ids=lambda act: act.__name__.strip("_"))
def test_exactly_these_events(act: Act, office: Office) -> None:
    run = act(office)
    last = Entry.objects.latest("pk").pk
    run()
    entries = Entry.objects.filter(pk__gt=last).order_by("pk")
    assert [entry.name for entry in entries] == TABLE[act]
    assert {entry.agency_id for entry in entries} == {office.id}


def test_every_action_is_in_the_table() -> None:
    helpers = {"Receiver", "record_step"}
    helpers |= {"set_parameter", "set_deadline_rule", "end_deadline_rule"}
    tried = {"present", "return_presented", "recall_presented", "direct", "direct_only_opinion"}
    tried |= {"hand_over", "accept", "assign", "forward", "return_", "recall", "reassign"}
    tried |= {"extend", "report", "finish", "finish_document", "mark_known", "undo", "withdraw"}
    tried |= {"ask_extension", "grant_extension", "refuse_extension"}
    assert set(actions.__all__) - helpers == tried
