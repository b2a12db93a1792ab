"""Agencies, units and posts: looked up by everybody signed in, changed by administrators."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line20, Line35, Line50, Line100, Line200
from vanthu.faces.acts.inputs import Day, Id
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Order, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.ground.org import actions, queries
from vanthu.ground.org.actions.agencies import AgencyFields
from vanthu.ground.org.actions.units import UnitFields
from vanthu.ground.org.choices import AgencyKind, CodeScheme, DayKind, Level, Role, System
from vanthu.ground.org.models import CalendarDay
from vanthu.ground.people.queries import DirectoryUnit, directory
from vanthu.office.interchange.queries import reachable

router = Operations(tags=["organisation"])
_CONFIGURE = needs(Right.CONFIGURE)
Basis = Annotated[Line200, Field(min_length=1)]


class AgencyOut(Schema):
    """What an agency is called on a day."""

    agency_id: int
    name: str
    abbreviation: str
    place: str
    parent_id: int | None


class PostOut(Schema):
    """A post of the directory; nobody's while it is vacant."""

    post_id: int
    title: str
    role: str
    deputy: bool
    person_id: int | None
    name: str
    tenure_id: int | None


class UnitOut(Schema):
    """A unit with its posts; `unit_id` is null for the agency itself."""

    unit_id: int | None
    name: str
    posts: list[PostOut]


class AgencyVersionIn(ActInput):
    """What an agency is called from a day on."""

    name: Annotated[Line200, Field(min_length=1)]
    abbreviation: Annotated[Line20, Field(min_length=1)]
    place: Annotated[Line50, Field(min_length=1)]
    parent_id: Id | None = None
    address: Line200 = ""
    from_day: Day

    def fields(self) -> AgencyFields:
        """As the module takes it."""
        names = ("name", "abbreviation", "place", "parent_id", "address")
        return AgencyFields(**{name: getattr(self, name) for name in names})


class AgencyIn(AgencyVersionIn):
    """A new agency."""

    system: System
    level: Level
    kind: AgencyKind
    code: Line35 = ""
    has_registry: bool = True


class Renamed(AgencyVersionIn):
    """A new name, by which act."""

    basis: Basis


class Coded(ActInput):
    """A new identifier."""

    scheme: CodeScheme
    code: Annotated[Line35, Field(min_length=1)]
    from_day: Day


class Merged(ActInput):
    """Which agencies go up in which, on which day, by which act."""

    predecessor_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]
    successor_id: Id
    on: Day
    basis: Basis


class Divided(ActInput):
    """Into which agencies one is divided, on which day, by which act."""

    successor_ids: Annotated[list[Id], Field(min_length=2, max_length=100)]
    on: Day
    basis: Basis


class UnitIn(ActInput):
    """What a unit is called from a day on."""

    name: Annotated[Line200, Field(min_length=1)]
    abbreviation: Annotated[Line20, Field(min_length=1)]
    parent_id: Id | None = None
    order: Order = 0
    from_day: Day

    def fields(self) -> UnitFields:
        """As the module takes it."""
        names = ("name", "abbreviation", "parent_id", "order")
        return UnitFields(**{name: getattr(self, name) for name in names})


class NewUnit(UnitIn):
    """A new unit of an agency."""

    agency_id: Id


class NewPost(ActInput):
    """A new post of an agency."""

    agency_id: Id
    title: Annotated[Line100, Field(min_length=1)]
    role: Role
    from_day: Day
    unit_id: Id | None = None
    deputy: bool = False
    rank: Order = 0


class Ending(ActInput):
    """From which day it is no more."""

    on: Day


class Created(Schema):
    """The id of the new row."""

    id: int


