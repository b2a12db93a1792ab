"""What Django itself finds wrong, as a page like every other refusal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as N_

from vanthu.faces.web.refusals import refused
from vanthu.kernel.errors import Conflict, NotAllowed, NotFound, Refusal


class Forged(NotAllowed):
    """The form did not come from a page of ours, or the page is older than the sign-in."""

    code = "csrf"
    heading = N_("Trang đã mở quá lâu")
    default_sentence = (
        "Trang này mở đã lâu hoặc trình duyệt chặn cookie nên chưa ghi được. "
        "Hãy tải lại trang rồi gửi lại; nếu vẫn vậy, hãy cho phép cookie của hệ thống này."
    )


class BadRequest(Refusal):
    """The browser sent what no page of ours sends."""

    code = "bad-request"
    status = 400
    default_sentence = "Trình duyệt gửi một yêu cầu không hợp lệ. Hãy tải lại trang rồi thử lại."


class Broken(Conflict):
    """A fault of ours: nothing was written."""

    code = "server-error"
    status = 500
    default_sentence = (
        "Máy chủ gặp lỗi, việc vừa làm chưa được ghi. Hãy thử lại sau ít phút; nếu vẫn lỗi, "
        "hãy báo quản trị viên mã yêu cầu bên dưới."
    )


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    """Handler of 400."""
    return refused(request, BadRequest())


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    """Handler of 404: an address that leads nowhere."""
    return refused(request, NotFound("Không có trang này. Hãy kiểm tra lại đường dẫn."))


def not_allowed(request: HttpRequest, exception: Any) -> HttpResponse:
    """Handler of 403."""
    return refused(request, NotAllowed())


def broken(request: HttpRequest) -> HttpResponse:
    """Handler of 500."""
    return refused(request, Broken())


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A write without the proof that it came from a page of ours (settings.CSRF_FAILURE_VIEW)."""
    return refused(request, Forged())
