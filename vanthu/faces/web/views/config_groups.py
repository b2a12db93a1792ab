"""Groups of recipients: made, changed, dropped."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import AgencyKind, Level
from vanthu.ground.org.models import AgencyVersion
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.actions import drop_group, set_group
from vanthu.office.documents.models import RecipientGroup

KEEPERS = (Right.MANAGE_REGISTERS, Right.CONFIGURE)
_SHOWN = 12


@needs(*KEEPERS)
@require_GET
def groups(request: Request) -> HttpResponse:
    """The agency's groups with their members."""
    rows = RecipientGroup.objects.filter(agency=request.actor.agency_id).order_by("name")
    found = list(rows.prefetch_related("members"))
    members = {row.pk: [agency.pk for agency in row.members.all()] for row in found}
    names = agency_names({pk for ids in members.values() for pk in ids}, request.actor.today)
    return screen(
        request,
        "config/groups.html",
        here="config",
        rows=[
            (
                row,
                sorted(names[pk].name for pk in members[row.pk] if pk in names)[:_SHOWN],
                len(members[row.pk]),
            )
            for row in found
        ],
    )


def _form(request: Request, initial: Mapping[str, object]) -> Form:
    return Form(
        request,
        [
            Field("name", _("Tên nhóm"), hint=_("Ví dụ: Các xã, phường; Các sở, ban, ngành.")),
            Field(
                "members",
                _("Cơ quan trong nhóm"),
                kind="many",
                options=_agencies(request.actor),
            ),
        ],
        initial,
    )


def _agencies(actor: Actor) -> list[tuple[str, list[tuple[int, str]]]]:
    """Every other agency of today by name, gathered by tier and kind, the province's first."""
    rows = AgencyVersion.objects.on(actor.today).exclude(agency=actor.agency_id)
    found: dict[tuple[str, str], list[tuple[int, str]]] = {
        (level, kind): [] for level in Level.values for kind in AgencyKind.values
    }
    named = rows.order_by("name", "agency_id")
    for number, name, *sort in named.values_list(
        "agency_id", "name", "agency__level", "agency__kind"
    ):
        found[sort[0], sort[1]].append((number, name))
    return [
        (f"{AgencyKind(kind).label}, {str(Level(level).label).lower()} ({len(options)})", options)
        for (level, kind), options in found.items()
        if options
    ]


def _members(form: Form) -> list[int]:
    return row_numbers(form.values("members"))


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A new group."""
    return _edit(request, _form(request, {}), None, _("Lập nhóm nơi nhận"))


@needs(*KEEPERS)
@require_http_methods(["GET", "POST"])
def change(request: Request, number: int) -> HttpResponse:
    """Another name, other members."""
    row = _group(request.actor, number)
    initial = {"name": row.name, "members": list(row.members.values_list("pk", flat=True))}
    title = _("Sửa nhóm %(name)s") % {"name": row.name}
    return _edit(request, _form(request, initial), number, title)


def _edit(request: Request, form: Form, number: int | None, title: str) -> HttpResponse:
    if form.sent and form.does(
        set_group,
        request.actor,
        name=form.text("name"),
        member_ids=_members(form),
        group_id=number,
    ):
        return done(address("config_groups"), _("Đã ghi nhóm nơi nhận."))
    return form_page(request, form, title=title, submit=_("Ghi"), back=address("config_groups"))


def _group(actor: Actor, number: int) -> RecipientGroup:
    found = RecipientGroup.objects.filter(pk=number, agency=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


@needs(*KEEPERS)
@require_POST
def drop(request: Request, number: int) -> HttpResponse:
    """Forget a group."""
    drop_group(request.actor, group_id=number)
    return done(address("config_groups"), _("Đã bỏ nhóm; văn bản đã gửi không thay đổi."))
