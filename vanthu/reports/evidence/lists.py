"""The frozen list behind a run as a table: what proves the figure, with the hash over it."""

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.figures.queries import figure, frozen, lines
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table


def evidence_table(actor: Actor, run: FigureRun) -> Table:
    """Every row counted, as it reads today; raises what the figure's `check` refuses."""
    declared = figure(run.key)
    declared.check(actor)
    members = frozen(run)
    names = agency_names([actor.agency_id], actor.today)
    heading = Heading(
        title=str(declared.title),
        agency=names[actor.agency_id].name if actor.agency_id in names else "",
        lines=(
            f"Từ ngày {short_date(run.first)} đến ngày {short_date(run.last)}",
            f"{format_vi(run.value.normalize() + 0)} {declared.word}, tính lúc "
            f"{run.run_at.astimezone(VIETNAM):%H:%M} ngày "
            f"{short_date(run.run_at.astimezone(VIETNAM).date())}",
        ),
        mark=print_mark(actor),
    )
    columns = [Column("TT", 0.6, centred=True)]
    columns += [Column(str(name), 2) for name in declared.listing.columns]
    found = lines(run.key, [each.id for each in members])
    rows = [[str(place), *line.cells] for place, line in enumerate(found, 1)]
    closing = (
        str(declared.definition),
        f"Mã băm SHA-256 của danh sách: {run.evidence.digest}",
    )
    return Table(heading, columns, rows, numbered=False, closing=closing)
