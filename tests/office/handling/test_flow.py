"""The way of a document from arrival to answer, by the real actions (Q-047 to Q-051)."""

from datetime import date, datetime, timedelta

import pytest

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.org.choices import DayKind
from vanthu.ground.org.models import CalendarDay
from vanthu.office.documents.actions import mark_issued, refuse_incoming, relate
from vanthu.office.documents.choices import Channel, DocumentState, RelationKind
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Grant
from vanthu.office.handling import actions
from vanthu.office.handling.choices import AssignmentState, Box
from vanthu.office.handling.errors import (
    AlreadyGiven,
    BadAnswer,
    BadDeadline,
    BadReceiver,
    LeadStillOpen,
    NoLead,
    NotRegistered,
    ReasonMissing,
    SecondLead,
)
from vanthu.office.handling.models import (
    Assignment,
    BoxItem,
    DeadlineRule,
    Direction,
    Movement,
    Parameter,
)


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def lies(document_id: int) -> set[tuple[int, str]]:
    """Every box the document lies in."""
    return set(BoxItem.objects.filter(document=document_id).values_list("holder", "box"))


def registry(office: Office) -> int:
    return keys.registry(office.id)


def of(office: Office, who: str) -> int:
    return keys.post(make.post(office, who))


def test_a_document_moves_from_box_to_box(office: Office) -> None:
    document = make.received(office)
    assert lies(document.pk) == {(registry(office), "to-register")}
    document = make.registered(office)
    assert lies(document.pk) == {(registry(office), "to-present")}
    document = make.presented(office)
    assert lies(document.pk) == {(of(office, "leader"), "to-direct")}
    document = make.directed(office)
    assert lies(document.pk) == {(registry(office), "to-hand-over")}
    document = make.handling(office)
    heads = keys.unit_heads(office.department.pk)
    assert lies(document.pk) == {(heads, "to-assign")}
    actions.accept(office.head, assignment_id=make.lead_of(document).pk)
    assert lies(document.pk) == {(heads, "to-handle")}
    actions.assign(
        office.head,
        assignment_id=make.lead_of(document).pk,
        lead=make.to_post(office, "specialist"),
        supports=[make.to_post(office, "colleague")],
    )
    assert lies(document.pk) == {
        (of(office, "specialist"), "to-handle"),
        (of(office, "colleague"), "to-support"),
    }


def test_what_comes_by_the_axis_has_a_box_of_its_own(office: Office) -> None:
    document = make.received(office, channel=Channel.AXIS)
    assert lies(document.pk) == {(registry(office), "to-receive")}
    refuse_incoming(office.clerk, document_id=document.pk, reason="Gửi nhầm nơi nhận")
    assert lies(document.pk) == set()


def test_not_registered_is_not_handled(office: Office) -> None:
    document = make.received(office)
    leader = make.post(office, "leader")
    with pytest.raises(NotRegistered, match="khoản 1 Điều 22"):
        actions.present(office.clerk, document_id=document.pk, to_post_id=leader)
    Grant.objects.create(
        document=document, direction=document.direction, key=keys.leaders(office.id),
        cause="leadership", since=NOW,
    )  # fmt: skip
    with pytest.raises(NotRegistered):
        actions.direct(office.leader, document_id=document.pk, lead=make.to_unit(office))
    with pytest.raises(NotRegistered):
        actions.hand_over(office.clerk, document_id=document.pk)


def test_a_leads_b_supports_c_knows(office: Office) -> None:
    """Q-050: B finishes, the item stays open; A issues the answer, all is closed."""
    document = make.handling(
        office,
        lead=make.to_post(office, "specialist"),
        supports=(make.to_post(office, "colleague", due_on=date(2026, 11, 27)),),
        informs=(make.to_post(office, "chief"),),
    )
    lead = make.lead_of(document)
    support = Assignment.objects.get(document=document, role="support")
    assert support.due_on == date(2026, 11, 27)
    actions.accept(office.specialist, assignment_id=lead.pk)
    actions.accept(office.colleague, assignment_id=support.pk)
    actions.finish(office.colleague, assignment_id=support.pk, result="Đã cung cấp số liệu")
    assert make.fresh(document).state == DocumentState.HANDLING
    assert lies(document.pk) == {
        (of(office, "specialist"), "to-handle"),
        (of(office, "chief"), "to-know"),
    }
    answer = make.issued_answer(office)
    for person in (office.clerk, office.specialist):
        make.open_to(answer, person)
    relate(office.specialist, source_id=answer.pk, target_id=document.pk, kind=RelationKind.ANSWERS)
    mark_issued(office.clerk, document_id=answer.pk)
    assert make.fresh(document).state == DocumentState.FINISHED
    assert document.finished_at == NOW
    assert make.fresh(lead).state == AssignmentState.DONE
    assert lead.answer_id == answer.pk
    assert lies(document.pk) == {(of(office, "chief"), "to-know")}
    actions.mark_known(office.chief, document_id=document.pk)
    assert lies(document.pk) == set()


