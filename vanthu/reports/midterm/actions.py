"""Write the mid-term report as of a day, by what is known at a moment."""

from datetime import date, datetime

from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.actions import write_text
from vanthu.ground.figures.models import FigureText
from vanthu.kernel.dates import vietnamese_date
from vanthu.reports.midterm.queries import TEMPLATE, pieces, slots_of
from vanthu.reports.midterm.terms import ReportTerm, term_on


def write(actor: Actor, *, as_of: date, known_at: datetime | None = None) -> FigureText:
    """The report with every figure frozen; raises NoTerm and what the figures' `check` refuses."""
    term = term_on(as_of)
    return write_text(
        actor,
        template=TEMPLATE,
        title=title_of(term),
        pieces=pieces(),
        slots=slots_of(term, as_of, known_at or actor.now),
        words={
            "term": term.name,
            "day": vietnamese_date(as_of),
            "cases_from": vietnamese_date(term.cases_from),
        },
    )


def title_of(term: ReportTerm) -> str:
    """What the report is called."""
    return (
        "BÁO CÁO\nKết quả công tác tổ chức xây dựng Đảng và hệ thống chính trị "
        f"thực hiện Nghị quyết nhiệm kỳ {term.name}"
    )
