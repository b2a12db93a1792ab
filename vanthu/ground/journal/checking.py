"""Verifying a chain: pure, streaming, the same for rows of the database and lines of an export.

A chain is proved by what it holds itself as far as its head; only a seal that was given away proves
that a whole chain, head included, has not been written anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vanthu.ground.journal import rules
from vanthu.ground.journal.choices import FaultKind

# How many broken places are compared with one another to say that they changed places.
_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as it is kept: what its digest covers, in the order of `actions.content`."""

    id: int
    seq: int
    content: tuple[Any, ...]
    digest: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class End:
    """A chain's value after `seq` entries: a head, or a seal that was given away."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which entry; `entry_id` is None for entries that are not there."""

    agency_id: int
    seq: int
    entry_id: int | None
    kind: FaultKind
    detail: str

    def __str__(self) -> str:
        entry = f", id {self.entry_id}" if self.entry_id is not None else ""
        where = f"cơ quan {self.agency_id}, mục {self.seq}{entry}"
        return f"{where}: {self.kind.label} ({self.kind}). {self.detail}"


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A record that does not follow from the one before it, or whose digest is not its own."""

    record: Record
    before: Record | None
    actual: bytes
    digest_wrong: bool
    link_wrong: bool


def check_chain(
    agency_id: int, records: Iterable[Record], head: End | None, seals: Sequence[End] = ()
) -> Iterator[Fault]:
    """The faults of one agency's chain; `records` in the order of `seq`, read once.

    Memory grows with the faults, not with the chain.
    """
    checker = _Checker(agency_id, {seal.seq: seal.hash for seal in seals})
    for record in records:
        yield from checker.take(record)
    yield from checker.suspicions()
    yield from checker.end(head, seals)


class _Checker:
    """What is known of a chain up to the record at hand."""

    def __init__(self, agency_id: int, sealed: dict[int, bytes]) -> None:
        self.agency_id = agency_id
        self.sealed = sealed
        self.last: Record | None = None
        self.suspects: list[_Suspect] = []

    @property
    def _seq(self) -> int:
        return self.last.seq if self.last else 0

    def take(self, record: Record) -> Iterator[Fault]:
        """Compare the next record with the one before it."""
        if record.seq > self._seq + 1:
            yield self._missing(self._seq + 1, record.seq - 1, FaultKind.REMOVED)
        elif record.seq <= self._seq:
            yield self._fault(record, FaultKind.ADDED, f"Có hai mục cùng số {record.seq}.")
            return
        follows = record.seq == self._seq + 1
        previous = self.last.hash if self.last else rules.GENESIS
        actual = rules.digest(record.content)
        digest_wrong = actual != record.digest
        link_wrong = follows and rules.link(previous, record.digest) != record.hash
        if digest_wrong or link_wrong:
            suspect = _Suspect(record, self.last, actual, digest_wrong, link_wrong)
            self.suspects.append(suspect)
        sealed = self.sealed.get(record.seq)
        if sealed is not None and sealed != record.hash:
            detail = f"Giá trị chuỗi tại mục {record.seq} khác bản niêm phong."
            yield self._fault(record, FaultKind.REWRITTEN, detail)
        self.last = record

    def suspicions(self) -> Iterator[Fault]:
        """Say of each broken place what was done to it."""
        for suspect in self.suspects:
            yield self._fault(suspect.record, *self._judge(suspect))

    def end(self, head: End | None, seals: Sequence[End]) -> Iterator[Fault]:
        """Compare the end with the head and with the seals."""
        if head is None:
            if self.last is not None:
                yield self._fault(self.last, FaultKind.HEAD_CHANGED, "Chuỗi không còn mục cuối.")
        elif head.seq > self._seq:
            yield self._missing(self._seq + 1, head.seq, FaultKind.CUT_OFF)
        elif head.seq < self._seq and self.last is not None:
            detail = f"Chuỗi chỉ ghi nhận đến mục {head.seq}."
            yield self._fault(self.last, FaultKind.ADDED, detail)
        elif self.last is not None and head.hash != self.last.hash:
            detail = "Giá trị lưu ở cuối chuỗi khác giá trị của mục cuối."
            yield self._fault(self.last, FaultKind.HEAD_CHANGED, detail)
        beyond = max((seal.seq for seal in seals), default=0)
        if beyond > self._seq and (head is None or beyond > head.seq):
            yield self._missing(self._seq + 1, beyond, FaultKind.CUT_OFF)

    def _judge(self, suspect: _Suspect) -> tuple[FaultKind, str]:
        if found := self._moved(suspect):
            return FaultKind.REORDERED, f"Đã đổi chỗ với mục {found.seq} (id {found.id})."
        if suspect.digest_wrong:
            return FaultKind.CHANGED, "Nội dung không khớp với giá trị băm đã ghi."
        if suspect.before is None:
            return FaultKind.REPLACED, "Mục đầu chuỗi không phải mục đã ghi ban đầu."
        before = suspect.before
        return FaultKind.REPLACED, (
            f"Mục này hoặc mục {before.seq} (id {before.id}) đã bị thay, "
            "hoặc có mục ở giữa bị rút ra và đánh số lại."
        )

    def _moved(self, suspect: _Suspect) -> Record | None:
        """The record whose place this one took: its own value fits elsewhere, or another's here."""
        record = suspect.record
        previous = suspect.before.hash if suspect.before else rules.GENESIS
        for other in self.suspects[:_COMPARED]:
            if other is suspect:
                continue
            if suspect.digest_wrong and other.record.digest == suspect.actual:
                return other.record
            if not suspect.link_wrong:
                continue
            # Whole rows changed places: this one's value follows from the other's predecessor.
            if rules.link(other.record.hash, suspect.actual) == record.hash:
                return other.record
            origin = other.before.hash if other.before else rules.GENESIS
            if rules.link(origin, suspect.actual) == record.hash:
                return other.record
            # Contents changed places under values that stayed.
            if rules.link(previous, other.actual) == record.hash:
                return other.record
        return None

    def _fault(self, record: Record, kind: FaultKind, detail: str) -> Fault:
        return Fault(self.agency_id, record.seq, record.id, kind, detail)

    def _missing(self, first: int, last: int, kind: FaultKind) -> Fault:
        which = f"mục {first}" if first == last else f"các mục {first}–{last}"
        return Fault(self.agency_id, first, None, kind, f"Không còn {which}.")
