"""A list of documents as a table to take out."""

from collections.abc import Iterable, Mapping, Sequence

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.reports.lists.columns import COLUMNS, Values, text_of
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

# Larger lists are registers and reports, which are read in batches.
MOST_ROWS = 2000


def document_table(
    actor: Actor,
    *,
    title: str,
    rows: Iterable[Values],
    columns: Sequence[str],
    types: Mapping[str, str],
    lines: Sequence[str] = (),
) -> Table:
    """The rows, already read within the actor's rights, under the columns of these codes."""
    name = agency_names([actor.agency_id], actor.today)
    heading = Heading(
        title=title,
        agency=name[actor.agency_id].name if actor.agency_id in name else "",
        lines=tuple(lines),
        mark=print_mark(actor),
    )
    picked = [COLUMNS[code] for code in columns]
    return Table(
        heading,
        [Column(str(column.label), column.width, column.centred) for column in picked],
        [[text_of(code, values, types) for code in columns] for values in rows],
        numbered=False,
    )
