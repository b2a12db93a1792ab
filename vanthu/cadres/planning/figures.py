"""The figures of planning: approved cases of the plan and their persons, and who is planned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Choices, QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.planning import rules
from vanthu.cadres.planning.choices import ApprovalLevel, ChangeAction, EntryState, PlanLevel
from vanthu.cadres.planning.models import PlanChange, PlanEntry
from vanthu.cadres.planning.permissions import check_open
from vanthu.cadres.planning.queries import pack_of, planned_people
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.rules import Counted
from vanthu.kernel.dates import short_date
from vanthu.kernel.months import Month

_YES = "true"


class TermPair(models.TextChoices):
    """Terms as they are reviewed together: the Party's and the state's beside it."""

    OLD = "2020-2025,2021-2026", _("2020-2025 và 2021-2026")
    NEXT = "2025-2030,2026-2031", _("2025-2030 và 2026-2031")


def _of_term(rows: "QuerySet[Any]", ask: Ask) -> "QuerySet[Any]":
    if term := ask.filters.get("term"):
        rows = rows.filter(target__term__code__in=term.split(","))
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    if sex := ask.filters.get("sex"):
        known = PersonFacts.objects.known_at(ask.known_at).filter(sex=sex)
        rows = rows.filter(person__in=known.values("person"))
    return rows


def _approved(ask: Ask) -> Iterator[Counted]:
    """Cases by the day their decision was signed."""
    rows = PlanChange.objects.known_at(ask.known_at).filter(
        action__in=rules.COUNTED, decided_on__range=(ask.first, ask.day)
    )
    for name in ("level", "action"):
        if wanted := ask.filters.get(name):
            rows = rows.filter(**{name: wanted})
    found = _of_term(rows, ask).values_list("pk", "person_id")
    return (Counted(*pair) for pair in found.iterator())


def _planned(ask: Ask) -> Iterator[Counted]:
    """Persons in the plan on the last day, as known at the moment."""
    rows = PlanEntry.objects.known_at(ask.known_at).filter(first_in__lte=ask.day)
    # A plan is left on the day the decision takes effect; until then one is in it.
    inside = models.Q(state=EntryState.APPROVED) | models.Q(until__gt=ask.day)
    found = _of_term(rows.filter(inside), ask)
    if ask.filters.get("young") == _YES:
        yield from _young(found.select_related("target__term"), ask)
        return
    for pair in found.values_list("pk", "person_id").iterator():
        yield Counted(*pair)


def _young(rows: "QuerySet[PlanEntry]", ask: Ask) -> Iterator[Counted]:
    """Those under the age of their level in the reference month of their term."""
    found = list(rows)
    people = planned_people({row.person_id for row in found}, ask.known_at)
    terms = {row.target.term_id: row.target.term for row in found}
    under = {
        pk: rules.young_age(PlanLevel(term.level), pack_of(term, ask.day))
        for pk, term in terms.items()
    }
    for row in found:
        person, limit = people.get(row.person_id), under[row.target.term_id]
        at = Month.of(row.target.term.reference_on)
        if person is not None and limit is not None and rules.is_young(person.birth, at, limit):
            yield Counted(row.pk, row.person_id)


def _change_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = PlanChange.objects.filter(pk__in=ids)
    for row in rows.select_related("person", "target__term", "decision"):
        cells = (
            row.person.full_name,
            row.target.title,
            row.target.term.code,
            row.get_action_display(),
            short_date(row.decided_on) if row.decided_on else "",
            row.decision.reference if row.decision else "",
        )
        yield Line(row.pk, cells, f"/cadres/planning/changes/{row.pk}")


def _entry_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = PlanEntry.objects.filter(pk__in=ids)
    for row in rows.select_related("person", "target__term", "decision"):
        cells = (
            row.person.full_name,
            row.target.title,
            row.target.term.code,
            short_date(row.first_in),
            row.decision.reference,
        )
        yield Line(row.pk, cells, f"/cadres/planning/entries/{row.pk}")


_CHANGES = Listing(
    (
        _("Họ và tên"),
        _("Chức danh quy hoạch"),
        _("Nhiệm kỳ"),
        _("Nội dung"),
        _("Ngày quyết định"),
        _("Quyết định"),
    ),
    _change_lines,
)
_ENTRIES = Listing(
    (
        _("Họ và tên"),
        _("Chức danh quy hoạch"),
        _("Nhiệm kỳ"),
        _("Lần đầu đưa vào"),
        _("Quyết định"),
    ),
    _entry_lines,
)
_OPTIONS: dict[str, type[Choices]] = {
    "term": TermPair,
    "level": ApprovalLevel,
    "action": ChangeAction,
    "sex": Sex,
}


def _figure(
    key: str,
    title: Any,
    definition: Any,
    select: Callable[[Ask], Iterable[Counted]],
    listing: Listing,
    *,
    unit: Unit,
    nature: Nature,
    filters: tuple[str, ...],
) -> Figure:
    return Figure(
        key=f"planning.{key}",
        title=title,
        definition=definition,
        unit=unit,
        nature=nature,
        select=select,
        listing=listing,
        check=check_open,
        filters=filters,
        options={name: _OPTIONS[name] for name in filters if name in _OPTIONS},
    )


_CASES = ("term", "level", "action", "sex")
_PEOPLE = ("term", "sex", "young")
_COUNTED = _(
    "Trường hợp bổ sung, giữ lại sau rà soát, đưa ra khỏi quy hoạch đã được cấp có thẩm quyền "
    "quyết định, theo ngày ký quyết định; một trường hợp là một người, một chức danh, một nhiệm kỳ."
)
FIGURES = (
    _figure(
        "approved",
        _("Trường hợp quy hoạch được phê duyệt"),
        _COUNTED,
        _approved,
        _CHANGES,
        unit=Unit.CASE,
        nature=Nature.FLOW,
        filters=_CASES,
    ),
    _figure(
        "approved-persons",
        _("Người trong các trường hợp quy hoạch được phê duyệt"),
        _("Số người của các trường hợp quy hoạch được phê duyệt trong kỳ; mỗi người tính một lần."),
        _approved,
        _CHANGES,
        unit=Unit.PERSON,
        nature=Nature.FLOW,
        filters=_CASES,
    ),
    _figure(
        "planned",
        _("Người trong quy hoạch"),
        _("Người có tên trong quy hoạch vào ngày cuối kỳ; mỗi người tính một lần."),
        _planned,
        _ENTRIES,
        unit=Unit.PERSON,
        nature=Nature.STOCK,
        filters=_PEOPLE,
    ),
)
SHARES = (
    Share(
        key="planning.planned-women",
        title=_("Nữ trong quy hoạch"),
        part="planning.planned",
        whole="planning.planned",
        part_only={"sex": Sex.FEMALE.value},
    ),
    Share(
        key="planning.planned-young",
        title=_("Cán bộ trẻ trong quy hoạch"),
        part="planning.planned",
        whole="planning.planned",
        part_only={"young": _YES},
    ),
)
