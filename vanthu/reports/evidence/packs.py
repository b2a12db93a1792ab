"""A pack of rules as a table."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.dates import short_date
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

_COLUMNS = (
    Column("Tham số", 4),
    Column("Giá trị", 1.5, centred=True),
    Column("Vị trí trong văn bản, căn cứ", 3),
    Column("Mức tin cậy", 2),
)


def pack_table(actor: Actor, pack: Pack) -> Table:
    """Each parameter with its value, its place, and whether anybody has verified it."""
    names = agency_names([actor.agency_id], actor.today)
    until = f" đến trước {short_date(pack.valid_to)}" if pack.valid_to else ""
    heading = Heading(
        title=pack.title,
        agency=names[actor.agency_id].name if actor.agency_id in names else "",
        lines=(
            pack.document,
            f"Có hiệu lực từ {short_date(pack.valid_from)}{until}",
        ),
        mark=print_mark(actor),
    )
    return Table(heading, _COLUMNS, [_row(each) for each in pack.parameters])


def _row(each: Parameter) -> list[str]:
    return [
        each.label,
        each.shown,
        each.source,
        f"Tỉnh quy định; {each.certainty.label.lower()}" if each.local else each.certainty.label,
    ]