def test_a_lead_that_finishes_closes_open_supports(office: Office) -> None:
    document, lead = make.at_work(office, supports=(make.to_post(office, "colleague"),))
    actions.finish(office.specialist, assignment_id=lead.pk, result="Đã tham mưu")
    support = Assignment.objects.get(document=document, role="support")
    assert support.state == AssignmentState.CLOSED
    assert lies(document.pk) == set()


def test_finishing_with_an_answer_ties_it(office: Office) -> None:
    document, lead = make.at_work(office)
    answer = make.issued_answer(office)
    make.open_to(answer, office.specialist)
    actions.finish(office.specialist, assignment_id=lead.pk, answer_document_id=answer.pk)
    assert document.relations_in.get().source_id == answer.pk
    other, lead = make.at_work(office)
    with pytest.raises(BadAnswer):
        actions.finish(office.specialist, assignment_id=lead.pk, answer_document_id=other.pk)
    with pytest.raises(ReasonMissing):
        actions.finish(office.specialist, assignment_id=lead.pk)


def test_exactly_one_lead(office: Office) -> None:
    document = make.presented(office)
    with pytest.raises(NoLead):
        actions.direct(
            office.leader, document_id=document.pk, supports=[make.to_post(office, "head")]
        )
    with pytest.raises(NoLead):
        actions.direct(office.leader, document_id=document.pk, text="Xem")
    document = make.handling(office)
    with pytest.raises(SecondLead):
        actions.direct(
            office.leader, document_id=document.pk, lead=make.to_post(office, "specialist")
        )
    with pytest.raises(AlreadyGiven):
        actions.direct(office.leader, document_id=document.pk, supports=[make.to_unit(office)])


def test_one_lead_on_each_level(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    with pytest.raises(NoLead):
        actions.assign(
            office.head, assignment_id=lead.pk, supports=[make.to_post(office, "specialist")]
        )
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    with pytest.raises(SecondLead):
        actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "colleague"))
    actions.assign(office.head, assignment_id=lead.pk, supports=[make.to_post(office, "colleague")])
    assert Assignment.objects.filter(parent=lead).count() == 2


def test_within_a_unit_work_stays_within_the_unit(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    with pytest.raises(BadReceiver, match="không thuộc đơn vị"):
        actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "chief"))
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    child = make.lead_of(document, lead)
    with pytest.raises(BadReceiver):
        actions.forward(
            office.specialist, assignment_id=child.pk, to=make.to_office(office), reason="Nhầm"
        )


def test_a_deadline_below_lies_within_the_one_above(office: Office) -> None:
    document = make.handling(office, lead=make.to_unit(office, due_on=date(2026, 11, 30)))
    lead = make.lead_of(document)
    with pytest.raises(BadDeadline):
        actions.assign(
            office.head,
            assignment_id=lead.pk,
            lead=make.to_post(office, "specialist", due_on=date(2026, 12, 1)),
        )
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    assert make.lead_of(document, lead).due_on == date(2026, 11, 30)


def test_the_default_deadline_is_the_agencys_in_working_days(office: Office) -> None:
    DeadlineRule.objects.create(
        agency_id=office.id, working_days=5, source="Quy chế", valid_from=date(2026, 1, 1)
    )
    CalendarDay.objects.create(
        day=date(2026, 11, 25), kind=DayKind.HOLIDAY, name="Nghỉ", source="Thông báo"
    )
    document = make.directed(office)
    assert make.lead_of(document).due_on == date(2026, 12, 1)
    urgent = make.directed(office, urgency=3)
    assert make.lead_of(urgent).due_on == NOW.date()
    own = make.directed(office, due_on=date(2026, 12, 24))
    assert make.lead_of(own).due_on == date(2026, 12, 24)


def test_registering_is_due_the_next_working_day(office: Office) -> None:
    """Q-049: Friday 16:00 is due on Monday; a holiday shifts it."""
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    document = make.received(office, at=friday)
    assert BoxItem.objects.get(document=document).due_on == date(2026, 11, 23)
    CalendarDay.objects.create(
        day=date(2026, 11, 23), kind=DayKind.HOLIDAY, name="Nghỉ", source="Thông báo"
    )
    document = make.registered(office, at=friday)
    item = BoxItem.objects.get(document=document)
    assert (item.box, item.due_on) == (Box.TO_PRESENT, date(2026, 11, 24))


