"""Courses, classes and the year's plan as books."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.training import actions, permissions, queries
from vanthu.cadres.training.actions import Attendance, ClassFields, CourseFields, PlanFields
from vanthu.cadres.training.choices import Counted, CourseKind, Funding, Level, Object, Place
from vanthu.cadres.training.models import Course, PlanLine, TrainingClass
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    decisions,
    history,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, Line, Money, Year, asked
from vanthu.faces.books.training.common import MODULE, YearFilter, courses
from vanthu.faces.imports.training import ATTENDANCE
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_money, format_vi


class CourseInput(ActInput):
    """What a course is."""

    name: Annotated[Line, asked(N_("Tên khóa học"))]
    kind: Annotated[CourseKind, asked(N_("Loại"), "choice", choices=choices(CourseKind))]
    level: Annotated[Level, asked(N_("Trình độ"), "choice", choices=choices(Level))] = Level.NONE
    place: Annotated[Place, asked(N_("Nơi học"), "choice", choices=choices(Place))] = Place.DOMESTIC
    provider: Annotated[Line, asked(N_("Cơ sở đào tạo"))] = ""
    periods: Annotated[Count, asked(N_("Số tiết"), "number")] = 0
    months: Annotated[Count, asked(N_("Số tháng đào tạo"), "number")] = 0


class ClassInput(ActInput):
    """A class of a course."""

    course_id: Annotated[Id, asked(N_("Khóa học"), "pick")]
    agency_id: Annotated[Id, asked(N_("Cơ quan tổ chức"), "agency")]
    name: Annotated[Line, asked(N_("Tên lớp"))]
    first: Annotated[Day, asked(N_("Khai giảng"), "date")]
    last: Annotated[Day, asked(N_("Bế giảng"), "date")]
    funding: Annotated[Funding, asked(N_("Nguồn kinh phí"), "choice", choices=choices(Funding))] = (
        Funding.BUDGET
    )
    cost: Annotated[Money, asked(N_("Kinh phí"), "money")] = 0


class CrowdInput(ActInput):
    """A class reported without names: so many of an agency."""

    agency_id: Annotated[Id, asked(N_("Cơ quan của người học"), "agency")]
    object: Annotated[Object, asked(N_("Đối tượng"), "choice", choices=choices(Object))]
    headcount: Annotated[Count, asked(N_("Số người"), "number")]
    source: Annotated[Line, asked(N_("Văn bản báo cáo số người"))]


class PersonInput(ActInput):
    """One person on the list of a class."""

    person_id: Annotated[Id, asked(N_("Người học"), "person")]
    agency_id: Annotated[Id, asked(N_("Cơ quan của người học"), "agency")]
    object: Annotated[Object, asked(N_("Đối tượng"), "choice", choices=choices(Object))]
    certificate: Annotated[Line, asked(N_("Số chứng chỉ"))] = ""
    source: Annotated[Line, asked(N_("Danh sách lớp"))]


class PlanInput(ActInput):
    """A line of the year's plan."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    year: Annotated[Year, asked(N_("Năm"), "number")]
    kind: Annotated[CourseKind, asked(N_("Loại"), "choice", choices=choices(CourseKind))]
    object: Annotated[Object, asked(N_("Đối tượng"), "choice", choices=choices(Object))]
    counted: Annotated[Counted, asked(N_("Tính theo"), "choice", choices=choices(Counted))] = (
        Counted.PERSON
    )
    target: Annotated[Count, asked(N_("Kế hoạch"), "number")]
    decision_id: Annotated[Id | None, asked(N_("Quyết định"), "pick")] = None


def _course(actor: Actor, _number: int | None, data: CourseInput) -> Outcome:
    made = actions.add_course(actor, fields=CourseFields(**data.model_dump()))
    return Outcome(_("Đã thêm khóa học."), record_id=made.pk)


def _class(actor: Actor, _number: int | None, data: ClassInput) -> Outcome:
    made = actions.add_class(actor, fields=ClassFields(**data.model_dump()))
    return Outcome(_("Đã mở lớp."), record_id=made.pk)


def _crowd(actor: Actor, number: int | None, data: CrowdInput) -> Outcome:
    row = Attendance(agency_id=data.agency_id, object=data.object, headcount=max(data.headcount, 0))
    actions.record_attendance(actor, class_id=number or 0, rows=[row], source=data.source)
    return Outcome(_("Đã ghi số lượt; lớp không có danh sách thì không tính được số người."))


def _person(actor: Actor, number: int | None, data: PersonInput) -> Outcome:
    values = data.model_dump()
    source = values.pop("source")
    actions.record_attendance(
        actor, class_id=number or 0, rows=[Attendance(**values)], source=source
    )
    return Outcome(_("Đã ghi người học vào danh sách lớp."))


def _plan(actor: Actor, _number: int | None, data: PlanInput) -> Outcome:
    made = actions.set_plan(actor, fields=PlanFields(**data.model_dump()))
    return Outcome(_("Đã đặt kế hoạch; số cũ vẫn được giữ."), record_id=made.pk)


def _keeps(actor: Actor, _row: object) -> None:
    permissions.check_keep(actor)