@router.get("/agencies", response=list[AgencyOut], operation_id="agencies", summary="Tìm cơ quan")
@signed_in
def agencies(
    request: Request, text: Line100 = "", parent_id: Id | None = None, day: Day | None = None
) -> list[AgencyOut]:
    """By words of the name or by code; without words those directly under one (or the tops)."""
    on = day or request.actor.today
    found = queries.find_agencies(text, on) if text else queries.children(parent_id, on)
    return [AgencyOut.from_orm(each) for each in found]


class ElsewhereOut(Schema):
    """An agency elsewhere that a link reaches; `instead` is the closed code in whose place it
    stands, where the words found that one."""

    code: str
    name: str
    link: str
    link_title: str
    instead: str
    instead_name: str


@router.get(
    "/agencies/elsewhere",
    response=list[ElsewhereOut],
    operation_id="agencies_elsewhere",
    summary="Tìm cơ quan nơi khác trong danh bạ liên thông",
)
@needs(Right.DRAFT, Right.ISSUE)
def elsewhere(request: Request, text: Line100) -> list[ElsewhereOut]:
    """Up to twenty, by words of the name or by code, as recipients take them: `code` and `name`."""
    return [ElsewhereOut.from_orm(each) for each in reachable(request.actor, text)]


@router.get(
    "/directory", response=list[UnitOut], operation_id="directory", summary="Danh bạ cơ quan"
)
@signed_in
def listed(request: Request, agency_id: Id | None = None) -> list[UnitOut]:
    """Units, posts and who holds them today; of the caller's agency unless another is named."""
    day = request.actor.today
    return [_unit(each) for each in directory(agency_id or request.actor.agency_id, day)]


def _unit(unit: DirectoryUnit) -> UnitOut:
    return UnitOut(
        unit_id=unit.unit_id,
        name=unit.name,
        posts=[
            PostOut(
                post_id=post.post_id,
                title=post.title,
                role=post.role,
                deputy=post.deputy,
                person_id=post.holder.person_id if post.holder else None,
                name=post.holder.name if post.holder else "",
                tenure_id=post.holder.tenure_id if post.holder else None,
            )
            for post in unit.posts
        ],
    )


@router.post(
    "/agencies", response={201: Created}, operation_id="create_agency", summary="Thêm cơ quan"
)
@_CONFIGURE
def create_agency(request: Request, data: AgencyIn) -> Created:
    """A legal person from a day on."""
    row = actions.create_agency(
        request.actor,
        fields=data.fields(),
        system=data.system,
        level=data.level,
        kind=data.kind,
        from_day=data.from_day,
        code=data.code,
        has_registry=data.has_registry,
    )
    return Created(id=row.pk)


@router.post(
    "/agencies/{int:agency_id}/names",
    response={201: Created},
    operation_id="rename_agency",
    summary="Đổi tên cơ quan",
)
@_CONFIGURE
def rename_agency(request: Request, agency_id: PathId, data: Renamed) -> Created:
    """Another name from a day on; the days before keep theirs."""
    row = actions.rename_agency(
        request.actor,
        agency_id=agency_id,
        fields=data.fields(),
        from_day=data.from_day,
        basis=data.basis,
    )
    return Created(id=row.pk)


@router.post(
    "/agencies/{int:agency_id}/codes",
    response={201: Created},
    operation_id="change_code",
    summary="Đổi mã định danh",
)
@_CONFIGURE
def change_code(request: Request, agency_id: PathId, data: Coded) -> Created:
    """Another identifier from a day on; the former leads to the agency still."""
    row = actions.change_code(request.actor, agency_id=agency_id, **dict(data))
    return Created(id=row.pk)


@router.post(
    "/agencies/merge", response=Done, operation_id="merge_agencies", summary="Hợp nhất cơ quan"
)
@_CONFIGURE
def merge(request: Request, data: Merged) -> Done:
    """Several agencies go up in one; their past stays under their names."""
    actions.merge_agencies(request.actor, **dict(data))
    return Done(sentence=_("Đã hợp nhất."))


