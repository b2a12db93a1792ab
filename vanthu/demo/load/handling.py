"""How a registered paper is presented, directed, handed over, worked on and finished."""

from datetime import date

from vanthu.demo.bulk import Table
from vanthu.demo.bulk.moments import vietnam_day
from vanthu.demo.load.arrival import Arrival, Given
from vanthu.demo.load.desks import Room, Seat
from vanthu.demo.load.schedule import issued_at
from vanthu.demo.papers.days import working_day_after
from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.office.documents.choices import DocumentState
from vanthu.office.handling.choices import Act, AssignmentRole, AssignmentState
from vanthu.office.handling.models import Direction

_DIRECTION = Table(
    Direction, "id", "document", "version", "text", "post", "author_name", "given_at"
)
_LEAD_TEXTS = (
    "{unit} chủ trì tham mưu, báo cáo kết quả đúng thời hạn.",
    "Giao {unit} chủ trì, phối hợp các đơn vị liên quan thực hiện.",
    "{unit} nghiên cứu, đề xuất hướng xử lý.",
    "{unit} triển khai thực hiện theo quy định.",
    "{unit} rà soát, tổng hợp số liệu, dự thảo văn bản trả lời.",
)
_INFORM_TEXTS = ("Chuyển {unit} biết, theo dõi.", "{unit} nghiên cứu để thực hiện.")
_RESULTS = (
    "Đã thực hiện xong theo nội dung chỉ đạo.",
    "Đã tổng hợp, báo cáo lãnh đạo; lưu hồ sơ công việc.",
    "Đã phối hợp xử lý, không phát sinh vướng mắc.",
    "Đã phổ biến đến công chức để thực hiện.",
)


def handle(arrival: Arrival) -> None:
    """Take a registered paper as far as its state says."""
    if arrival.state == DocumentState.REGISTERED:
        return
    _present(arrival)
    if arrival.state == DocumentState.PRESENTED:
        return
    _direct(arrival)
    if arrival.state == DocumentState.DIRECTED:
        return
    _hand_over(arrival)
    lead = arrival.lead
    if lead is None:
        _end(arrival, None)
        return
    if arrival.state == DocumentState.HANDLING and arrival.draws.chance(0.3):
        return
    worker = _take_on(arrival, lead)
    if arrival.state == DocumentState.HANDLING:
        worker.progress = lead.progress = arrival.draws.below(10) * 10
        return
    _finish(arrival, lead, worker)


def _present(arrival: Arrival) -> None:
    leaders = arrival.desk.leaders
    number = arrival.draws.below(len(leaders))
    leader = leaders[0 if arrival.draws.chance(0.35) else number]
    arrival.leader = leader
    arrival.clock.step(10 + arrival.draws.below(90))
    key = keys.post(leader.post_id or 0)
    # The grant goes with the direction; it stands only while the paper lies before the leader.
    if arrival.state == DocumentState.PRESENTED:
        arrival.opened.to(key, GrantCause.PRESENTED, arrival.clock.moment)
    clerk = arrival.desk.clerk
    arrival.tell(clerk, "document-presented", to_post_id=leader.post_id)
    arrival.step(Act.PRESENT, clerk, to_key=key, to_name=leader.label)
    arrival.steps += 1


def _direct(arrival: Arrival) -> None:
    draws, leader = arrival.draws, arrival.leader
    assert leader is not None, "a paper is directed by the leader it was presented to"
    arrival.clock.step(20 + draws.below(300))
    room = arrival.desk.room(arrival.head.field, draws.next())
    only_informed = arrival.state == DocumentState.FINISHED and _needs_nothing(arrival)
    texts = _INFORM_TEXTS if only_informed else _LEAD_TEXTS
    text = draws.pick(texts).format(unit=room.name)
    direction = arrival.context.next_id("direction")
    arrival.context.table(_DIRECTION).append(
        (
            *(direction, arrival.document_id, 1, text, leader.post_id, leader.name),
            arrival.context.stamp(arrival.clock.moment),
        )
    )
    _give(arrival, room, AssignmentRole.INFORM if only_informed else AssignmentRole.LEAD)
    if not only_informed:
        _give_others(arrival, room)
    for given in arrival.given:
        given.direction_id = direction
    made = [given.id for given in arrival.given]
    arrival.tell(leader, "direction-given", version=1, assignment_ids=made)
    names = ", ".join(given.name for given in arrival.given)
    arrival.step(Act.DIRECT, leader, to_name=names, text=text)
    arrival.steps += 1


