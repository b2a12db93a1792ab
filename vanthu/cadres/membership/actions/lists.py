"""Enter lists of members as they stand, and close an agency's movement report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.choices import OnList
from vanthu.cadres.membership.errors import AlreadyClosed, BadDays, StockDiffers
from vanthu.cadres.membership.events import MembersImported, MovementClosed
from vanthu.cadres.membership.models import Closing, Member, PartyOrganisation
from vanthu.cadres.membership.queries import computed, counted
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.dates import short_date
from vanthu.kernel.periods import Period
from vanthu.kernel.text import one_line

_PORTION = 2_000


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A member as a list states them; `since` is the day they came onto this list."""

    person_id: int
    organisation_id: int
    joined_on: date
    since: date
    number: str = ""
    official_on: date | None = None


@action
def import_members(actor: Actor, *, rows: Sequence[MemberRow], source: str) -> list[Member]:
    """Put many members on lists as they stand, one event for all; `source` names the list.

    Raises NoDuty for an organisation out of reach and BadDays for the first row that is wrong or
    whose person is on a list already; then nobody is entered.
    """
    agencies = dict(
        PartyOrganisation.objects.filter(pk__in={row.organisation_id for row in rows}).values_list(
            "pk", "agency_id"
        )
    )
    for agency_id in set(agencies.values()):
        permissions.check_list(actor, agency_id)
    _check_rows(actor, rows)
    found = Member.objects.bulk_create(
        [_member(actor, row, agencies[row.organisation_id]) for row in rows], batch_size=_PORTION
    )
    if found:
        ids = tuple(row.pk for row in found)
        announce(
            actor,
            MembersImported(
                agency_id=actor.agency_id, object_id=ids[0], members=ids, source=one_line(source)
            ),
        )
    return found


def _check_rows(actor: Actor, rows: Sequence[MemberRow]) -> None:
    people = [row.person_id for row in rows]
    current = Member.objects.current().filter(until=None, person__in=people)
    listed = set(current.values_list("person_id", flat=True))
    for place, row in enumerate(rows, start=1):
        if row.person_id in listed:
            raise BadDays({"person_id": f"Dòng {place}: người này đã có trong danh sách."})
        listed.add(row.person_id)
        if not row.joined_on <= row.since <= actor.today:
            raise BadDays({"since": f"Dòng {place}: ngày vào Đảng phải trước ngày vào danh sách."})


def _member(actor: Actor, row: MemberRow, agency_id: int) -> Member:
    return Member(
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        agency_id=agency_id,
        number=one_line(row.number),
        joined_on=row.joined_on,
        official_on=row.official_on,
        since=row.since,
        since_by=OnList.OPENING,
        known_from=actor.now,
    )


@action
def close_movement(actor: Actor, *, agency_id: int, period: Period) -> Closing:
    """Close the report of an agency for a period, when the counted members are the computed ones.

    Raises NoDuty, BadDays, AlreadyClosed, StockDiffers.
    """
    permissions.check_close(actor, agency_id)
    ask = Ask(period=period, known_at=actor.now, agencies=frozenset({agency_id}))
    if ask.day > actor.today:
        raise BadDays({"last": "Kỳ báo cáo chưa kết thúc nên chưa khóa được."})
    earlier = Closing.objects.filter(agency=agency_id, first=ask.first, last=ask.day).first()
    if earlier is not None:
        raise AlreadyClosed(day=short_date(earlier.closed_at.astimezone(VIETNAM).date()))
    movement, here = computed(ask), counted(ask)
    if not movement.holds(here):
        raise StockDiffers(counted=here, computed=movement.end)
    row = Closing.objects.create(
        agency_id=agency_id,
        first=ask.first,
        last=ask.day,
        known_at=actor.now,
        lines={**movement.lines, "end": here},
        closed_by=actor.person_id,
        closed_at=actor.now,
    )
    event = MovementClosed(
        agency_id=agency_id, object_id=row.pk, first=ask.first, last=ask.day, counted=here
    )
    announce(actor, event)
    return row
