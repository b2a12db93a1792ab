"""A sentence for the next page: carried in a signed cookie, shown once, with its undo."""

from dataclasses import asdict, dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "nhan"
_SALT = "vanthu.faces.web.flash"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Toast:
    """What is said; `undo` is the address that takes the act back; tone "" or "refusal"."""

    message: str
    undo: str = ""
    tone: str = ""


def leave(response: HttpResponse, toast: Toast) -> HttpResponse:
    """Let the next whole page show the toast."""
    value = signing.dumps(asdict(toast), salt=_SALT, compress=True)
    response.set_cookie(COOKIE, value, max_age=_SECONDS, httponly=True, samesite="Lax")
    return response


def waiting(request: HttpRequest) -> list[Toast]:
    """The toast that waits, if any; a forged or old one is nothing."""
    value = request.COOKIES.get(COOKIE, "")
    if not value:
        return []
    try:
        return [Toast(**signing.loads(value, salt=_SALT, max_age=_SECONDS))]
    except (signing.BadSignature, TypeError):
        return []


def clear(request: HttpRequest, response: HttpResponse) -> None:
    """Forget it once it was shown."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
