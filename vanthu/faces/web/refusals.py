"""A refusal as an answer: a page that says what is wrong and what to do, or the same as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from vanthu.faces.web.rendering import render
from vanthu.faces.web.returning import own_path
from vanthu.kernel.errors import Refusal

API_ROOT = "/api/"


def is_api(request: HttpRequest) -> bool:
    """Whether a program is calling, which wants JSON."""
    return request.path.startswith(API_ROOT)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as the caller reads it, with its status; its sentence translated."""
    sentence = _(refusal.template)
    if refusal.values:
        sentence = sentence.format_map(refusal.values)
    request_id = getattr(request, "request_id", "")
    if is_api(request):
        body: dict[str, object] = {"code": refusal.code, "sentence": sentence}
        body["field"] = refusal.field
        errors = getattr(refusal, "errors", None)
        if errors:
            body["errors"] = {name: _(text) for name, text in errors.items()}
        return JsonResponse(
            {**body, "request_id": request_id},
            status=refusal.status,
            json_dumps_params={"ensure_ascii": False},
        )
    own = getattr(refusal, "heading", "")
    return render(
        request,
        "error.html",
        block="refusal",
        status=refusal.status,
        code=refusal.code,
        heading=_(own or _HEADINGS.get(refusal.status, N_("Không thực hiện được"))),
        # It is no matter of what was asked: asking again from a fresh page helps.
        stale=bool(own),
        sentence=sentence,
        request_id=request_id,
        back=own_path(request, request.headers.get("Referer", "")),
    )


_HEADINGS = {
    403: N_("Bạn không có quyền thực hiện việc này"),
    404: N_("Không tìm thấy"),
    409: N_("Chưa thực hiện được"),
    410: N_("Nội dung không còn"),
    422: N_("Thông tin chưa hợp lệ"),
    429: N_("Đã thử quá nhiều lần"),
}
