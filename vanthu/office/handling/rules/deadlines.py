"""Terms: by which day a document must be passed on, handled, extended."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Protocol

from vanthu.kernel.dates import short_date
from vanthu.kernel.workdays import VIETNAM, WorkCalendar, registration_deadline
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import BadDeadline


@dataclass(frozen=True)
class Parameters:
    """The numbers an agency sets for its flow; the defaults are practice (T-10), not law."""

    hand_over_at_once: int = 0
    near_due_days: int = 3
    last_call_days: int = 1
    max_extensions: int = 2
    extension_days: int = 30
    extension_grace_days: int = 30
    undo_minutes: int = 10
    urgent_repeat_minutes: int = 15
    escalate_after_days: int = 3

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int]]) -> "Parameters":
        """From (name, value) pairs, later ones winning; names it does not know are passed over."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in rows if name in known})


class RuleRow(Protocol):
    """A row of the agency's table of terms (D-11)."""

    agency_id: int
    type_code: str
    urgency: int | None
    working_days: int


def default_due(
    rules: Iterable[RuleRow], type_code: str, urgency: int, day: date, cal: WorkCalendar
) -> date | None:
    """The last day to handle what is given on `day`; None when the agency has no rule for it.

    The agency's own rule beats the common one (agency 0), the type's beats one for every type, the
    urgency's beats one for every urgency. Urgent documents without a rule of their urgency are due
    at once: on the day itself (Decree 30 Art. 24.2).
    """
    fitting = [r for r in rules if r.type_code in ("", type_code) and r.urgency in (None, urgency)]
    if urgency:
        fitting = [r for r in fitting if r.urgency is not None]
        if not fitting:
            return day
    best = max(fitting, key=_precision, default=None)
    return None if best is None else cal.add(day, best.working_days)


def _precision(rule: RuleRow) -> tuple[bool, bool, bool]:
    return (rule.agency_id != 0, rule.type_code != "", rule.urgency is not None)


# Register, present, direct and hand over: the day itself, at the latest the next working day.
_SAME_DAY = frozenset(
    {Box.TO_RECEIVE, Box.TO_REGISTER, Box.TO_PRESENT, Box.TO_DIRECT, Box.TO_HAND_OVER}
)


def box_due(
    box: str, received: datetime | None, since: datetime, urgent: bool, cal: WorkCalendar
) -> date | None:
    """The last day to pass on what waits with the clerk or a leader (Art. 4.2.c, 23.1).

    Registering and presenting count from the arrival, the others from the step before.
    """
    if box not in _SAME_DAY:
        return None
    counted = received if box in (Box.TO_RECEIVE, Box.TO_REGISTER, Box.TO_PRESENT) else since
    return registration_deadline(counted or since, urgent, cal).astimezone(VIETNAM).date()


def check_due(due: date, today: date, latest: date | None) -> None:
    """A deadline set by hand lies neither in the past nor behind the deadline it was given from.

    Raises BadDeadline.
    """
    if due < today:
        raise BadDeadline("Hạn {day} đã qua. Hãy chọn từ hôm nay trở đi.", day=short_date(due))
    if latest is not None and due > latest:
        raise BadDeadline(
            "Hạn {day} sau hạn của việc cấp trên giao ({latest}). Hãy chọn hạn sớm hơn, "
            "hoặc đề nghị người giao gia hạn trước.",
            day=short_date(due),
            latest=short_date(latest),
        )


def check_extension(
    due: date, new: date, today: date, extensions: int, numbers: Parameters
) -> None:
    """Whether a deadline may move from `due` to `new` (T-10: parameters, not law). BadDeadline."""
    if extensions >= numbers.max_extensions:
        raise BadDeadline(
            "Việc này đã gia hạn {count} lần, là số lần tối đa.", count=numbers.max_extensions
        )
    if today > due + timedelta(days=numbers.extension_grace_days):
        raise BadDeadline(
            "Việc này đã quá hạn hơn {days} ngày nên không gia hạn được nữa.",
            days=numbers.extension_grace_days,
        )
    if not due < new <= due + timedelta(days=numbers.extension_days):
        raise BadDeadline(
            "Hạn mới phải sau ngày {due} và không quá {days} ngày kể từ ngày đó.",
            due=short_date(due),
            days=numbers.extension_days,
        )
