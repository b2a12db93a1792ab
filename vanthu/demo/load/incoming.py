"""Rows of incoming papers: received, registered, refused or handled, and their boxes."""

from datetime import date

from vanthu.demo.bulk.moments import vietnam_day
from vanthu.demo.draws import Draws
from vanthu.demo.load.arrival import Arrival
from vanthu.demo.load.boxes import write_boxes
from vanthu.demo.load.clock import Clock
from vanthu.demo.load.context import Context, Opened
from vanthu.demo.load.desks import SYSTEM
from vanthu.demo.load.files import attach
from vanthu.demo.load.handling import handle
from vanthu.demo.load.packets import Delivery
from vanthu.demo.load.payload import files_of
from vanthu.demo.load.rows import write_assignments, write_document, write_number
from vanthu.demo.load.schedule import SLOTS, incoming_period, issued_at, received_at, state_of
from vanthu.demo.load.search import index
from vanthu.demo.papers.heads import Head
from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.office.documents.choices import DocumentState
from vanthu.office.handling.choices import Act

_REFUSALS = (
    "Văn bản gửi nhầm cơ quan nhận",
    "Nội dung không thuộc thẩm quyền giải quyết của cơ quan",
    "Văn bản thiếu phụ lục kèm theo",
)


def write_incoming(context: Context, index_of_paper: int, slot: int) -> Arrival:
    """Write all rows of one incoming paper but its packet."""
    arrival = _arrival(context, index_of_paper, slot)
    _receive(arrival)
    if arrival.state == DocumentState.REFUSED:
        _refuse(arrival)
    elif arrival.state != DocumentState.RECEIVED:
        _register(arrival)
        if arrival.desk.rooms:
            handle(arrival)
        else:
            _file_away(arrival)
    _write(arrival)
    return arrival


def _arrival(context: Context, paper: int, slot: int) -> Arrival:
    schedule = context.schedule
    issued = context.issued(paper)
    head = issued.paper.head
    received = received_at(head, slot, issued_at(head, schedule.now), schedule.now)
    document_id = schedule.id_of(paper, slot)
    answer = schedule.plan.answer_to(paper, schedule.papers)
    if answer is not None and answer.issuer is not head.recipients[slot - 1]:
        answer = None
    return Arrival(
        context=context,
        issued=issued,
        head=head,
        slot=slot,
        desk=context.desks[head.recipients[slot - 1].key],
        document_id=document_id,
        received=received,
        draws=Draws(schedule.plan.seed, "handling", paper * SLOTS + slot),
        clock=Clock(received, schedule.now),
        opened=Opened(context, document_id, "incoming"),
        state=state_of(schedule, head, slot, received),
        answer=answer,
        delivery=_delivery(context, head, slot, received, document_id),
    )


def _delivery(
    context: Context, head: Head, slot: int, received: int, document_id: int
) -> Delivery | None:
    """The packet of a paper that came by the axis of the installation."""
    if head.issuer.external or not head.issuer.live:
        return None
    return Delivery(
        context=context,
        head=head,
        slot=slot,
        desk=context.desks[head.recipients[slot - 1].key],
        document_id=document_id,
        received=received,
        issued_at=issued_at(head, context.schedule.now),
        packet_id=context.next_id("packet"),
    )


def _receive(arrival: Arrival) -> None:
    """By the axis the system receives; a paper from outside is entered by the clerk."""
    paper = arrival.issued
    seat = arrival.desk.clerk if arrival.delivery is None else None
    arrival.opened.to(arrival.desk.registry, GrantCause.REGISTRY, arrival.received)
    arrival.tell(
        seat,
        "document-received",
        reference=paper.reference,
        issuer_name=arrival.head.issuer.name,
        channel=arrival.channel.value,
        urgency=arrival.head.urgency,
        files=[sha256 for sha256, _, _ in files_of(paper)],
    )
    arrival.step(Act.RECEIVE, seat or SYSTEM, to_key=arrival.desk.registry)
    if arrival.delivery is not None:
        arrival.delivery.tie_to_question()
        arrival.report("01", SYSTEM)


def _refuse(arrival: Arrival) -> None:
    arrival.finished = arrival.clock.step(30 + arrival.draws.below(200))
    reason = arrival.draws.pick(_REFUSALS)
    arrival.tell(arrival.desk.clerk, "document-refused", reason=reason)
    arrival.report("02", arrival.desk.clerk, reason)
    arrival.step(Act.REFUSE, arrival.desk.clerk, text=reason)
    arrival.steps += 1


def _register(arrival: Arrival) -> None:
    schedule = arrival.context.schedule
    head, slot, desk = arrival.head, arrival.slot, arrival.desk
    arrival.registered = arrival.clock.step(3 + arrival.draws.below(60))
    arrival.number = schedule.number_of(head.index, slot)
    period = incoming_period(schedule.series, head, slot, arrival.received)
    leaders = keys.leaders(desk.agency_id)
    arrival.opened.to(leaders, GrantCause.LEADERSHIP, arrival.registered)
    arrival.tell(
        desk.clerk,
        "document-registered",
        register_id=period.register_id,
        period_id=period.period_id,
        number=arrival.number,
        arrived_on=vietnam_day(arrival.received),
        reference=arrival.issued.reference,
        urgency=head.urgency,
        channel=arrival.channel.value,
        duplicate_of=None,
    )
    arrival.report("03", desk.clerk, f"Số đến {arrival.number}")
    arrival.step(Act.REGISTER, desk.clerk, text=f"Số đến {arrival.number}")
    arrival.steps += 1
    where = head.index * SLOTS + slot
    write_number(arrival.context, where, period.period_id, arrival.registered, desk.clerk)


def _file_away(arrival: Arrival) -> None:
    """An agency that has closed: its papers were all settled on its last day at the latest."""
    arrival.finished = arrival.clock.step(60 + arrival.draws.below(900))
    leader = arrival.desk.leaders[0]
    arrival.tell(leader, "document-finished", answer_document_id=None)
    arrival.step(Act.FINISH_DOCUMENT, leader, text="Đã giải quyết xong.")
    arrival.steps += 1


def _write(arrival: Arrival) -> None:
    lead = arrival.lead
    to_places = lead.name if lead else ", ".join(given.name for given in arrival.given)
    due = lead.due_on if lead else arrival.head.due_on
    number, agency_id = arrival.number, arrival.desk.agency_id
    arrived = date.fromisoformat(vietnam_day(arrival.received)) if number else None
    write_document(
        arrival.context,
        arrival.issued,
        document_id=arrival.document_id,
        agency_id=agency_id,
        direction="incoming",
        state=arrival.state.value,
        channel=arrival.channel.value,
        due_on=due,
        received_at=arrival.received,
        arrival_number=number,
        arrived_on=arrived,
        to_places=to_places,
        number_row=arrival.context.schedule.number_row(arrival.head.index, arrival.slot) or None,
        created_at=arrival.received,
        created_by_post=arrival.desk.clerk.post_id if arrival.delivery is None else None,
        registered_at=arrival.registered,
        finished_at=arrival.finished,
        revision=arrival.steps,
    )
    attach(arrival.context, arrival.issued, arrival.document_id, arrival.received)
    write_assignments(arrival)
    write_boxes(arrival)
    if arrival.delivery is not None:
        arrival.delivery.write()
    index(arrival.context, arrival.issued, arrival.opened, agency_id, to_places, number)