def _needs_nothing(arrival: Arrival) -> bool:
    return arrival.answer is None and arrival.head.due_on is None and arrival.draws.chance(0.45)


def _give(arrival: Arrival, room: Room, role: AssignmentRole) -> None:
    leader = arrival.leader
    assert leader is not None, "only a leader gives work at this step"
    inform = role == AssignmentRole.INFORM
    arrival.given.append(
        Given(
            id=arrival.context.next_id("assignment"),
            role=role,
            state=AssignmentState.PLANNED,
            unit_id=room.unit_id,
            post_id=None,
            giver=leader,
            given_at=arrival.clock.moment,
            name=room.name,
            room=room,
            due_on=None if inform else _due(arrival),
        )
    )


def _give_others(arrival: Arrival, lead: Room) -> None:
    rooms, draws = arrival.desk.rooms, arrival.draws
    others = [room for room in rooms if room.unit_id != lead.unit_id]
    if others and draws.chance(0.35):
        _give(arrival, others.pop(draws.below(len(others))), AssignmentRole.SUPPORT)
    if others and draws.chance(0.3):
        _give(arrival, others.pop(draws.below(len(others))), AssignmentRole.INFORM)


def _due(arrival: Arrival) -> date | None:
    if arrival.head.due_on is not None:
        return arrival.head.due_on
    if arrival.head.urgency == 0 and arrival.head.index % 5 == 0:
        return None
    term = 2 if arrival.head.urgency else 5 + arrival.head.index % 8
    return working_day_after(date.fromisoformat(vietnam_day(arrival.clock.moment)), term)


def _hand_over(arrival: Arrival) -> None:
    clock, clerk = arrival.clock, arrival.desk.clerk
    # An urgent paper goes out with the leader's word itself.
    sender = arrival.leader if arrival.head.urgency else clerk
    assert sender is not None, "handed over after the direction"
    if not arrival.head.urgency:
        clock.step(5 + arrival.draws.below(60))
    for given in arrival.given:
        given.state, given.given_at = AssignmentState.GIVEN, clock.moment
        _open(arrival, given)
    arrival.report("04", sender)
    arrival.tell(sender, "handed-over", assignment_ids=[given.id for given in arrival.given])
    names = ", ".join(given.name for given in arrival.given)
    arrival.step(Act.HAND_OVER, sender, to_name=names)
    arrival.steps += 1


def _open(arrival: Arrival, given: Given) -> None:
    informed = given.role == AssignmentRole.INFORM
    cause = GrantCause.INFORMED if informed else GrantCause.ASSIGNED
    if given.post_id is not None:
        key = keys.post(given.post_id)
    else:
        unit = given.unit_id or 0
        key = keys.unit(unit) if informed else keys.unit_heads(unit)
    arrival.opened.to(key, cause, arrival.clock.moment, given.id)


def _take_on(arrival: Arrival, lead: Given) -> Given:
    """The head accepts, and gives it on when the unit has a specialist who then accepts."""
    head, specialist = lead.room.head, lead.room.specialist
    arrival.clock.step(30 + arrival.draws.below(420))
    _accept(arrival, lead, head)
    if specialist is None:
        return lead
    child = Given(
        id=arrival.context.next_id("assignment"),
        role=AssignmentRole.LEAD,
        state=AssignmentState.GIVEN,
        unit_id=None,
        post_id=specialist.post_id,
        giver=head,
        given_at=arrival.clock.moment,
        name=specialist.label,
        room=lead.room,
        parent_id=lead.id,
        instruction="Đồng chí tham mưu xử lý, trình lãnh đạo phòng.",
        due_on=lead.due_on,
    )
    arrival.given.append(child)
    _open(arrival, child)
    arrival.tell(head, "assigned-in-unit", assignment_id=lead.id, assignment_ids=[child.id])
    arrival.step(Act.ASSIGN, head, to_name=child.name, assignment_id=lead.id)
    if arrival.state == DocumentState.FINISHED or arrival.draws.chance(0.7):
        arrival.clock.step(15 + arrival.draws.below(240))
        _accept(arrival, child, specialist)
    return child