def test_a_new_direction_replaces_what_was_planned(office: Office) -> None:
    document = make.directed(office)
    actions.direct(
        office.deputy,
        document_id=document.pk,
        text="Giao Văn phòng",
        lead=make.to_office(office),
    )
    leads = Assignment.objects.filter(document=document).order_by("pk")
    assert [a.state for a in leads] == ["recalled", "planned"]
    assert [d.version for d in Direction.objects.filter(document=document)] == [1, 2]


def test_a_later_direction_adds_and_goes_out(office: Office) -> None:
    document = make.handling(office)
    actions.direct(office.leader, document_id=document.pk, supports=[make.to_post(office, "chief")])
    assert (registry(office), "to-hand-over") in lies(document.pk)
    actions.hand_over(office.clerk, document_id=document.pk)
    assert (registry(office), "to-hand-over") not in lies(document.pk)
    assert (of(office, "chief"), "to-support") in lies(document.pk)


def test_urgent_goes_out_at_once_and_the_agency_may_want_it_always(office: Office) -> None:
    urgent = make.presented(office, urgency=1)
    actions.direct(office.leader, document_id=urgent.pk, lead=make.to_unit(office))
    assert make.fresh(urgent).state == DocumentState.HANDLING
    Parameter.objects.create(
        agency_id=office.id, name="hand_over_at_once", value=1, source="Quy chế",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    calm = make.presented(office)
    actions.direct(office.leader, document_id=calm.pk, lead=make.to_unit(office))
    assert make.fresh(calm).state == DocumentState.HANDLING


def test_handing_over_fills_the_leaf_fields(office: Office) -> None:
    """Annex VI, Part II: to which unit or person (16) and the deadline (18)."""
    document = make.handling(
        office,
        lead=make.to_unit(office, due_on=date(2026, 12, 1)),
        informs=(make.to_office(office),),
    )
    assert document.to_places == "Phòng Kinh tế, Văn phòng"
    assert document.due_on == date(2026, 12, 1)


def test_only_for_information_ends_with_handing_over(office: Office) -> None:
    document = make.presented(office)
    actions.direct(
        office.leader,
        document_id=document.pk,
        informs=[make.to_unit(office), make.to_post(office, "chief")],
    )
    actions.hand_over(office.clerk, document_id=document.pk)
    assert make.fresh(document).state == DocumentState.FINISHED
    heads = keys.unit_heads(office.department.pk)
    assert lies(document.pk) == {(heads, "to-know"), (of(office, "chief"), "to-know")}
    key = keys.unit(office.department.pk)
    assert Grant.objects.filter(document=document, key=key, cause="informed").exists()


def test_a_leader_may_send_back_and_the_clerk_may_take_back(office: Office) -> None:
    document = make.presented(office)
    actions.return_presented(office.leader, document_id=document.pk, reason="Thiếu phụ lục")
    item = BoxItem.objects.get(document=document)
    assert (item.holder, item.box, item.remark) == (registry(office), "returned", "Thiếu phụ lục")
    actions.present(office.clerk, document_id=document.pk, to_post_id=make.post(office, "deputy"))
    assert lies(document.pk) == {(of(office, "deputy"), "to-direct")}
    actions.recall_presented(office.clerk, document_id=document.pk, reason="Trình nhầm")
    assert lies(document.pk) == {(registry(office), "to-present")}
    assert not Grant.objects.filter(document=document, cause="presented").exists()


def test_an_opinion_passes_the_document_on(office: Office) -> None:
    document = make.presented(office)
    with pytest.raises(BadReceiver):
        actions.direct_only_opinion(office.leader, document_id=document.pk, text="Đồng ý")
    actions.direct_only_opinion(
        office.leader,
        document_id=document.pk,
        text="Giao đồng chí Phó Chủ tịch chỉ đạo",
        to_post_id=make.post(office, "deputy"),
    )
    assert lies(document.pk) == {(of(office, "deputy"), "to-direct")}
    assert Direction.objects.get(document=document).text.startswith("Giao đồng chí")
    with pytest.raises(BadReceiver, match="không có quyền cho ý kiến"):
        actions.present(
            office.deputy, document_id=document.pk, to_post_id=make.post(office, "specialist")
        )


def test_a_document_nobody_leads_can_be_filed(office: Office) -> None:
    document = make.registered(office)
    actions.finish_document(office.clerk, document_id=document.pk, result="Lưu")
    assert make.fresh(document).state == DocumentState.FINISHED
    led = make.handling(office)
    with pytest.raises(LeadStillOpen):
        actions.finish_document(office.leader, document_id=led.pk, result="Lưu")


def test_what_is_returned_goes_to_who_gave_it(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    child = make.lead_of(document, lead)
    actions.return_(office.specialist, assignment_id=child.pk, reason="Không đúng lĩnh vực")
    item = BoxItem.objects.get(document=document)
    assert (item.holder, item.box) == (of(office, "head"), "returned")
    assert item.remark == "Không đúng lĩnh vực"
    with pytest.raises(DocumentNotFound):
        actions.accept(office.specialist, assignment_id=child.pk)
    actions.reassign(
        office.head, assignment_id=child.pk, to=make.to_post(office, "colleague"), reason="Giao lại"
    )
    assert lies(document.pk) == {(of(office, "colleague"), "to-handle")}
    actions.return_(office.head, assignment_id=make.fresh(lead).pk, reason="Không thuộc chức năng")
    assert lies(document.pk) == {(of(office, "leader"), "returned")}
    actions.recall(office.leader, assignment_id=lead.pk, reason="Đồng ý nhận lại")
    assert lies(document.pk) == {(of(office, "leader"), "to-direct")}
    actions.finish_document(office.leader, document_id=document.pk, result="Lưu")
    assert lies(document.pk) == set()


def test_forwarding_keeps_role_deadline_and_trace(office: Office) -> None:
    document = make.handling(
        office, lead=make.to_unit(office, due_on=date(2026, 12, 1), instruction="Tham mưu")
    )
    lead = make.lead_of(document)
    actions.forward(
        office.head, assignment_id=lead.pk, to=make.to_office(office), reason="Thuộc Văn phòng"
    )
    new = make.lead_of(document)
    assert (new.due_on, new.instruction, new.unit_id) == (
        date(2026, 12, 1),
        "Tham mưu",
        office.headquarters.pk,
    )
    assert make.fresh(lead).state == AssignmentState.FORWARDED
    assert lies(document.pk) == {(keys.unit_heads(office.headquarters.pk), "to-assign")}
    assert Grant.objects.filter(document=document, cause_id=lead.pk).exists()


def test_recall_takes_back_everything_below(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    actions.recall(office.leader, assignment_id=lead.pk, reason="Giao nhầm")
    states = set(Assignment.objects.filter(document=document).values_list("state", flat=True))
    assert states == {AssignmentState.RECALLED}
    assert lies(document.pk) == {(of(office, "leader"), "to-direct")}
    assert not Grant.objects.filter(document=document, cause="assigned").exists()
    actions.direct(office.leader, document_id=document.pk, lead=make.to_office(office))
    assert lies(document.pk) == {(registry(office), "to-hand-over")}


def test_extending_moves_the_deadline_in_the_box(office: Office) -> None:
    document = make.handling(
        office, lead=make.to_post(office, "specialist", due_on=date(2026, 11, 30))
    )
    lead = make.lead_of(document)
    actions.extend(
        office.leader, assignment_id=lead.pk, due_on=date(2026, 12, 10), reason="Chờ số liệu"
    )
    assert BoxItem.objects.get(document=document).due_on == date(2026, 12, 10)
    assert make.fresh(document).due_on == date(2026, 12, 10)
    lead = make.fresh(lead)
    assert (lead.original_due_on, lead.extensions) == (date(2026, 11, 30), 1)
    with pytest.raises(BadDeadline):
        actions.extend(
            office.leader, assignment_id=lead.pk, due_on=date(2027, 2, 1), reason="Chờ số liệu"
        )


def test_progress_of_the_lead_is_progress_of_its_level(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    child = make.lead_of(document, lead)
    actions.accept(office.specialist, assignment_id=child.pk)
    actions.report(office.specialist, assignment_id=child.pk, progress=60, text="Đã có dự thảo")
    assert make.fresh(lead).progress == 60
    assert Movement.objects.latest("pk").text == "60 % – Đã có dự thảo"


def test_the_sender_takes_it_back(office: Office) -> None:
    document, _lead = make.at_work(office, informs=(make.to_post(office, "chief"),))
    actions.withdraw(office.clerk, document_id=document.pk, reason="Nơi gửi thu hồi")
    assert make.fresh(document).state == DocumentState.RECALLED
    assert lies(document.pk) == set()


def test_what_stays_keeps_its_time_of_arrival(office: Office) -> None:
    document = make.handling(office, lead=make.to_post(office, "specialist"))
    since = BoxItem.objects.get(document=document).since
    later = office.specialist.at(NOW + timedelta(hours=3))
    actions.accept(later, assignment_id=make.lead_of(document).pk)
    assert BoxItem.objects.get(document=document).since == since
