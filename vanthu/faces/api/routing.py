"""Operations and who may call them: refused before the body is read, denied when not said."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router

from vanthu.faces.api.errors import TooLarge
from vanthu.faces.web.access import WhoMay, who_may
from vanthu.ground.access.resolve import SignedIn

# A multipart body is a little longer than the file in it.
_WRAPPING = 1024 * 1024


class Guard:
    """Lets the caller in where the operation says they may; `request.signed_in` is who called."""

    def __init__(self, who: WhoMay) -> None:
        self.who = who

    def __call__(self, request: HttpRequest) -> SignedIn | None:
        """The caller; None when nobody is signed in. Raises NotAllowed, TooLarge."""
        caller: SignedIn | None = getattr(request, "signed_in", None)
        if caller is None:
            return None
        self.who.check(caller.actor)
        _check_length(request)
        return caller


def _check_length(request: HttpRequest) -> None:
    sent = request.META.get("CONTENT_LENGTH") or "0"
    if sent.isdigit() and int(sent) > settings.UPLOAD_LIMIT + _WRAPPING:
        raise TooLarge(limit=settings.UPLOAD_LIMIT // 1024**2)


class Operations(Router):
    """A router that takes no operation without `who_may`."""

    def add_api_operation(
        self, path: str, methods: list[str], view_func: Callable[..., Any], **details: Any
    ) -> None:
        """Add the operation, guarded by what it declares; TypeError when it declares nothing."""
        who = who_may(view_func)
        if who is None:
            raise TypeError(f"{view_func.__qualname__} does not say who may call it")
        extra = {**(details.pop("openapi_extra", None) or {}), "x-who-may": str(who)}
        details["auth"] = Guard(who)
        super().add_api_operation(path, methods, view_func, openapi_extra=extra, **details)
