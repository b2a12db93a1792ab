"""The sheet of a vote as a paper: who came, votes of each, the threshold, place to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.choices import TermKind, VoteStep
from vanthu.cadres.planning.models import Ballot, BallotLine
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.kernel.votes import Threshold, VoteSession
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO, Column, Heading, Table

_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Họ và tên", 3),
    Column("Đồng ý", 1, centred=True),
    Column("Không đồng ý", 1, centred=True),
    Column("Không có ý kiến", 1, centred=True),
    Column("Tỷ lệ đồng ý", 1, centred=True),
    Column("Kết quả", 1.4, centred=True),
)
_DOTS = "……………………………………"
_SIGNED = (
    f"TM. TỔ KIỂM PHIẾU, TỔ TRƯỞNG (ký, ghi rõ họ tên): {_DOTS}",
    f"NGƯỜI GHI BIÊN BẢN (ký, ghi rõ họ tên): {_DOTS}",
    f"CHỦ TRÌ CUỘC HỌP (ký, ghi rõ họ tên): {_DOTS}",
)


@dataclass(frozen=True)
class Result:
    """The votes for one person, and whether they are enough."""

    line: BallotLine
    share: str
    passed: bool


@dataclass(frozen=True)
class Tallied:
    """A sheet with what the rules of its day make of it; `needed` are the fewest votes to pass."""

    ballot: Ballot
    session: VoteSession
    threshold: Threshold
    needed: int
    quorum: int
    results: Sequence[Result]

    @property
    def of(self) -> int:
        """What shares of votes are taken of."""
        return self.session.base(self.threshold.base)

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(each.passed for each in self.results)


def tallied(ballot: Ballot) -> Tallied:
    """The sheet, most votes first, judged by the rules of the day of the meeting."""
    pack = queries.pack_of(ballot.target.term, ballot.held_on)
    session = queries.session_of(ballot)
    threshold = rules.threshold_of(VoteStep(ballot.step), pack)
    of = session.base(threshold.base)
    results = [
        Result(line, format_percent(percent(line.yes, of)), threshold.met(line.yes, session))
        for line in ballot.lines.select_related("person").order_by("-yes", "person__name_key", "pk")
    ]
    quorum = Threshold(pack.share("quorum_share")).needed(session.convened)
    return Tallied(ballot, session, threshold, threshold.needed(of), quorum, results)


def tally_table(actor: Actor, found: Tallied) -> Table:
    """The sheet to be printed and signed; one not closed says so."""
    ballot, session = found.ballot, found.session
    names = last_names([ballot.agency_id])
    counts = (
        f"Triệu tập: {format_vi(session.convened)}; có mặt: {format_vi(session.present)} "
        f"(cần ít nhất {format_vi(found.quorum)}). "
        f"Phiếu phát ra: {format_vi(session.issued)}; thu về: {format_vi(session.returned)}; "
        f"hợp lệ: {format_vi(session.valid)}; không hợp lệ: {format_vi(session.invalid)}."
    )
    head = Heading(
        title="Biên bản kiểm phiếu",
        agency=names.get(ballot.agency_id, ""),
        motto=PARTY_MOTTO if ballot.target.term.kind == TermKind.PARTY else STATE_MOTTO,
        lines=(
            f"Quy hoạch chức danh: {ballot.target.title} ({ballot.target.term})",
            f"{VoteStep(ballot.step).label}, ngày {short_date(ballot.held_on)}",
            *(() if ballot.closed_at else ("DỰ THẢO: biên bản chưa khóa trong hệ thống",)),
            counts,
        ),
        mark=print_mark(actor),
    )
    rows = [(str(place), *_cells(each)) for place, each in enumerate(found.results, 1)]
    closing = (
        f"Mức được giới thiệu: {found.threshold} ({format_vi(found.of)}), tức là ít nhất "
        f"{format_vi(found.needed)} phiếu đồng ý.",
        f"Kết quả: {format_vi(found.passed)} trên {format_vi(len(rows))} người đạt.",
        *_SIGNED,
    )
    return Table(head, _COLUMNS, rows, closing=closing)


def _cells(each: Result) -> Sequence[str]:
    line = each.line
    votes = (format_vi(count) for count in (line.yes, line.no, line.blank))
    name = line.person.full_name
    return (name, *votes, each.share, "Đạt" if each.passed else "Không đạt")
