"""By when a signed document must have gone out (Decree 30/2020 Art. 18.1; D-03, Q-074)."""

from dataclasses import dataclass
from datetime import date, datetime

from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.kernel.workdays import VIETNAM, WorkCalendar

ISSUED_ON_THE_DAY = DECREE_30_2020.at("khoản 1 Điều 18", Certainty.READ)
NUMBERED_NEXT_DAY = DECREE_30_2020.at("khoản 2 Điều 15", Certainty.READ)


def issue_due(signed_on: date, urgent: bool, cal: WorkCalendar) -> date:
    """The last day to issue: the next working day; an urgent document on the day it was signed."""
    return signed_on if urgent else cal.next_working(signed_on)


@dataclass(frozen=True, slots=True)
class IssueTime:
    """When a document was signed, had to be issued, and was; `issued_at` None: not yet.

    `reason` is what the clerk said about a delay.
    """

    document_id: int
    reference: str
    subject: str
    urgency: int
    signed_on: date
    due_on: date
    issued_at: datetime | None
    late: bool
    reason: str = ""

    @classmethod
    def judge(
        cls,
        *,
        document_id: int,
        reference: str,
        subject: str,
        urgency: int,
        signed_on: date,
        issued_at: datetime | None,
        today: date,
        cal: WorkCalendar,
        reason: str = "",
    ) -> "IssueTime":
        """Late when it went out after the last day, or has not gone out and that day is over."""
        due = issue_due(signed_on, urgency > 0, cal)
        day = issued_at.astimezone(VIETNAM).date() if issued_at else today
        late = day > due
        return cls(
            document_id, reference, subject, urgency, signed_on, due, issued_at, late, reason
        )
