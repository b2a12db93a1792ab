"""The daily reconciliation: what both ends of a link hold of a day is counted, hashed, compared.

Installations of our own exchange sheets as parcels of their own kind, through the outbox like all
else. Over other networks only the network can be asked, whether it has what we hold as sent.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions import links
from vanthu.office.interchange.actions.watching import administrators
from vanthu.office.interchange.choices import UNSENT, Agreement, Bound, Content, Gap
from vanthu.office.interchange.drivers.base import BadAnswer, Rejected, Unreachable
from vanthu.office.interchange.events import DayCompared, SheetWritten
from vanthu.office.interchange.models import Difference, Message, Reconciliation
from vanthu.office.interchange.queries.days import Held, Pair, held, line_of, open_keys, pairs
from vanthu.office.interchange.rules import TRANSPORT_OUT, payload_hash
from vanthu.office.interchange.sheets import (
    GRACE,
    DaySheet,
    Found,
    Line,
    compare,
    read_sheet,
    write_sheet,
)
from vanthu.office.interchange.translating import parcel
from vanthu.office.interchange.ways import Way

Clock = Callable[[], datetime]
# So long a day that does not agree is compared again each night; a network that must search what
# it has is asked for fewer, as its list of what was sent goes back three days.
_DAYS, _ASKED_DAYS = 7, 2
# Asking a network after one message may mean fetching several: so many of a pair in a night.
_MOST = 200


def reconcile(way: Way, clock: Clock, day: date | None = None) -> int:
    """Compare a day that has ended with the other end, or each of the last days that does not
    agree yet; returns for how many pairs of agencies something was done."""
    today = clock().astimezone(VIETNAM).date()
    back = _DAYS if way.own else _ASKED_DAYS
    days = [day] if day else [today - timedelta(days=each) for each in range(back, 0, -1)]
    done = 0
    for each in days:
        for pair in pairs(way.name, each):
            actor = Actor.system(clock(), agency_id=pair.agency_id)
            if way.own:
                done += refresh(actor, way=way, pair=pair, day=each)
            elif (today - each).days <= _ASKED_DAYS:
                done += _ask_network(way, pair, each, clock)
    return done


@action
def refresh(actor: Actor, *, way: Way, pair: Pair, day: date) -> bool:
    """Write our sheet if it says something new or the two sides do not agree yet, and compare with
    the other side's, if it is here. False when no sheet was written."""
    row = row_of(way, pair, day)
    mine = held(way.name, pair, day)
    if not _says_more(row, mine) and row.state == Agreement.EQUAL:
        return False
    written = _write(actor, way, row, mine)
    if row.theirs is not None:
        _compare(actor, way, row, mine)
    return written


def answer(actor: Actor, way: Way, pair: Pair, day: date) -> None:
    """Compare with a sheet that has just come; ours goes back if the other side lacks it. Part of
    the act that takes it."""
    row = row_of(way, pair, day)
    mine = held(way.name, pair, day)
    if _says_more(row, mine):
        _write(actor, way, row, mine)
    _compare(actor, way, row, mine)


def _says_more(row: Reconciliation, mine: Held) -> bool:
    said = (mine.sent.sha256, mine.received.sha256)
    return row.sheet_at is None or said != (row.sent_hash, row.received_hash)


def row_of(way: Way, pair: Pair, day: date) -> Reconciliation:
    """The row of a pair and a day, locked."""
    row, _made = Reconciliation.objects.get_or_create(
        link=way.name,
        day=day,
        our_code=pair.ours,
        their_code=pair.theirs,
        defaults={"agency_id": pair.agency_id},
    )
    rows = Reconciliation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("theirs").get(pk=row.pk)


def _write(actor: Actor, way: Way, row: Reconciliation, mine: Held) -> bool:
    """Put our sheet into the outbox; one that waits there goes first."""
    waiting = Message.objects.filter(
        bound=Bound.OUT,
        link=way.name,
        kind=Content.SHEET,
        sender_code=row.our_code,
        receiver_code=row.their_code,
        document_id=row.day.isoformat(),
        sent_at=None,
    )
    if waiting.filter(state__in=UNSENT).exists():
        return False
    sheet = DaySheet(
        day=row.day,
        sender=row.our_code,
        receiver=row.their_code,
        made_at=actor.now,
        sent=mine.sent,
        received=mine.received,
    )
    told = {"sheet": write_sheet(sheet)}
    name = f"{way.name}/{row.day}/{row.our_code}/{row.their_code}/{actor.now.isoformat()}"
    Message.objects.create(
        bound=Bound.OUT,
        link=way.name,
        uuid=uuid5(NAMESPACE_URL, name),
        kind=Content.SHEET,
        sender_code=row.our_code,
        receiver_code=row.their_code,
        document_id=row.day.isoformat(),
        content_hash=payload_hash(told),
        told=told,
        agency_id=row.agency_id,
        state=TRANSPORT_OUT.initial,
        made_at=actor.now,
        state_at=actor.now,
        next_at=actor.now,
    )
    _count(row, mine)
    row.sheet_at = actor.now
    row.save()
    announce(
        actor,
        SheetWritten(
            agency_id=row.agency_id,
            object_id=row.pk,
            link=row.link,
            day=row.day.isoformat(),
            other=row.their_code,
            sent=mine.sent.count,
            received=mine.received.count,
        ),
    )
    return True


