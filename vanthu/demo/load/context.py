"""What the writers of rows share: the schedule, who sits where, the sink, the journal, counters."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.bulk.tables import Row
from vanthu.demo.load.chronicle import Chronicle
from vanthu.demo.load.desks import Desk, Seat
from vanthu.demo.load.issued import Issued
from vanthu.demo.load.payload import payload_of
from vanthu.demo.load.schedule import Schedule, outgoing_period
from vanthu.demo.load.sheets import print_paper
from vanthu.demo.papers.heads import Head
from vanthu.demo.papers.texts import Paper, write
from vanthu.demo.specs import AgencySpec
from vanthu.ground.access.choices import GrantCause
from vanthu.kernel.text import folded_words, reference_key
from vanthu.office.documents.models import Grant
from vanthu.office.documents.symbols import display_number, document_identifier, join_reference
from vanthu.office.handling.choices import Act
from vanthu.office.handling.models import Movement

# Papers arrive within hours of their issue: some thousand kept at hand serve all their rows.
_PAPERS_AT_HAND = 8192


@dataclass
class Context:
    """One load of papers."""

    sink: Sink
    schedule: Schedule
    desks: dict[str, Desk]
    agency_ids: dict[str, int]
    chronicle: Chronicle
    counts: Counter[str] = field(default_factory=Counter)
    stored: dict[str, int] = field(default_factory=dict)
    printed: frozenset[int] = frozenset()
    sheets: dict[int, bytes] = field(default_factory=dict)
    issued: Callable[[int], Issued] = field(init=False)
    payload: Callable[[int], tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.issued = lru_cache(_PAPERS_AT_HAND)(self._issue)
        self.payload = lru_cache(_PAPERS_AT_HAND)(self._pack)

    def stamp(self, moment: int | None) -> str | None:
        """A moment as a column takes it."""
        return self.sink.moments.stamp(moment)

    def next_id(self, table: str) -> int:
        """The next row id of a table that other rows point to."""
        self.counts[table] += 1
        return self.counts[table]

    def table(self, table: Table) -> list[Row]:
        """Where rows of a table go."""
        return self.sink.rows(table)

    def _issue(self, index: int) -> Issued:
        plan = self.schedule.plan
        head = plan.head(index)
        paper = write(head, plan.seed)
        desk = self.desks.get(head.issuer.key)
        number = self._number(head)
        reference = join_reference(number, paper.symbol, head.issuer.system) if number else ""
        identifier = self._identifier(head, number, paper.symbol)
        signer, authority = _signer(desk, paper)
        scan = ""
        if index in self.printed:
            type_code = self.schedule.series.type_code(head)
            self.sheets[index] = print_paper(paper, type_code, number, signer, authority)
            scan = hashlib.sha256(self.sheets[index]).hexdigest()
        named = (head.type_name, reference, identifier, head.issuer.name, paper.subject)
        return Issued(
            paper=paper,
            number=number,
            reference=reference,
            signer=signer,
            blob=hashlib.sha256(paper.body.encode()).hexdigest(),
            columns=(
                *(self.schedule.series.type_code(head), number),
                *(paper.symbol if number else "", reference, reference_key(reference)),
                *(identifier, head.issued_on if number else None, head.issuer.name),
                *(_issuer_key(head.issuer), desk.agency_id if desk else None, paper.subject),
                *(paper.page_count, authority, signer.title, signer.name, head.urgency),
                head.issuer.place,
            ),
            words_before=" ".join(folded_words(" ".join((*named, signer.title, signer.name)))),
            words_after=" ".join(folded_words(head.issuer.place)),
            folded=" ".join(folded_words(paper.body)),
            scan=scan,
        )

    def _pack(self, index: int) -> tuple[str, str]:
        """The payload of a paper's packets and its hash."""
        issued = self.issued(index)
        asked = issued.paper.head.answers
        answered = self.issued(asked).identifier if asked is not None else ""
        return payload_of(issued, [answered] if answered else [])

    def _number(self, head: Head) -> str:
        if head.issuer.external:
            return display_number(3 + (head.index * 7919) % 9000)
        number = self.schedule.number_of(head.index, 0)
        return display_number(number) if number else ""

    def _identifier(self, head: Head, number: str, symbol: str) -> str:
        desk = self.desks.get(head.issuer.key)
        if desk is None or not number:
            return ""
        label = outgoing_period(self.schedule.series, head).label
        return document_identifier(desk.code, label, number, symbol)


@lru_cache(4096)
def _issuer_key(agency: AgencySpec) -> str:
    """The issuer's name as duplicates are compared."""
    return " ".join(folded_words(agency.name))[:200]


def _signer(desk: Desk | None, paper: Paper) -> tuple[Seat, str]:
    """The leader who signs, and in which authority; a live agency's are its own people."""
    authority = paper.signing_authority
    if desk is None or desk.leaders[0].post_id is None:
        return Seat(paper.signer_name, paper.signer_position, ""), authority
    deputies = desk.leaders[1:]
    if authority in {"KT.", "K/T"} and deputies:
        return deputies[paper.head.index % len(deputies)], authority
    return desk.leaders[0], "" if authority in {"KT.", "K/T"} else authority


_MOVEMENT = Table(
    Movement,
    *("document", "at", "act", "by_post", "by_name", "by_title"),
    *("assignment_id", "to_key", "to_name", "text"),
)
_GRANT = Table(Grant, "key", "document", "direction", "cause", "cause_id", "since")


def move(
    context: Context,
    document_id: int,
    moment: int,
    act: Act,
    seat: Seat,
    to_key: int | None = None,
    to_name: str = "",
    text: str = "",
    assignment_id: int | None = None,
) -> None:
    """One step on the path of a document."""
    who = (seat.post_id, seat.name, seat.role_label)
    context.table(_MOVEMENT).append(
        (
            *(document_id, context.stamp(moment), act.value, *who),
            *(assignment_id, to_key, to_name, text),
        )
    )


class Opened:
    """The grants of one document, written as rows and kept for its index row."""

    __slots__ = ("context", "direction", "document_id", "keys")

    def __init__(self, context: Context, document_id: int, direction: str) -> None:
        """None yet."""
        self.context = context
        self.document_id = document_id
        self.direction = direction
        self.keys: list[int] = []

    def to(self, key: int, cause: GrantCause, moment: int, cause_id: int = 0) -> None:
        """Open the document to a key."""
        self.keys.append(key)
        since = self.context.stamp(moment)
        head = (key, self.document_id, self.direction, cause.value)
        self.context.table(_GRANT).append((*head, cause_id, since))
