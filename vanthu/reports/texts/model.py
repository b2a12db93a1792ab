"""A report as it is printed: its heading, its sentences in order, and a line of annex a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.figures.choices import Unit
from vanthu.ground.figures.models import FigureRun, FigureText
from vanthu.ground.figures.queries import figure
from vanthu.ground.figures.rules import Kind
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency, AgencyVersion
from vanthu.kernel.dates import short_date, vietnamese_date
from vanthu.kernel.numbers import format_vi
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO


@dataclass(frozen=True)
class Line:
    """A heading, a sentence or a list item; `joined` when it goes on in the paragraph before."""

    kind: Kind
    text: str
    joined: bool = False


@dataclass(frozen=True)
class Proof:
    """A figure of the annex: what it counts, over which days, how much, and by which list."""

    title: str
    definition: str
    days: str
    value: str
    records: str
    digest: str


@dataclass(frozen=True)
class Paper:
    """The whole report."""

    title: str
    agency: str
    motto: tuple[str, ...]
    place_and_day: str
    lines: Sequence[Line]
    annex: Sequence[Proof]
    mark: str


ANNEX_TITLE = "Phụ lục: định nghĩa và danh sách chứng minh của từng số liệu"
ANNEX_COLUMNS = ("TT", "Số liệu và định nghĩa", "Kỳ", "Giá trị", "Số bản ghi", "Mã băm danh sách")


def paper_of(actor: Actor, report: FigureText) -> Paper:
    """The report as it was made; raises what a figure's `check` refuses."""
    sentences = list(report.sentences.order_by("place").prefetch_related("runs__evidence"))
    runs = {run.pk: run for each in sentences for run in each.runs.all()}
    for run in runs.values():
        figure(run.key).check(actor)
    made = report.made_at.astimezone(VIETNAM).date()
    version = AgencyVersion.objects.on(made).filter(agency=report.agency_id).first()
    party = Agency.objects.filter(pk=report.agency_id, system=System.PARTY).exists()
    return Paper(
        title=report.title,
        agency=version.name if version else "",
        motto=PARTY_MOTTO if party else STATE_MOTTO,
        place_and_day=f"{version.place if version else ''}, {vietnamese_date(made)}",
        lines=_lines([(Kind(each.kind), each.text) for each in sentences]),
        annex=[_proof(runs[number]) for number in sorted(runs)],
        mark=print_mark(actor),
    )


def _lines(pieces: Sequence[tuple[Kind, str]]) -> list[Line]:
    """Sentences that follow each other without a break make one paragraph."""
    found: list[Line] = []
    before = Kind.BREAK
    for kind, text in pieces:
        if kind not in (Kind.BREAK, Kind.TITLE):
            joined = kind is Kind.SENTENCE and before is Kind.SENTENCE
            found.append(Line(kind, text, joined))
        before = kind
    return found


def _proof(run: FigureRun) -> Proof:
    declared = figure(run.key)
    return Proof(
        title=_with_filters(str(declared.title), run),
        definition=str(declared.definition),
        days=f"{short_date(run.first)} – {short_date(run.last)}",
        value=_value(run),
        records=format_vi(run.evidence.count),
        digest=run.evidence.digest,
    )


def _value(run: FigureRun) -> str:
    """The value with its word; one in the unit of its own indicator stands alone."""
    declared = figure(run.key)
    number = format_vi(run.value, declared.places)
    return number if run.unit == Unit.NUMBER else f"{number} {declared.word}"


def _with_filters(title: str, run: FigureRun) -> str:
    """The title with what the figure was filtered by, in the words of its closed sets."""
    declared = figure(run.key)
    words = [
        dict(declared.options[name].choices).get(value, value)
        if name in declared.options
        else value
        for name, value in sorted(run.filters.items())
    ]
    return f"{title} ({', '.join(map(str, words))})" if words else title
