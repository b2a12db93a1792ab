"""Documents issued late, or late and not issued yet, as a table to take out (Art. 18.1; Q-074)."""

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.office.drafting.queries import issue_times
from vanthu.office.drafting.rules import IssueTime
from vanthu.reports.dashboard.queries import Span
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

COLUMNS = (
    Column("Số, ký hiệu", 1.6),
    Column("Trích yếu", 4),
    Column("Ngày ký", 1.2, centred=True),
    Column("Hạn phát hành", 1.2, centred=True),
    Column("Phát hành lúc", 1.4, centred=True),
    Column("Lý do muộn", 2.6),
)


def late(actor: Actor, span: Span) -> tuple[list[IssueTime], int]:
    """The late ones of the agency among what was signed on these days, and how many were signed.

    Raises MissingRight without the right to reports.
    """
    check_right(actor, Right.REPORT)
    every = issue_times(actor, span.first, span.last)
    return [row for row in every if row.late], len(every)


def late_table(actor: Actor, span: Span) -> Table:
    """The report: each late document with its reason, blank where the clerk gave none."""
    rows, signed = late(actor, span)
    names = agency_names([actor.agency_id], actor.today)
    heading = Heading(
        title="Văn bản phát hành muộn",
        agency=names[actor.agency_id].name if actor.agency_id in names else "",
        lines=(
            f"Văn bản ký từ ngày {short_date(span.first)} đến ngày {short_date(span.last)}",
            f"{len(rows)} văn bản muộn trong {signed} văn bản đã ký, "
            f"lúc {actor.now.astimezone(VIETNAM):%H:%M} ngày {short_date(actor.today)}",
        ),
        mark=print_mark(actor),
    )
    return Table(heading, COLUMNS, [_row(row) for row in rows])


def _row(row: IssueTime) -> list[str]:
    issued = row.issued_at.astimezone(VIETNAM) if row.issued_at else None
    return [
        row.reference or "(chưa có số)",
        row.subject,
        short_date(row.signed_on),
        short_date(row.due_on),
        f"{issued:%H:%M} {short_date(issued.date())}" if issued else "Chưa phát hành",
        row.reason,
    ]
