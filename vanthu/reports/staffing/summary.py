"""The summary of severances (organisation.md 2.b): unit × kind × reason × sex × money, by decree.

Each case stands under the decree its money was counted by, that of the day of its decision. The
published edition puts the agencies with few cases of a reason together, so that nobody of a small
office is known by the reason, and hides small counts and the money beside them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.staffing.choices import Category, QuotaKind
from vanthu.cadres.staffing.queries import Decided, decided_cases
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.rules import SMALLEST, hide_table, with_sums
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.queries import pack_named
from vanthu.kernel.numbers import format_vi
from vanthu.reports.staffing.paper import NOT_PEOPLE, days, heading
from vanthu.reports.tables.model import Column, Table

HIDDEN = "…"
HIDDEN_NOTE = (
    "Cơ quan có dưới 5 trường hợp cùng loại, cùng lý do được gộp chung. Ô từ 1 đến 4 trường hợp, "
    "tiền của ô đó và ô có thể suy ra nó được ẩn (…), vì tiền của từng người là thông tin cá nhân."
)
_NO_DECREE = "Chưa ghi văn bản tính tiền"
_OTHERS = "Các cơ quan có dưới 5 trường hợp"
_UNKNOWN = "Chưa ghi giới tính"

# Cases by agency (its name, and its id: two communes may bear one name), kind of staff and reason.
_Groups = dict[tuple[str, int, str, str], list[Decided]]


@dataclass(frozen=True)
class Counts:
    """Cases of each sex, all of them, and their money in đồng; None is hidden."""

    by_sex: tuple[int | None, ...]
    cases: int | None
    money: int | None

    @property
    def cells(self) -> tuple[str, ...]:
        """All cases, those of each sex, the money, as they are printed."""
        values = (self.cases, *self.by_sex, self.money)
        return tuple(HIDDEN if each is None else format_vi(each) for each in values)


@dataclass(frozen=True)
class SummaryLine:
    """The cases of one agency, kind of staff and reason."""

    agency: str
    kind: str
    category: str
    counts: Counts

    @property
    def reason(self) -> str:
        """`D1: Dôi dư do sắp xếp tổ chức`."""
        return f"{self.category}: {Category(self.category).label}"


@dataclass(frozen=True)
class Block:
    """The cases of one decree, and their sum."""

    decree: str
    lines: Sequence[SummaryLine]
    sum: Counts


@dataclass(frozen=True)
class Summary:
    """The cases of a period by decree; `sexes` are the heads of `Counts.by_sex`."""

    ask: Ask
    sexes: Sequence[str]
    blocks: Sequence[Block]
    sum: Counts
    public: bool


def summary(ask: Ask, *, public: bool) -> Summary:
    """Every case of the figure `staffing.severed`; `public` hides small counts."""
    cases = decided_cases(ask)
    found = {each.sex for each in cases}
    sexes = [*Sex.values, *([""] if "" in found else [])]
    names = last_names(each.agency for each in cases)
    by_decree: dict[str, list[Decided]] = defaultdict(list)
    for each in cases:
        by_decree[each.decree].append(each)
    blocks = [
        _block(code, by_decree[code], sexes, names, public=public) for code in sorted(by_decree)
    ]
    heads = [str(Sex(sex).label) if sex else _UNKNOWN for sex in sexes]
    return Summary(ask, heads, blocks, _sum(blocks, len(sexes)), public)


def _block(
    decree: str,
    cases: Sequence[Decided],
    sexes: Sequence[str],
    names: Mapping[int, str],
    *,
    public: bool,
) -> Block:
    groups = _groups(cases, names)
    if public:
        groups = _gathered(groups)
    keys = sorted(groups, key=lambda key: (key[0] == _OTHERS, key))
    table = [[sum(each.sex == sex for each in groups[key]) for sex in sexes] for key in keys]
    money = [sum(each.total for each in groups[key]) for key in keys]
    shown: Sequence[Sequence[int | None]] = hide_table(table) if public else with_sums(table)
    counts = [_counts(row, each) for row, each in zip(shown, [*money, sum(money)], strict=True)]
    lines = [
        SummaryLine(agency, str(QuotaKind(kind).label), category, each)
        for (agency, _id, kind, category), each in zip(keys, counts[:-1], strict=True)
    ]
    document = pack_named(decree).document if decree else _NO_DECREE
    return Block(document, lines, counts[-1])


def _groups(cases: Sequence[Decided], names: Mapping[int, str]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for each in cases:
        key = (names.get(each.agency, ""), each.agency, each.kind, each.category)
        groups[key].append(each)
    return groups


def _gathered(groups: _Groups) -> _Groups:
    """Agencies with few cases of a kind and reason as one."""
    found: _Groups = defaultdict(list)
    for key, cases in groups.items():
        few = len(cases) < SMALLEST
        found[(_OTHERS, 0, *key[2:]) if few else key].extend(cases)
    return found


def _counts(row: Sequence[int | None], money: int) -> Counts:
    return Counts(tuple(row[:-1]), row[-1], None if row[-1] is None else money)


def _sum(blocks: Sequence[Block], sexes: int) -> Counts:
    """All decrees together; where the sum of one is hidden, theirs would betray it."""
    sums = [block.sum for block in blocks]
    by_sex = tuple(_added([each.by_sex[place] for each in sums]) for place in range(sexes))
    return Counts(by_sex, _added([each.cases for each in sums]), _added([s.money for s in sums]))


def _added(values: Sequence[int | None]) -> int | None:
    shown = [each for each in values if each is not None]
    return sum(shown) if len(shown) == len(values) else None


def summary_table(actor: Actor, found: Summary) -> Table:
    """The summary on paper, decree after decree."""
    rows: list[tuple[str, ...]] = []
    for block in found.blocks:
        rows.append(("", block.decree, *[""] * (len(found.sexes) + 4)))
        rows.extend(
            (str(place), line.agency, line.kind, line.reason, *line.counts.cells)
            for place, line in enumerate(block.lines, 1)
        )
        rows.append(("", "Cộng theo văn bản", "", "", *block.sum.cells))
    rows.append(("", "Tổng cộng", "", "", *found.sum.cells))
    title = "Tổng hợp tinh giản biên chế"
    head = heading(actor, f"{title} (bản công bố)" if found.public else title, days(found.ask))
    notes = [HIDDEN_NOTE, NOT_PEOPLE] if found.public else [NOT_PEOPLE]
    return Table(head, _columns(found), rows, closing=notes)


def _columns(found: Summary) -> Sequence[Column]:
    return (
        Column("TT", 0.5, centred=True),
        Column("Cơ quan", 2.6),
        Column("Loại biên chế", 1.8),
        Column("Lý do", 2.4),
        Column("Số trường hợp", 0.9, centred=True),
        *(Column(head, 0.7, centred=True) for head in found.sexes),
        Column("Số tiền (đồng)", 1.5, centred=True),
    )
