"""Terms: working days by type and urgency, holidays, and the numbers of the flow."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.acts.options import type_options
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped
from vanthu.faces.web.days import read_day
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.org.actions import remove_calendar_day, set_calendar_day
from vanthu.ground.org.choices import DayKind
from vanthu.ground.org.models import CalendarDay
from vanthu.ground.org.permissions import NotYourOrganisation, is_provincial
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.choices import Urgency
from vanthu.office.documents.queries import types_by_code, types_for
from vanthu.office.handling.actions import (
    end_deadline_rule,
    set_deadline_rule,
    set_parameter,
)
from vanthu.office.handling.choices import ParameterName
from vanthu.office.handling.models import DeadlineRule, Parameter
from vanthu.office.handling.queries import parameters as in_force

_EVERY = "every"


@needs(Right.CONFIGURE)
@require_GET
def deadlines(request: Request) -> HttpResponse:
    """The rules of the agency and the common ones, those in force first."""
    actor = request.actor
    rows = DeadlineRule.objects.filter(agency_id__in=(0, actor.agency_id))
    types = {code: row.name for code, row in types_by_code().items()}
    urgencies = {value: str(label) for value, label in Urgency.choices}
    return screen(
        request,
        "config/deadlines.html",
        here="config",
        rows=[
            {
                "row": row,
                "type": types.get(row.type_code, _("Mọi loại")),
                "urgency": _("Mọi độ khẩn") if row.urgency is None else urgencies[row.urgency],
                "own": row.agency_id == actor.agency_id,
                "open": row.valid_to is None,
            }
            for row in rows.order_by("valid_to", "type_code", "urgency", "-valid_from")
        ],
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def set_deadline(request: Request) -> HttpResponse:
    """A rule from a day on; the one before it ends there."""
    form = Form(
        request,
        [
            Field(
                "type_code",
                _("Loại văn bản"),
                kind="choice",
                options=grouped(type_options(types_for(request.actor.agency_id))),
                required=False,
                empty=_("Mọi loại"),
                width="w6",
            ),
            Field(
                "urgency",
                _("Độ khẩn"),
                kind="choice",
                options=[(_EVERY, _("Mọi độ khẩn")), *options(Urgency)],
                width="w6",
            ),
            Field("working_days", _("Số ngày làm việc"), kind="number", width="w6"),
            Field("valid_from", _("Có hiệu lực từ ngày"), kind="day", width="w6"),
            Field("source", _("Căn cứ"), hint=_("Ví dụ: Điều 12 Quy chế làm việc của UBND.")),
        ],
        {"valid_from": request.actor.today},
    )
    if form.sent and form.does(
        set_deadline_rule,
        request.actor,
        type_code=form.text("type_code"),
        urgency=None if form.value("urgency") == _EVERY else int(form.one_of("urgency", Urgency)),
        working_days=form.number("working_days", 0, 365),
        valid_from=form.day("valid_from"),
        source=form.text("source"),
    ):
        return done(address("config_deadlines"), _("Đã đặt thời hạn; việc đã giao giữ hạn cũ."))
    return form_page(
        request,
        form,
        title=_("Đặt thời hạn xử lý"),
        intro=_("Văn bản khẩn không có quy định riêng thì phải xử lý ngay trong ngày."),
        submit=_("Đặt"),
        back=address("config_deadlines"),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def end_deadline(request: Request, number: int) -> HttpResponse:
    """A rule ends."""
    own = DeadlineRule.objects.filter(pk=number, agency_id=request.actor.agency_id, valid_to=None)
    if not own.exists():
        raise NotFound
    form = Form(
        request,
        [Field("valid_to", _("Hết hiệu lực từ ngày"), kind="day", width="w6")],
        {"valid_to": request.actor.today},
    )
    if form.sent and form.does(
        end_deadline_rule, request.actor, rule_id=number, valid_to=form.day("valid_to")
    ):
        return done(address("config_deadlines"), _("Quy định hết hiệu lực từ ngày đã chọn."))
    return form_page(
        request,
        form,
        title=_("Kết thúc quy định thời hạn"),
        submit=_("Kết thúc"),
        back=address("config_deadlines"),
    )


@needs(Right.CONFIGURE)
@require_GET
def holidays(request: Request) -> HttpResponse:
    """The days of a year that depart from the week."""
    actor = request.actor
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else actor.today.year
    rows = CalendarDay.objects.filter(day__year=year).order_by("day")
    return screen(
        request,
        "config/holidays.html",
        here="config",
        year=year,
        rows=[(row, str(DayKind(row.kind).label)) for row in rows],
        not_centre="" if is_provincial(actor) else str(NotYourOrganisation().sentence),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def set_holiday(request: Request) -> HttpResponse:
    """Fix a day, with the notice it comes from."""
    if not is_provincial(request.actor):
        raise NotYourOrganisation
    form = Form(
        request,
        [
            Field("day", _("Ngày"), kind="day", width="w6"),
            Field("kind", _("Là"), kind="choice", options=options(DayKind), width="w6"),
            Field("name", _("Tên"), hint=_("Ví dụ: Nghỉ Tết Nguyên đán Đinh Mùi.")),
            Field("source", _("Căn cứ"), hint=_("Số, ngày của thông báo nghỉ lễ.")),
        ],
    )
    if form.sent and form.does(
        set_calendar_day,
        request.actor,
        day=form.day("day"),
        kind=form.one_of("kind", DayKind),
        name=form.text("name"),
        source=form.text("source"),
    ):
        told = _("Đã đặt ngày %(day)s.") % {"day": f"{form.result.day:%d/%m/%Y}"}
        return done(f"{address('config_holidays')}?year={form.result.day.year}", told)
    return form_page(
        request,
        form,
        title=_("Đặt ngày nghỉ, ngày làm bù"),
        intro=_("Áp dụng cho mọi cơ quan của tỉnh khi tính hạn."),
        submit=_("Đặt"),
        back=address("config_holidays"),
    )


@needs(Right.CONFIGURE)
@require_POST
def remove_holiday(request: Request) -> HttpResponse:
    """An ordinary day again."""
    try:
        day = read_day(request.POST.get("day") or "")
    except ValueError:
        day = None
    if day is None:
        raise NotFound
    remove_calendar_day(request.actor, day=day)
    return done(f"{address('config_holidays')}?year={day.year}", _("Đã bỏ ngày này khỏi lịch."))


@needs(Right.CONFIGURE)
@require_GET
def parameters(request: Request) -> HttpResponse:
    """Each number: what is in force today, and what comes."""
    actor = request.actor
    now = in_force(actor.agency_id, actor.today)
    set_rows = Parameter.objects.filter(agency_id__in=(0, actor.agency_id)).order_by("-valid_from")
    history: dict[str, list[Parameter]] = {}
    for row in set_rows:
        history.setdefault(row.name, []).append(row)
    return screen(
        request,
        "config/parameters.html",
        here="config",
        rows=[
            {
                "name": name.value,
                "label": str(name.label),
                "value": getattr(now, name.value),
                "history": history.get(name.value, []),
            }
            for name in ParameterName
        ],
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def set_number(request: Request, name: str) -> HttpResponse:
    """Another value from a day on."""
    if name not in ParameterName.values:
        raise NotFound
    label = str(ParameterName(name).label)
    form = Form(
        request,
        [
            Field("value", label, kind="number", width="w6"),
            Field("valid_from", _("Có hiệu lực từ ngày"), kind="day", width="w6"),
            Field("source", _("Căn cứ")),
        ],
        {
            "value": getattr(in_force(request.actor.agency_id, request.actor.today), name),
            "valid_from": request.actor.today,
        },
    )
    if form.sent and form.does(
        set_parameter,
        request.actor,
        name=name,
        value=form.number("value", 0, 365),
        valid_from=form.day("valid_from"),
        source=form.text("source"),
    ):
        return done(address("config_parameters"), _("Đã đặt tham số."))
    return form_page(request, form, title=label, submit=_("Đặt"), back=address("config_parameters"))
