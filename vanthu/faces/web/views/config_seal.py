"""The agency's seal and its signing key, kept by the clerk (Decree 30/2020, Art. 32)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.demo.keys import give_agency
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.keys import KeyPage, picture_sent, shown
from vanthu.faces.web.typed import decimal
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.signing import actions
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.permissions import check_keeps_seal
from vanthu.ground.signing.queries import agency_keys, seal_of
from vanthu.kernel.errors import Invalid, Refusal


def _told(actor: Actor) -> Mapping[str, Any]:
    check_keeps_seal(actor)
    return {
        "seal": seal_of(actor.agency_id, actor.today),
        "today": actor.today,
        "keys": agency_keys(actor.agency_id),
    }


_PAGE = KeyPage(KeyHolder.AGENCY, "/config/seal", "config/seal.html", "config", _told, give_agency)


@needs(Right.ISSUE)
@require_GET
def seal(request: Request) -> HttpResponse:
    """Seal and keys on one page."""
    return _PAGE.show(request)


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
    return _PAGE.tried(request, "seal", lambda: _added(request))


def _added(request: Request) -> str:
    errors: dict[str, str] = {}
    day = day_of(request.POST, "from_day", errors)
    diameter = _diameter(request.POST.get("diameter_mm", ""), errors)
    if errors or day is None:
        raise Invalid(errors)
    found = actions.register_seal(
        request.actor,
        content=picture_sent(request),
        diameter_mm=diameter,
        from_day=day,
        basis=request.POST.get("basis", ""),
    )
    if found.is_red:
        return _("Đã lưu mẫu con dấu.")
    return _("Đã lưu mẫu con dấu. Ảnh có vẻ không phải màu đỏ như quy định; hãy kiểm tra lại.")


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
    return _PAGE.register(request)


@needs(Right.ISSUE)
@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Stop using a key of the agency."""
    return _PAGE.withdraw(request, number)


@needs(Right.ISSUE)
@require_POST
def sample(request: Request) -> HttpResponse:
    """A sample key and seal of the agency, where a demo is tried."""
    return _PAGE.sample(request)
