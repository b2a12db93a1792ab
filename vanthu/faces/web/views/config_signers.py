"""Who may sign what for whom, by dated rows with their basis; and the agency's standard texts."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.acts.options import named, type_options
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.queries import directory
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.choices import SigningAuthority
from vanthu.office.documents.queries import type_names, types_for
from vanthu.office.drafting import actions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.actions.mandates import GIVEN
from vanthu.office.drafting.models import Mandate, StandardText
from vanthu.office.writing.queries import (
    content_from_json,
    content_to_json,
    parse_text,
    print_text,
)

KEEPERS = (Right.MANAGE_REGISTERS, Right.CONFIGURE)


@needs(*KEEPERS)
@require_GET
def mandates(request: Request) -> HttpResponse:
    """The catalogue: those in force first."""
    names = type_names()
    return screen(
        request,
        "config/mandates.html",
        here="config",
        rows=[
            {
                "row": row,
                "words": str(SigningAuthority(row.authority).label),
                "types": "; ".join(names.get(code, code) for code in row.types),
                "open": row.in_force(request.actor.today),
            }
            for row in drafting.mandates(request.actor.agency_id)
        ],
    )


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def give(request: Request) -> HttpResponse:
    """A row from a day on, with the regulation or decision that says so."""
    form = _mandate_form(request)
    if form.sent and form.does(actions.give_mandate, request.actor, mandate=_mandate(form)):
        return done(address("config_mandates"), _("Đã ghi thẩm quyền ký."))
    return form_page(
        request,
        form,
        title=_("Ghi thẩm quyền ký"),
        intro=_(
            "Người đứng đầu ký trực tiếp, cấp phó ký thay (KT.) không cần ghi. Ký thừa ủy quyền "
            "(TUQ.) lập bằng văn bản ủy quyền có thời hạn."
        ),
        submit=_("Ghi"),
        back=address("config_mandates"),
    )


def _mandate(form: Form) -> actions.NewMandate:
    return actions.NewMandate(
        post_id=form.number_or_none("post_id") or 0,
        authority=form.text("authority"),
        giver_id=form.number_or_none("giver_id"),
        body=form.text("body"),
        types=form.values("types"),
        scope=form.text("scope"),
        basis=form.text("basis"),
        valid_from=form.day("valid_from"),
        valid_to=form.day_or_none("valid_to"),
    )


def _mandate_form(request: Request) -> Form:
    actor = request.actor
    posts = _posts(actor)
    words = [(value.value, f"{value.value} – {value.label}") for value in GIVEN]
    return Form(
        request,
        [
            Field("post_id", _("Người được ký"), kind="choice", options=posts, empty=_("Chọn")),
            Field("authority", _("Thể thức đề ký"), kind="choice", options=words, width="w6"),
            Field(
                "giver_id",
                _("Ký thay cho, theo lệnh của"),
                kind="choice",
                options=posts,
                empty=_("Người đứng đầu cơ quan"),
                required=False,
            ),
            Field(
                "body",
                _("Tập thể được thay mặt"),
                hint=_("Khi ký thay mặt tập thể, ví dụ: Hội đồng thi đua, khen thưởng."),
                required=False,
            ),
            Field(
                "types",
                _("Loại văn bản (để trống: mọi loại)"),
                kind="many",
                options=grouped(type_options(types_for(actor.agency_id))),
                required=False,
            ),
            Field("scope", _("Phạm vi, lĩnh vực"), required=False),
            Field("basis", _("Căn cứ"), hint=_("Ví dụ: khoản 2 Điều 9 Quy chế làm việc.")),
            Field("valid_from", _("Có hiệu lực từ ngày"), kind="day", width="w6"),
            Field("valid_to", _("Hết hiệu lực từ ngày"), kind="day", width="w6", required=False),
        ],
        {"valid_from": actor.today, "authority": SigningAuthority.BY_ORDER.value},
    )


def _posts(actor: Actor) -> list[tuple[str, list[tuple[int, str]]]]:
    found = []
    for unit in directory(actor.agency_id, actor.today):
        rows = [(post.post_id, named(post)) for post in unit.posts]
        found.append((unit.name or _("Lãnh đạo cơ quan"), rows))
    return found


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def end(request: Request, number: int) -> HttpResponse:
    """A row ends."""
    row = Mandate.objects.filter(pk=number, agency=request.actor.agency_id).first()
    if row is None:
        raise NotFound
    form = Form(
        request,
        [Field("valid_to", _("Hết hiệu lực từ ngày"), kind="day", width="w6")],
        {"valid_to": request.actor.today},
    )
    if form.sent and form.does(
        actions.end_mandate, request.actor, mandate_id=number, valid_to=form.day("valid_to")
    ):
        return done(address("config_mandates"), _("Thẩm quyền ký hết hiệu lực từ ngày đã chọn."))
    return form_page(
        request,
        form,
        title=_("Kết thúc thẩm quyền ký"),
        submit=_("Kết thúc"),
        back=address("config_mandates"),
    )


@needs(*KEEPERS)
@require_GET
def standards(request: Request) -> HttpResponse:
    """The agency's standard texts by name."""
    rows = drafting.standard_texts(request.actor.agency_id)
    return screen(
        request,
        "config/standards.html",
        here="config",
        rows=[(row, print_text(content_from_json(row.content))[:300]) for row in rows],
    )


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def standard_new(request: Request) -> HttpResponse:
    """A new standard text."""
    return _standard(request, None, _("Soạn văn bản mẫu"))


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def standard(request: Request, number: int) -> HttpResponse:
    """Another name, type or wording."""
    row = StandardText.objects.filter(pk=number, agency=request.actor.agency_id).first()
    if row is None:
        raise NotFound
    return _standard(request, row, _("Sửa văn bản mẫu %(name)s") % {"name": row.name})


def _standard(request: Request, row: StandardText | None, title: str) -> HttpResponse:
    text = print_text(content_from_json(row.content)) if row else ""
    begun = {"name": row.name, "type_code": row.type_id or "", "text": text} if row else {}
    form = Form(
        request,
        [
            Field("name", _("Tên văn bản mẫu")),
            Field(
                "type_code",
                _("Loại văn bản"),
                kind="choice",
                options=grouped(type_options(types_for(request.actor.agency_id))),
                required=False,
                empty=_("Mọi loại"),
            ),
            Field(
                "text",
                _("Nội dung"),
                kind="area",
                hint=_(
                    "Viết như trên văn bản: Điều 1., 1., a), gạch đầu dòng; mỗi căn cứ một dòng."
                ),
            ),
        ],
        begun,
    )
    if form.sent and form.does(
        actions.set_standard_text,
        request.actor,
        name=form.text("name"),
        content=content_to_json(parse_text(form.text("text"))),
        type_code=form.text("type_code") or None,
        text_id=row.pk if row else None,
    ):
        return done(address("config_standards"), _("Đã ghi văn bản mẫu."))
    back = address("config_standards")
    return form_page(request, form, title=title, submit=_("Ghi"), back=back)


@needs(*KEEPERS)
@require_POST
def standard_drop(request: Request, number: int) -> HttpResponse:
    """Forget a standard text."""
    actions.drop_standard_text(request.actor, text_id=number)
    told = _("Đã bỏ văn bản mẫu; dự thảo đã soạn không thay đổi.")
    return done(address("config_standards"), told)
