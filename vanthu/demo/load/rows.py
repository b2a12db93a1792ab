"""The widest rows, with their columns named once: documents, numbers, assignments."""

from typing import TypedDict, Unpack

from vanthu.demo.bulk import Table
from vanthu.demo.load.arrival import Arrival
from vanthu.demo.load.context import Context
from vanthu.demo.load.desks import Seat
from vanthu.demo.load.issued import PAPER_COLUMNS, Issued
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import DocumentNumber
from vanthu.office.handling.models import Assignment

# What differs from row to row of one paper.
_OF_ROW = (
    *("id", "agency", "direction", "state", "channel", "due_on", "arrival_number", "arrived_on"),
    *("to_places", "number_row", "unit", "created_by_post", "revision", "received_at"),
    *("created_at", "registered_at", "finished_at", "issued_at"),
)
_DOCUMENT = Table(Document, *_OF_ROW, *PAPER_COLUMNS)
_NUMBER = Table(DocumentNumber, "id", "period", "number", "state", "given_at", "given_by_post")
_ASSIGNMENT = Table(
    Assignment,
    *("id", "document", "direction", "parent", "role", "unit", "post", "state", "instruction"),
    *("due_on", "original_due_on", "given_by_post", "given_by_name", "given_at"),
    *("accepted_at", "ended_at", "progress", "result", "answer"),
)


class Columns(TypedDict, total=False):
    """The columns of one row of a paper; moments are whole seconds."""

    document_id: int
    agency_id: int
    direction: str
    state: str
    channel: str
    due_on: object
    arrival_number: int | None
    arrived_on: object
    to_places: str
    number_row: int | None
    unit_id: int | None
    created_by_post: int | None
    revision: int
    received_at: int | None
    created_at: int
    registered_at: int | None
    finished_at: int | None
    issued_at: int | None


def write_document(context: Context, issued: Issued, **row: Unpack[Columns]) -> None:
    """The row of a paper as one agency keeps it."""
    stamp = context.stamp
    context.table(_DOCUMENT).append(
        (
            *(row["document_id"], row["agency_id"], row["direction"], row["state"]),
            *(row["channel"], row.get("due_on"), row.get("arrival_number")),
            *(row.get("arrived_on"), row.get("to_places", ""), row.get("number_row")),
            *(row.get("unit_id"), row.get("created_by_post"), row["revision"]),
            *(stamp(row.get("received_at")), stamp(row["created_at"])),
            *(stamp(row.get("registered_at")), stamp(row.get("finished_at"))),
            *(stamp(row.get("issued_at")), *issued.columns),
        )
    )


def write_number(context: Context, where: int, period: int, moment: int, clerk: Seat) -> None:
    """The witness of the number of the row at `where` in the schedule."""
    schedule = context.schedule
    head = (schedule.number_rows[where], period, schedule.numbers[where], "issued")
    context.table(_NUMBER).append((*head, context.stamp(moment), clerk.post_id))


def write_assignments(arrival: Arrival) -> None:
    """Everything that was given on an incoming paper."""
    stamp = arrival.context.stamp
    rows = arrival.context.table(_ASSIGNMENT)
    for given in arrival.given:
        rows.append(
            (
                *(given.id, arrival.document_id, given.direction_id, given.parent_id),
                *(str(given.role), given.unit_id, given.post_id, str(given.state)),
                *(given.instruction, given.due_on, given.due_on, given.giver.post_id),
                *(given.giver.name, stamp(given.given_at), stamp(given.accepted_at)),
                *(stamp(given.ended_at), given.progress, given.result, given.answer_id),
            )
        )
