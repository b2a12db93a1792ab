"""The rulebook on screen: what each pack says, what the province fixed, what was judged by it."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook import queries
from vanthu.ground.rulebook.actions import drop_rule, set_rule
from vanthu.ground.rulebook.models import LocalRule
from vanthu.ground.rulebook.permissions import check_keep
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.citations import Certainty
from vanthu.kernel.errors import NotFound, Refusal
from vanthu.reports.evidence.packs import pack_table

READERS = (Right.CADRES, Right.KEEP_RULES)


@needs(*READERS)
@require_GET
def rulebook(request: Request) -> HttpResponse:
    """Every pack, by subject, the one in force today marked."""
    groups: dict[str, list[Pack]] = defaultdict(list)
    for pack in queries.all_packs():
        groups[str(pack.subject.label)].append(pack)
    return screen(
        request,
        "rulebook/packs.html",
        here="rulebook",
        groups=sorted(groups.items()),
        today=request.actor.today,
    )


@needs(*READERS)
@require_GET
def pack(request: Request, code: str) -> HttpResponse:
    """One pack as it reads on a day: parameters, what the province fixed, and its uses."""
    errors: dict[str, str] = {}
    day = day_of(request.GET, "day", errors, required=False)
    shown = queries.pack_named(code, day or _last_day(code, request.actor.today))
    uses = queries.uses_of(code, row_number(request.GET.get("after", "")))
    return screen(
        request,
        "rulebook/pack.html",
        here="rulebook",
        status=422 if errors else 200,
        errors=errors,
        pack=shown,
        day=day or _last_day(code, request.actor.today),
        own=queries.local_rules(code),
        labels={each.key: each.label for each in shown.parameters},
        uses=uses,
        following=f"?after={uses[-1].pk}" if len(uses) == _PAGE else "",
        why=_why_not(request.actor),
        forms=FORMS,
    )


_PAGE = 50


def _last_day(code: str, today: date) -> date:
    """Today while the pack is in force; else the first day it was."""
    found = queries.pack_named(code)
    return today if found.period.contains(today) else found.valid_from


def _why_not(actor: Actor) -> str:
    try:
        check_keep(actor)
    except Refusal as refusal:
        return refusal.sentence
    return ""


@needs(*READERS)
@require_GET
def export(request: Request, code: str, form: str) -> HttpResponseBase:
    """The pack as a file: each parameter with its place and how surely it is known."""
    day = _last_day(code, request.actor.today)
    return download(request.actor, pack_table(request.actor, queries.pack_named(code, day)), form)


@needs(Right.KEEP_RULES)
@require_http_methods(["GET", "POST"])
def fix(request: Request, code: str, key: str) -> HttpResponse:
    """Fix a parameter for the province from a day on."""
    shown = queries.pack_named(code, _last_day(code, request.actor.today))
    declared = shown.declared(key)
    form = Form(
        request,
        [
            Field(
                "value",
                declared.label,
                hint=_("Đơn vị: %(measure)s. Phần thập phân viết sau dấu chấm.")
                % {"measure": declared.measure.label},
                width="w6",
            ),
            Field("valid_from", _("Áp dụng từ ngày"), kind="day", width="w6"),
            Field("source", _("Căn cứ"), hint=_("Ví dụ: điểm b khoản 2 Điều 5 Quy định số …")),
            Field("certainty", _("Mức tin cậy"), kind="choice", options=_sureness()),
        ],
        {
            "value": declared.value,
            "valid_from": _last_day(code, request.actor.today),
            "certainty": Certainty.READ.value,
        },
    )
    back = address("rulebook") + f"/{code}"
    if form.sent and form.does(
        set_rule,
        request.actor,
        pack=code,
        key=key,
        value=form.text("value"),
        valid_from=form.day("valid_from"),
        source=form.text("source"),
        certainty=_surely(form),
    ):
        return done(back, _("Đã đặt tham số; quyết định đã ban hành giữ giá trị cũ."))
    return form_page(
        request, form, title=declared.label, submit=_("Đặt"), back=back, here="rulebook"
    )


def _sureness() -> list[tuple[str, str]]:
    """Who enters a value has it from the act itself, or from a paper that quotes it."""
    return [(each.value, _(each.label)) for each in (Certainty.READ, Certainty.SECONDARY)]


def _surely(form: Form) -> Certainty:
    """What was chosen; a program that says nothing has read the act."""
    second = form.posted.get("certainty") == Certainty.SECONDARY.value
    return Certainty.SECONDARY if second else Certainty.READ


@needs(Right.KEEP_RULES)
@require_http_methods(["GET", "POST"])
def end(request: Request, number: int) -> HttpResponse:
    """What the province fixed ends on a day."""
    row = LocalRule.objects.filter(pk=number, valid_to=None).first()
    if row is None:
        raise NotFound
    fields = [Field("valid_to", _("Hết áp dụng từ ngày"), kind="day", width="w6")]
    form = Form(request, fields, {"valid_to": request.actor.today})
    back = address("rulebook") + f"/{row.pack}"
    if form.sent and form.does(
        drop_rule, request.actor, rule_id=number, valid_to=form.day("valid_to")
    ):
        return done(back, _("Đã kết thúc; từ ngày đó áp dụng lại giá trị của văn bản."))
    values: dict[str, Any] = {"label": queries.pack_named(row.pack).declared(row.key).label}
    return form_page(
        request,
        form,
        title=_("Kết thúc tham số: %(label)s") % values,
        submit=_("Kết thúc"),
        back=back,
        here="rulebook",
    )
