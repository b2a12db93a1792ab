"""The directory of a link is taken over: whole or not at all, in short transactions.

The list is laid on disk first. While it has not been read to its end, or has lost more than can be
believed, nothing changes here; agencies that are gone from it are closed, never removed (Q-142).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.temporary import temporary_folder
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.ground.org.actions import rename_known
from vanthu.kernel.text import tokens
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions.watching import administrators
from vanthu.office.interchange.choices import ListChange, SyncState
from vanthu.office.interchange.directory import LONGEST_CODE, LONGEST_NAME
from vanthu.office.interchange.drivers.base import Fault
from vanthu.office.interchange.errors import SyncRunning
from vanthu.office.interchange.events import DirectoryRefused, DirectorySynced
from vanthu.office.interchange.models import DirectoryAgency, DirectorySync
from vanthu.office.interchange.rules import OnList, is_believed, is_hidden, list_change
from vanthu.office.interchange.spool import Line, Spool
from vanthu.office.interchange.ways import Way

Tell = Callable[[int, int], None]
_BATCH = 1000
# Whoever has been at it for so long has died.
_DEAD_AFTER = timedelta(hours=2)
_MAIL, _TEXT = 200, 500
_WRITTEN = (
    *("name", "folded", "parent_code", "mail", "successor", "successors", "open", "hidden"),
    *("closed_on", "last_seen", "change", "changed_in", "before"),
)
_LOST = (
    "Danh sách mới thiếu {lost} trong {known} đơn vị đang có (quá {share} %), nên không được nhận "
    "và không đơn vị nào bị đóng. Hãy hỏi đơn vị vận hành; nếu danh sách đúng, hãy đồng bộ lại và "
    "chọn nhận danh sách ngắn hơn."
)
_BROKEN = "Đồng bộ danh bạ dừng giữa chừng vì lỗi của hệ thống. Hãy đồng bộ lại."


def sync_directory(
    actor: Actor,
    *,
    way: Way,
    clock: Callable[[], datetime],
    tell: Tell = lambda done, total: None,
    accept_shorter: bool = False,
) -> DirectorySync:
    """Take over the directory of a link; what came of it, however it ended.

    `accept_shorter` takes a list that lost more than its share. Raises SyncRunning.
    """
    sync = _begin(actor, way)
    try:
        with temporary_folder() as folder, Spool(folder) as spool:
            sync.skipped = spool.fill(way.driver().directory(), LONGEST_CODE)
            sync.listed = len(spool)
            problem = "" if accept_shorter else _loss(way, spool)
            if problem:
                return _refuse(actor.at(clock()), way, sync, SyncState.REFUSED, problem)
            counts = _apply(actor, way, sync, spool, tell)
    except Fault as fault:
        return _refuse(actor.at(clock()), way, sync, SyncState.FAILED, fault.sentence)
    except BaseException:
        _refuse(actor.at(clock()), way, sync, SyncState.FAILED, _BROKEN)
        raise
    return _finish(actor.at(clock()), sync, counts)


def _begin(actor: Actor, way: Way) -> DirectorySync:
    running = DirectorySync.objects.filter(link=way.name, state=SyncState.RUNNING)
    running.filter(begun_at__lt=actor.now - _DEAD_AFTER).update(
        state=SyncState.FAILED, ended_at=actor.now, problem=_BROKEN
    )
    try:
        with transaction.atomic():
            return DirectorySync.objects.create(
                link=way.name,
                state=SyncState.RUNNING,
                begun_at=actor.now,
                asked_by_name=actor.name,
            )
    except IntegrityError as error:
        raise SyncRunning(link=way.title) from error


def _loss(way: Way, spool: Spool) -> str:
    """What is wrong with a list that has lost too much of what was known; nothing if it has not."""
    known = lost = 0
    for rows in _known(way.name):
        listed = spool.openness([row.code for row in rows])
        known += len(rows)
        lost += sum(row.code not in listed or listed[row.code] < row.open for row in rows)
    if is_believed(known, lost, way.directory_loss):
        return ""
    return _LOST.format(lost=lost, known=known, share=f"{way.directory_loss * 100:g}")


class _Known(NamedTuple):
    """What stands on the list of a link by our knowledge."""

    pk: int
    code: str
    open: bool


def _known(link: str) -> Iterator[list[_Known]]:
    """All of it, in pieces."""
    last = 0
    rows = DirectoryAgency.objects.filter(link=link, last_seen=None).order_by("pk")
    columns = rows.values_list(*_Known._fields)
    while found := [_Known(*row) for row in columns.filter(pk__gt=last)[:_BATCH]]:
        last = found[-1].pk
        yield found


def _apply(actor: Actor, way: Way, sync: DirectorySync, spool: Spool, tell: Tell) -> Counter[str]:
    counts: Counter[str] = Counter()
    done = 0
    for lines in spool.pieces():
        _take(actor, way, sync, lines, counts)
        done += len(lines)
        tell(done, sync.listed)
    seen_at = _last_good(sync)
    for rows in _known(way.name):
        listed = spool.openness([row.code for row in rows])
        gone = [row.pk for row in rows if row.code not in listed]
        _close(actor, sync, gone, seen_at)
        counts[ListChange.CLOSED] += len(gone)
    return counts


def _take(
    actor: Actor, way: Way, sync: DirectorySync, lines: Sequence[Line], counts: Counter[str]
) -> None:
    """A piece of the list, in one transaction: what is new or differs is written by one upsert."""
    rows = DirectoryAgency.objects.filter(link=sync.link, code__in=[line.code for line in lines])
    columns = rows.values_list("code", *OnList._fields)
    standing = {code: OnList(*said) for code, *said in columns}
    written = []
    for line in lines:
        before, now = standing.get(line.code), _said(line)
        change = list_change(before, now)
        counts[change or "unchanged"] += 1
        if change is not None:
            written.append(_row(actor, sync, line.code, change, before, now))
    DirectoryAgency.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["link", "code"], update_fields=_WRITTEN
    )
    _rename_known(actor, way, written)


def _said(line: Line) -> OnList:
    name = line.name.replace("\0", "").strip()[:LONGEST_NAME]
    return OnList(
        name=name or line.code,
        parent_code=line.parent[:LONGEST_CODE],
        mail=line.mail[:_MAIL],
        successor=line.successor[:LONGEST_CODE],
        successors=line.successors,
        open=line.open,
        closed_on=line.closed_on,
        last_seen=None,
    )


def _row(
    actor: Actor,
    sync: DirectorySync,
    code: str,
    change: ListChange,
    before: OnList | None,
    now: OnList,
) -> DirectoryAgency:
    return DirectoryAgency(
        link=sync.link,
        code=code,
        folded=" ".join(tokens(f"{now.name} {code}")),
        hidden=is_hidden(code),
        first_seen=actor.now,
        changed_in=sync,
        change=change,
        before=before.name if before and before.name != now.name else "",
        **now._asdict(),
    )


def _close(actor: Actor, sync: DirectorySync, gone: Sequence[int], seen_at: datetime) -> None:
    """The agencies are gone from the list; what it said of where they went stays."""
    if not gone:
        return
    rows = DirectoryAgency.objects.filter(pk__in=gone)
    with transaction.atomic():
        rows.filter(closed_on=None).update(closed_on=actor.today)
        rows.update(
            open=False, last_seen=seen_at, change=ListChange.CLOSED, changed_in=sync, before=""
        )


def _rename_known(actor: Actor, way: Way, rows: Sequence[DirectoryAgency]) -> None:
    """Agencies that we have written to before bear their new names from today on."""
    names = {
        row.code: row.name
        for row in rows
        if row.change == ListChange.RENAMED and row.open and way.reaches(row.code)
    }
    rename_known(actor, names=names)


def _last_good(sync: DirectorySync) -> datetime:
    """When the list before this one was taken over."""
    rows = DirectorySync.objects.filter(link=sync.link, state=SyncState.DONE).order_by("-pk")
    last = rows.first()
    return last.begun_at if last is not None else sync.begun_at


@action
def _finish(actor: Actor, sync: DirectorySync, counts: Counter[str]) -> DirectorySync:
    names = (*ListChange.values, "unchanged")
    for name in names:
        setattr(sync, name, counts[name])
    sync.state, sync.ended_at = SyncState.DONE, actor.now
    sync.save()
    told = {name: counts[name] for name in names}
    announce(
        actor,
        DirectorySynced(
            agency_id=actor.agency_id,
            object_id=sync.pk,
            link=sync.link,
            listed=sync.listed,
            **told,
        ),
    )
    return sync


@action
def _refuse(
    actor: Actor, way: Way, sync: DirectorySync, state: SyncState, problem: str
) -> DirectorySync:
    sync.state, sync.problem, sync.ended_at = state, problem[:_TEXT], actor.now
    sync.save()
    announce(
        actor,
        DirectoryRefused(
            agency_id=actor.agency_id,
            object_id=sync.pk,
            link=sync.link,
            listed=sync.listed,
            reason=sync.problem,
        ),
    )
    holders = [keys.post(number) for number in administrators(actor)]
    told = [notices.of_directory(way.title, sync.problem, sync.pk, each) for each in holders]
    notify_all(actor, told)
    return sync
