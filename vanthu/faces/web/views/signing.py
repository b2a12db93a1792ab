"""Signing in and out: the password, then what the account asks for besides."""

import json
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.web.access import Request, even_held, public, signed_in
from vanthu.faces.web.middleware import LANGUAGE_COOKIE, SESSION_COOKIE
from vanthu.faces.web.rendering import THEMES, render
from vanthu.faces.web.sessions import faults, forget, keep_signed_in, next_page, prefer
from vanthu.ground.access import actions
from vanthu.ground.access.errors import PasskeyRefused
from vanthu.ground.access.queries import factors
from vanthu.ground.access.resolve import Hold, SignedIn
from vanthu.ground.people.choices import Language
from vanthu.kernel.errors import Invalid, Refusal

_CHALLENGE = "khoa"
_CHALLENGE_SECONDS = 300


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Name and password."""
    somebody: SignedIn | None = request.signed_in
    if somebody is not None and request.method == "GET":
        return HttpResponseRedirect(next_page(request))
    username, refusal = request.POST.get("username", ""), None
    if request.method == "POST":
        try:
            secret, _row = actions.sign_in(
                username,
                request.POST.get("password", ""),
                now=request.actor.now,
                ip=request.actor.ip,
                agent=request.headers.get("User-Agent", ""),
                request_id=request.request_id,
                previous=request.COOKIES.get(SESSION_COOKIE, ""),
            )
        except Refusal as error:
            refusal = error
        else:
            return keep_signed_in(HttpResponseRedirect(next_page(request)), secret)
    return render(
        request,
        "account/sign_in.html",
        status=refusal.status if refusal else 200,
        username=username,
        errors=faults(refusal) if refusal else {},
        next=next_page(request),
        ended=bool(request.POST.get("ended") or request.GET.get("ended")),
        passkeys=passkeys_work(),
    )


@even_held
@require_http_methods(["GET", "POST"])
def second_factor(request: Request) -> HttpResponse:
    """The one-time code, a recovery code or a passkey after the password."""
    if request.signed_in.hold is not Hold.SECOND_FACTOR:
        return HttpResponseRedirect(next_page(request))
    errors: Any = {}
    if request.method == "POST":
        try:
            secret = _shown(request, request.POST.get("code", "").strip())
        except Refusal as error:
            errors = faults(error)
        else:
            return keep_signed_in(HttpResponseRedirect(next_page(request)), secret)
    own = factors(request.actor.account_id or 0)
    return render(
        request,
        "account/second_factor.html",
        status=403 if errors else 200,
        errors=errors,
        next=next_page(request),
        totp=own.totp,
        passkeys=bool(own.passkeys) and passkeys_work(),
    )


def _shown(request: Request, code: str) -> str:
    """Six digits come from the telephone; anything longer is a recovery code."""
    session = request.signed_in.session
    if len(code.replace(" ", "")) > 6:
        return actions.pass_recovery_code(request.actor, session=session, code=code)
    return actions.pass_totp(request.actor, session=session, code=code)


@public
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey without a name."""
    options, signed = actions.begin_passkey_sign_in()
    response = HttpResponse(options, content_type="application/json")
    response.set_cookie(
        _CHALLENGE,
        signed,
        max_age=_CHALLENGE_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SECURE_COOKIES,
    )
    return response


@public
@require_POST
def passkey_sign_in(request: Request) -> HttpResponse:
    """Open a session with the browser's answer."""
    secret, _row = actions.sign_in_with_passkey(
        request.actor,
        signed_challenge=request.COOKIES.get(_CHALLENGE, ""),
        credential=credential_of(request),
        agent=request.headers.get("User-Agent", ""),
        previous=request.COOKIES.get(SESSION_COOKIE, ""),
    )
    response = keep_signed_in(JsonResponse({"next": next_page(request)}), secret)
    response.delete_cookie(_CHALLENGE, samesite="Strict")
    return response


@even_held
@require_POST
def factor_options(request: Request) -> HttpResponse:
    """What the browser needs to ask for a passkey as the second factor."""
    options = actions.begin_passkey_check(request.actor, session=request.signed_in.session)
    return HttpResponse(options, content_type="application/json")


@even_held
@require_POST
def factor_passkey(request: Request) -> HttpResponse:
    """Show a passkey as the second factor."""
    secret = actions.pass_passkey(
        request.actor, session=request.signed_in.session, credential=credential_of(request)
    )
    return keep_signed_in(JsonResponse({"next": next_page(request)}), secret)


@even_held
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session at hand."""
    actions.sign_out(request.actor, session=request.signed_in.session)
    return forget(HttpResponseRedirect("/sign-in"))


@signed_in
@require_POST
def switch_post(request: Request) -> HttpResponse:
    """Act from another post."""
    tenure = request.POST.get("post", "")
    if not tenure.isdecimal():
        raise Invalid({"post": "Hãy chọn một vị trí công tác trong danh sách."})
    actions.switch_seat(
        request.actor, session=request.signed_in.session, tenure_id=int(tenure[:18])
    )
    return HttpResponseRedirect("/")


@even_held
@require_POST
def preferences(request: Request) -> HttpResponse:
    """The theme of this browser, the language of the account."""
    back = request.headers.get("Referer", "/")
    response = HttpResponseRedirect(back if back.startswith(_own(request)) else "/")
    if (theme := request.POST.get("theme")) is not None:
        prefer(response, "theme", theme if theme in THEMES else "")
    language = request.POST.get("language", "")
    if language in Language.values:
        actions.choose_language(request.actor, language=Language(language))
        prefer(response, LANGUAGE_COOKIE, language)
    return response


@public
@require_GET
def language(request: HttpRequest, code: str) -> HttpResponse:
    """The language of this browser, for who is not signed in yet."""
    response = HttpResponseRedirect("/sign-in")
    prefer(response, LANGUAGE_COOKIE, code if code in Language.values else "")
    return response


def credential_of(request: HttpRequest) -> dict[str, Any]:
    """The browser's answer as JSON; raises PasskeyRefused when it is none."""
    try:
        found = json.loads(request.body)
    except ValueError as error:
        raise PasskeyRefused from error
    if not isinstance(found, dict):
        raise PasskeyRefused
    return found


def passkeys_work() -> bool:
    """Whether this installation has a name, to which browsers can bind passkeys."""
    try:
        ip_address(urlsplit(settings.PUBLIC_URL).hostname or "")
    except ValueError:
        return True
    return False


def _own(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}/"
