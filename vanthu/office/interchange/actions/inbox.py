"""What waits for us on a link is fetched, kept as it came, applied, and only then acknowledged."""

import logging
import random
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.temporary import temporary_folder
from vanthu.ground.journal.actions import action
from vanthu.office.interchange.actions import links
from vanthu.office.interchange.actions.applying import apply, refuse
from vanthu.office.interchange.actions.evidence import NOT_FETCHED, Kept, keep_bytes
from vanthu.office.interchange.actions.sheets_in import take_sheet
from vanthu.office.interchange.choices import Bound, Content, Transport
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Busy,
    Fetched,
    Rejected,
    TooLong,
    Unreachable,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.models import Message, MessagePart
from vanthu.office.interchange.rules import TRANSPORT_IN, pause, turns
from vanthu.office.interchange.ways import Way

log = logging.getLogger("vanthu.exchange")
Clock = Callable[[], datetime]
_TEXT, _REF, _CODE = 500, 300, 100
_TURN = timedelta(seconds=45)
_ABREAST = 8
# What is here but waits for an earlier one of its sender lies in a folder meanwhile: so many, with
# what is being brought, for each that may be brought at once.
_BEGUN = 4
_OURS = "Chưa xử lý được do lỗi của hệ thống; sẽ tự thử lại."


@dataclass(frozen=True, slots=True)
class _Bringing:
    """A packet on its way into a folder, or the rows of one that was fetched before."""

    rows: Sequence[Message] = ()
    fetched: Future[Fetched] | None = None
    folder: Path | None = None

    @property
    def is_here(self) -> bool:
        """Whether it need not be waited for any more."""
        return self.fetched is None or self.fetched.done()


def fetch_waiting(way: Way, clock: Clock, *, limit: int, most: int = 6000) -> int:
    """Take what waits on a link, in turns of one for each sender; returns how many were dealt with.

    `limit` is the longest packet, or file of one, in bytes that is read. An answer that is none
    lets the link rest: it never looks like an empty inbox.
    """
    with links.trying(way.name, clock) as allowed:
        if not allowed:
            return 0
        try:
            waiting = way.driver().waiting(most)
            links.answered(way.name, clock(), polled=True)
            return _take_all(way, in_turns(waiting), clock, limit)
        except (Unreachable, BadAnswer, Rejected) as fault:
            links.rest(way.name, clock(), fault)
            return 0


def in_turns(waiting: Sequence[Waiting]) -> list[Waiting]:
    """One of each sender, then a second of each: who floods keeps nobody else waiting."""
    return [waiting[place] for place in turns([each.sender for each in waiting])]


def _take_all(way: Way, waiting: Sequence[Waiting], clock: Clock, limit: int) -> int:
    """One after the other; one that cannot be brought keeps nobody else waiting.

    Others are fetched, and what is committed is acknowledged, while one is taken: over a long line
    both take longer than anything else. After a while the rest is put back, and what came meanwhile
    has its turn among it.
    """
    said: list[Future[None]] = []
    left, until = deque(waiting), clock() + _TURN
    with (
        temporary_folder() as folder,
        ThreadPoolExecutor(way.abreast, thread_name_prefix="fetching") as fetching,
        ThreadPoolExecutor(_ABREAST, thread_name_prefix="acknowledging") as telling,
    ):
        begin = partial(_begin, way, fetching, folder)
        for each, coming in _ahead(left, begin, way.abreast, lambda: clock() <= until):
            with _set_aside(way):
                verdict, problem = _take(way, each, coming, clock, limit)
                said.append(telling.submit(way.driver().acknowledge, each, verdict, problem))
        if left:
            way.driver().put_back(list(left))
        for told in said:
            with _set_aside(way):
                told.result()
    return len(said)


def _ahead(
    left: deque[Waiting],
    begin: Callable[[Waiting], _Bringing],
    many: int,
    goes_on: Callable[[], bool],
) -> Iterator[tuple[Waiting, _Bringing]]:
    """Each as soon as it is here, those of one sender in their turn: a long one keeps nothing of
    anybody else waiting. So many are being brought at once, for as long as it goes on; what was not
    begun stays."""
    begun: list[tuple[Waiting, _Bringing]] = []
    while begun or (left and goes_on()):
        while left and _has_room(begun, many) and goes_on():
            begun.append((left[0], begin(left.popleft())))
        place = _first_here(begun)
        if place is not None:
            yield begun.pop(place)
        else:
            wait(
                [c.fetched for _, c in begun if c.fetched and not c.is_here], None, FIRST_COMPLETED
            )


def _has_room(begun: Sequence[tuple[Waiting, _Bringing]], many: int) -> bool:
    coming = sum(not each.is_here for _waiting, each in begun)
    return coming < many and len(begun) < _BEGUN * many


