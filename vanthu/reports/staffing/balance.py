"""The movement report (organisation.md 2.b): start, each way in and out, end, by unit and kind."""

from collections import Counter
from collections.abc import Sequence

from vanthu.cadres.staffing.choices import EventType, MoveIn, MoveOut, QuotaKind
from vanthu.cadres.staffing.queries import StockLine, stock_lines
from vanthu.cadres.staffing.rules import Stock
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_vi
from vanthu.reports.staffing.paper import days, heading
from vanthu.reports.tables.model import Column, Table

IDENTITY = "Cuối kỳ = đầu kỳ + tăng - giảm, theo từng cơ quan và từng loại biên chế."
UNOPENED = (
    "Cơ quan chưa chốt số người có mặt lần nào thì chưa có đầu kỳ, cuối kỳ (–) và không cộng vào "
    "dòng tổng."
)


def sorted_lines(ask: Ask) -> list[tuple[str, StockLine]]:
    """The lines with the last name of their agency, in the order of the names and kinds."""
    found = stock_lines(ask)
    names = last_names(each.agency_id for each in found)
    kinds = QuotaKind.values
    return sorted(
        ((names.get(each.agency_id, ""), each) for each in found),
        key=lambda pair: (pair[0], kinds.index(pair[1].kind)),
    )


def together(lines: Sequence[StockLine]) -> Stock:
    """The lines that have a start, as one."""
    stocks = [each.stock for each in lines if each.stock is not None]
    moves: Counter[str] = Counter()
    for stock in stocks:
        moves.update(stock.moves)
    return Stock(sum(stock.start for stock in stocks), moves)


def reasons(line: StockLine) -> str:
    """`Tuyển dụng 2; Nghỉ hưu đúng tuổi 3`: the ways that were gone, in their order."""
    gone = [(EventType(code).label, line.moves.get(code, 0)) for code in EventType.values]
    return "; ".join(f"{label} {format_vi(count)}" for label, count in gone if count)


def state(line: StockLine) -> str:
    """Up to which count the line is locked, and where its book was opened within the period."""
    if line.counted_on is None:
        return "Chưa chốt"
    locked = short_date(line.counted_on)
    return f"{locked}; mở sổ {short_date(line.opened_on)}" if line.opened_on else locked


def balance_table(actor: Actor, ask: Ask) -> Table:
    """The report of a period, with the sum of the lines that have a start."""
    lines = sorted_lines(ask)
    rows = [
        (
            *(str(place), name, str(QuotaKind(line.kind).label)),
            *(_cells(line.stock) if line.stock else _open(line)),
            state(line),
        )
        for place, (name, line) in enumerate(lines, 1)
    ]
    rows.append(("", "Cộng", "", *_cells(together([line for _name, line in lines])), ""))
    head = heading(actor, "Tình hình biến động biên chế", days(ask))
    notes = [IDENTITY, *([UNOPENED] if any(line.stock is None for _n, line in lines) else [])]
    return Table(head, _columns(), rows, closing=notes)


def _cells(stock: Stock) -> tuple[str, ...]:
    """Start, the ways in and their sum, the ways out and theirs, end."""
    ins, outs = ([stock.moves.get(kind.value, 0) for kind in way] for way in (MoveIn, MoveOut))
    values = (stock.start, *ins, stock.came, *outs, stock.went, stock.end)
    return tuple(format_vi(each) for each in values)


def _open(line: StockLine) -> tuple[str, ...]:
    """The movements alone: without a count there is neither a start nor an end."""
    _start, *moved, _end = _cells(Stock(0, line.moves))
    return (NO_VALUE, *moved, NO_VALUE)


def _columns() -> Sequence[Column]:
    heads = (
        "Đầu kỳ",
        *(str(kind.label) for kind in MoveIn),
        "Tăng",
        *(str(kind.label) for kind in MoveOut),
        "Giảm",
        "Cuối kỳ",
    )
    return (
        Column("TT", 0.4, centred=True),
        Column("Cơ quan", 2),
        Column("Loại biên chế", 1.3),
        *(Column(name, 0.8, centred=True) for name in heads),
        Column("Đã chốt đến", 1.2, centred=True),
    )
