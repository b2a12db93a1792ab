"""One's own signature: the picture, and the keys one signs with."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.demo.keys import PIN, give_own
from vanthu.demo.pki.installed import is_set_up
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.keys import SOON, look, picture_sent, reachable, register, shown
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.signing import actions
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.permissions import check_own
from vanthu.ground.signing.queries import image_of, own_keys
from vanthu.kernel.errors import NotFound, Refusal


@signed_in
@require_GET
def signature(request: Request) -> HttpResponse:
    """Picture and keys on one page."""
    return _page(request)


def _page(request: Request, status: int = 200, **more: Any) -> HttpResponse:
    person = check_own(request.actor)
    return screen(
        request,
        "account/signing.html",
        here="account",
        status=status,
        picture=image_of(person),
        keys=own_keys(person),
        soon=SOON,
        reachable=reachable(),
        found=look(request, KeyHolder.PERSON),
        **{"errors": {}, "wrong": "", **more},
    )


@signed_in
@require_GET
def picture(request: Request) -> HttpResponse:
    """One's own picture; nobody else's."""
    row = image_of(check_own(request.actor))
    return shown(row.blob if row else None)


@signed_in
@require_POST
def add_picture(request: Request) -> HttpResponse:
    """Another picture from now on."""
    try:
        found = actions.register_image(request.actor, content=picture_sent(request))
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong="picture")
    if found.is_blue:
        return _back(_("Đã lưu ảnh chữ ký."))
    return _back(
        _("Đã lưu ảnh chữ ký. Ảnh có vẻ không phải màu xanh như quy định; hãy kiểm tra lại.")
    )


@signed_in
@require_POST
def add_key(request: Request) -> HttpResponse:
    """Register a key of one's own."""
    try:
        key = register(request, KeyHolder.PERSON)
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong="key")
    return _back(_("Đã đăng ký chứng thư số %(name)s.") % {"name": key.subject})


@signed_in
@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Stop using a key."""
    try:
        actions.withdraw_key(request.actor, key_id=number, why=request.POST.get("why", ""))
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), wrong=f"withdraw-{number}")
    return _back(_("Đã ngừng dùng chứng thư số này."))


@signed_in
@require_POST
def sample(request: Request) -> HttpResponse:
    """A sample key and picture, where a demo is tried."""
    if not is_set_up():
        raise NotFound
    give_own(request.actor)
    return _back(_("Đã cấp khóa mẫu. Khi ký, nhập mã PIN %(pin)s.") % {"pin": PIN})


def _back(sentence: str) -> HttpResponse:
    return leave(HttpResponseRedirect("/account/signing"), Toast(sentence))
