"""Reads of the organisation, each as it was on a day; the number of statements never grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q

from vanthu.ground.org.choices import CodeScheme, DayKind, Level
from vanthu.ground.org.errors import CodeUnknown, SuccessorUnclear
from vanthu.ground.org.models import (
    Agency,
    AgencyCode,
    AgencyVersion,
    CalendarDay,
    Lineage,
    Post,
    UnitVersion,
)
from vanthu.kernel.text import fold
from vanthu.kernel.workdays import WorkCalendar

# The schemes a packet may be addressed with, the one in use first (requirements I-02, I-05).
EXCHANGE_SCHEMES = (CodeScheme.QD_20, CodeScheme.QCVN_102, CodeScheme.AS_RECEIVED)
# Versions of the agencies of this installation's tree, without those it only exchanges with.
OURS = ~Q(agency__level=Level.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What an agency was called on a day, where it sat and to whom it answered."""

    agency_id: int
    name: str
    abbreviation: str
    place: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a unit was called on a day, and the unit above it."""

    unit_id: int
    agency_id: int
    name: str
    abbreviation: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class PostName:
    """A post with the name its unit bore on a day."""

    post_id: int
    agency_id: int
    unit_id: int | None
    title: str
    unit_name: str
    role: str
    deputy: bool

    def __str__(self) -> str:
        return f"{self.title} {self.unit_name}".rstrip()


def agency_names(ids: Iterable[int], day: date) -> dict[int, AgencyName]:
    """The names of these agencies on `day`; one that did not live then is absent."""
    rows = AgencyVersion.objects.on(day).filter(agency__in=list(ids))
    return {row.agency_id: _agency_name(row) for row in rows}


def last_names(ids: Iterable[int]) -> dict[int, str]:
    """What each agency was called last, closed ones too; one statement."""
    rows = AgencyVersion.objects.filter(agency__in=set(ids)).order_by("valid_from")
    return dict(rows.values_list("agency_id", "name"))


def unit_names(ids: Iterable[int], day: date) -> dict[int, UnitName]:
    """The names of these units on `day`; one that did not exist then is absent."""
    rows = UnitVersion.objects.on(day).filter(unit__in=list(ids)).select_related("unit")
    return {row.unit_id: _unit_name(row) for row in rows}


def units_of(agency_id: int, day: date) -> list[UnitName]:
    """The units of an agency on `day`, in their order."""
    rows = UnitVersion.objects.on(day).filter(unit__agency=agency_id).select_related("unit")
    return [_unit_name(row) for row in rows.order_by("order", "unit_id")]


def post_names(ids: Iterable[int], day: date) -> dict[int, PostName]:
    """The posts with their units' names on `day`, abolished posts too; two statements."""
    posts = list(Post.objects.filter(pk__in=list(ids)))
    units = unit_names({post.unit_id for post in posts if post.unit_id}, day)
    return {
        post.pk: PostName(
            post_id=post.pk,
            agency_id=post.agency_id,
            unit_id=post.unit_id,
            title=post.title,
            unit_name=units[post.unit_id].name if post.unit_id in units else "",
            role=post.role,
            deputy=post.deputy,
        )
        for post in posts
    }


def children(agency_id: int | None, day: date) -> list[AgencyName]:
    """The agencies directly under one on `day` (None: the tops of the tree), by name."""
    rows = AgencyVersion.objects.on(day).filter(OURS, parent=agency_id)
    return [_agency_name(row) for row in rows.order_by("name", "agency_id")]


def subtree(agency_id: int, day: date) -> frozenset[int]:
    """The agency and everything under it on `day`; one statement."""
    below: dict[int | None, list[int]] = {}
    for number, parent in AgencyVersion.objects.on(day).values_list("agency", "parent"):
        below.setdefault(parent, []).append(number)
    return _reached([agency_id], below)


def with_parents(agency_ids: Iterable[int], day: date) -> frozenset[int]:
    """The agencies and everything they are under on `day`; one statement."""
    above: dict[int | None, list[int]] = {}
    rows = AgencyVersion.objects.on(day).exclude(parent=None).values_list("agency", "parent")
    for number, parent in rows:
        above.setdefault(number, []).append(parent)
    return _reached(agency_ids, above)


def with_heirs(agency_id: int) -> frozenset[int]:
    """The agency and all that took its place as a whole, one after the other; one statement."""
    after: dict[int | None, list[int]] = {}
    rows = Lineage.objects.filter(part_only=False).values_list("predecessor", "successor")
    for number, successor_id in rows:
        after.setdefault(number, []).append(successor_id)
    return _reached([agency_id], after)


def with_origins(agency_ids: Iterable[int]) -> frozenset[int]:
    """The agencies and all whose place they took as a whole, however far back; one statement.

    What an agency of today shows of the years before it existed. An agency of which it took only a
    part stays by itself: nobody can say which of its records went over.
    """
    before: dict[int | None, list[int]] = {}
    rows = Lineage.objects.filter(part_only=False).values_list("successor", "predecessor")
    for number, predecessor in rows:
        before.setdefault(number, []).append(predecessor)
    return _reached(agency_ids, before)


