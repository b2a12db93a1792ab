"""The other side's sheet of a day: checked, kept as it came, compared with what is here."""

from datetime import datetime, timedelta

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.actions import action
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.actions.applying import finish, holder_of, refuse
from vanthu.office.interchange.actions.reconciling import answer, row_of
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.errors import NotOurSheet, StrangeDay
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.queries.days import Pair
from vanthu.office.interchange.routing import living_here
from vanthu.office.interchange.sheets import (
    MOST_BYTES,
    DaySheet,
    UnreadableSheet,
    read_sheet,
)
from vanthu.office.interchange.ways import Way

# A sheet of a day further back is of no use any more; clocks may differ by so much.
_OLDEST = timedelta(days=31)
_AHEAD = timedelta(hours=1)


def take_sheet(way: Way, row: Message, now: datetime) -> None:
    """Compare with a sheet that came in; what is none, or not for us to take, is refused."""
    system = Actor.system(now)
    try:
        sheet = _read(row)
        agency_id = _checked(way, row, sheet, system)
    except UnreadableSheet as fault:
        refuse(system, row, str(fault))
    except Refusal as refusal:
        refuse(system, row, refusal.sentence)
    else:
        actor = Actor.system(now, agency_id=agency_id)
        _take(actor, way, row, sheet, Pair(sheet.receiver, sheet.sender, agency_id))


def _read(row: Message) -> DaySheet:
    if row.raw is None or row.raw.size > MOST_BYTES:
        raise UnreadableSheet(f"dài hơn {MOST_BYTES // 1024} KB")
    return read_sheet(path_of(row.raw.pk).read_bytes())


def _checked(way: Way, row: Message, sheet: DaySheet, actor: Actor) -> int:
    """The agency of ours that a sheet is for. Raises NotOurSheet, StrangeDay."""
    agency_id = holder_of(sheet.receiver, actor)
    vouched = bool(row.vouched_for) and way.speaks_for(row.vouched_for, sheet.sender)
    if not way.own or not vouched or not way.reaches(sheet.sender):
        raise NotOurSheet(sender=sheet.sender)
    if agency_id not in living_here([agency_id], actor.today):
        raise NotOurSheet(sender=sheet.sender)
    made = actor.now - _OLDEST <= sheet.made_at <= actor.now + _AHEAD
    if not made or not actor.today - _OLDEST <= sheet.day <= actor.today:
        raise StrangeDay(day=f"{sheet.day:%d/%m/%Y}")
    return agency_id


@action
def _take(actor: Actor, way: Way, row: Message, sheet: DaySheet, pair: Pair) -> None:
    """Keep the sheet and compare; one that is not newer than what is here changes nothing."""
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    if held.state != Transport.ARRIVED:
        return
    held.sender_code, held.receiver_code = sheet.sender, sheet.receiver
    held.document_id, held.agency_id = sheet.day.isoformat(), pair.agency_id
    held.content_hash = held.raw_id or ""
    found = row_of(way, pair, sheet.day)
    if found.their_sheet_at is not None and sheet.made_at <= found.their_sheet_at:
        finish(actor, held, "repeat")
        return
    finish(actor, held, "apply")
    found.theirs, found.their_sheet_at = held, sheet.made_at
    found.save()
    answer(actor, way, pair, sheet.day)
