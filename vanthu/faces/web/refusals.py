"""A refusal as an answer: a page that says what is wrong and what to do, or the same as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from vanthu.faces.web.rendering import render
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
    return render(
        request,
        "error.html",
        block="refusal",
        status=refusal.status,
        code=refusal.code,
        heading=_HEADINGS.get(refusal.status, "Không thực hiện được"),
        sentence=sentence,
        request_id=request_id,
        back=_same_site(request),
    )


_HEADINGS = {
    403: "Bạn không có quyền thực hiện việc này",
    404: "Không tìm thấy",
    409: "Chưa thực hiện được",
    410: "Nội dung không còn",
    422: "Thông tin chưa hợp lệ",
    429: "Đã thử quá nhiều lần",
}


def _same_site(request: HttpRequest) -> str:
    """The page the reader came from, when it is one of ours: otherwise no link leads back."""
    came_from = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from.removeprefix(own) if came_from.startswith(own) else ""
