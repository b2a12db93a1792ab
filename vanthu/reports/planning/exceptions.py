"""Paper 4: what in the plans is not as the rules want it, with the reason of each."""

from vanthu.ground.base.actor import Actor
from vanthu.reports.planning.papers import Wanted, heading
from vanthu.reports.tables.model import Column, Table

_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Họ và tên", 1.8),
    Column("Cấp ủy, chức danh", 2.2),
    Column("Cơ quan", 2.4),
    Column("Nội dung", 1.4),
    Column("Kết quả", 1),
    Column("Lý do", 4),
)


def exception_table(actor: Actor, wanted: Wanted) -> Table:
    """The exceptions of the board: of lists first, then of persons."""
    rows = [
        (
            str(place),
            each.entry.person.full_name if each.entry else "",
            *(each.title, each.agency),
            *(str(each.finding.rule.label), str(each.finding.verdict.label)),
            each.finding.sentence,
        )
        for place, each in enumerate(wanted.board.exceptions, 1)
    ]
    head = heading(actor, wanted, "Các trường hợp ngoại lệ trong quy hoạch")
    closing = [f"Có {len(rows)} trường hợp ngoại lệ." if rows else "Không có ngoại lệ."]
    none = [("", "Không có", "", "", "", "", "")]
    return Table(head, _COLUMNS, rows or none, closing=closing)
