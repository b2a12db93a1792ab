"""The trust list on screen: whose roots signatures may rest on, and which hosts may be asked."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.acts.standing import judged
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.signing import queries
from vanthu.ground.signing.actions import add_anchor, allow_host, end_anchor, end_host
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.models import TrustAnchor, TrustHost
from vanthu.ground.signing.permissions import check_keep_trust
from vanthu.kernel.errors import NotFound

_LARGEST = 64 * 1024
"""Bytes of a certificate's file: one certificate takes two thousand."""


@needs(Right.CONFIGURE)
@require_GET
def trust(request: Request) -> HttpResponse:
    """Roots and hosts, those in force first."""
    today = request.actor.today
    kinds = {value: str(label) for value, label in AnchorKind.choices}
    return screen(
        request,
        "config/trust.html",
        here="config",
        anchors=[(row, kinds[row.kind], row.in_force(today)) for row in queries.anchors()],
        hosts=[(row, row.in_force(today)) for row in queries.hosts()],
        why=judged(lambda: check_keep_trust(request.actor)).why,
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Trust a root whose fingerprint was compared with the published one."""
    check_keep_trust(request.actor)
    form = Form(request, _anchor_fields(), {"kind": AnchorKind.GOVERNMENT})
    if form.sent and form.does(
        add_anchor,
        request.actor,
        certificate=_sent_certificate(form),
        kind=form.one_of("kind", AnchorKind),
        name=form.text("name"),
        fingerprint=form.text("fingerprint"),
        source=form.text("source"),
        valid_from=form.day_or_none("valid_from"),
    ):
        return done(address("config_trust"), _("Đã thêm; văn bản đã kiểm tra giữ kết quả cũ."))
    return screen(request, "config/anchor.html", here="config", status=form.status, form=form)


def _anchor_fields() -> list[Field]:
    kinds = [each for each in options(AnchorKind) if each[0] != AnchorKind.DEMO]
    return [
        Field("kind", _("Của"), kind="choice", options=kinds),
        Field("name", _("Tên gọi"), required=False, hint=_("Bỏ trống: lấy tên trong chứng thư.")),
        Field(
            "fingerprint",
            _("Dấu vân tay SHA-256 đã công bố"),
            hint=_("Chép từ nguồn công bố, không chép từ chính tệp này; hệ thống sẽ đối chiếu."),
        ),
        Field("source", _("Nguồn"), hint=_("Nơi công bố, ngày tải, ai đã đối chiếu.")),
        Field(
            "valid_from",
            _("Tin cậy chữ ký ký từ ngày"),
            kind="day",
            required=False,
            hint=_("Bỏ trống: từ ngày chứng thư có hiệu lực."),
            width="w6",
        ),
    ]


def _sent_certificate(form: Form) -> bytes:
    sent = form.request.FILES.get("certificate")
    if sent is None:
        form.errors["certificate"] = _("Hãy chọn tệp chứng thư.")
        return b""
    return bytes(sent.read(_LARGEST))


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def end(request: Request, number: int) -> HttpResponse:
    """A root is trusted no longer for what is signed from a day on."""
    row = TrustAnchor.objects.open_ended().filter(pk=number).first()
    if row is None:
        raise NotFound
    form = _ending(request)
    if form.sent and form.does(
        end_anchor, request.actor, anchor_id=number, valid_to=form.day("valid_to")
    ):
        return done(address("config_trust"), _("Không còn tin cậy chữ ký ký từ ngày đã chọn."))
    return _end_page(request, form, _("Kết thúc tin cậy “%(name)s”") % {"name": row.name})


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def allow(request: Request) -> HttpResponse:
    """Let a host be asked for revocations."""
    check_keep_trust(request.actor)
    fields = [
        Field(
            "name",
            _("Máy chủ"),
            hint=_("Tên máy, không có http://. Ví dụ: ocsp.chungthuc.example."),
        ),
        Field("source", _("Nguồn"), hint=_("Tài liệu của nơi cấp chứng thư nêu máy chủ này.")),
        Field(
            "internal",
            _("Máy chủ trong mạng nội bộ"),
            kind="check",
            hint=_("Chỉ chọn khi máy chủ có địa chỉ riêng của mạng cơ quan."),
            required=False,
        ),
    ]
    form = Form(request, fields)
    if form.sent and form.does(
        allow_host,
        request.actor,
        name=form.text("name"),
        source=form.text("source"),
        internal=form.ticked("internal"),
    ):
        return done(address("config_trust"), _("Đã cho phép hỏi máy chủ này."))
    return form_page(
        request,
        form,
        title=_("Cho phép hỏi máy chủ"),
        intro=_(
            "Để hỏi chứng thư có bị thu hồi hay không. Ngoài danh sách này không nơi nào bị hỏi."
        ),
        submit=_("Cho phép"),
        back=address("config_trust"),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def disallow(request: Request, number: int) -> HttpResponse:
    """A host is asked no longer from a day on."""
    row = TrustHost.objects.open_ended().filter(pk=number).first()
    if row is None:
        raise NotFound
    form = _ending(request)
    if form.sent and form.does(
        end_host, request.actor, host_id=number, valid_to=form.day("valid_to")
    ):
        return done(address("config_trust"), _("Từ ngày đã chọn không hỏi máy chủ này nữa."))
    return _end_page(request, form, _("Thôi hỏi máy chủ %(name)s") % {"name": row.name})


def _ending(request: Request) -> Form:
    check_keep_trust(request.actor)
    field = Field("valid_to", _("Kể từ ngày"), kind="day", width="w6")
    return Form(request, [field], {"valid_to": request.actor.today})


def _end_page(request: Request, form: Form, title: str) -> HttpResponse:
    back: Any = address("config_trust")
    return form_page(request, form, title=title, submit=_("Kết thúc"), back=back)
