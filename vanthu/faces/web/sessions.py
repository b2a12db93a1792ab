"""The cookies that keep somebody signed in and remember how they like the screens."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from vanthu.faces.acts.words import errors_of, sentence_of
from vanthu.faces.web.middleware import SESSION_COOKIE
from vanthu.kernel.errors import Refusal

_YEAR = 365 * 24 * 3600


def keep_signed_in(response: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser the session's secret; it ends with the browser, at the latest with the
    session."""
    _set(response, SESSION_COOKIE, secret, httponly=True)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Take the secret back."""
    response.delete_cookie(SESSION_COOKIE, samesite="Lax")
    return response


def prefer(response: HttpResponse, name: str, value: str) -> None:
    """Remember a choice of this browser for a year; forget it when empty."""
    if value:
        _set(response, name, value, max_age=_YEAR)
    else:
        response.delete_cookie(name, samesite="Lax")


def next_page(request: HttpRequest) -> str:
    """Where to go after signing in: the page that was asked for, when it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else "/"


def faults(refusal: Refusal) -> Mapping[str, str]:
    """The refusal as a form shows it: the sentence of each field, or one under no field ("")."""
    return errors_of(refusal) or {refusal.field or "": sentence_of(refusal)}


def _set(response: HttpResponse, name: str, value: str, **more: Any) -> None:
    response.set_cookie(name, value, samesite="Lax", secure=settings.SECURE_COOKIES, **more)
