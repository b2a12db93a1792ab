"""The figures of membership: flows by their day, stock by its list; persons count once each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Choices, QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.membership import queries
from vanthu.cadres.membership.choices import AdmissionKind, ExitKind, ExitReason
from vanthu.cadres.membership.models import Admission, Exit, Member, Move, Recognition
from vanthu.cadres.membership.permissions import check_whole
from vanthu.cadres.membership.queries import organisation_names
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.rules import Counted
from vanthu.kernel.dates import short_date

_YES, _NO = "true", "false"
_FLAGS = {_YES: True, _NO: False}
_NOUN = _("đảng viên")
_COLUMNS = (_("Họ và tên"), _("Tổ chức đảng"), _("Ngày"), _("Quyết định"))


def _counted(rows: "QuerySet[Any]", ask: Ask) -> Iterator[Counted]:
    found = _filtered(rows, ask).values_list("pk", "person_id")
    return (Counted(*pair) for pair in found.iterator())


def _filtered(rows: "QuerySet[Any]", ask: Ask) -> "QuerySet[Any]":
    """Filters on the person, as their facts were known then, and on the case itself."""
    facts: dict[str, str | bool] = {}
    if sex := ask.filters.get("sex"):
        facts["sex"] = sex
    if minority := ask.filters.get("minority"):
        facts["minority"] = _FLAGS[minority]
    if facts:
        known = PersonFacts.objects.known_at(ask.known_at).filter(**facts)
        rows = rows.filter(person__in=known.values("person"))
    if union := ask.filters.get("youth_union"):
        rows = rows.filter(youth_union=_FLAGS[union])
    if kind := ask.filters.get("kind"):
        rows = rows.filter(kind=kind)
    if reason := ask.filters.get("reason"):
        rows = rows.filter(reason=reason)
    if official := ask.filters.get("official"):
        rows = (
            rows.exclude(official_on__lte=ask.day)
            if official == _NO
            else rows.filter(official_on__lte=ask.day)
        )
    return rows


def _recognised(ask: Ask) -> Iterator[Counted]:
    rows = Recognition.objects.known_at(ask.known_at)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    return _counted(rows.filter(official_on__range=(ask.first, ask.day)), ask)


def _listing(model: type[Any], day: str, place: str = "organisation") -> Listing:
    related = ("person",) if model in (Member, Move) else ("person", "decision")

    def lines(ids: Sequence[int]) -> Iterable[Line]:
        rows = list(model.objects.filter(pk__in=ids).select_related(*related))
        if not rows:
            return
        days = [getattr(row, day) for row in rows]
        names = organisation_names([getattr(row, f"{place}_id") for row in rows], max(days))
        for row in rows:
            decision = getattr(row, "decision", None)
            cells = (
                row.person.full_name,
                names.get(getattr(row, f"{place}_id") or 0, ""),
                short_date(getattr(row, day)),
                decision.reference if decision else "",
            )
            yield Line(row.pk, cells, f"/cadres/membership/{_BOOKS[model]}/{row.pk}")

    return Listing(_COLUMNS, lines)


_BOOKS = {
    Admission: "admissions",
    Recognition: "recognitions",
    Exit: "exits",
    Move: "moves",
    Member: "members",
}
_PERSONS = ("sex", "minority")
_OPTIONS: dict[str, type[Choices]] = {"sex": Sex, "kind": ExitKind, "reason": ExitReason}


def _figure(
    key: str,
    title: Any,
    definition: Any,
    select: Callable[[Ask], Iterable[Counted]],
    listing: Listing,
    *,
    filters: tuple[str, ...] = _PERSONS,
    nature: Nature = Nature.FLOW,
    unit: Unit = Unit.PERSON,
) -> Figure:
    return Figure(
        key=f"membership.{key}",
        title=title,
        definition=definition,
        unit=unit,
        nature=nature,
        select=select,
        listing=listing,
        check=check_whole,
        noun=_NOUN if unit is Unit.PERSON else "",
        filters=filters,
        options={name: _OPTIONS[name] for name in filters if name in _OPTIONS},
    )


FIGURES = (
    _figure(
        "admitted",
        _("Đảng viên mới kết nạp"),
        _(
            "Người được kết nạp lần đầu, tính theo ngày tổ chức lễ kết nạp trong kỳ; mỗi người "
            "tính một lần; không gồm kết nạp lại và chuyển đến."
        ),
        lambda ask: _counted(queries.admitted(ask, AdmissionKind.FIRST), ask),
        _listing(Admission, "ceremony_on"),
        filters=(*_PERSONS, "youth_union"),
    ),
    _figure(
        "readmitted",
        _("Kết nạp lại"),
        _("Người được kết nạp lại, tính theo ngày tổ chức lễ trong kỳ."),
        lambda ask: _counted(queries.admitted(ask, AdmissionKind.AGAIN), ask),
        _listing(Admission, "ceremony_on"),
    ),
    _figure(
        "recognised",
        _("Công nhận đảng viên chính thức"),
        _("Đảng viên dự bị được công nhận chính thức, tính theo ngày chính thức trong kỳ."),
        _recognised,
        _listing(Recognition, "official_on"),
    ),
    _figure(
        "left",
        _("Ra khỏi Đảng"),
        _("Đảng viên từ trần, bị khai trừ, xóa tên hoặc xin ra, theo ngày ra khỏi danh sách."),
        lambda ask: _counted(queries.left(ask), ask),
        _listing(Exit, "left_on"),
        filters=(*_PERSONS, "kind", "reason"),
    ),
    _figure(
        "moved-in",
        _("Chuyển sinh hoạt đến"),
        _("Trường hợp chuyển đến từ ngoài phạm vi, theo ngày nộp giấy giới thiệu."),
        lambda ask: _counted(queries.moved_in(ask), ask),
        _listing(Move, "presented_on", "target"),
        unit=Unit.CASE,
    ),
    _figure(
        "moved-out",
        _("Chuyển sinh hoạt đi"),
        _(
            "Trường hợp chuyển ra ngoài phạm vi: ra ngoài tỉnh theo ngày cấp giấy, trong tỉnh "
            "theo ngày nộp giấy nơi đến."
        ),
        lambda ask: _counted(queries.moved_out(ask), ask),
        _listing(Move, "paper_on", "source"),
        unit=Unit.CASE,
    ),
    _figure(
        "members",
        _("Tổng số đảng viên"),
        _("Người có tên trong danh sách sinh hoạt đảng vào ngày cuối kỳ, gồm cả dự bị."),
        lambda ask: _counted(queries.stock(ask), ask),
        _listing(Member, "since"),
        filters=(*_PERSONS, "official"),
        nature=Nature.STOCK,
    ),
)
SHARES = (
    Share(
        key="membership.admitted-women",
        title=_("Nữ trong số mới kết nạp"),
        part="membership.admitted",
        whole="membership.admitted",
        part_only={"sex": Sex.FEMALE.value},
    ),
    Share(
        key="membership.admitted-minority",
        title=_("Người dân tộc thiểu số trong số mới kết nạp"),
        part="membership.admitted",
        whole="membership.admitted",
        part_only={"minority": _YES},
    ),
    Share(
        key="membership.admitted-union",
        title=_("Đoàn viên trong số mới kết nạp"),
        part="membership.admitted",
        whole="membership.admitted",
        part_only={"youth_union": _YES},
    ),
    Share(
        key="membership.members-women",
        title=_("Nữ trong tổng số đảng viên"),
        part="membership.members",
        whole="membership.members",
        part_only={"sex": Sex.FEMALE.value},
    ),
    Share(
        key="membership.members-probation",
        title=_("Đảng viên dự bị trong tổng số"),
        part="membership.members",
        whole="membership.members",
        part_only={"official": _NO},
    ),
)
