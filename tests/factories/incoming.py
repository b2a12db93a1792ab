"""Incoming documents on their way: each function takes one a step further by the real actions."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any, TypeVar

from tests.factories.province import NOW, Office
from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.actions import receive_incoming, register_incoming
from vanthu.office.documents.choices import Channel, Direction, DocumentState
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, Grant
from vanthu.office.handling.actions import Receiver, accept, direct, finish, hand_over, present
from vanthu.office.handling.choices import AssignmentRole
from vanthu.office.handling.models import Assignment

_numbers = count(1)
_T = TypeVar("_T", Document, Assignment)


def fields(**changes: Any) -> IncomingFields:
    """The fields of a letter from another agency, each with a number of its own."""
    letter = IncomingFields(
        subject="V/v báo cáo tình hình sản xuất vụ Đông Xuân",
        reference=f"{next(_numbers)}/SNNMT-VP",
        issued_on=date(2026, 11, 20),
        issuer_name="Sở Nông nghiệp và Môi trường",
    )
    return replace(letter, **changes)


def received(
    office: Office,
    *,
    at: datetime = NOW,
    channel: Channel = Channel.UPLOAD,
    **changes: Any,
) -> Document:
    """Received by the clerk, not yet registered."""
    clerk = office.clerk.at(at)
    return receive_incoming(clerk, fields=fields(**changes), channel=channel, received_at=at)


def registered(office: Office, *, at: datetime = NOW, **changes: Any) -> Document:
    """Registered, waits to be presented."""
    document = received(office, at=at, **changes)
    return register_incoming(office.clerk.at(at), document_id=document.pk)


def presented(office: Office, **changes: Any) -> Document:
    """Presented to the leader."""
    document = registered(office, **changes)
    present(office.clerk, document_id=document.pk, to_post_id=post(office, "leader"))
    return fresh(document)


def directed(
    office: Office,
    *,
    lead: Receiver | None = None,
    supports: tuple[Receiver, ...] = (),
    informs: tuple[Receiver, ...] = (),
    **changes: Any,
) -> Document:
    """The leader named who is to act; the clerk has not handed over. Lead: the department."""
    document = presented(office, **changes)
    direct(
        office.leader,
        document_id=document.pk,
        text="Giao xử lý đúng hạn.",
        lead=lead or to_unit(office),
        supports=supports,
        informs=informs,
        hand_over=False,
    )
    return fresh(document)


def handling(office: Office, **changes: Any) -> Document:
    """Handed over to its receivers."""
    document = directed(office, **changes)
    hand_over(office.clerk, document_id=document.pk)
    return fresh(document)


def at_work(office: Office, **changes: Any) -> tuple[Document, Assignment]:
    """A specialist leads and has accepted."""
    document = handling(office, lead=to_post(office, "specialist"), **changes)
    assignment = lead_of(document)
    accept(office.specialist, assignment_id=assignment.pk)
    return fresh(document), fresh(assignment)


def work_off(receiver: Office, arrived: Document) -> None:
    """Whatever has arrived, registered, presented, assigned, taken on and finished."""
    register_incoming(receiver.clerk, document_id=arrived.pk)
    present(receiver.clerk, document_id=arrived.pk, to_post_id=post(receiver, "leader"))
    lead = to_post(receiver, "specialist")
    direct(receiver.leader, document_id=arrived.pk, text="Giao", lead=lead)
    hand_over(receiver.clerk, document_id=arrived.pk)
    work = lead_of(arrived)
    accept(receiver.specialist, assignment_id=work.pk)
    finish(receiver.specialist, assignment_id=work.pk, result="Đã xong")


def lead_of(document: Document, parent: Assignment | None = None) -> Assignment:
    """The newest lead of a level."""
    return Assignment.objects.filter(
        document=document, parent=parent, role=AssignmentRole.LEAD
    ).latest("pk")


def issued_answer(office: Office) -> Document:
    """An outgoing document of the agency that bears its number, as drafting would leave it."""
    number = next(_numbers)
    return Document.objects.create(
        agency=office.agency,
        direction=Direction.OUTGOING,
        state=DocumentState.NUMBERED,
        subject="V/v trả lời",
        reference=f"{number}/UBND-KT",
        created_at=NOW,
    )


def post(office: Office, who: str) -> int:
    """The post of a member of the staff."""
    number: int | None = office.staff[who].post_id
    assert number is not None
    return number


def to_post(office: Office, who: str, **more: Any) -> Receiver:
    """A member of the staff as a receiver."""
    return Receiver(post_id=post(office, who), **more)


def to_unit(office: Office, **more: Any) -> Receiver:
    """The department as a receiver."""
    return Receiver(unit_id=office.department.pk, **more)


def to_office(office: Office, **more: Any) -> Receiver:
    """The headquarters as a receiver."""
    return Receiver(unit_id=office.headquarters.pk, **more)


def fresh(row: _T) -> _T:
    """The row as the database has it now."""
    row.refresh_from_db()
    return row


def open_to(document: Document, actor: Actor) -> None:
    """Let a person see a document made without the drafting actions."""
    Grant.objects.get_or_create(
        document=document,
        direction=document.direction,
        key=keys.post(actor.post_id or 0),
        cause=GrantCause.CREATED,
        defaults={"since": NOW},
    )