def _accept(arrival: Arrival, given: Given, seat: Seat) -> None:
    given.state, given.accepted_at = AssignmentState.ACCEPTED, arrival.clock.moment
    arrival.report("05", seat)
    arrival.tell(seat, "assignment-accepted", assignment_id=given.id)
    if given.parent_id is not None or given.room.specialist is None:
        arrival.step(Act.ACCEPT, seat, assignment_id=given.id)


def _finish(arrival: Arrival, lead: Given, worker: Given) -> None:
    arrival.clock.reach(_finish_moment(arrival, lead))
    seat = lead.room.head if worker is lead else (lead.room.specialist or lead.room.head)
    answer = arrival.answer
    answer_id = arrival.context.schedule.id_of(answer.index, 0) if answer else None
    result = _result(arrival)
    for given in (worker,) if worker is lead else (worker, lead):
        given.state, given.ended_at = AssignmentState.DONE, arrival.clock.moment
        given.result, given.answer_id = result, answer_id
    closed = _close_supports(arrival)
    arrival.tell(
        seat,
        "assignment-finished",
        assignment_id=worker.id,
        answer_document_id=answer_id,
        above=[] if worker is lead else [lead.id],
        closed=closed,
    )
    _end(arrival, seat, answer_id)
    arrival.step(Act.FINISH, seat, text=result, assignment_id=worker.id)


def _result(arrival: Arrival) -> str:
    if arrival.answer is None:
        return arrival.draws.pick(_RESULTS)
    reference = arrival.context.issued(arrival.answer.index).reference
    return f"Trả lời bằng văn bản {reference}"


def _finish_moment(arrival: Arrival, lead: Given) -> int:
    """The issue of the answer, else before the deadline in six cases of seven."""
    if arrival.answer is not None:
        return issued_at(arrival.answer, arrival.clock.now)
    day = date.fromisoformat(vietnam_day(arrival.clock.moment))
    due = lead.due_on or working_day_after(day, 6)
    late = arrival.draws.chance(0.14)
    span = max((due - day).days, 1)
    days = span + 1 + arrival.draws.below(6) if late else arrival.draws.below(span)
    return arrival.clock.moment + days * 86_400 + arrival.draws.below(180) * 60


def _close_supports(arrival: Arrival) -> list[int]:
    """Supports end with their lead; those informed have mostly read it."""
    closed = []
    for given in arrival.given:
        if given.role == AssignmentRole.SUPPORT:
            given.state, given.ended_at = AssignmentState.CLOSED, arrival.clock.moment
            closed.append(given.id)
    return closed


def _end(arrival: Arrival, seat: Seat | None, answer_id: int | None = None) -> None:
    """The whole is settled; whoever was informed reads it within days."""
    arrival.finished = arrival.clock.moment
    sender = seat or (arrival.leader if arrival.head.urgency else arrival.desk.clerk)
    arrival.tell(sender, "document-finished", answer_document_id=answer_id)
    arrival.report("06", sender or arrival.desk.clerk)
    arrival.steps += 1
    for given in arrival.given:
        if given.role == AssignmentRole.INFORM:
            _read(arrival, given)


def _read(arrival: Arrival, given: Given) -> None:
    """In the demo everything for information older than a fortnight has been read."""
    when = given.given_at + 3600 * (1 + arrival.draws.below(60))
    old = arrival.clock.now - given.given_at > 14 * 86_400
    if when >= arrival.clock.now or not (old or arrival.draws.chance(0.5)):
        return
    given.state, given.ended_at = AssignmentState.DONE, when
    head = given.room.head
    arrival.context.chronicle.add(
        when,
        arrival.desk.agency_id,
        head,
        "read-for-information",
        arrival.document_id,
        assignment_id=given.id,
    )
