"""The official four-way count by unit as a table to take out (QĐ 42/2014/QĐ-TTg; T-04, Q-125)."""

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import NotAllowed
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.office.handling.rules import FourWay
from vanthu.reports.dashboard.queries import Span, by_unit, four_way
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

COLUMNS = (
    Column("Đơn vị", 3),
    Column("Tổng số được giao", 1.2, centred=True),
    Column("Đã xong đúng hạn", 1.2, centred=True),
    Column("Đã xong quá hạn", 1.2, centred=True),
    Column("Chưa xong, trong hạn", 1.2, centred=True),
    Column("Chưa xong, quá hạn", 1.2, centred=True),
    Column("Tỷ lệ đúng hạn trong số đã xong", 1.4, centred=True),
)


def timeliness_table(actor: Actor, span: Span) -> Table:
    """Each unit of the actor's agency and the agency itself; raises NotAllowed without the right.

    What a unit was given on any level counts for the unit; the last row counts each document once,
    so it is not the sum of the units.
    """
    if actor.role == Role.UNIT_HEAD:
        raise NotAllowed("Báo cáo toàn cơ quan do văn thư, văn phòng hoặc lãnh đạo cơ quan lập.")
    rows = [_row(line.name, line.counts) for line in by_unit(actor, span) if line.counts.total]
    name = agency_names([actor.agency_id], actor.today)
    heading = Heading(
        title="Tình hình giải quyết văn bản đến",
        agency=name[actor.agency_id].name if actor.agency_id in name else "",
        lines=(
            f"Văn bản giao từ ngày {short_date(span.first)} đến ngày {short_date(span.last)}",
            f"Số liệu lúc {actor.now.astimezone(VIETNAM):%H:%M} ngày {short_date(actor.today)}",
        ),
        mark=print_mark(actor),
    )
    whole = _row("Toàn cơ quan (mỗi văn bản tính một lần)", four_way(actor, span))
    return Table(heading, COLUMNS, [*rows, whole])


def _row(name: str, counts: FourWay) -> list[str]:
    done = counts.done_on_time + counts.done_late
    figures = (counts.total, counts.done_on_time, counts.done_late, counts.in_term, counts.overdue)
    return [name, *map(format_vi, figures), format_percent(percent(counts.done_on_time, done))]
