"""The quota table (organisation.md 2.b): base, this year, present, cut and still to cut."""

from collections.abc import Sequence

from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.queries import PathLine, path_lines
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.reports.staffing.paper import NOT_PEOPLE, heading
from vanthu.reports.tables.model import Column, Table


def whole(lines: Sequence[PathLine]) -> PathLine:
    """All lines as one: numbers are added, never percentages."""
    counted = [line.present for line in lines if line.present is not None]
    return PathLine(
        0,
        sum(line.base for line in lines),
        sum(line.assigned for line in lines),
        sum(line.required for line in lines),
        sum(counted) if counted else None,
    )


def cells(line: PathLine) -> tuple[str, ...]:
    """Base, this year, present, cut, its share, what has to be cut, what is missing."""
    now = line.standing
    return (
        *(format_vi(line.base), format_vi(line.assigned), format_vi(line.present)),
        *(format_vi(now.actual), format_percent(percent(now.actual, line.base, 2))),
        *(format_vi(now.required), format_vi(now.missing)),
    )


def quota_table(actor: Actor, ask: Ask) -> Table:
    """One kind of quota by agency, with the sum; `ask.filters` names the kind."""
    lines = path_lines(ask)
    names = last_names(line.agency_id for line in lines)
    rows = [
        (str(place), names.get(line.agency_id, ""), *cells(line))
        for place, line in enumerate(lines, 1)
    ]
    rows.append(("", "Cộng", *cells(whole(lines))))
    columns = (
        Column("TT", 0.5, centred=True),
        Column("Cơ quan", 3.2),
        Column("Giao năm 2021", 1, centred=True),
        Column(f"Giao năm {ask.day.year}", 1, centred=True),
        Column("Có mặt", 1, centred=True),
        Column("Đã giảm", 0.9, centred=True),
        Column("Tỷ lệ giảm", 0.9, centred=True),
        Column("Phải giảm", 0.9, centred=True),
        Column("Còn phải giảm", 0.9, centred=True),
    )
    head = heading(
        actor,
        "Tình hình biên chế và lộ trình giảm",
        str(QuotaKind(ask.filters["kind"]).label),
        f"Số liệu tính đến ngày {short_date(ask.day)}",
    )
    return Table(head, columns, rows, closing=[NOT_PEOPLE])
