"""The figures of training: sent, completed, turns, persons, classes, money, service owed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training.choices import CourseKind, Level, Object, Place
from vanthu.cadres.training.models import Enrolment, TrainingClass
from vanthu.cadres.training.permissions import check_open
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.rules import Counted
from vanthu.kernel.dates import short_date

_COURSE = {
    "kind": "attended__course__kind",
    "level": "attended__course__level",
    "place": "attended__course__place",
    "object": "object",
}
_OPTIONS: dict[str, Any] = {
    "kind": CourseKind,
    "level": Level,
    "place": Place,
    "object": Object,
    "sex": Sex,
}
_FILTERS = tuple(_OPTIONS)
_NOUN = _("đồng chí")


def _rows(ask: Ask, day: str) -> KnownQuerySet[Enrolment]:
    """The rows known then whose `day` lies in the period, within scope and filters."""
    return _scoped(ask).filter(**{f"{day}__gte": ask.first, f"{day}__lte": ask.day})


def _scoped(ask: Ask) -> KnownQuerySet[Enrolment]:
    """The rows known then, of whatever days, within scope and filters."""
    rows = Enrolment.objects.known_at(ask.known_at)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=sorted(ask.agencies))
    wanted = {_COURSE[name]: value for name, value in ask.filters.items() if name in _COURSE}
    rows = rows.filter(**wanted)
    if sex := ask.filters.get("sex"):
        facts = PersonFacts.objects.known_at(ask.known_at).filter(sex=sex)
        rows = rows.filter(person__in=facts.values("person"))
    return rows


def _persons(rows: KnownQuerySet[Enrolment]) -> Iterator[Counted]:
    named = rows.exclude(person=None).values_list("pk", "person_id")
    return (Counted(number, person) for number, person in named.iterator())


def _sent(ask: Ask) -> Iterator[Counted]:
    return _persons(_rows(ask, "sent_on").exclude(decision=None))


def _completed(kind: CourseKind) -> Callable[[Ask], Iterable[Counted]]:
    return lambda ask: _persons(_rows(ask, "completed_on").filter(attended__course__kind=kind))


def _turns(named: bool) -> Callable[[Ask], Iterable[Counted]]:
    """Attendance, head-counts too unless only named rows are wanted; each row by its amount."""

    def select(ask: Ask) -> Iterator[Counted]:
        rows = _rows(ask, "completed_on")
        rows = rows.exclude(person=None) if named else rows
        return (Counted(pk, pk, amount) for pk, amount in rows.values_list("pk", "headcount"))

    return select


def _serving(ask: Ask) -> Iterator[Counted]:
    """Who had not served what they owe by the last day, and had not left."""
    rows = _scoped(ask).filter(completed_on__lte=ask.day, owes_until__gt=ask.day, owed_months__gt=0)
    return _persons(rows.filter(Q(left_on=None) | Q(left_on__gt=ask.day)))


def _debts(ask: Ask) -> Iterator[Counted]:
    """What was owed and not paid on the last day, each case by its money."""
    rows = _scoped(ask).filter(Q(left_on__lte=ask.day) | Q(dropped_on__lte=ask.day))
    rows = rows.filter(Q(repaid_on=None) | Q(repaid_on__gt=ask.day), owed_months__gt=0)
    owing = ((row, row.debt()) for row in rows.iterator())
    return (Counted(row.pk, row.pk, money) for row, money in owing if money)


def _classes(ask: Ask) -> Iterator[Counted]:
    rows = _held(ask)
    return (Counted(pk, pk) for pk in rows.values_list("pk", flat=True))


def _cost(ask: Ask) -> Iterator[Counted]:
    return (Counted(pk, pk, cost) for pk, cost in _held(ask).values_list("pk", "cost"))


def _held(ask: Ask) -> Any:
    """Classes that ended in the period; a catalogue has no record time."""
    scope = Q() if ask.agencies is None else Q(agency__in=sorted(ask.agencies))
    wanted = {f"course__{name}": value for name, value in ask.filters.items()}
    return TrainingClass.objects.filter(scope, last__gte=ask.first, last__lte=ask.day, **wanted)


def _lines(day: F | Coalesce) -> Callable[[Sequence[int]], Iterable[Line]]:
    def lines(ids: Sequence[int]) -> Iterator[Line]:
        rows = Enrolment.objects.filter(pk__in=ids).values_list(
            *("pk", "person__full_name", "headcount", "attended__name", "attended__course__name"),
            day,
        )
        for number, name, count, attended, course, on in rows:
            cells = (name or f"{count} người, không có danh sách", course, attended)
            yield Line(
                number,
                (*cells, short_date(on) if on else ""),
                f"/cadres/training/enrolments/{number}",
            )

    return lines


def _listing(day: str | Coalesce) -> Listing:
    on = F(day) if isinstance(day, str) else day
    return Listing((_("Họ và tên"), _("Khóa học"), _("Lớp"), _("Ngày")), _lines(on))


def _class_lines(ids: Sequence[int]) -> Iterator[Line]:
    rows = TrainingClass.objects.filter(pk__in=ids).select_related("course")
    for row in rows:
        days = f"{short_date(row.first)} – {short_date(row.last)}"
        yield Line(row.pk, (row.name, row.course.name, days), f"/cadres/training/classes/{row.pk}")


_CLASSES = Listing((_("Lớp"), _("Khóa học"), _("Thời gian")), _class_lines)


def _figure(key: str, title: Any, definition: Any, select: Any, **more: Any) -> Figure:
    filters = more.pop("filters", _FILTERS)
    values: dict[str, Any] = {
        "unit": Unit.PERSON,
        "nature": Nature.FLOW,
        "noun": _NOUN,
        "listing": _listing("completed_on"),
        **more,
    }
    return Figure(
        key=f"training.{key}",
        title=title,
        definition=definition,
        select=select,
        check=check_open,
        filters=filters,
        options={name: _OPTIONS[name] for name in filters},
        **values,
    )


_OF_CLASSES = ("kind", "level", "place")
FIGURES = (
    _figure(
        "sent",
        _("Số người được cử đi đào tạo, bồi dưỡng"),
        _(
            "Người có quyết định cử, tính theo ngày quyết định có hiệu lực trong kỳ; mỗi người "
            "tính một lần. Cử đi chưa phải là đã hoàn thành."
        ),
        _sent,
        listing=_listing("sent_on"),
    ),
    _figure(
        "degrees",
        _("Số người hoàn thành đào tạo trình độ"),
        _("Người hoàn thành khóa đào tạo có văn bằng, theo ngày hoàn thành trong kỳ."),
        _completed(CourseKind.DEGREE),
    ),
    _figure(
        "theory",
        _("Số người hoàn thành chương trình lý luận chính trị"),
        _("Người hoàn thành chương trình lý luận chính trị, theo ngày hoàn thành trong kỳ."),
        _completed(CourseKind.POLITICAL),
    ),
    _figure(
        "turns",
        _("Số lượt bồi dưỡng, tập huấn"),
        _(
            "Lượt dự lớp hoàn thành trong kỳ; lớp chỉ báo số người được cộng đủ số người. Một "
            "người dự hai lớp là hai lượt."
        ),
        _turns(named=False),
        unit=Unit.TURN,
        noun="",
    ),
    _figure(
        "named_turns",
        _("Số lượt bồi dưỡng, tập huấn có danh sách"),
        _("Lượt dự lớp hoàn thành trong kỳ mà danh sách lớp có tên người học."),
        _turns(named=True),
        unit=Unit.TURN,
        noun="",
    ),
    _figure(
        "turn_persons",
        _("Số người xác định được từ danh sách lớp"),
        _("Người có tên trong danh sách các lớp hoàn thành trong kỳ; mỗi người tính một lần."),
        lambda ask: _persons(_rows(ask, "completed_on")),
        noun=_("người"),
    ),
    _figure(
        "classes",
        _("Số lớp đã tổ chức"),
        _("Lớp kết thúc trong kỳ."),
        _classes,
        unit=Unit.CLASS,
        noun="",
        listing=_CLASSES,
        filters=_OF_CLASSES,
    ),
    _figure(
        "cost",
        _("Kinh phí các lớp đã tổ chức"),
        _("Tổng kinh phí của các lớp kết thúc trong kỳ."),
        _cost,
        unit=Unit.MONEY,
        noun="",
        listing=_CLASSES,
        filters=_OF_CLASSES,
    ),
    _figure(
        "serving",
        _("Số người còn cam kết phục vụ sau đào tạo"),
        _(
            "Người đã hoàn thành khóa học có cam kết, đến ngày cuối kỳ chưa phục vụ đủ thời gian "
            "và chưa thôi việc; mỗi người tính một lần."
        ),
        _serving,
        nature=Nature.STOCK,
        noun=_("người"),
        listing=_listing("owes_until"),
    ),
    _figure(
        "debts",
        _("Số tiền còn phải bồi hoàn chi phí đào tạo"),
        _(
            "Tiền phải bồi hoàn của người thôi việc khi còn cam kết, hoặc thôi học mà quy tắc buộc "
            "bồi hoàn, chưa trả đến ngày cuối kỳ."
        ),
        _debts,
        unit=Unit.MONEY,
        nature=Nature.STOCK,
        noun="",
        listing=_listing(Coalesce("left_on", "dropped_on")),
    ),
)
SHARES = (
    Share(
        key="training.named",
        title=_("Lượt có danh sách trong tổng số lượt"),
        part="training.named_turns",
        whole="training.turns",
    ),
    Share(
        key="training.women_sent",
        title=_("Nữ trong số được cử"),
        part="training.sent",
        whole="training.sent",
        part_only={"sex": Sex.FEMALE.value},
    ),
)
