"""The guide: one page for each kind of work, readable without signing in to anything else."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.shell import screen
from vanthu.kernel.errors import NotFound

TOPICS = {
    "start": _("Làm quen trong năm phút"),
    "incoming": _("Tiếp nhận và đăng ký văn bản đến"),
    "exchange": _("Liên thông: gửi, nhận với nơi ngoài hệ thống"),
    "directing": _("Cho ý kiến chỉ đạo, phân công"),
    "handling": _("Xử lý văn bản được giao"),
    "writing": _("Soạn thảo văn bản"),
    "drafting": _("Soạn, duyệt, ký, phát hành"),
    "copies": _("Bản sao, đính chính, văn bản bị tạm giữ"),
    "signing": _("Ký số: khóa, thẩm quyền ký, ký, cấp số, đóng dấu"),
    "signatures": _("Chữ ký số: xem kết quả kiểm tra, danh sách tin cậy"),
    "books": _("Sổ tổ chức, cán bộ: tìm, ghi, nhập từ Excel"),
    "targets": _("Chỉ tiêu nghị quyết, báo cáo kỳ"),
    "membership": _("Đảng viên: kết nạp, chuyển sinh hoạt, biến động"),
    "planning": _("Quy hoạch cán bộ: chức danh, lấy phiếu, bổ sung, rà soát"),
    "staffing": _("Biên chế: giao, có mặt, tinh giản"),
    "training": _("Đào tạo, bồi dưỡng: cử đi học, danh sách lớp, kết quả"),
    "figures": _("Số liệu có chứng minh, bộ quy tắc, báo cáo giữa nhiệm kỳ"),
    "account": _("Tài khoản, bảo mật, ủy quyền"),
    "keys": _("Phím tắt"),
}


@signed_in
@require_GET
def contents(request: Request) -> HttpResponse:
    """What the guide holds."""
    return screen(request, "help/contents.html", here="help", topics=TOPICS)


@signed_in
@require_GET
def topic(request: Request, topic: str) -> HttpResponse:
    """One chapter."""
    if topic not in TOPICS:
        raise NotFound
    return screen(
        request, f"help/{topic}.html", here="help", topics=TOPICS, topic=topic, title=TOPICS[topic]
    )