def heirs_on(day: date) -> dict[int, int]:
    """Each agency closed by `day` and the one that stands in its place then; two statements.

    One without an heir, or with several, is absent: its records stay under its own name.
    """
    heirs: dict[int, list[int]] = {}
    rows = Lineage.objects.filter(on__lte=day, part_only=False)
    for old, new in rows.values_list("predecessor", "successor"):
        heirs.setdefault(old, []).append(new)
    gone = Agency.objects.filter(valid_to__lte=day).values_list("pk", flat=True)
    return {old: heir for old in gone if (heir := _last_heir(old, heirs)) is not None}


def _last_heir(old: int, heirs: dict[int, list[int]]) -> int | None:
    seen, here = {old}, old
    while len(following := heirs.get(here, [])) == 1 and following[0] not in seen:
        here = following[0]
        seen.add(here)
    return here if here != old and not heirs.get(here) else None


def _reached(starts: Iterable[int], steps: dict[int | None, list[int]]) -> frozenset[int]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = set(steps.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def find_agencies(text: str, day: date, limit: int = 20) -> list[AgencyName]:
    """Agencies alive on `day` whose name holds the words, marks or not, or whose code is the text.

    Compared here, not by the database: SQLite knows no capitals beyond ASCII, and a province has
    some hundreds of agencies.
    """
    wanted = fold(text)
    coded = set(
        AgencyCode.objects.on(day).filter(code=text.strip()).values_list("agency", flat=True)
    )
    rows = AgencyVersion.objects.on(day).filter(OURS).order_by("name", "agency_id")
    found = (
        _agency_name(row)
        for row in rows
        if row.agency_id in coded or wanted in fold(f"{row.name} {row.abbreviation}")
    )
    return list(islice(found, limit))


def current_code(agency_id: int, day: date) -> str:
    """The identifier an agency is addressed by on `day`, the newer scheme first, or ""."""
    return current_codes([agency_id], day).get(agency_id, "")


def current_codes(ids: Iterable[int], day: date) -> dict[int, str]:
    """The identifiers of several agencies on `day`, in one statement."""
    rows = AgencyCode.objects.on(day).filter(agency__in=list(ids), scheme__in=EXCHANGE_SCHEMES)
    found = sorted(
        rows.values_list("agency_id", "scheme", "code"),
        key=lambda row: EXCHANGE_SCHEMES.index(CodeScheme(row[1])),
        reverse=True,
    )
    return {agency_id: code for agency_id, _scheme, code in found}


def agency_by_code(code: str, day: date) -> Agency:
    """Who is addressed by `code` on `day`; a closed code leads to the successor (I-07, Q-002).

    Raises CodeUnknown, or SuccessorUnclear when the agency was divided among several.
    """
    rows = AgencyCode.objects.filter(code=code, scheme__in=EXCHANGE_SCHEMES, valid_from__lte=day)
    # The holder on the day comes before those whose period has ended; of these the last one.
    found = sorted(
        rows.select_related("agency"),
        key=lambda row: (row.in_force(day), row.valid_to or date.max),
        reverse=True,
    )
    if not found:
        raise CodeUnknown(code=code)
    return successor(found[0].agency, day)


def successor(agency: Agency, day: date) -> Agency:
    """The agency itself while it lives on `day`, else whoever took its place; one step a statement.

    Raises SuccessorUnclear when there is none or more than one.
    """
    seen = {agency.pk}
    while not agency.in_force(day):
        heirs = _heirs(agency, day)
        if len(heirs) != 1 or heirs[0].pk in seen:
            raise SuccessorUnclear(agency=_last_name(agency), count=len(heirs))
        agency = heirs[0]
        seen.add(agency.pk)
    return agency


def origins(agency_id: int) -> list[Lineage]:
    """Out of which agencies this one came, by which act, oldest first."""
    rows = Lineage.objects.filter(successor=agency_id).select_related("predecessor")
    return list(rows.order_by("on", "id"))


def successions(agency_id: int) -> list[Lineage]:
    """What became of the agency."""
    rows = Lineage.objects.filter(predecessor=agency_id).select_related("successor")
    return list(rows.order_by("on", "id"))


def work_calendar(from_day: date, to_day: date) -> WorkCalendar:
    """The holidays and make-up days from `from_day` up to and with `to_day`."""
    rows = list(
        CalendarDay.objects.filter(day__gte=from_day, day__lte=to_day).values_list("day", "kind")
    )
    return WorkCalendar(
        holidays=frozenset(day for day, kind in rows if kind == DayKind.HOLIDAY),
        make_up_days=frozenset(day for day, kind in rows if kind == DayKind.MAKE_UP),
    )


def _heirs(agency: Agency, day: date) -> list[Agency]:
    """The successors of the whole; of a part only when nobody took the whole."""
    rows = Lineage.objects.filter(predecessor=agency, on__lte=day).select_related("successor")
    found = list(rows)
    return [row.successor for row in found if not row.part_only] or [row.successor for row in found]


def _last_name(agency: Agency) -> str:
    last = AgencyVersion.objects.filter(agency=agency).order_by("-valid_from").first()
    return last.name if last else str(agency.pk)


def _agency_name(row: AgencyVersion) -> AgencyName:
    return AgencyName(row.agency_id, row.name, row.abbreviation, row.place, row.parent_id)


def _unit_name(row: UnitVersion) -> UnitName:
    return UnitName(row.unit_id, row.unit.agency_id, row.name, row.abbreviation, row.parent_id)
