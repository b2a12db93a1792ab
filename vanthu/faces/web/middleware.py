"""The layers around every view: which request it is, what a browser may do, who is calling."""

import logging
import re
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vanthu.faces.web.access import Undeclared, WhoMay, who_may
from vanthu.faces.web.refusals import is_api, refused
from vanthu.faces.web.returning import SAFE, page_of, to_sign_in
from vanthu.ground.access.actions import mark_seen, mark_used
from vanthu.ground.access.resolve import Hold, resolve_session, resolve_token
from vanthu.ground.access.resolve import SignedIn as Somebody
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.remembered import remembering
from vanthu.ground.base.tracing import request_id as tracing_id
from vanthu.kernel.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponseBase]

SESSION_COOKIE = "phien"
LANGUAGE_COOKIE = "ngon_ngu"
# Where what is owed is given; the pages are named in the web's urls.
HOLD_PAGES = {
    Hold.SECOND_FACTOR: "/sign-in/second-factor",
    Hold.ENROL_SECOND_FACTOR: "/account/second-factor",
    Hold.CHANGE_PASSWORD: "/account/password",
}

_log = logging.getLogger("vanthu.access")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,40}")


class RequestIdentity:
    """Gives the request an id, an address and its moment: the clock is read here, not below."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        request.now = timezone.localtime()
        request.ip = client_address(request)
        token = tracing_id.set(request.request_id)
        try:
            response = self.answer(request)
        finally:
            tracing_id.reset(token)
        response["X-Request-ID"] = request.request_id
        return response


def client_address(request: HttpRequest) -> str:
    """Where the request came from; behind proxies of ours, what the outermost of them saw.

    `settings.TRUSTED_PROXIES` says how many there are: with none, the header anybody can write is
    not read.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    trusted: int = getattr(settings, "TRUSTED_PROXIES", 0)
    header = request.headers.get("X-Forwarded-For", "")
    seen = [part.strip() for part in header.split(",") if part.strip()]
    return (seen[-trusted] if 0 < trusted <= len(seen) else direct)[:45]


class SecurityHeaders:
    """Lets a browser load nothing but ours, frame us nowhere, and keep no page on disk."""

    FIXED = {
        "Content-Security-Policy": (
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        for name, value in self.FIXED.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        if settings.SECURE_COOKIES:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


class SignedIn:
    """Finds out who is calling, and lets them in where the view says they may."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> HttpResponseBase:
        request.signed_in = somebody = _resolve(request)
        request.actor = somebody.actor if somebody else _nobody(request)
        language = request.COOKIES.get(LANGUAGE_COOKIE) or (somebody.language if somebody else "")
        chosen = language if language in dict(settings.LANGUAGES) else "vi"
        reads = remembering() if request.method in SAFE else nullcontext()
        with translation.override(chosen), reads:
            response = self.answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return response

    def process_view(
        self, request: Any, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse before the view runs: nothing said, nobody signed in, something owed, no right."""
        who = who_may(view) or (WhoMay() if is_api(request) else None)
        if who is None:
            _log.error("a view does not declare who may", extra={"view": repr(view)})
            return refused(request, Undeclared())
        if who.anybody:
            return None
        somebody: Somebody | None = request.signed_in
        if somebody is None:
            return _to_sign_in(request)
        if somebody.hold and not who.held:
            return _to_what_is_owed(request, somebody.hold)
        return _forged(request, view, args, kwargs) or _without_right(request, who)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal raised by a view is an answer, not a fault."""
        return refused(request, error) if isinstance(error, Refusal) else None


def _nobody(request: Any) -> Actor:
    return Actor(now=request.now, ip=request.ip, request_id=request.request_id)


def _bearer(request: HttpRequest) -> str | None:
    """The token sent with the request; None when none is."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _resolve(request: Any) -> Somebody | None:
    """By token where one is sent, else by session; writes the time of last use now and then."""
    where = (request.now, request.ip, request.request_id)
    token = _bearer(request)
    if token is not None:
        somebody = resolve_token(token, *where)
        if somebody and somebody.stale:
            mark_used(somebody.session, request.now)
        return somebody
    secret = request.COOKIES.get(SESSION_COOKIE, "")
    somebody = resolve_session(secret, *where) if secret else None
    if somebody and somebody.stale:
        mark_seen(somebody.session, request.now)
    return somebody


def _forged(
    request: Any, view: Callable[..., Any], args: Any, kwargs: Any
) -> HttpResponseBase | None:
    """A view exempt from the check (the API's) is called with a cookie: then it is not exempt."""
    if request.method in SAFE or _bearer(request) is not None:
        return None
    if not getattr(view, "csrf_exempt", False):
        return None
    return CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(
        request, _not_exempt, args, kwargs
    )


def _not_exempt(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _without_right(request: Any, who: WhoMay) -> HttpResponse | None:
    try:
        who.check(request.actor)
    except Refusal as refusal:
        return refused(request, refusal)
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        body = {
            "code": "not-signed-in",
            "sentence": _("Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại."),
        }
        response = JsonResponse(body, status=401, json_dumps_params={"ensure_ascii": False})
        response["WWW-Authenticate"] = "Bearer"
        return response
    # Whoever sends a form, or still holds the secret of a session, was signed in before.
    ended = request.method not in SAFE or SESSION_COOKIE in request.COOKIES
    return _go(request, to_sign_in(request, ended=ended))


def _to_what_is_owed(request: HttpRequest, hold: Hold) -> HttpResponse:
    if is_api(request):
        sentence = _(
            "Tài khoản còn phải hoàn tất bước xác thực hoặc đổi mật khẩu trên trang đăng nhập."
        )
        body = {"code": hold.value, "sentence": sentence}
        return JsonResponse(body, status=403, json_dumps_params={"ensure_ascii": False})
    if hold is Hold.SECOND_FACTOR and (back := page_of(request)) != "/":
        return _go(request, f"{HOLD_PAGES[hold]}?{urlencode({'next': back})}")
    return _go(request, HOLD_PAGES[hold])


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; the whole page also when htmx asked for a piece of one."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
