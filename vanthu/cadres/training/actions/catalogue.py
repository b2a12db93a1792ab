"""Courses, their classes, and the year's plan."""

from dataclasses import asdict, dataclass
from datetime import date

from vanthu.cadres.training import permissions
from vanthu.cadres.training.choices import Counted, CourseKind, Funding, Level, Object, Place
from vanthu.cadres.training.errors import BadTraining, NoCourse
from vanthu.cadres.training.events import ClassAdded, CourseAdded, PlanSet
from vanthu.cadres.training.models import Course, PlanLine, TrainingClass
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class CourseFields:
    """What a course is; `periods` taught, `months` a degree takes."""

    name: str
    kind: CourseKind
    level: Level = Level.NONE
    place: Place = Place.DOMESTIC
    provider: str = ""
    periods: int = 0
    months: int = 0


@dataclass(frozen=True, kw_only=True)
class ClassFields:
    """A class of a course; `cost` in đồng."""

    course_id: int
    agency_id: int
    name: str
    first: date
    last: date
    funding: Funding = Funding.BUDGET
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class PlanFields:
    """A line of a year's plan."""

    agency_id: int
    year: int
    kind: CourseKind
    object: Object
    target: int
    counted: Counted = Counted.PERSON
    decision_id: int | None = None


@action
def add_course(actor: Actor, *, fields: CourseFields) -> Course:
    """Enter a course, or find the same one; raises BadTraining, NoDuty."""
    permissions.check_keep(actor)
    values = {
        **asdict(fields),
        "name": one_line(fields.name),
        "provider": one_line(fields.provider),
    }
    errors = {}
    if not values["name"]:
        errors["name"] = "Hãy nhập tên khóa học."
    if (fields.kind is CourseKind.DEGREE) != bool(fields.level.is_degree):
        errors["level"] = "Hãy chọn trình độ phù hợp với loại khóa học."
    if fields.kind is CourseKind.DEGREE and fields.months < 1:
        errors["months"] = "Hãy nhập số tháng đào tạo."
    if errors:
        raise BadTraining(errors)
    key = {name: values.pop(name) for name in ("name", "kind", "level", "place")}
    row, made = Course.objects.get_or_create(**key, defaults=values)
    if made:
        announce(
            actor,
            CourseAdded(
                agency_id=actor.agency_id,
                object_id=row.pk,
                called=row.name,
                kind=fields.kind.value,
            ),
        )
    return row


@action
def add_class(actor: Actor, *, fields: ClassFields) -> TrainingClass:
    """Enter a class; raises BadTraining, NoCourse, NoDuty."""
    permissions.check_keep(actor, fields.agency_id)
    if not Course.objects.filter(pk=fields.course_id).exists():
        raise NoCourse
    name = one_line(fields.name)
    errors = {} if name else {"name": "Hãy nhập tên lớp."}
    if fields.last < fields.first:
        errors["last"] = "Ngày kết thúc không được trước ngày khai giảng."
    if errors:
        raise BadTraining(errors)
    row = TrainingClass.objects.create(**{**asdict(fields), "name": name})
    announce(
        actor,
        ClassAdded(
            agency_id=row.agency_id,
            object_id=row.pk,
            called=name,
            first=row.first,
            last=row.last,
        ),
    )
    return row


@action
def set_plan(actor: Actor, *, fields: PlanFields) -> PlanLine:
    """Set a line of a plan, or set it anew: what was planned before stays readable.

    Raises BadTraining, NoDuty.
    """
    permissions.check_keep(actor, fields.agency_id)
    if fields.target < 0:
        raise BadTraining({"target": "Hãy nhập số không âm."})
    key = {name: getattr(fields, name) for name in ("agency_id", "year", "kind", "object")}
    before = PlanLine.objects.current().filter(**key).first()
    new = {name: getattr(fields, name) for name in ("counted", "target", "decision_id")}
    if before is None:
        row = PlanLine.objects.create(known_from=actor.now, **key, **new)
    else:
        row = supersede(before, actor.now, **new)
    announce(
        actor,
        PlanSet(
            agency_id=row.agency_id,
            object_id=row.pk,
            year=row.year,
            kind=fields.kind.value,
            before=before.target if before else None,
            target=row.target,
        ),
    )
    return row
