"""Holidays and make-up working days, as each year's notice fixes them."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org import events
from vanthu.ground.org.choices import DayKind
from vanthu.ground.org.models import CalendarDay
from vanthu.ground.org.permissions import check_configure
from vanthu.kernel.errors import NotFound


@action
def set_calendar_day(
    actor: Actor, *, day: date, kind: DayKind, name: str, source: str
) -> CalendarDay:
    """Fix a holiday or make-up day for the whole province, with the notice it comes from."""
    check_configure(actor, None)
    row, _new = CalendarDay.objects.update_or_create(
        day=day, defaults={"kind": kind, "name": name, "source": source}
    )
    _tell(actor, day, kind, source)
    return row


@action
def remove_calendar_day(actor: Actor, *, day: date) -> None:
    """The day is an ordinary one again; raises NotFound."""
    check_configure(actor, None)
    if not CalendarDay.objects.filter(day=day).delete()[0]:
        raise NotFound
    _tell(actor, day, "", "")


def _tell(actor: Actor, day: date, kind: str, source: str) -> None:
    announce(
        actor,
        events.CalendarDaySet(
            agency_id=actor.agency_id,
            object_id=day.toordinal(),
            day=day,
            day_kind=kind,
            source=source,
        ),
    )
