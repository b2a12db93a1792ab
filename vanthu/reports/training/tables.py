"""The overview of training as tables to take out (organisation.md 2.g)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from vanthu.cadres.training.models import Enrolment
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.rules import Parameter
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_money, format_percent, format_vi
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import STATE_MOTTO, Column, Heading, Table
from vanthu.reports.training.counts import crossings, hidden, parts
from vanthu.reports.training.plans import plan_parts, unplanned
from vanthu.reports.training.service import debts, ending, yearly_periods

HIDDEN = "…"
STATES = (
    "“Cử” là có quyết định cử trong kỳ; “hoàn thành” là có kết quả trong kỳ. "
    "Một người có thể ở nhiều ô nên các ô không cộng lại. "
    "Ô từ 1 đến 4 người và ô có thể suy ra nó được ẩn (…)."
)
SMALL = "Ô từ 1 đến 4 người và ô có thể suy ra nó được ẩn (…). Lượt và người không cộng với nhau."
PLANNED = "Tỷ lệ chỉ tính cơ quan có kế hoạch; cơ quan không có kế hoạch ghi riêng."


@dataclass(frozen=True)
class Printed:
    """What a table is made of: the question, the report year, its scope in words, the rule."""

    ask: Ask
    year: int
    scope: str
    least: Parameter


def plan_table(actor: Actor, printed: Printed) -> Table:
    """Plan against done; below it who completed without a plan."""
    rows = [
        (
            *(str(place), f"{each.kind.label}, {each.object.label}", str(each.counted.label)),
            *(format_vi(each.agencies), format_vi(each.planned), format_vi(each.done)),
            format_percent(each.share),
        )
        for place, each in enumerate(plan_parts(printed.ask, printed.year), 1)
    ]
    apart = unplanned(printed.ask, printed.year)
    names = last_names(each.agency_id for each in apart)
    for each in apart:
        what = f"Ngoài kế hoạch: {names.get(each.agency_id, '')}"
        done = f"{format_vi(each.turns)} lượt; {format_vi(each.persons)} người"
        rows.append(("", what, "", "", "", done, ""))
    columns = _columns(
        *("Nội dung", 3), *("Tính theo", 0.8), *("Số cơ quan", 0.8), *("Kế hoạch", 0.9)
    ) + _columns("Thực hiện", 1.2, "Tỷ lệ", 0.8)
    title = "Kế hoạch và kết quả đào tạo, bồi dưỡng"
    return _table(actor, printed, title, columns, rows, PLANNED)


def crossing_table(actor: Actor, printed: Printed) -> Table:
    """Sent against completed, kind by kind, in persons."""
    rows = [
        (
            *(str(place) if each.kind else "", str(each.kind.label) if each.kind else "Chung"),
            *(shown(count) for count in (each.sent, each.both, each.dropped, each.open)),
            *(shown(count) for count in (each.before, each.listed, each.done)),
        )
        for place, each in enumerate(hidden(crossings(printed.ask)), 1)
    ]
    columns = (
        *_columns("Loại", 2.4, "Được cử", 0.8, "Cử và đã hoàn thành", 1, "Không hoàn thành", 1),
        *_columns("Chưa có kết quả", 0.9, "Cử kỳ trước, hoàn thành kỳ này", 1),
        *_columns("Hoàn thành theo danh sách lớp", 1, "Hoàn thành", 0.9),
    )
    title = "Cử đi học và hoàn thành đào tạo, bồi dưỡng (người)"
    return _table(actor, printed, title, columns, rows, STATES)


def part_table(actor: Actor, printed: Printed) -> Table:
    """Turns and persons by kind, level, capacity, funding and sex; small counts hidden."""
    rows = [
        (
            *(str(place), f"{each.kind.label}", str(each.level.label) if each.level else ""),
            *(str(each.object.label), str(each.funding.label)),
            *(shown(count) for count in (each.turns, each.persons)),
            *(shown(count) for count in (each.women, each.men, each.unknown)),
        )
        for place, each in enumerate(parts(printed.ask), 1)
    ]
    columns = (
        *_columns("Loại", 1.6, "Trình độ", 1.2, "Đối tượng", 1.3, "Nguồn kinh phí", 1.3),
        *_columns("Lượt", 0.8, "Người", 0.8, "Nữ", 0.7, "Nam", 0.7, "Chưa rõ", 0.7),
    )
    title = "Kết quả đào tạo, bồi dưỡng theo loại, trình độ, đối tượng, kinh phí"
    return _table(actor, printed, title, columns, rows, SMALL)


def period_table(actor: Actor, printed: Printed) -> Table:
    """Everybody below the yearly number of periods, those with none first."""
    found = yearly_periods(printed.ask, int(Decimal(printed.least.value)))
    names = last_names(each.agency_id for each in found.short)
    rows = [
        (str(place), each.name, names.get(each.agency_id, ""), format_vi(each.periods))
        for place, each in enumerate(found.short, 1)
    ]
    columns = _columns("Họ và tên", 2.5, "Cơ quan", 3.5, "Số tiết trong năm", 1)
    title = "Người chưa đủ số tiết bồi dưỡng trong năm"
    return _table(actor, printed, title, columns, rows, rule(printed.least))


def service_table(actor: Actor, printed: Printed) -> Table:
    """Debts first, then service owed that is over soon."""
    rows = [
        (
            *_who(place, row),
            short_date(row.debt_on) if row.debt_on else "",
            format_money(row.debt()),
        )
        for place, row in enumerate(debts(printed.ask), 1)
    ]
    soon = _soon(ending(printed.ask, actor.today), len(rows))
    columns = _columns("Họ và tên", 2.2, "Khóa học", 3, "Ngày", 1, "Phải bồi hoàn", 1.4)
    note = "Dòng không có số tiền: cam kết phục vụ sắp hết trong sáu tháng tới."
    title = "Bồi hoàn và cam kết phục vụ sau đào tạo"
    until = f"Đến ngày {short_date(actor.today)}"
    return _table(actor, printed, title, columns, [*rows, *soon], note, until)


def shown(count: int | None) -> str:
    """A count, or dots where it is hidden."""
    return HIDDEN if count is None else format_vi(count)


def rule(least: Parameter) -> str:
    """The yearly number of periods with its source, and whether anybody checked it."""
    source = f"{least.source or NO_VALUE} ({least.certainty.label.lower()})"
    return f"{least.label}: {least.shown}. Nguồn: {source}."


def _who(place: int, row: Enrolment) -> tuple[str, str, str]:
    return str(place), row.person.full_name if row.person else "", row.attended.course.name


def _soon(rows: QuerySet[Enrolment], before: int) -> Iterable[tuple[str, ...]]:
    for place, row in enumerate(rows, before + 1):
        yield *_who(place, row), short_date(row.owes_until) if row.owes_until else "", ""


def _columns(*named: str | float) -> tuple[Column, ...]:
    """Columns from names and widths in turn; the first is set to the left."""
    pairs = zip(named[::2], named[1::2], strict=True)
    return tuple(
        Column(str(name), float(width), centred=float(width) < 1.5) for name, width in pairs
    )


def _table(
    actor: Actor,
    printed: Printed,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    note: str,
    until: str = "",
) -> Table:
    days = f"Từ ngày {short_date(printed.ask.first)} đến ngày {short_date(printed.ask.day)}"
    heading = Heading(
        title=title,
        agency=printed.scope,
        motto=STATE_MOTTO,
        lines=(until or days,),
        mark=print_mark(actor),
    )
    numbered = (Column("TT", 0.5, centred=True), *columns)
    return Table(heading, numbered, rows, closing=[note])


TABLES = {
    "plans": plan_table,
    "sent": crossing_table,
    "parts": part_table,
    "periods": period_table,
    "service": service_table,
}
