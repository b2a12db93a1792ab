"""Paper 1: who is planned for which title, with votes of each step (organisation.md 2.a)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vanthu.cadres.membership.models import Member
from vanthu.cadres.personnel.queries import PersonCard, cards
from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.choices import VoteStep
from vanthu.cadres.planning.models import PlanEntry
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import post_names
from vanthu.ground.people.models import Tenure
from vanthu.kernel.ages import Sex
from vanthu.kernel.dates import short_date
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import format_percent, percent
from vanthu.reports.planning.board import Board, Line
from vanthu.reports.planning.papers import Wanted, heading
from vanthu.reports.tables.model import Column, Table

_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Họ và tên", 1.7),
    Column("Ngày sinh (nam)", 1.3, centred=True),
    Column("Ngày sinh (nữ)", 1.3, centred=True),
    Column("Dân tộc, quê quán", 1),
    Column("Vào Đảng; chính thức", 1.3, centred=True),
    Column("Trình độ CM, LLCT", 1),
    Column("Chức vụ hiện tại", 1.5),
    Column("Chức danh quy hoạch", 1.6),
    Column("Nhóm tuổi", 1, centred=True),
    Column("Phiếu từng bước", 2.2),
    Column("Lần đầu đưa vào", 1.3, centred=True),
    Column("Quyết định", 1.2),
)
_BLANK = (
    "Cột (5) và cột (7) để trống: hệ thống không quản lý các nội dung này, đơn vị điền theo "
    "Sơ yếu lý lịch (mẫu 2C)."
)


def person_table(actor: Actor, wanted: Wanted) -> Table:
    """Everybody in the plan of the term, committees first."""
    rows = list(_rows(_Facts(actor, wanted.board)))
    head = heading(actor, wanted, "Danh sách quy hoạch cán bộ")
    return Table(head, _COLUMNS, rows, closing=[f"Danh sách có {len(rows)} lượt tên.", _BLANK])


@dataclass
class _Facts:
    """What the list says of persons, each kind read by one statement."""

    actor: Actor
    board: Board
    cards: dict[int, PersonCard] = field(init=False)
    members: dict[int, str] = field(init=False)
    posts: dict[int, str] = field(init=False)
    votes: dict[tuple[int, int], list[str]] = field(init=False)

    def __post_init__(self) -> None:
        ids = {each.person_id for line in self.board.lines for each in line.entries}
        self.cards = cards(ids, self.actor.now)
        self.members = _members(ids)
        self.posts = _posts(self.actor, ids)
        self.votes = _votes(self.board)

    def ages(self, card: PersonCard) -> str:
        """The age group of the person in the month of the term."""
        groups = rules.age_bands(self.board.pack)
        if groups is None:
            return ""
        born = queries.as_planned(card).birth
        age = born.age_in(Month.of(self.board.term.reference_on))[1]
        return groups.labels[groups.index(age)]


def _rows(facts: _Facts) -> Iterator[Sequence[str]]:
    place = 0
    for line in facts.board.lines:
        for entry in line.entries:
            place += 1
            yield (str(place), *_cells(facts, line, entry))


def _cells(facts: _Facts, line: Line, entry: PlanEntry) -> Sequence[str]:
    card = facts.cards.get(entry.person_id)
    born = card.born if card else ""
    woman = card is not None and card.sex.value == Sex.FEMALE.value
    return (
        entry.person.full_name,
        "" if woman else born,
        born if woman else "",
        "",
        facts.members.get(entry.person_id, ""),
        "",
        facts.posts.get(entry.person_id, ""),
        f"{line.target.title}, {line.agency}",
        facts.ages(card) if card else "",
        "; ".join(facts.votes.get((line.target.pk, entry.person_id), ())),
        short_date(entry.first_in),
        entry.decision.reference,
    )


def _members(ids: set[int]) -> dict[int, str]:
    """Day of admission and of recognition, of those on a list now."""
    rows = Member.objects.current().filter(person__in=ids, until=None)
    return {
        person: f"{short_date(joined)}; {short_date(official) if official else 'dự bị'}"
        for person, joined, official in rows.values_list("person_id", "joined_on", "official_on")
    }


def _posts(actor: Actor, ids: set[int]) -> dict[int, str]:
    held = list(
        Tenure.objects.on(actor.today).filter(person__in=ids).values_list("person_id", "post_id")
    )
    names = post_names({post for _person, post in held}, actor.today)
    found: dict[int, list[str]] = defaultdict(list)
    for person, post in held:
        found[person].append(str(names[post]))
    return {person: "; ".join(titles) for person, titles in found.items()}


def _votes(board: Board) -> dict[tuple[int, int], list[str]]:
    """By title and person: votes of each step over the base of its threshold."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ballot in queries.last_ballots(board.term):
        step, session = VoteStep(ballot.step), queries.session_of(ballot)
        of = session.base(rules.threshold_of(step, board.pack).base)
        for line in ballot.lines.all():
            share = format_percent(percent(line.yes, of))
            words = f"B{step.value}: {line.yes}/{of} ({share})"
            found[ballot.target_id, line.person_id].append(words)
    return found
