"""Which documents went out on the day of their signature or the next working day (D-03, Q-074)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import work_calendar
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.documents.choices import DocumentState
from vanthu.office.drafting.choices import ApprovalKind, Verdict
from vanthu.office.drafting.models import Approval
from vanthu.office.drafting.rules import IssueTime

# A holiday season is shorter than this, so that the calendar reaches every last day.
_BEYOND = timedelta(days=30)
_SIGNED = (
    DocumentState.APPROVED,
    DocumentState.NUMBERED,
    DocumentState.ISSUED,
    DocumentState.RECALLED,
)


def issue_times(actor: Actor, from_day: date, to_day: date) -> list[IssueTime]:
    """The agency's documents signed from `from_day` up to and with `to_day`, oldest first."""
    return list(_judged(actor, from_day, to_day))


def late_issues(actor: Actor, from_day: date, to_day: date) -> list[IssueTime]:
    """Of these, the ones issued late or still waiting after their last day."""
    return [row for row in _judged(actor, from_day, to_day) if row.late]


def issue_time(actor: Actor, document_id: int) -> IssueTime | None:
    """Of one document; None while it is not signed."""
    rows = _signed(actor).filter(document=document_id)
    signed = rows.order_by("-id").first()
    if signed is None:
        return None
    day = signed.signed_on or signed.at.date()
    return _time(signed, actor.today, day, work_calendar(day, day + _BEYOND))


def _signed(actor: Actor) -> QuerySet[Approval]:
    rows = Approval.objects.filter(
        kind=ApprovalKind.LEADER,
        verdict=Verdict.APPROVED,
        document__agency=actor.agency_id,
        document__state__in=_SIGNED,
    )
    return rows.select_related("document", "document__issue_delay")


def _judged(actor: Actor, from_day: date, to_day: date) -> Iterator[IssueTime]:
    rows = _signed(actor).filter(signed_on__gte=from_day, signed_on__lte=to_day)
    rows = rows.order_by("document", "id")
    # the last approval counts: what was approved before was changed through the signer
    last = {row.document_id: row for row in rows}
    cal = work_calendar(from_day, to_day + _BEYOND)
    for row in sorted(last.values(), key=lambda r: (r.signed_on or to_day, r.document_id)):
        yield _time(row, actor.today, row.signed_on or row.at.date(), cal)


def _time(row: Approval, today: date, signed_on: date, cal: WorkCalendar) -> IssueTime:
    document = row.document
    delay = getattr(document, "issue_delay", None)
    return IssueTime.judge(
        document_id=document.pk,
        reference=document.reference,
        subject=document.subject,
        urgency=document.urgency,
        signed_on=signed_on,
        issued_at=document.issued_at,
        today=today,
        cal=cal,
        reason=delay.reason if delay is not None else "",
    )
