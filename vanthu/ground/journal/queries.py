"""Reads of the journal: verifying it, and paging through it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.checking import End, Fault, Record, check_chain
from vanthu.ground.journal.models import Entry, Head, Seal
from vanthu.ground.journal.permissions import check_read

Progress = Callable[[int], None]
Seals = Mapping[int, Sequence[End]]
_CHUNK = 2000
_TOLD_EVERY = 10_000
FIELDS = (
    *("id", "seq", "agency_id", "at", "name", "account_id", "person_id", "tenure_id"),
    *("on_behalf_of", "object_type", "object_id", "data", "ip", "request_id", "digest", "hash"),
)
GUARDS = ("journal_entry_no_change", "journal_entry_no_removal")


def agencies() -> list[int]:
    """The agencies that have a chain or a part of one, and 0 for what belongs to none."""
    found = set(Head.objects.values_list("agency_id", flat=True))
    found |= set(Seal.objects.values_list("agency_id", flat=True))
    found |= set(Entry.objects.order_by().values_list("agency_id", flat=True).distinct())
    return sorted(found)


def verify_all(seals: Seals | None = None, progress: Progress | None = None) -> Iterator[Fault]:
    """The faults of every chain; nothing is held in memory but the faults."""
    done = 0
    for agency_id in agencies():
        given = (seals or {}).get(agency_id, ())
        yield from verify(agency_id, given, progress, done)
        done += count(agency_id)


def verify(
    agency_id: int,
    seals: Sequence[End] = (),
    progress: Progress | None = None,
    done: int = 0,
) -> Iterator[Fault]:
    """The faults of one agency's chain, also against its stored seals and the given ones.

    Writers go on meanwhile: entries up to the head read first are checked; what stands beyond it
    must stand before the head read last.
    """
    first = _head(agency_id)
    rows = records(agency_id, first.seq if first else 0)
    stored = [End(s.seq, bytes(s.hash)) for s in Seal.objects.filter(agency_id=agency_id)]
    yield from check_chain(agency_id, _counted(rows, progress, done), first, [*stored, *seals])
    beyond = Entry.objects.filter(agency_id=agency_id).aggregate(last=Max("seq"))["last"] or 0
    now = _head(agency_id)
    if beyond > (now.seq if now else 0):
        added = Entry.objects.filter(agency_id=agency_id, seq__gt=now.seq if now else 0)
        yield from check_chain(agency_id, _all(added), now)


def count(agency_id: int | None = None) -> int:
    """How many entries there are, by the heads: without counting rows."""
    rows = Head.objects.all() if agency_id is None else Head.objects.filter(agency_id=agency_id)
    return sum(rows.values_list("seq", flat=True))


def missing_guards() -> list[str]:
    """The triggers against changing and removing entries that are not in place."""
    if connection.vendor == "postgresql":
        statement = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgname LIKE %s"
    else:
        statement = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(statement, ["journal_entry_%"])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in GUARDS if name not in present]


def page(actor: Actor, *, before: int | None = None, limit: int = 50, **wanted: Any) -> list[Entry]:
    """The newest entries of the actor's agency, older than the entry `before` (its id).

    `wanted` narrows by columns of Entry: name, account_id, object_type, object_id, at__gte, at__lt.
    Raises NotAllowed without the right to read the journal.
    """
    check_read(actor)
    rows = Entry.objects.filter(agency_id=actor.agency_id, **wanted)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[:limit])


def history(object_type: str, object_id: int) -> list[Entry]:
    """Everything that happened to one thing, oldest first; the caller checks who may see it."""
    rows = Entry.objects.filter(object_type=object_type, object_id=object_id)
    return list(rows.order_by("id"))


def record_of(row: tuple[Any, ...]) -> Record:
    """A row of FIELDS as the checker reads it."""
    number, seq, agency_id, at, *rest, digest, value = row
    moment: datetime = at
    written = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return Record(number, seq, (agency_id, written, *rest), bytes(digest), bytes(value))


def records(agency_id: int, last: int | None = None) -> Iterator[Record]:
    """The agency's entries in their order, streamed; up to the number `last` when given."""
    rows = Entry.objects.filter(agency_id=agency_id)
    return _all(rows if last is None else rows.filter(seq__lte=last))


def _all(rows: Any) -> Iterator[Record]:
    found = rows.order_by("seq").values_list(*FIELDS).iterator(chunk_size=_CHUNK)
    return map(record_of, found)


def _counted(rows: Iterator[Record], progress: Progress | None, done: int) -> Iterator[Record]:
    for number, record in enumerate(rows, done + 1):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(number)
        yield record


def _head(agency_id: int) -> End | None:
    head = Head.objects.filter(agency_id=agency_id).first()
    return End(head.seq, bytes(head.hash)) if head else None
