"""The statutory annex of membership: stock, movement, ages, admissions by unit (as S105)."""

from collections.abc import Iterator, Sequence

from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_percent, format_vi, percent
from vanthu.reports.membership.summary import Summary, band_lines, before
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, Column, Heading, Table

# The lines of a movement in the order of the annex, with their signs.
MOVEMENT = (
    ("admitted", "Kết nạp", "+"),
    ("readmitted", "Kết nạp lại", "+"),
    ("moved_in", "Chuyển đến", "+"),
    ("moved_out", "Chuyển đi", "-"),
    ("died", "Từ trần", "-"),
    ("expelled", "Khai trừ", "-"),
    ("removed", "Xóa tên", "-"),
    ("asked", "Xin ra khỏi Đảng", "-"),
)
_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Nội dung", 4),
    Column("Số lượng", 1, centred=True),
    Column("Tỷ lệ", 1, centred=True),
)
_UNIT_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Đơn vị", 3.4),
    Column("Chỉ tiêu", 0.9, centred=True),
    Column("Kết nạp", 0.9, centred=True),
    Column("%", 0.9, centred=True),
    Column("Nữ", 0.8, centred=True),
    Column("Dân tộc thiểu số", 0.9, centred=True),
    Column("Đoàn viên", 0.8, centred=True),
)


def annex(actor: Actor, found: Summary, scope: str) -> Table:
    """Stock and movement of the period; says so when the counted stock is not the computed one."""
    rows = [
        (str(place), *line) for place, line in enumerate([*_movement(found), *_stock(found)], 1)
    ]
    closing = [] if found.agrees else [difference(found)]
    return Table(
        _heading(actor, found, scope, "Tình hình đảng viên"), _COLUMNS, rows, True, closing
    )


def by_unit(actor: Actor, found: Summary, scope: str) -> Table:
    """Admissions by unit against the targets given; the total is of sums, not a mean."""
    rows: list[Sequence[str]] = [
        (
            *(str(place), each.name, _whole(each.target), format_vi(each.admitted)),
            *(format_percent(each.share), shown(each.women), shown(each.minority)),
            shown(each.union),
        )
        for place, each in enumerate(found.units, 1)
    ]
    share = None if not found.target else percent(found.admitted, found.target, 2)
    total = ("Cộng", _whole(found.target), format_vi(found.admitted), format_percent(share))
    rows.append(("", *total, "", "", ""))
    heading = _heading(actor, found, scope, "Kết nạp đảng viên theo đơn vị")
    note = "Ô từ 1 đến 4 người và ô có thể suy ra nó được ẩn (…)."
    return Table(heading, _UNIT_COLUMNS, rows, True, [note])


def shown(count: int | None) -> str:
    """A count, or dots where it is hidden."""
    return "…" if count is None else format_vi(count)


def difference(found: Summary) -> str:
    """What a report over differing stocks says of itself."""
    counted, computed = format_vi(found.counted), format_vi(found.movement.end)
    return f"Chưa khớp: đếm được {counted}, tính từ biến động {computed}."


def _whole(target: object) -> str:
    return NO_VALUE if target is None else format_vi(int(str(target).split(".")[0]))


def _movement(found: Summary) -> Iterator[tuple[str, str, str]]:
    lines = found.movement.lines
    yield f"Đảng viên ngày {short_date(before(found))}", format_vi(lines["start"]), ""
    for name, label, sign in MOVEMENT:
        yield f"{label} ({sign})", format_vi(lines[name]), ""
    yield f"Đảng viên ngày {short_date(found.ask.day)}", format_vi(found.counted), ""


def _stock(found: Summary) -> Iterator[tuple[str, str, str]]:
    total = found.counted
    yield "Trong đó: nữ", format_vi(found.women), format_percent(found.women_share)
    share = format_percent(percent(found.probation, total))
    yield "Trong đó: dự bị", format_vi(found.probation), share
    for label, count in band_lines(found):
        part = NO_VALUE if count is None else format_percent(percent(count, total))
        yield label, shown(count), part
    yield "Tuổi bình quân", format_vi(found.mean_age), ""


def _heading(actor: Actor, found: Summary, scope: str, title: str) -> Heading:
    days = f"Từ ngày {short_date(found.ask.first)} đến ngày {short_date(found.ask.day)}"
    return Heading(
        title=title, agency=scope, motto=PARTY_MOTTO, lines=(days,), mark=print_mark(actor)
    )
