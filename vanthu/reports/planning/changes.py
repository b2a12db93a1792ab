"""Paper 3: what decisions of a year changed in the plans, removals by their reason."""

from collections import Counter
from collections.abc import Sequence

from vanthu.cadres.planning import queries
from vanthu.cadres.planning.choices import ChangeAction, Reason
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.numbers import format_vi
from vanthu.reports.planning.papers import Wanted, heading
from vanthu.reports.tables.model import Column, Table

_ACTIONS = (ChangeAction.ADD, ChangeAction.KEEP, ChangeAction.REMOVE)
_NOTE = (
    "Một trường hợp là một người, một chức danh, một nhiệm kỳ, tính theo ngày ký quyết định. "
    "Các cột từ (6) đến (14) là lý do của số đưa ra ở cột (5)."
)


def change_table(actor: Actor, wanted: Wanted) -> Table:
    """The decided cases of the year by agency, with their sum."""
    agencies = sorted({line.target.agency_id for line in wanted.board.lines})
    counts = _counts(actor, wanted)
    names = last_names(agencies)
    present = [each for each in agencies if any(key[0] == each for key in counts)]
    present.sort(key=lambda each: names.get(each, ""))
    rows = [
        (str(place), names.get(each, ""), *_cells(_of(counts, each)))
        for place, each in enumerate(present, 1)
    ]
    whole: Counter[str] = sum((_of(counts, each) for each in present), Counter())
    rows.append(("", "Cộng", *_cells(whole)))
    head = heading(actor, wanted, "Biến động quy hoạch cán bộ trong năm", f"Năm {wanted.year}")
    return Table(head, _columns(), rows, closing=[_NOTE])


def _columns() -> Sequence[Column]:
    return (
        Column("TT", 0.5, centred=True),
        Column("Cơ quan", 2.6),
        *(Column(name, 0.8, centred=True) for name in ("Bổ sung", "Giữ lại", "Đưa ra")),
        *(Column(str(reason.label), 1, centred=True) for reason in Reason),
        Column("Tổng số trường hợp", 0.9, centred=True),
    )


def _counts(actor: Actor, wanted: Wanted) -> Counter[tuple[int, str]]:
    """How often each agency's plan was changed, by action and by reason."""
    targets = {line.target.pk for line in wanted.board.lines}
    rows = queries.changes(actor).filter(
        target__term=wanted.board.term, decided_on__year=wanted.year, action__in=_ACTIONS
    )
    found: Counter[tuple[int, str]] = Counter()
    for target, agency, act, reason in rows.values_list(
        "target_id", "agency_id", "action", "reason"
    ):
        if target in targets:
            found[agency, act] += 1
            if reason:
                found[agency, reason] += 1
    return found


def _of(counts: Counter[tuple[int, str]], agency: int) -> Counter[str]:
    return Counter({key: many for (whose, key), many in counts.items() if whose == agency})


def _cells(counts: Counter[str]) -> Sequence[str]:
    total = sum(counts[each.value] for each in _ACTIONS)
    keys = (*_ACTIONS, *Reason)
    return (*(format_vi(counts[each.value]) for each in keys), format_vi(total))
