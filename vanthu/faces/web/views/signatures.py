"""One's own signature: the picture, and the keys one signs with."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.demo.keys import give_own
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.keys import KeyPage, picture_sent, shown
from vanthu.ground.base.actor import Actor
from vanthu.ground.signing import actions
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.permissions import check_own
from vanthu.ground.signing.queries import image_of, own_keys


def _told(actor: Actor) -> Mapping[str, Any]:
    person = check_own(actor)
    return {"picture": image_of(person), "keys": own_keys(person)}


_PAGE = KeyPage(
    KeyHolder.PERSON, "/account/signing", "account/signing.html", "account", _told, give_own
)


@signed_in
@require_GET
def signature(request: Request) -> HttpResponse:
    """Picture and keys on one page."""
    return _PAGE.show(request)


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
    return _PAGE.tried(request, "picture", lambda: _added(request))


def _added(request: Request) -> str:
    found = actions.register_image(request.actor, content=picture_sent(request))
    if found.is_blue:
        return _("Đã lưu ảnh chữ ký.")
    return _("Đã lưu ảnh chữ ký. Ảnh có vẻ không phải màu xanh như quy định; hãy kiểm tra lại.")


@signed_in
@require_POST
def add_key(request: Request) -> HttpResponse:
    """Register a key of one's own."""
    return _PAGE.register(request)


@signed_in
@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Stop using a key."""
    return _PAGE.withdraw(request, number)


@signed_in
@require_POST
def sample(request: Request) -> HttpResponse:
    """A sample key and picture, where a demo is tried."""
    return _PAGE.sample(request)