@router.post(
    "/agencies/{int:agency_id}/split",
    response=Done,
    operation_id="split_agency",
    summary="Chia tách cơ quan",
)
@_CONFIGURE
def split(request: Request, agency_id: PathId, data: Divided) -> Done:
    """One agency is divided among several."""
    actions.split_agency(request.actor, agency_id=agency_id, **dict(data))
    return Done(sentence=_("Đã chia tách."))


@router.post("/units", response={201: Created}, operation_id="create_unit", summary="Thêm đơn vị")
@_CONFIGURE
def create_unit(request: Request, data: NewUnit) -> Created:
    """A unit from a day on."""
    row = actions.create_unit(
        request.actor, agency_id=data.agency_id, fields=data.fields(), from_day=data.from_day
    )
    return Created(id=row.pk)


@router.post(
    "/units/{int:unit_id}/names",
    response={201: Created},
    operation_id="rename_unit",
    summary="Đổi tên đơn vị",
)
@_CONFIGURE
def rename_unit(request: Request, unit_id: PathId, data: UnitIn) -> Created:
    """Another name from a day on; nothing is indexed anew."""
    row = actions.rename_unit(
        request.actor, unit_id=unit_id, fields=data.fields(), from_day=data.from_day
    )
    return Created(id=row.pk)


@router.post(
    "/units/{int:unit_id}/close",
    response=Done,
    operation_id="close_unit",
    summary="Giải thể đơn vị",
)
@_CONFIGURE
def close_unit(request: Request, unit_id: PathId, data: Ending) -> Done:
    """The unit is no more from a day on."""
    actions.close_unit(request.actor, unit_id=unit_id, on=data.on)
    return Done(sentence=_("Đã giải thể đơn vị."))


@router.post("/posts", response={201: Created}, operation_id="create_post", summary="Thêm chức vụ")
@_CONFIGURE
def create_post(request: Request, data: NewPost) -> Created:
    """A post nobody holds yet; what it may do follows from its role."""
    return Created(id=actions.create_post(request.actor, **dict(data)).pk)


@router.post(
    "/posts/{int:post_id}/close", response=Done, operation_id="close_post", summary="Bãi bỏ chức vụ"
)
@_CONFIGURE
def close_post(request: Request, post_id: PathId, data: Ending) -> Done:
    """The post is no more from a day on."""
    actions.close_post(request.actor, post_id=post_id, on=data.on)
    return Done(sentence=_("Đã bãi bỏ chức vụ."))


class DayOut(Schema):
    """A holiday or a make-up working day."""

    day: date
    kind: str
    name: str
    source: str


class DayIn(ActInput):
    """A holiday or a make-up working day, and the notice that fixed it."""

    day: Day
    kind: DayKind
    name: Annotated[Line100, Field(min_length=1)]
    source: Annotated[Line200, Field(min_length=1)]


@router.get(
    "/calendar", response=list[DayOut], operation_id="calendar", summary="Ngày nghỉ, làm bù"
)
@signed_in
def calendar(request: Request, first: Day, last: Day) -> list[DayOut]:
    """The holidays and make-up days between two days, both included."""
    rows = CalendarDay.objects.filter(day__gte=first, day__lte=last).order_by("day")
    return [DayOut.from_orm(row) for row in rows]


@router.post("/calendar", response=DayOut, operation_id="set_day", summary="Đặt ngày nghỉ, làm bù")
@_CONFIGURE
def set_day(request: Request, data: DayIn) -> DayOut:
    """Deadlines count by it from now on."""
    return DayOut.from_orm(actions.set_calendar_day(request.actor, **dict(data)))


@router.post(
    "/calendar/remove", response=Done, operation_id="remove_day", summary="Bỏ ngày nghỉ, làm bù"
)
@_CONFIGURE
def remove_day(request: Request, data: Ending) -> Done:
    """The day is an ordinary one again."""
    actions.remove_calendar_day(request.actor, day=data.on)
    return Done(sentence=_("Đã bỏ."))
