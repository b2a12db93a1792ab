"""Units and posts of an agency: each change from a day on."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.options import options
from vanthu.faces.web.views.config_agency import agency_of, unit_options
from vanthu.faces.web.views.config_organisation import home
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.org import actions
from vanthu.ground.org.actions.units import UnitFields
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post, UnitVersion
from vanthu.ground.org.permissions import check_configure
from vanthu.kernel.errors import NotFound


def _unit_fields(units: list[tuple[int, str]], day_label: str) -> list[Field]:
    return [
        Field("name", _("Tên đơn vị")),
        Field("abbreviation", _("Chữ viết tắt trong ký hiệu"), width="w6"),
        Field("order", _("Thứ tự"), kind="number", required=False, width="w6"),
        Field(
            "parent_id",
            _("Thuộc đơn vị"),
            kind="choice",
            options=units,
            required=False,
            empty=_("Trực thuộc cơ quan"),
            width="w6",
        ),
        Field("from_day", day_label, kind="day", width="w6"),
    ]


def _typed(form: Form) -> UnitFields:
    return UnitFields(
        name=form.text("name"),
        abbreviation=form.text("abbreviation"),
        parent_id=form.number_or_none("parent_id"),
        order=form.number("order", 0, 9999),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new unit."""
    actor, agency = request.actor, agency_of(request.actor, request.GET)
    units = unit_options(agency.agency_id, actor)
    fields = _unit_fields(units, _("Thành lập từ ngày"))
    form = Form(request, fields, {"from_day": actor.today, "order": len(units) + 1})
    if form.sent and form.does(
        actions.create_unit,
        actor,
        agency_id=agency.agency_id,
        fields=_typed(form),
        from_day=form.day("from_day"),
    ):
        return done(home(agency.agency_id), _("Đã lập đơn vị."))
    return form_page(
        request,
        form,
        title=_("Lập đơn vị mới"),
        intro=agency.name,
        submit=_("Lập đơn vị"),
        back=home(agency.agency_id),
    )


def _unit(request: Request, number: int) -> UnitVersion:
    found = UnitVersion.objects.open_ended().filter(unit=number).select_related("unit").first()
    if found is None:
        raise NotFound
    check_configure(request.actor, found.unit.agency_id)
    return found


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def rename(request: Request, number: int) -> HttpResponse:
    """Another name or place of a unit from a day on."""
    actor, unit = request.actor, _unit(request, number)
    agency_id = unit.unit.agency_id
    units = [each for each in unit_options(agency_id, actor) if each[0] != number]
    initial = {**vars(unit), "parent_id": unit.parent_id or "", "from_day": actor.today}
    form = Form(request, _unit_fields(units, _("Có hiệu lực từ ngày")), initial)
    if form.sent and form.does(
        actions.rename_unit,
        actor,
        unit_id=number,
        fields=_typed(form),
        from_day=form.day("from_day"),
    ):
        return done(home(agency_id), _("Đã ghi; văn bản cũ giữ tên đơn vị của thời gian đó."))
    return form_page(
        request,
        form,
        title=_("Đổi tên %(name)s") % {"name": unit.name},
        submit=_("Ghi"),
        back=home(agency_id),
    )


def _ending(request: Request, label: str) -> Form:
    return Form(request, [Field("on", label, kind="day", width="w6")], {"on": request.actor.today})


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def close(request: Request, number: int) -> HttpResponse:
    """A unit ends."""
    unit = _unit(request, number)
    form = _ending(request, _("Giải thể từ ngày"))
    if form.sent and form.does(
        actions.close_unit, request.actor, unit_id=number, on=form.day("on")
    ):
        return done(home(unit.unit.agency_id), _("Đã giải thể đơn vị."))
    return form_page(
        request,
        form,
        title=_("Giải thể %(name)s") % {"name": unit.name},
        intro=_("Hãy bãi bỏ hoặc chuyển các chức vụ của đơn vị trước."),
        submit=_("Giải thể"),
        back=home(unit.unit.agency_id),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def create_post(request: Request) -> HttpResponse:
    """A new post."""
    actor, agency = request.actor, agency_of(request.actor, request.GET)
    form = Form(
        request,
        _post_fields(unit_options(agency.agency_id, actor)),
        {"from_day": actor.today, "unit_id": request.GET.get("unit") or "", "rank": 1},
    )
    if form.sent and form.does(
        actions.create_post,
        actor,
        agency_id=agency.agency_id,
        title=form.text("title"),
        role=form.one_of("role", Role),
        from_day=form.day("from_day"),
        unit_id=form.number_or_none("unit_id"),
        deputy=form.ticked("deputy"),
        rank=form.number("rank", 0, 9999),
    ):
        return done(home(agency.agency_id), _("Đã lập chức vụ. Hãy bổ nhiệm người giữ."))
    return form_page(
        request,
        form,
        title=_("Lập chức vụ mới"),
        intro=_("Quyền trong hệ thống theo vai trò của chức vụ, không theo người."),
        submit=_("Lập chức vụ"),
        back=home(agency.agency_id),
    )


def _post_fields(units: list[tuple[int, str]]) -> list[Field]:
    return [
        Field("title", _("Tên chức vụ")),
        Field("role", _("Vai trò"), kind="choice", options=options(Role), width="w6"),
        Field(
            "unit_id",
            _("Đơn vị"),
            kind="choice",
            options=units,
            required=False,
            empty=_("Trực thuộc cơ quan"),
            width="w6",
        ),
        Field("rank", _("Thứ tự"), kind="number", required=False, width="w6"),
        Field("from_day", _("Có từ ngày"), kind="day", width="w6"),
        Field("deputy", _("Là cấp phó (ký thay, KT.)"), kind="check", required=False),
    ]


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def close_post(request: Request, number: int) -> HttpResponse:
    """A post ends; while somebody holds it the refusal says so."""
    post: Any = Post.objects.filter(pk=number).first()
    if post is None:
        raise NotFound
    check_configure(request.actor, post.agency_id)
    form = _ending(request, _("Bãi bỏ từ ngày"))
    on: date = form.day("on") if form.sent else request.actor.today
    if form.sent and form.does(actions.close_post, request.actor, post_id=number, on=on):
        return done(home(post.agency_id), _("Đã bãi bỏ chức vụ."))
    return form_page(
        request,
        form,
        title=_("Bãi bỏ chức vụ %(title)s") % {"title": post.title},
        submit=_("Bãi bỏ"),
        back=home(post.agency_id),
    )