def _count(row: Reconciliation, mine: Held) -> None:
    row.sent_count, row.sent_hash = mine.sent.count, mine.sent.sha256
    row.received_count, row.received_hash = mine.received.count, mine.received.sha256


def _compare(actor: Actor, way: Way, row: Reconciliation, mine: Held) -> None:
    """Compare with the other side's last sheet, both ways."""
    assert row.theirs is not None
    theirs = read_sheet(path_of(row.theirs.raw_id or "").read_bytes())
    asked_about = open_keys(way.name, row.our_code, row.their_code)
    now, made = actor.now, theirs.made_at
    out, going = compare(
        mine.sent, theirs.received, open_here=asked_about, now=now, there_made=made
    )
    back, coming = compare(mine.received, theirs.sent, now=now, there_made=made)
    row.their_sent, row.their_received = theirs.sent.count, theirs.received.count
    found = [(Bound.OUT, each) for each in out] + [(Bound.IN, each) for each in back]
    _conclude(actor, way, row, mine, found, going + coming)


def _conclude(
    actor: Actor,
    way: Way,
    row: Reconciliation,
    mine: Held,
    found: Sequence[tuple[Bound, Found]],
    underway: int,
) -> None:
    """Write the differences down, and tell who must know when there are any for the first time."""
    row.underway, row.compared_at = underway, actor.now
    if found:
        row.state = Agreement.DIFFERENT
    else:
        row.state = Agreement.WAITING if underway else Agreement.EQUAL
    row.save()
    row.differences.all().delete()
    Difference.objects.bulk_create(_difference(row, mine, bound, each) for bound, each in found)
    announce(
        actor,
        DayCompared(
            agency_id=row.agency_id,
            object_id=row.pk,
            link=row.link,
            day=row.day.isoformat(),
            other=row.their_code,
            state=row.state,
            differences=len(found),
            underway=underway,
        ),
    )
    if found:
        holders = [keys.registry(row.agency_id), *map(keys.post, administrators(actor))]
        notify_all(
            actor, [notices.of_differences(way.title, row, len(found), each) for each in holders]
        )


def _difference(row: Reconciliation, mine: Held, bound: Bound, found: Found) -> Difference:
    line = found.here or found.there
    return Difference(
        reconciliation=row,
        bound=bound,
        gap=found.gap,
        about=line.about if line else "",
        kind=line.kind if line else "",
        code=line.code if line else "",
        hash_here=found.here.fingerprint if found.here else "",
        hash_there=found.there.fingerprint if found.there else "",
        message_id=mine.rows.get((bound, *found.here.said)) if found.here else None,
    )


def _ask_network(way: Way, pair: Pair, day: date, clock: Clock) -> bool:
    """Ask whether the network has the documents that it took and no receiver has spoken of.

    What its receivers hold, and what it has of us that we do not, nobody there tells.
    """
    mine = held(way.name, pair, day)
    known = Reconciliation.objects.filter(
        link=way.name, day=day, our_code=pair.ours, their_code=pair.theirs, state=Agreement.EQUAL
    )
    if not mine.sent.count or known.filter(sent_hash=mine.sent.sha256).exists():
        return False
    rows = [row for row in mine.silent if row.sent_at and row.sent_at <= clock() - GRACE]
    missing: list[Line] = []
    asked = 0
    for row in rows[:_MOST]:
        with links.trying(way.name, clock) as allowed:
            if not allowed:
                break
            try:
                taken = way.driver().find(parcel(row))
            except Unreachable as fault:
                links.rest(way.name, clock(), fault)
                break
            except (BadAnswer, Rejected):
                # It cannot tell: that is no difference, and no reason to let the link rest.
                break
            links.answered(way.name, clock())
        asked += 1
        if taken is None:
            missing.append(line_of(row))
    actor = Actor.system(clock(), agency_id=pair.agency_id)
    _conclude_asked(actor, way, pair, day, mine, missing, asked)
    return True


@action
def _conclude_asked(
    actor: Actor,
    way: Way,
    pair: Pair,
    day: date,
    mine: Held,
    missing: Sequence[Line],
    asked: int,
) -> None:
    row = row_of(way, pair, day)
    _count(row, mine)
    row.asked = asked
    found = [(Bound.OUT, Found(Gap.ONLY_HERE, line, None)) for line in missing]
    _conclude(actor, way, row, mine, found, len(mine.silent) - asked)
