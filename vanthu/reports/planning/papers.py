"""What the statutory papers of planning share: what is asked for, and the head of a paper."""

from dataclasses import dataclass

from vanthu.cadres.planning.choices import TermKind
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_percent, format_vi, percent
from vanthu.reports.planning.board import Board
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO, Heading


@dataclass(frozen=True)
class Wanted:
    """A board to be printed, the year whose changes are asked for, and the agency it is narrowed
    to by name, empty where it is all within reach."""

    board: Board
    scope: str
    year: int


def heading(actor: Actor, wanted: Wanted, title: str, *more: str) -> Heading:
    """The head of a paper: term, day, and by which rules it was counted."""
    found = wanted.board
    party = found.term.kind == TermKind.PARTY
    pack = found.pack
    rule = f"Áp dụng: {pack.document} ({pack.certainty.label.lower()})"
    name = agency_names([actor.agency_id], actor.today).get(actor.agency_id)
    return Heading(
        title=title,
        agency=name.name if name else "",
        motto=PARTY_MOTTO if party else STATE_MOTTO,
        lines=(
            f"Nhiệm kỳ: {found.term}",
            *((f"Cơ quan: {wanted.scope}",) if wanted.scope else ()),
            *(more or (f"Số liệu đến ngày {short_date(actor.today)}",)),
            rule,
        ),
        mark=print_mark(actor),
    )


def with_share(count: int | None, of: int) -> tuple[str, str]:
    """A count and its share of the whole; en dashes while a rule is open."""
    if count is None:
        return NO_VALUE, NO_VALUE
    return format_vi(count), format_percent(percent(count, of))
