"""Units and posts of an agency."""

from dataclasses import dataclass
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org import events
from vanthu.ground.org.choices import Role
from vanthu.ground.org.errors import AgencyClosed, StillHeld
from vanthu.ground.org.models import Agency, Post, Unit, UnitVersion
from vanthu.ground.org.permissions import check_configure
from vanthu.ground.org.rules import check_follows
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class UnitFields:
    """What a version of a unit says."""

    name: str
    abbreviation: str
    parent_id: int | None = None
    order: int = 0


@action
def create_unit(actor: Actor, *, agency_id: int, fields: UnitFields, from_day: date) -> Unit:
    """A unit from a day on; raises AgencyClosed, Invalid."""
    check_configure(actor, agency_id)
    _check_alive(agency_id, from_day)
    _check_fields(agency_id, fields)
    unit = Unit.objects.create(agency_id=agency_id, valid_from=from_day)
    _version(unit, fields, from_day)
    announce(
        actor,
        events.UnitCreated(agency_id=agency_id, object_id=unit.pk, on=from_day, called=fields.name),
    )
    return unit


@action
def rename_unit(actor: Actor, *, unit_id: int, fields: UnitFields, from_day: date) -> UnitVersion:
    """Another name, abbreviation or place in the agency from `from_day`.

    One row, whatever the unit holds: lists and search know the unit by its id.
    """
    current = _open_unit(unit_id)
    agency_id = current.unit.agency_id
    check_configure(actor, agency_id)
    _check_fields(agency_id, fields)
    check_follows(current.valid_from, from_day)
    current.valid_to = from_day
    current.save(update_fields=["valid_to"])
    version = _version(current.unit, fields, from_day)
    announce(
        actor,
        events.UnitRenamed(
            agency_id=agency_id,
            object_id=unit_id,
            on=from_day,
            before=current.name,
            called=fields.name,
        ),
    )
    return version


@action
def close_unit(actor: Actor, *, unit_id: int, on: date) -> None:
    """The unit ends on `on`; raises StillHeld while it has posts."""
    current = _open_unit(unit_id)
    check_configure(actor, current.unit.agency_id)
    check_follows(current.valid_from, on)
    posts = Post.objects.on(on).filter(unit=unit_id).count()
    if posts:
        raise StillHeld(count=posts, day=short_date(on))
    current.valid_to = current.unit.valid_to = on
    current.save(update_fields=["valid_to"])
    current.unit.save(update_fields=["valid_to"])
    announce(
        actor,
        events.UnitClosed(
            agency_id=current.unit.agency_id, object_id=unit_id, on=on, called=current.name
        ),
    )


@action
def create_post(
    actor: Actor,
    *,
    agency_id: int,
    title: str,
    role: Role,
    from_day: date,
    unit_id: int | None = None,
    deputy: bool = False,
    rank: int = 0,
) -> Post:
    """A place for a person, with the rights of its role; raises AgencyClosed, Invalid."""
    check_configure(actor, agency_id)
    _check_alive(agency_id, from_day)
    if not title.strip():
        raise Invalid({"title": "Hãy nhập tên chức vụ."})
    if unit_id is not None and _open_unit(unit_id).unit.agency_id != agency_id:
        raise Invalid({"unit_id": "Đơn vị này thuộc cơ quan khác."})
    post = Post.objects.create(
        agency_id=agency_id,
        unit_id=unit_id,
        title=title.strip(),
        role=role,
        deputy=deputy,
        rank=rank,
        valid_from=from_day,
    )
    announce(
        actor,
        events.PostCreated(
            agency_id=agency_id, object_id=post.pk, on=from_day, title=post.title, role=role
        ),
    )
    return post


@action
def close_post(actor: Actor, *, post_id: int, on: date) -> None:
    """The post ends on `on`; while somebody holds it, its handler in people refuses (StillHeld)."""
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    check_configure(actor, post.agency_id)
    if post.valid_to is not None:
        raise Conflict("Chức vụ này đã được bãi bỏ trước đó.")
    check_follows(post.valid_from, on)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    announce(
        actor,
        events.PostClosed(agency_id=post.agency_id, object_id=post_id, on=on, title=post.title),
    )


def _version(unit: Unit, fields: UnitFields, from_day: date) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit,
        name=fields.name.strip(),
        abbreviation=fields.abbreviation.strip(),
        parent_id=fields.parent_id,
        order=fields.order,
        valid_from=from_day,
    )


def _open_unit(unit_id: int) -> UnitVersion:
    rows = UnitVersion.objects.open_ended().filter(unit=unit_id)
    current = rows.select_related("unit").first()
    if current is None:
        raise NotFound
    return current


def _check_alive(agency_id: int, day: date) -> None:
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if not agency.in_force(day):
        raise AgencyClosed(agency="Cơ quan này", day=short_date(day))


def _check_fields(agency_id: int, fields: UnitFields) -> None:
    errors = {
        name: "Hãy nhập mục này."
        for name in ("name", "abbreviation")
        if not getattr(fields, name).strip()
    }
    above = fields.parent_id
    if above is not None and not Unit.objects.filter(pk=above, agency=agency_id).exists():
        errors["parent_id"] = "Đơn vị cấp trên thuộc cơ quan khác."
    if errors:
        raise Invalid(errors)
