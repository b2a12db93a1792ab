"""The agency's seal and its signing key, kept by the clerk (Decree 30/2020, Art. 32)."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.demo.keys import PIN, give_agency
from vanthu.demo.pki.installed import is_set_up
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.keys import SOON, look, picture_sent, reachable, register, shown
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.typed import decimal
from vanthu.ground.access.choices import Right
from vanthu.ground.signing import actions
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.permissions import check_keeps_seal
from vanthu.ground.signing.pictures import Picture
from vanthu.ground.signing.queries import agency_keys, seal_of
from vanthu.kernel.errors import Invalid, NotFound, Refusal


@needs(Right.ISSUE)
@require_GET
def seal(request: Request) -> HttpResponse:
    """Seal and keys on one page."""
    return _page(request)


def _page(request: Request, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    check_keeps_seal(actor)
    return screen(
        request,
        "config/seal.html",
        here="config",
        status=status,
        seal=seal_of(actor.agency_id, actor.today),
        today=actor.today,
        keys=agency_keys(actor.agency_id),
        soon=SOON,
        reachable=reachable(),
        found=look(request, KeyHolder.AGENCY),
        values=request.POST,
        **{"errors": {}, "wrong": "", **more},
    )


@needs(Right.ISSUE)
@require_GET
def picture(request: Request) -> HttpResponse:
    """The seal's picture, for the clerk who keeps it."""
    check_keeps_seal(request.actor)
    row = seal_of(request.actor.agency_id, request.actor.today)
    return shown(row.blob if row else None)


@needs(Right.ISSUE)
@require_POST
def add_seal(request: Request) -> HttpResponse:
    """Another seal from a day on."""
    try:
        found = _registered(request)
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong="seal")
    if found.is_red:
        return _back(_("Đã lưu mẫu con dấu."))
    return _back(
        _("Đã lưu mẫu con dấu. Ảnh có vẻ không phải màu đỏ như quy định; hãy kiểm tra lại.")
    )


def _registered(request: Request) -> Picture:
    errors: dict[str, str] = {}
    day = day_of(request.POST, "from_day", errors)
    diameter = _diameter(request.POST.get("diameter_mm", ""), errors)
    if errors or day is None:
        raise Invalid(errors)
    return actions.register_seal(
        request.actor,
        content=picture_sent(request),
        diameter_mm=diameter,
        from_day=day,
        basis=request.POST.get("basis", ""),
    )


def _diameter(text: str, errors: dict[str, str]) -> Decimal:
    try:
        return Decimal(decimal(text) or 0).quantize(Decimal("0.1"))
    except (Refusal, ArithmeticError):
        errors["diameter_mm"] = _("Hãy nhập đường kính con dấu bằng số, ví dụ 36.")
        return Decimal(0)


@needs(Right.ISSUE)
@require_POST
def add_key(request: Request) -> HttpResponse:
    """Register the agency's key."""
    try:
        key = register(request, KeyHolder.AGENCY)
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong="key")
    return _back(_("Đã đăng ký chứng thư số %(name)s.") % {"name": key.subject})


@needs(Right.ISSUE)
@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Stop using a key of the agency."""
    try:
        actions.withdraw_key(request.actor, key_id=number, why=request.POST.get("why", ""))
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong=f"withdraw-{number}")
    return _back(_("Đã ngừng dùng chứng thư số này."))


@needs(Right.ISSUE)
@require_POST
def sample(request: Request) -> HttpResponse:
    """A sample key and seal of the agency, where a demo is tried."""
    if not is_set_up():
        raise NotFound
    give_agency(request.actor)
    return _back(_("Đã cấp khóa mẫu. Khi ký, nhập mã PIN %(pin)s.") % {"pin": PIN})


def _back(sentence: str) -> HttpResponse:
    return leave(HttpResponseRedirect("/config/seal"), Toast(sentence))
