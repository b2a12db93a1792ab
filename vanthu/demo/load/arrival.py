"""One incoming paper on its way through an agency, filled in step by step."""

from dataclasses import dataclass, field
from datetime import date

from vanthu.demo.draws import Draws
from vanthu.demo.load.clock import Clock
from vanthu.demo.load.context import Context, Opened, move
from vanthu.demo.load.desks import Desk, Room, Seat
from vanthu.demo.load.issued import Issued
from vanthu.demo.load.packets import Delivery
from vanthu.demo.papers.heads import Head
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.handling.choices import Act, AssignmentRole


@dataclass(slots=True)
class Given:
    """An assignment before it is a row; it has what `handling.rules.places` asks of one."""

    id: int
    role: str
    state: str
    unit_id: int | None
    post_id: int | None
    giver: Seat
    given_at: int
    name: str
    room: Room
    parent_id: int | None = None
    direction_id: int | None = None
    instruction: str = ""
    due_on: date | None = None
    asked_due_on: date | None = None
    accepted_at: int | None = None
    ended_at: int | None = None
    progress: int = 0
    result: str = ""
    answer_id: int | None = None
    given_by_post: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.given_by_post = self.giver.post_id


@dataclass(slots=True)
class Arrival:
    """An incoming paper as its agency keeps it; `state` is where it will stand in the end."""

    context: Context
    issued: Issued
    head: Head
    slot: int
    desk: Desk
    document_id: int
    received: int
    draws: Draws
    clock: Clock
    opened: Opened
    state: DocumentState
    answer: Head | None
    delivery: Delivery | None
    registered: int | None = None
    finished: int | None = None
    number: int | None = None
    leader: Seat | None = None
    steps: int = 1
    given: list[Given] = field(default_factory=list)
    since: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)

    @property
    def channel(self) -> Channel:
        """Old papers and those from outside the installation are paper, all others by the axis."""
        return Channel.PAPER if self.delivery is None else Channel.AXIS

    def report(self, status: str, seat: Seat, text: str = "") -> None:
        """Report a status of this moment to the sender, when the sender is in the installation."""
        if self.delivery is not None:
            self.delivery.report(status, seat, self.clock.moment, text)

    @property
    def lead(self) -> Given | None:
        """The lead of the first level."""
        return next((g for g in self.given if g.role == AssignmentRole.LEAD), None)

    def tell(self, seat: Seat | None, name: str, **details: object) -> None:
        """Journal an event of this moment."""
        self.context.chronicle.add(
            self.clock.moment, self.desk.agency_id, seat, name, self.document_id, **details
        )

    def step(
        self,
        act: Act,
        seat: Seat,
        *,
        to_key: int | None = None,
        to_name: str = "",
        text: str = "",
        assignment_id: int | None = None,
    ) -> None:
        """Write a step of the path, as of this moment."""
        move(
            self.context,
            self.document_id,
            self.clock.moment,
            act,
            seat,
            to_key,
            to_name,
            text,
            assignment_id,
        )
