"""One's own account: password, second factors, sessions and tokens."""

from collections.abc import Callable
from typing import Any

import segno
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request, even_held, signed_in
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.sessions import faults, keep_signed_in
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.signing import credential_of, passkeys_work
from vanthu.ground.access import actions
from vanthu.ground.access.queries import factors, open_sessions, tokens_of
from vanthu.kernel.errors import Refusal

_SALT = "vanthu.faces.web.enrol"


@signed_in
@require_GET
def account(request: Request) -> HttpResponse:
    """Everything about the account on one page."""
    return _page(request)


def _page(request: Request, status: int = 200, **more: Any) -> HttpResponse:
    actor, account_id = request.actor, request.actor.account_id or 0
    context = {"errors": {}, "codes": (), "token": "", "label": "", "days": "90", **more}
    return screen(
        request,
        "account/account.html",
        here="account",
        status=status,
        person=actor.name,
        username=request.signed_in.username,
        seats=request.signed_in.seats,
        factors=factors(account_id),
        passkeys_work=passkeys_work(),
        sessions=open_sessions(account_id, actor.now, request.signed_in.session),
        tokens=[token for token in tokens_of(account_id) if token.revoked_at is None],
        **context,
    )


@even_held
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Choose another password; other sessions end."""
    errors: Any = {}
    if request.method == "POST":
        new = request.POST.get("new", "")
        if new != request.POST.get("again", ""):
            errors = {"again": _("Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại.")}
        else:
            errors = _try(lambda: _change(request, new))
        if not errors:
            told = Toast(_("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
            return leave(HttpResponseRedirect("/account"), told)
    return screen(request, "account/password.html", status=422 if errors else 200, errors=errors)


def _change(request: Request, new: str) -> None:
    actions.change_password(
        request.actor,
        session=request.signed_in.session,
        old=request.POST.get("old", ""),
        new=new,
    )


def _try(act: Callable[[], object]) -> Any:
    """What the act refuses, field by field; nothing when it was done."""
    try:
        act()
    except Refusal as refusal:
        return faults(refusal)
    return {}


@even_held
@require_http_methods(["GET", "POST"])
def enrol(request: Request) -> HttpResponse:
    """Set up one-time codes: a QR code to scan, then the first code as proof."""
    errors: Any = {}
    if request.method == "POST":
        try:
            secret, codes = actions.confirm_totp(
                request.actor,
                session=request.signed_in.session,
                code=request.POST.get("code", ""),
            )
        except Refusal as refusal:
            errors = faults(refusal)
        else:
            shown = screen(request, "account/recovery_codes.html", here="account", codes=codes)
            return keep_signed_in(shown, secret)
    try:
        address = _address(request)
    except Refusal as refusal:
        return leave(HttpResponseRedirect("/account"), Toast(sentence_of(refusal), tone="refusal"))
    return screen(
        request,
        "account/enrol.html",
        here="account",
        status=422 if errors else 200,
        errors=errors,
        picture=segno.make(address, error="m").svg_data_uri(scale=5, border=2),
        secret=address.partition("secret=")[2].partition("&")[0],
        address=signing.dumps(address, salt=_SALT),
    )


def _address(request: Request) -> str:
    """The otpauth address. After a wrong code it is the same again, which the form carried signed:
    a new secret would make the entry already in the telephone worthless."""
    try:
        shown = signing.loads(request.POST.get("address", ""), salt=_SALT, max_age=3600)
    except signing.BadSignature:
        return actions.enrol_totp(request.actor)
    return str(shown)


@signed_in
@require_POST
def remove_totp(request: Request) -> HttpResponse:
    """One-time codes no longer count."""
    actions.remove_totp(request.actor)
    return _back(_("Đã tắt mã xác thực một lần."))


@signed_in
@require_POST
def recovery_codes(request: Request) -> HttpResponse:
    """Ten new recovery codes, shown this once."""
    codes = actions.make_recovery_codes(request.actor)
    return screen(request, "account/recovery_codes.html", here="account", codes=codes)


@even_held
@require_POST
def new_passkey_options(request: Request) -> HttpResponse:
    """What the browser needs to make a passkey."""
    options = actions.begin_passkey(request.actor, session=request.signed_in.session)
    return HttpResponse(options, content_type="application/json")


@even_held
@require_POST
def add_passkey(request: Request) -> HttpResponse:
    """Keep the key the browser made."""
    answer = credential_of(request)
    actions.add_passkey(
        request.actor,
        session=request.signed_in.session,
        credential=answer,
        label=str(request.GET.get("label", "")),
    )
    told = Toast(_("Đã thêm khóa truy cập."))
    return leave(JsonResponse({"next": "/account"}), told)


@signed_in
@require_POST
def remove_passkey(request: Request, number: int) -> HttpResponse:
    """A passkey no longer opens the account."""
    actions.remove_passkey(request.actor, passkey_id=number)
    return _back(_("Đã xóa khóa truy cập."))


@signed_in
@require_POST
def end_session(request: Request, handle: str) -> HttpResponse:
    """End one of the own sessions."""
    actions.revoke_session(request.actor, handle=handle)
    return _back(_("Đã kết thúc phiên đăng nhập."))


@signed_in
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End every session but this one."""
    count = actions.revoke_other_sessions(request.actor, session=request.signed_in.session)
    return _back(_("Đã kết thúc %(count)s phiên đăng nhập khác.") % {"count": count})


@signed_in
@require_POST
def make_token(request: Request) -> HttpResponse:
    """A token for a program, shown this once."""
    label, days = request.POST.get("label", ""), request.POST.get("days", "")
    try:
        secret, _row = actions.make_token(
            request.actor, label=label, days=int(days[:6]) if days.isdecimal() else 0
        )
    except Refusal as refusal:
        return _page(request, refusal.status, errors=faults(refusal), label=label, days=days)
    return _page(request, token=secret)


@signed_in
@require_POST
def revoke_token(request: Request, number: int) -> HttpResponse:
    """A token opens nothing any more."""
    actions.revoke_token(request.actor, token_id=number)
    return _back(_("Đã thu hồi mã truy cập."))


def _back(sentence: str) -> HttpResponse:
    return leave(HttpResponseRedirect("/account"), Toast(sentence))