def _first_here(begun: Sequence[tuple[Waiting, _Bringing]]) -> int | None:
    """The place of the first that is here and has nothing of its sender before it."""
    before: set[str] = set()
    for place, (waiting, coming) in enumerate(begun):
        if coming.is_here and waiting.sender not in before:
            return place
        before.add(waiting.sender)
    return None


@contextmanager
def _set_aside(way: Way) -> Iterator[None]:
    """What is wrong with one packet alone is logged: it waits again."""
    try:
        yield
    except (BadAnswer, Rejected, Busy) as fault:
        told = {"link": way.name, "why": fault.sentence, "detail": fault.detail}
        log.warning("packet not fetched", extra=told)


def _begin(way: Way, pool: ThreadPoolExecutor, folder: Path, waiting: Waiting) -> _Bringing:
    """Begin to fetch a packet, unless it was fetched before: then it is only acknowledged."""
    if rows := known(way.name, waiting):
        return _Bringing(rows)
    place = Path(tempfile.mkdtemp(dir=folder))
    return _Bringing(fetched=pool.submit(way.driver().fetch, waiting, place), folder=place)


def _take(
    way: Way, waiting: Waiting, coming: _Bringing, clock: Clock, limit: int
) -> tuple[Verdict, str]:
    """Keep and apply one; what its sender's side is to be told of it."""
    rows = coming.rows or [_bring(way, waiting, coming, clock, limit)]
    for row in rows:
        apply_safely(way, row, clock())
    judged = known(way.name, waiting)
    if {row.state for row in judged} != {Transport.REFUSED}:
        return Verdict.TAKEN, ""
    return Verdict.REFUSED, judged[0].problem


def known(link: str, waiting: Waiting) -> list[Message]:
    """The rows of what was fetched before."""
    rows = Message.objects.filter(bound=Bound.IN, link=link, ref=key_of(waiting))
    return list(rows.order_by("pk"))


def key_of(waiting: Waiting) -> str:
    """By what a packet is known again: a network may hand out its own handles twice."""
    return f"{waiting.place or waiting.ref}/{waiting.uuid or ''}"[-_REF:]


def _bring(way: Way, waiting: Waiting, coming: _Bringing, clock: Clock, limit: int) -> Message:
    """Keep a packet that was fetched, whatever it is; one that cannot be read is refused."""
    assert coming.fetched
    assert coming.folder
    try:
        kept = keep_bytes(way.name, coming.fetched.result(), clock(), limit)
    except TooLong:
        kept = NOT_FETCHED
    finally:
        shutil.rmtree(coming.folder, ignore_errors=True)
    return keep(Actor.system(clock()), way, waiting, kept)


@action
def keep(actor: Actor, way: Way, waiting: Waiting, kept: Kept) -> Message:
    """The row of a packet as it came, refused at once where a sentence says why; when somebody else
    was quicker, theirs."""
    digest, size = kept.whole
    row, made = Message.objects.get_or_create(
        bound=Bound.IN,
        link=way.name,
        ref=key_of(waiting),
        receiver_code="",
        defaults={
            "uuid": waiting.uuid,
            "kind": waiting.kind.value,
            "vouched_for": waiting.sender[:_CODE],
            "raw": kept.raw,
            "sent_hash": digest,
            "sent_size": size,
            "state": TRANSPORT_IN.initial,
            "made_at": actor.now,
            "state_at": actor.now,
            "next_at": actor.now,
        },
    )
    if made:
        MessagePart.objects.bulk_create(
            [MessagePart(message=row, blob=part) for part in dict.fromkeys(kept.parts)]
        )
    if made and kept.refusal:
        refuse(actor, row, kept.refusal)
        row.refresh_from_db()
    return row


def apply_waiting(way: Way, clock: Clock, most: int = 100) -> int:
    """Apply what was kept and not applied yet: what a crash left, what waits for what it is about;
    returns how many were tried."""
    rows = Message.objects.filter(
        bound=Bound.IN, link=way.name, state=Transport.ARRIVED, next_at__lte=clock()
    )
    found = list(rows.order_by("pk")[:most])
    for row in found:
        apply_safely(way, row, clock())
    return len(found)


def apply_safely(way: Way, row: Message, now: datetime) -> None:
    """Apply a message once; a fault of ours costs it nothing but time: it stays, and is retried."""
    if row.state != Transport.ARRIVED or row.raw_id is None:
        return
    try:
        if row.kind == Content.SHEET:
            take_sheet(way, row, now)
        else:
            apply(way, row, now)
    except Exception:  # whatever breaks must not keep the rest of the link waiting
        log.exception("message not applied", extra={"link": row.link, "row": row.pk})
        Message.objects.filter(pk=row.pk, state=Transport.ARRIVED).update(
            attempts=row.attempts + 1,
            next_at=now + pause(row.attempts, random.random()),
            problem=_OURS,
        )
