"""Ways back: to the page on which something was typed when the session ended meanwhile."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest

SIGN_IN_PAGE = "/sign-in"
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# What htmx puts here is a page of its own under the same address: a document, the form of an act.
_PANES = {"reader", "act"}


def to_sign_in(request: HttpRequest, *, ended: bool) -> str:
    """The address of the sign-in page that leads back; `ended`: a session is over, and it says so.

    A write is never repeated: its form is opened again.
    """
    asked = {}
    if (back := page_of(request)) != "/":
        asked["next"] = back
    if ended:
        asked["ended"] = "1"
    return f"{SIGN_IN_PAGE}?{urlencode(asked)}" if asked else SIGN_IN_PAGE


def page_of(request: HttpRequest) -> str:
    """The page, by GET and of this origin, on which this request was made; home when unknown."""
    asked = request.get_full_path()
    if request.headers.get("HX-Request") == "true":
        if request.headers.get("HX-Target") in _PANES:
            return asked
        fallback = asked if request.method in SAFE else "/"
        return own_path(request, request.headers.get("HX-Current-URL", "")) or fallback
    if request.method in SAFE:
        return asked
    return own_path(request, request.headers.get("Referer", "")) or "/"


def own_path(request: HttpRequest, address: str) -> str:
    """Path and query of an address of ours; nothing for a foreign one or none at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc != request.get_host():
        return ""
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path
