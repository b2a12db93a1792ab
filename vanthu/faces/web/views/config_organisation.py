"""The organisation as it is on a day: an agency, its names and codes, its units and posts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.options import options
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_agency import agency_of, day_of_page
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org import actions
from vanthu.ground.org.actions.agencies import AgencyFields
from vanthu.ground.org.choices import AgencyKind, CodeScheme, Level, Role, System
from vanthu.ground.org.models import AgencyCode, AgencyVersion
from vanthu.ground.org.permissions import check_configure, is_provincial
from vanthu.ground.org.queries import (
    AgencyName,
    agency_names,
    children,
    find_agencies,
    origins,
    successions,
)
from vanthu.ground.people.queries import directory

_FOUND = 20
NOT_CENTRE = "Chỉ quản trị hệ thống của cơ quan cấp tỉnh được lập, hợp nhất cơ quan."


def home(agency_id: int) -> str:
    """The page of an agency."""
    return f"{reverse('config_organisation')}?agency={agency_id}"


@needs(Right.CONFIGURE)
@require_GET
def organisation(request: Request) -> HttpResponse:
    """One agency on a day; the centre of the province may look up any."""
    actor, day = request.actor, day_of_page(request.actor, request.GET)
    centre, text = is_provincial(actor), (request.GET.get("q") or "").strip()[:100]
    agency = agency_of(actor, request.GET)
    return screen(
        request,
        "config/organisation.html",
        here="config",
        agency=agency,
        day=day,
        centre=centre,
        text=text,
        found=find_agencies(text, day, _FOUND) if text and centre else [],
        above=agency_names([agency.parent_id], day).get(agency.parent_id or 0)
        if agency.parent_id
        else None,
        below=children(agency.agency_id, day) if centre else [],
        versions=_versions(agency.agency_id),
        codes=_codes(agency.agency_id),
        lineage=_lineage(agency),
        units=directory(agency.agency_id, day),
        roles={role.value: str(role.label) for role in Role},
        not_centre="" if centre else _(NOT_CENTRE),
    )


def _versions(agency_id: int) -> list[AgencyVersion]:
    return list(AgencyVersion.objects.filter(agency=agency_id).order_by("-valid_from"))


def _codes(agency_id: int) -> list[AgencyCode]:
    return list(AgencyCode.objects.filter(agency=agency_id).order_by("scheme", "-valid_from"))


def _lineage(agency: AgencyName) -> list[dict[str, Any]]:
    """Where it came from and what became of it, with the act."""
    rows = [(row.predecessor_id, row, _("Từ")) for row in origins(agency.agency_id)]
    rows += [(row.successor_id, row, _("Thành")) for row in successions(agency.agency_id)]
    last = AgencyVersion.objects.filter(agency__in=[number for number, _row, _way in rows])
    names = dict(last.order_by("valid_from").values_list("agency_id", "name"))
    return [
        {
            "name": names.get(number, str(number)),
            "id": number,
            "way": way,
            "kind": row.get_kind_display(),
            "on": row.on,
            "basis": row.basis,
        }
        for number, row, way in rows
    ]


def _fields() -> list[Field]:
    return [
        Field("name", _("Tên cơ quan")),
        Field("abbreviation", _("Chữ viết tắt trong ký hiệu"), width="w4"),
        Field("place", _("Địa danh ghi trên văn bản"), width="w4"),
        Field(
            "parent_id",
            _("Số của cơ quan cấp trên"),
            required=False,
            width="w4",
            hint=_("Số ghi sau dấu # ở trang của cơ quan đó."),
        ),
        Field("address", _("Địa chỉ"), required=False),
    ]


def _typed(form: Form) -> AgencyFields:
    return AgencyFields(
        name=form.text("name"),
        abbreviation=form.text("abbreviation"),
        place=form.text("place"),
        parent_id=form.number_or_none("parent_id"),
        address=form.text("address"),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def rename(request: Request, number: int) -> HttpResponse:
    """Another name, seat or parent from a day on."""
    actor = request.actor
    check_configure(actor, number)
    versions = _versions(number)
    form = Form(
        request,
        [
            *_fields(),
            Field("from_day", _("Có hiệu lực từ ngày"), kind="day", width="w4"),
            Field("basis", _("Căn cứ"), hint=_("Số, ngày của văn bản quyết định.")),
        ],
        vars(versions[0]) if versions else {},
    )
    if form.sent and form.does(
        actions.rename_agency,
        actor,
        agency_id=number,
        fields=_typed(form),
        from_day=form.day("from_day"),
        basis=form.text("basis"),
    ):
        return done(home(number), _("Đã ghi tên mới; tên cũ vẫn dùng cho những ngày trước đó."))
    return form_page(
        request,
        form,
        title=_("Đổi tên, thông tin cơ quan"),
        intro=_("Văn bản cũ giữ tên của thời gian đó."),
        submit=_("Ghi"),
        back=home(number),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def code(request: Request, number: int) -> HttpResponse:
    """Another identifier from a day on."""
    check_configure(request.actor, number)
    form = Form(
        request,
        [
            Field("scheme", _("Kiểu mã"), kind="choice", options=options(CodeScheme)),
            Field("code", _("Mã mới"), width="w8"),
            Field("from_day", _("Có hiệu lực từ ngày"), kind="day", width="w4"),
        ],
        {"scheme": CodeScheme.QD_20.value},
    )
    if form.sent and form.does(
        actions.change_code,
        request.actor,
        agency_id=number,
        scheme=form.one_of("scheme", CodeScheme),
        code=form.text("code"),
        from_day=form.day("from_day"),
    ):
        return done(home(number), _("Đã ghi mã mới; gói gửi theo mã cũ vẫn đến đúng nơi."))
    return form_page(request, form, title=_("Đổi mã định danh"), submit=_("Ghi"), back=home(number))


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new agency of the province."""
    actor = request.actor
    check_configure(actor, None)
    form = Form(
        request,
        [
            *_fields(),
            Field("system", _("Hệ thống"), kind="choice", options=options(System), width="w4"),
            Field(
                "level",
                _("Cấp"),
                kind="choice",
                options=options(Level, Level.ELSEWHERE),
                width="w4",
            ),
            Field("kind", _("Loại"), kind="choice", options=options(AgencyKind), width="w4"),
            Field("code", _("Mã định danh"), required=False, width="w4"),
            Field("from_day", _("Hoạt động từ ngày"), kind="day", width="w4"),
        ],
        {"from_day": actor.today, "level": Level.COMMUNE.value, "parent_id": actor.agency_id},
    )
    if form.sent and form.does(
        actions.create_agency,
        actor,
        fields=_typed(form),
        system=form.one_of("system", System),
        level=form.one_of("level", Level),
        kind=form.one_of("kind", AgencyKind),
        code=form.text("code"),
        from_day=form.day("from_day"),
    ):
        return done(home(form.result.pk), _("Đã lập cơ quan. Hãy thêm đơn vị và chức vụ."))
    return form_page(
        request, form, title=_("Lập cơ quan mới"), submit=_("Lập"), back=home(actor.agency_id)
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def merge(request: Request, number: int) -> HttpResponse:
    """Other agencies end, and this one takes their place."""
    actor = request.actor
    check_configure(actor, None)
    form = Form(
        request,
        [
            Field(
                "predecessor_ids",
                _("Số của các cơ quan được hợp nhất"),
                hint=_("Cách nhau bằng dấu phẩy; số ghi sau dấu # ở trang của từng cơ quan."),
            ),
            Field("on", _("Từ ngày"), kind="day", width="w4"),
            Field("basis", _("Căn cứ")),
        ],
    )
    if form.sent and form.does(
        actions.merge_agencies,
        actor,
        predecessor_ids=_numbers(form, "predecessor_ids"),
        successor_id=number,
        on=form.day("on"),
        basis=form.text("basis"),
    ):
        return done(home(number), _("Đã hợp nhất; văn bản gửi mã cũ tự chuyển về đây."))
    return form_page(
        request,
        form,
        title=_("Hợp nhất cơ quan khác vào %(name)s") % {"name": _name(actor, number)},
        warning=_("Các cơ quan được hợp nhất kết thúc hoạt động từ ngày này."),
        submit=_("Hợp nhất"),
        back=home(number),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def split(request: Request, number: int) -> HttpResponse:
    """This agency ends, and several take its place, each a part of it."""
    actor = request.actor
    check_configure(actor, None)
    form = Form(
        request,
        [
            Field(
                "successor_ids",
                _("Số của các cơ quan kế thừa"),
                hint=_(
                    "Ít nhất hai cơ quan đã lập, cách nhau bằng dấu phẩy; "
                    "số ghi sau dấu # ở trang của từng cơ quan."
                ),
            ),
            Field("on", _("Từ ngày"), kind="day", width="w4"),
            Field("basis", _("Căn cứ")),
        ],
    )
    if form.sent and form.does(
        actions.split_agency,
        actor,
        agency_id=number,
        successor_ids=_numbers(form, "successor_ids"),
        on=form.day("on"),
        basis=form.text("basis"),
    ):
        return done(home(number), _("Đã chia tách; lịch sử giữ nguyên dưới tên cũ."))
    return form_page(
        request,
        form,
        title=_("Chia tách %(name)s") % {"name": _name(actor, number)},
        warning=_(
            "Cơ quan kết thúc hoạt động từ ngày này cùng đơn vị, chức vụ và mã định danh. "
            "Văn bản, sổ và việc đang giữ ở lại dưới tên cũ; nơi gửi phải chọn cơ quan kế thừa."
        ),
        submit=_("Chia tách"),
        back=home(number),
    )


def _name(actor: Actor, number: int) -> str:
    found = agency_names([number], actor.today)
    return found[number].name if number in found else f"#{number}"


def _numbers(form: Form, name: str) -> list[int]:
    pieces = [piece.strip(" #") for piece in form.text(name).split(",")]
    numbers = row_numbers(pieces)
    if len(numbers) < len(pieces):
        form.errors[name] = _("Hãy nhập các số cách nhau bằng dấu phẩy.")
        return []
    return numbers
