"""Refusals and faults of the request as JSON: `{code, sentence, field, errors, about}`."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vanthu.faces.acts.checking import sentence
from vanthu.faces.acts.words import errors_of, sentence_of
from vanthu.kernel.errors import Invalid, NotFound, Refusal


class TooLarge(Refusal):
    """The body is larger than the installation accepts."""

    code = "too-large"
    status = 413
    default_sentence = "Nội dung gửi lên lớn hơn giới hạn {limit} MB."


class NotSignedIn(Refusal):
    """No token and no session, or one that is over."""

    code = "not-signed-in"
    status = 401
    default_sentence = "Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại."


class BadRequest(Refusal):
    """The body cannot be read at all."""

    code = "bad-request"
    status = 400
    default_sentence = "Không đọc được nội dung gửi lên. Hãy kiểm tra định dạng JSON hoặc biểu mẫu."


def body_of(refusal: Refusal) -> dict[str, Any]:
    """A refusal as a program reads it; `about` are the values the sentence speaks of."""
    return {
        "code": refusal.code,
        "sentence": sentence_of(refusal),
        "field": refusal.field,
        "errors": dict(errors_of(refusal)),
        "about": {name: _plain(value) for name, value in refusal.values.items()},
    }


def _plain(value: object) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal with its status, and the id that the log shares."""
    body = {**body_of(refusal), "request_id": getattr(request, "request_id", "")}
    response = JsonResponse(body, status=refusal.status, json_dumps_params={"ensure_ascii": False})
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def handle(api: NinjaAPI) -> None:
    """Tell the API what becomes of each kind of error."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _nobody)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Http404, _unknown)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(SuspiciousOperation, _unreadable)
    api.add_exception_handler(MultiPartParserError, _unreadable)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(request, error)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return answer(request, Invalid(_faults(error.errors)))


def _faults(errors: Any) -> dict[str, str]:
    """Each wrong field by its name in the body, the query or the path."""
    found: dict[str, str] = {}
    for each in errors:
        # ("body", name of the argument, field...) or ("query", field)
        place = list(each["loc"])
        named = place[2:] if place[0] in ("body", "form", "file") and len(place) > 2 else place[1:]
        name = ".".join(str(part) for part in named) or "__all__"
        found.setdefault(name, sentence(str(each["type"]), each.get("ctx") or {}))
    return found


def _nobody(request: HttpRequest, _error: Any) -> HttpResponse:
    return answer(request, NotSignedIn())


def _unreadable(request: HttpRequest, _error: Any) -> HttpResponse:
    return answer(request, BadRequest())


def _unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    return answer(request, NotFound(_("Không có địa chỉ này.")))


def _too_big(request: HttpRequest, _error: Any) -> HttpResponse:
    return answer(request, TooLarge(limit=5))