class _Courses(Book[Course]):
    module, name, icon = MODULE, "courses", "book-open"
    title, singular = _("Khóa học"), _("Khóa học")
    help = _("Chưa có khóa học nào. Hãy thêm khóa học trước khi mở lớp.")
    order = ("name", "pk")
    columns = (
        Column("kind", _("Loại"), lambda row, _seen: row.get_kind_display()),
        Column("level", _("Trình độ"), lambda row, _seen: row.get_level_display()),
        Column("place", _("Nơi học"), lambda row, _seen: row.get_place_display()),
        number_column("periods", _("Số tiết")),
        Column("provider", _("Cơ sở đào tạo"), lambda row, _seen: row.provider, wide=True),
    )
    filters = (
        TextFilter(_("Tên khóa học"), ("name",)),
        ChoiceFilter("kind", _("Loại"), CourseKind),
        ChoiceFilter("place", _("Nơi học"), Place),
    )
    acts = (
        RecordAct(
            "add",
            _("Thêm khóa học"),
            CourseInput,
            _course,
            _keeps,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Course]:
        permissions.check_open(actor)
        return Course.objects.all()

    def named(self, row: Course) -> str:
        return row.name

    def facts(self, actor: Actor, row: Course) -> Sequence[Section]:
        facts = (
            Fact(_("Loại"), row.get_kind_display()),
            Fact(_("Trình độ"), row.get_level_display()),
            Fact(_("Nơi học"), row.get_place_display()),
            Fact(_("Cơ sở đào tạo"), row.provider or "–"),
            Fact(_("Số tiết"), format_vi(row.periods)),
            Fact(_("Số tháng đào tạo"), format_vi(row.months)),
        )
        return (Section(_("Thông tin chung"), facts),)


class _Classes(Book[TrainingClass]):
    module, name, icon = MODULE, "classes", "users"
    title, singular = _("Lớp"), _("Lớp")
    help = _("Chưa có lớp nào. Hãy mở lớp, rồi ghi danh sách hoặc nhập từ Excel.")
    order = ("-first", "-pk")
    columns = (
        Column("course", _("Khóa học"), lambda row, _seen: row.course.name, width=3),
        day_column("first", _("Khai giảng")),
        day_column("last", _("Bế giảng"), wide=True),
        number_column("turns", _("Lượt")),
        number_column("persons", _("Người có danh sách")),
    )
    filters = (
        TextFilter(_("Tên lớp"), ("name",)),
        ChoiceFilter("course__kind", _("Loại"), CourseKind),
        agency_filter(_("Cơ quan tổ chức")),
        DayFilter("last", _("Bế giảng")),
    )
    acts = (
        RecordAct(
            "open",
            _("Mở lớp"),
            ClassInput,
            _class,
            _keeps,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"course_id": courses},
        ),
        RecordAct(
            "add-person",
            _("Ghi người học"),
            PersonInput,
            _person,
            _keeps,
            help=_("Một người một lượt trong một lớp."),
        ),
        RecordAct(
            "add-crowd",
            _("Ghi số người không có danh sách"),
            CrowdInput,
            _crowd,
            _keeps,
            help=_("Được tính lượt, không tính người."),
        ),
    )
    imports = ATTENDANCE

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[TrainingClass]:
        return queries.visible_classes(actor)

    def named(self, row: TrainingClass) -> str:
        return row.name

    def facts(self, actor: Actor, row: TrainingClass) -> Sequence[Section]:
        turns, persons = queries.attendance_of(row.pk)
        people = f"/cadres/training/enrolments?attended={row.pk}"
        facts = (
            Fact(_("Khóa học"), row.course.name, url=f"/cadres/training/courses/{row.course_id}"),
            Fact(_("Cơ quan tổ chức"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Thời gian"), f"{short_date(row.first)} – {short_date(row.last)}"),
            Fact(_("Nguồn kinh phí"), row.get_funding_display()),
            Fact(_("Kinh phí"), format_money(row.cost)),
            Fact(_("Số lượt"), format_vi(turns), url=people),
            Fact(_("Số người xác định được từ danh sách"), format_vi(persons), url=people),
        )
        return (Section(_("Thông tin chung"), facts),)


class _Plans(Book[PlanLine]):
    module, name, icon = MODULE, "plans", "calendar"
    title, singular = _("Kế hoạch năm"), _("Dòng kế hoạch")
    help = _("Chưa có kế hoạch nào. Hãy đặt kế hoạch năm theo loại và đối tượng.")
    order = ("-year", "-pk")
    columns = (
        agency_column(),
        Column("object", _("Đối tượng"), lambda row, _seen: row.get_object_display()),
        Column("counted", _("Tính theo"), lambda row, _seen: row.get_counted_display()),
        number_column("target", _("Kế hoạch")),
    )
    filters = (
        YearFilter("year", _("Năm"), lambda year: Q(year=year)),
        agency_filter(_("Cơ quan")),
        ChoiceFilter("kind", _("Loại"), CourseKind),
        ChoiceFilter("object", _("Đối tượng"), Object),
    )
    acts = (
        RecordAct(
            "set",
            _("Đặt kế hoạch"),
            PlanInput,
            _plan,
            _keeps,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"decision_id": decisions},
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PlanLine]:
        return queries.visible_plans(actor)

    def see(self, actor: Actor, rows: Sequence[PlanLine]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: PlanLine) -> str:
        return f"{row.year}: {row.get_kind_display()}"

    def facts(self, actor: Actor, row: PlanLine) -> Sequence[Section]:
        facts = (
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Đối tượng"), row.get_object_display()),
            Fact(_("Kế hoạch"), f"{format_vi(row.target)} {row.get_counted_display().lower()}"),
        )
        return (Section(_("Thông tin chung"), facts),)

    def history(self, actor: Actor, row: PlanLine) -> History:
        return history(row)


COURSES, CLASSES, PLANS = _Courses(), _Classes(), _Plans()
