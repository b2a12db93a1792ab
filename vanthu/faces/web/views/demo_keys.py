"""The demo's certificate authority on this server: its services, and keys for whoever tries."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vanthu.demo.pki import installed
from vanthu.demo.pki.site import LARGEST_REQUEST, answer
from vanthu.faces.web.access import Request, public, signed_in
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound

_LEAST = 6


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: HttpRequest, path: str) -> HttpResponse:
    """Time stamps, OCSP, revocation lists and certificates of the demo; 404 where there is none.

    Programs call it that check certificates, so it asks for no session and no token.
    """
    if (
        not installed.is_set_up()
        or int(request.headers.get("Content-Length") or 0) > LARGEST_REQUEST
    ):
        raise NotFound
    found = answer(installed.opened(), request.method or "", path, request.body, timezone.now())
    if found is None:
        raise NotFound
    kind, content = found
    return HttpResponse(content, content_type=kind)


@signed_in
@require_http_methods(["GET", "POST"])
def key(request: Request) -> HttpResponse:
    """What the mark on every page means; a sample key in a file, under a password of one's own."""
    if not installed.is_set_up():
        raise NotFound
    seals = request.actor.may(Right.ISSUE)
    form = Form(request, _fields(seals))
    if form.sent:
        password = form.text("password")
        if password and len(password) < _LEAST:
            form.errors["password"] = _("Mật khẩu cần ít nhất %(n)s ký tự.") % {"n": _LEAST}
        if not form.errors:
            of_agency = seals and form.value("holder") == "agency"
            return _file(request.actor, password, of_agency=of_agency)
    return screen(request, "account/demo_key.html", status=form.status, form=form)


def _fields(seals: bool) -> list[Field]:
    holders = [("person", _("Của tôi")), ("agency", _("Của cơ quan (đóng dấu)"))]
    return [
        Field("holder", _("Khóa mẫu"), kind="choice", options=holders[: 1 + seals], width="w6"),
        Field(
            "password",
            _("Mật khẩu bảo vệ tệp khóa"),
            hint=_("Tự đặt; sẽ hỏi lại mỗi lần ký. Hệ thống không lưu mật khẩu và khóa."),
        ),
    ]


def _file(actor: Actor, password: str, *, of_agency: bool) -> HttpResponse:
    issue = installed.issue_to_agency if of_agency else installed.issue_to_person
    response = HttpResponse(issue(actor, password).pkcs12, content_type="application/x-pkcs12")
    name = "khoa-mau-co-quan.p12" if of_agency else "khoa-mau.p12"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
