"""Loads papers with everything that hangs on them, in one transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from vanthu.demo.bulk import Sink
from vanthu.demo.bulk.indexes import check_keys, keys_unchecked, put_back, set_aside
from vanthu.demo.bulk.moments import seconds
from vanthu.demo.errors import NoProvince, NotEmpty
from vanthu.demo.load import search
from vanthu.demo.load.chronicle import Chronicle
from vanthu.demo.load.context import Context
from vanthu.demo.load.desks import desks
from vanthu.demo.load.incoming import write_incoming
from vanthu.demo.load.outgoing import write_outgoing
from vanthu.demo.load.province import Ids, give_ids
from vanthu.demo.load.schedule import Schedule, make
from vanthu.demo.load.series import open_series
from vanthu.demo.load.sheets import papers_to_print
from vanthu.demo.load.start import loaded_seed, reset_sequences
from vanthu.demo.organisation import province
from vanthu.demo.papers.heads import Plan
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.models import Agency
from vanthu.office.documents.models import Document, DocumentFile, Grant, Recipient, Relation
from vanthu.office.documents.registers import Counter, DocumentNumber, RegisterPeriod
from vanthu.office.drafting.models import Addressee, Approval, DraftVersion, Route
from vanthu.office.handling.models import Assignment, BoxItem, Direction, Movement
from vanthu.office.interchange.models import OutsideDelivery, Packet, Receipt
from vanthu.office.search.models import BlobText

Progress = Callable[[str, int, int], None]
_EVERY = 2000
_BIG = (
    *(Document, DocumentFile, Grant, Recipient, Relation, DocumentNumber, Blob, BlobText),
    *(DraftVersion, Approval, Route, Addressee, Direction, Assignment, Movement, BoxItem),
    *(Packet, Receipt, OutsideDelivery, Entry),
)
_FEW = 20_000


def load_documents(count: int, *, seed: int, now: datetime, progress: Progress) -> int:
    """Write `count` documents or a few more, so that none lacks its other side; returns how many.

    Raises NoProvince unless the demo's province of this seed is there, NotEmpty when documents are.
    """
    if Document.objects.exists():
        raise NotEmpty
    today = now.astimezone(VIETNAM).date()
    ids = give_ids()
    series = open_series(ids, today)
    if loaded_seed() != seed or not _is_loaded(ids, len(series.periods)):
        raise NoProvince
    plan = Plan(seed, today)
    schedule = make(plan, series, count, seconds(now), _part(progress, "plan"))
    with keys_unchecked(), transaction.atomic():
        _write(schedule, ids, progress)
        check_keys()
    return len(schedule.order)


def _is_loaded(ids: Ids, periods: int) -> bool:
    found = (Agency.objects.count(), RegisterPeriod.objects.count())
    return found == (len(ids.agencies), periods)


def _part(progress: Progress, step: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(step, done, total)


def _write(schedule: Schedule, ids: Ids, progress: Progress) -> None:
    sink = Sink()
    search.prepare()
    # A few rows are added to the indexes quicker than these are made again.
    many = len(schedule.order) > _FEW
    aside = set_aside([model._meta.db_table for model in _BIG]) if many else []
    codes = {
        key: [(code.scheme.value, code.code) for code in found]
        for key, found in province().codes.items()
    }
    chronicle = Chronicle(sink)
    seats = desks(ids, codes, schedule.plan.seed)
    context = Context(
        sink, schedule, seats, ids.agencies, chronicle, printed=papers_to_print(schedule)
    )
    _write_papers(context, progress)
    chronicle.finish()
    _write_counters(schedule)
    search.complete(sink)
    for number, statement in enumerate(aside, start=1):
        put_back(statement)
        progress("indexes", number, len(aside))
    reset_sequences(_BIG)
    if connection.vendor == "postgresql":
        _analyse()


def _write_papers(context: Context, progress: Progress) -> None:
    schedule = context.schedule
    total = len(schedule.order)
    for done, (paper, slot) in enumerate(schedule.rows(), start=1):
        if slot:
            write_incoming(context, paper, slot)
        else:
            write_outgoing(context, paper)
        if done % _EVERY == 0:
            context.chronicle.write_until(schedule.moment(done))
            context.sink.flush_full()
            progress("papers", done, total)
    progress("papers", total, total)


def _write_counters(schedule: Schedule) -> None:
    rows = [Counter(period_id=period_id, last=last) for period_id, last in schedule.last.items()]
    Counter.objects.bulk_update(rows, ["last"], batch_size=500)


def _analyse() -> None:
    with connection.cursor() as cursor:
        for model in _BIG:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
        cursor.execute("ANALYZE search_document")
