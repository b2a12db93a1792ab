"""Box pages, counts, and the invariant that every document lies exactly where its state says."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.ground.access import keys
from vanthu.office.documents.actions import correct_fields, register_incoming
from vanthu.office.documents.models import Document
from vanthu.office.handling import actions, boxes
from vanthu.office.handling.case import load
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.queries import (
    BoxRow,
    Cursor,
    box_counts,
    box_page,
    late_items,
    possible,
)
from vanthu.office.handling.rules import box_rank, places


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def fill(office: Office, holders: Sequence[int], count: int, box: Box = Box.TO_HANDLE) -> None:
    """A box of many items on as many documents, every seventh urgent."""
    first = make.received(office)
    documents = [_copy(first, office, number) for number in range(count)]
    Document.objects.bulk_create(documents)
    BoxItem.objects.bulk_create(
        _item(document, holders[n % len(holders)], box, n) for n, document in enumerate(documents)
    )
    boxes.take(first.pk)


def _copy(like: Document, office: Office, number: int) -> Document:
    return Document(
        agency=office.agency,
        direction=like.direction,
        state="handling",
        subject=like.subject,
        reference=f"{number}/SNV",
        created_at=NOW,
    )


def _item(document: Document, holder: int, box: Box, number: int) -> BoxItem:
    urgency = 1 if number % 7 == 0 else 0
    since = NOW - timedelta(minutes=number)
    return BoxItem(
        holder=holder,
        box=box,
        document=document,
        agency_id=document.agency_id,
        rank=box_rank(urgency, since),
        since=since,
        due_on=date(2026, 11, 20) + timedelta(days=number % 10),
        urgency=urgency,
        subject=document.subject,
        reference=document.reference,
    )


def test_pages_follow_each_other_urgent_first_without_gap(office: Office) -> None:
    fill(office, office.specialist.keys, 95)
    seen: list[BoxRow] = []
    cursor: Cursor | None = None
    while True:
        page = box_page(office.specialist, Box.TO_HANDLE, cursor, limit=20)
        seen += page.rows
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len({row.id for row in seen}) == 95
    order = [(row.urgency, row.since) for row in seen]
    assert order == sorted(order, reverse=True)


def test_a_row_has_what_the_list_shows(office: Office) -> None:
    document = make.registered(office, due_on=date(2026, 12, 1))
    (row,) = box_page(office.clerk, Box.TO_PRESENT).rows
    assert row.document_id == document.pk
    assert row.subject == document.subject
    assert row.arrival_number == 1
    assert row.since == NOW
    assert row.due_on == date(2026, 11, 24)
    assert row.issued_on == date(2026, 11, 20)
    assert row.opened_at is None


def test_a_page_and_the_counts_are_one_statement_each_whatever_the_box_holds(
    office: Office,
) -> None:
    fill(office, office.specialist.keys, 10_000)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = box_page(office.specialist, Box.TO_HANDLE)
        counts = box_counts(office.specialist)
    # one for the lines, one for all counts
    assert len(queries) == 2
    assert len(page.rows) == 50
    assert counts == {Box.TO_HANDLE: 1000}


def test_without_keys_there_is_nothing_and_no_statement(office: Office) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert box_page(office.sysadmin, Box.TO_HANDLE).rows == ()
        assert box_counts(office.sysadmin) == {}
        assert late_items(office.sysadmin, NOW.date()) == []
    assert len(queries) == 0


def test_late_items_come_longest_overdue_first(office: Office) -> None:
    fill(office, office.specialist.keys, 30)
    rows = late_items(office.specialist, NOW.date(), limit=5)
    assert [row.due_on for row in rows] == [date(2026, 11, 20)] * 3 + [date(2026, 11, 21)] * 2


def test_assigning_costs_the_same_in_a_box_of_ten_thousand(office: Office) -> None:
    few = _statements_of_assigning(office)
    fill(office, [*office.specialist.keys, *office.head.keys], 10_000)
    many = _statements_of_assigning(office)
    assert few == many
    assert many <= 32


def _statements_of_assigning(office: Office) -> int:
    lead = make.lead_of(make.handling(office))
    with CaptureQueriesContext(connection) as queries:
        actions.assign(office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist"))
    return len(queries)


def test_what_is_possible_costs_four_statements(office: Office) -> None:
    document = make.handling(office, supports=(make.to_post(office, "colleague"),))
    with CaptureQueriesContext(connection) as queries:
        possible(office.leader, document.pk)
    # the grant, the document, its assignments, its boxes
    assert len(queries) == 4


def test_registering_adds_two_statements_of_ours(office: Office) -> None:
    """Registering is the hottest act: moving the box item and the step on the path, no more."""
    document = make.received(office)
    with CaptureQueriesContext(connection) as queries:
        register_incoming(office.clerk, document_id=document.pk)
    ours = [q["sql"] for q in queries if "handling_" in q["sql"]]
    assert len(ours) == 2


def test_corrected_fields_show_in_the_box(office: Office) -> None:
    document = make.registered(office)
    correct_fields(
        office.clerk,
        document_id=document.pk,
        fields=make.fields(subject="V/v phòng chống hạn mặn", urgency=2),
    )
    item = BoxItem.objects.get(document=document)
    assert (item.subject, item.urgency) == ("V/v phòng chống hạn mặn", 2)
    assert item.rank == box_rank(2, item.since)


def test_put_and_take_by_hand(office: Office) -> None:
    document = make.issued_answer(office)
    holder = keys.post(make.post(office, "leader"))
    for _again in range(2):
        boxes.put(office.clerk, holder=holder, box=Box.TO_SIGN, document=document)
    assert box_counts(office.leader) == {Box.TO_SIGN: 1}
    assert boxes.take(document.pk, box=Box.TO_SIGN, holder=holder) == 1
    assert box_counts(office.leader) == {}


def test_opening_marks_the_holders_items_alone(office: Office) -> None:
    document = make.handling(office, supports=(make.to_post(office, "colleague"),))
    assert boxes.opened(office.head, document.pk) == 1
    opened = BoxItem.objects.filter(document=document, opened_at__isnull=False)
    assert {item.holder for item in opened} == {keys.unit_heads(office.department.pk)}


def test_after_every_step_of_a_long_way_the_boxes_are_what_the_state_says(
    office: Office,
) -> None:
    document = make.received(office)
    steps = 0
    for step in _long_way(office, document):
        steps += 1
        assert _lies(document) == _must_lie(document), step
    assert steps == 13
    assert _lies(document) == set()


def _lies(document: Document) -> set[tuple[int, str, int | None]]:
    rows = BoxItem.objects.filter(document=document)
    return set(rows.values_list("holder", "box", "assignment_id"))


def _must_lie(document: Document) -> set[tuple[int, str, int | None]]:
    case = load(document.pk, lock=False)
    wanted = places(case.stand(), case.assignments)
    return {(place.holder, place.box.value, place.assignment_id) for place in wanted}


def _long_way(office: Office, document: Document) -> Iterator[str]:
    """One act after another; the caller looks at the boxes in between."""
    number, staff = document.pk, office.staff
    yield "received"
    register_incoming(office.clerk, document_id=number)
    yield "registered"
    actions.present(office.clerk, document_id=number, to_post_id=make.post(office, "leader"))
    yield "presented"
    actions.return_presented(office.leader, document_id=number, reason="Thiếu phụ lục")
    yield "sent back"
    actions.present(office.clerk, document_id=number, to_post_id=make.post(office, "deputy"))
    actions.direct(
        office.deputy,
        document_id=number,
        lead=make.to_unit(office),
        supports=[make.to_office(office)],
        informs=[make.to_post(office, "archivist")],
    )
    yield "directed"
    actions.hand_over(office.clerk, document_id=number)
    yield "handed over"
    top = make.lead_of(document)
    actions.assign(
        office.head,
        assignment_id=top.pk,
        lead=make.to_post(office, "specialist"),
        supports=[make.to_post(office, "colleague")],
    )
    yield "assigned"
    child = make.lead_of(document, top)
    actions.return_(office.specialist, assignment_id=child.pk, reason="Nghỉ phép")
    yield "returned below"
    actions.reassign(
        office.head, assignment_id=child.pk, to=make.to_post(office, "deputy_head"), reason="Thay"
    )
    yield "reassigned"
    actions.recall(staff["deputy"], assignment_id=top.pk, reason="Đổi đơn vị")
    yield "recalled"
    actions.direct(staff["deputy"], document_id=number, lead=make.to_post(office, "specialist"))
    actions.hand_over(office.clerk, document_id=number)
    yield "directed again"
    last = make.lead_of(document)
    actions.accept(office.specialist, assignment_id=last.pk)
    actions.finish(office.specialist, assignment_id=last.pk, result="Đã tham mưu")
    yield "finished"
    actions.mark_known(office.archivist, document_id=number)
    yield "known"
