"""Paper 2: each committee and each agency's titles: seats, names, coefficient, shares, ages."""

from collections.abc import Sequence

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.planning import rules
from vanthu.cadres.planning.rules import coefficient
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.rules import hide_small
from vanthu.kernel.numbers import NO_VALUE, format_vi
from vanthu.reports.planning.board import LEADERS, Board, Group, Parts
from vanthu.reports.planning.papers import Wanted, heading, with_share
from vanthu.reports.tables.model import Column, Table

_NOTES = (
    "Nữ, trẻ, dân tộc thiểu số, độ tuổi tính trên số người; một người ở nhiều chức danh tính "
    "một lần. Ô dân tộc thiểu số từ 1 đến 4 người và ô có thể suy ra nó được ẩn (…).",
    "Trình độ đào tạo không có trong biểu: hệ thống không quản lý bằng cấp của từng người.",
)


def summary_table(actor: Actor, wanted: Wanted) -> Table:
    """A row for each committee, then one for the leaders' titles of each agency, and the sum."""
    board = wanted.board
    minority = _minority(board)
    hidden = hide_small([minority[place] for place in range(len(board.groups))])
    rows = [
        (str(place), *_cells(group, few))
        for place, (group, few) in enumerate(zip(board.groups, hidden, strict=True), 1)
    ]
    rows.append(("", *_sum(board, hidden)))
    head = heading(actor, wanted, "Tổng hợp quy hoạch cán bộ")
    return Table(head, _columns(board), rows, closing=_NOTES)


def _columns(board: Board) -> Sequence[Column]:
    groups = rules.age_bands(board.pack)
    ages = groups.labels if groups else [str(part.label) for part in rules.BANDS]
    narrow = ("Nữ", "%", "Trẻ", "%", "DTTS", "%", *ages)
    return (
        Column("TT", 0.5, centred=True),
        Column("Cơ quan", 2.4),
        Column("Cấp ủy, chức danh", 2.2),
        Column("Số theo quy định", 0.8, centred=True),
        Column("Số quy hoạch", 0.8, centred=True),
        Column("Hệ số", 0.7, centred=True),
        *(Column(name, 0.8, centred=True) for name in narrow),
    )


def _cells(group: Group, minority: int | None) -> Sequence[str]:
    seats = sum(line.target.prescribed for line in group.lines)
    ratio = coefficient(group.names, seats) if group.committee else NO_VALUE
    title = group.lines[0].target.title if group.committee else LEADERS
    head = (group.agency, title, format_vi(seats), format_vi(group.names), ratio)
    return (*head, *_parts(group.parts, minority))


def _parts(parts: Parts, minority: int | None) -> Sequence[str]:
    of = parts.people
    few = ("…", "…") if minority is None else with_share(minority, of)
    ages = parts.bands if parts.bands is not None else (None, None, None)
    return (
        *with_share(parts.women, of),
        *with_share(parts.young, of),
        *few,
        *(format_vi(each) for each in ages),
    )


def _sum(board: Board, hidden: Sequence[int | None]) -> Sequence[str]:
    """Persons once each; of a hidden column only what is shown anyhow is summed."""
    seats = sum(line.target.prescribed for line in board.lines)
    names = sum(group.names for group in board.groups)
    shown = sum(each for each in hidden if each is not None)
    whole = None if None in hidden else shown
    return (
        "Cộng",
        "",
        format_vi(seats),
        format_vi(names),
        NO_VALUE,
        *_parts(board.parts, whole),
    )


def _minority(board: Board) -> list[int]:
    """Persons of ethnic minorities in each group; a count alone, in no list of names."""
    rows = PersonFacts.objects.current().filter(minority=True)
    known = set(rows.values_list("person_id", flat=True))
    return [
        len({each.person_id for line in group.lines for each in line.entries} & known)
        for group in board.groups
    ]
