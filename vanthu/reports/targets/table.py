"""The target table of a resolution (organisation.md 2.h): every column an office expects."""

from collections.abc import Sequence
from datetime import date

from vanthu.cadres.targets.models import Resolution
from vanthu.cadres.targets.queries import Standing, standings_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import System
from vanthu.ground.org.queries import agency_names
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.dates import short_date
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO, Column, Heading, Table
from vanthu.reports.targets import words

_FIRST = (
    Column("TT", 0.5, centred=True),
    Column("Chỉ tiêu", 3.4),
    Column("ĐVT", 0.9, centred=True),
    Column("Gốc", 0.8, centred=True),
    Column("Mục tiêu", 0.9, centred=True),
)
_LAST = (
    Column("Lũy kế, hiện đạt", 0.9, centred=True),
    Column("% so với mục tiêu", 0.8, centred=True),
    Column("Nhịp", 0.8, centred=True),
    Column("Đánh giá", 1.2),
    Column("Nguyên nhân", 1.3),
    Column("Chủ trì", 1.5),
)


def target_table(actor: Actor, whole: Resolution, as_of: date) -> Table:
    """Each indicator with its base, target, years, what was reached, pace, class and cause."""
    found = standings_of(whole.pk, as_of, actor.now)
    years = range(whole.first.year, min(as_of, whole.last).year + 1)
    leads = lead_names(found, as_of)
    columns = (*_FIRST, *(Column(str(year), 0.8, centred=True) for year in years), *_LAST)
    rows = [_row(each, years, leads) for each in found]
    return Table(_heading(actor, whole, as_of), columns, rows, closing=_notes(as_of))


def lead_names(found: Sequence[Standing], day: date) -> dict[int, str]:
    """The bodies in charge by the names of the day; of one that is gone, its last name before."""
    ids = {each.indicator.lead_id for each in found}
    names = agency_names(ids, day)
    return {number: names[number].name if number in names else "" for number in ids}


def _row(each: Standing, years: range, leads: dict[int, str]) -> list[str]:
    kind = each.indicator
    return [
        str(kind.number),
        kind.name,
        kind.measure,
        words.value(kind, kind.base),
        words.target(each),
        *(words.value(kind, each.by_year.get(year)) for year in years),
        words.reached(each),
        words.share(each.reached.share),
        words.share(each.course.pace),
        str(each.grade.label),
        str(each.cause.label) if each.cause else "",
        leads[kind.lead_id],
    ]


def _heading(actor: Actor, whole: Resolution, as_of: date) -> Heading:
    day = min(as_of, actor.today)
    names = agency_names([whole.agency_id], day)
    party = whole.agency.system == System.PARTY
    return Heading(
        title="Tình hình thực hiện các chỉ tiêu",
        agency=names[whole.agency_id].name if whole.agency_id in names else "",
        motto=PARTY_MOTTO if party else STATE_MOTTO,
        lines=(whole.title, f"Số liệu tính đến ngày {short_date(as_of)}"),
        mark=print_mark(actor),
    )


def _notes(as_of: date) -> list[str]:
    """By which rules the classes were given, and which of these nobody has read in an act."""
    pack = pack_on(Subject.TARGETS, as_of)
    loose = ", ".join(f"{each.label.lower()} {each.shown}" for each in pack.unverified)
    notes = [f"Xếp loại theo: {pack.title}."]
    return [*notes, f"Tham số chưa đối chiếu nguyên văn: {loose}."] if loose else notes
