"""Entries of organisational work."""

from django.utils.translation import gettext_lazy as _

from vanthu.faces.web.views.journal_words.objects import Words

PERSONNEL: Words = {
    "duty-given": _("Phân công công tác cán bộ"),
    "duty-ended": _("Kết thúc phân công công tác cán bộ"),
    "facts-recorded": _("Ghi thông tin cán bộ"),
    "facts-imported": _("Nhập thông tin cán bộ"),
    "kinship-declared": _("Kê khai quan hệ"),
    "kinship-withdrawn": _("Bỏ quan hệ đã kê khai"),
    "decision-recorded": _("Ghi nhận quyết định"),
    "rule-set": _("Đặt quy định áp dụng"),
    "rule-dropped": _("Bỏ giá trị riêng của quy định"),
    "figures-run": _("Chốt số liệu"),
    "text-made": _("Lập báo cáo bằng số liệu"),
}

TARGETS: Words = {
    "resolution-adopted": _("Ban hành nghị quyết"),
    "resolution-reviewed": _("Sơ kết nghị quyết"),
    "indicators-added": _("Thêm chỉ tiêu"),
    "target-fixed": _("Đặt mức chỉ tiêu"),
    "allocated": _("Phân bổ chỉ tiêu"),
    "observations-entered": _("Nhập số liệu chỉ tiêu"),
    "entries-saved": _("Lưu báo cáo số liệu chỉ tiêu"),
    "submission-advanced": _("Xử lý báo cáo số liệu chỉ tiêu"),
    "explanation-asked": _("Yêu cầu giải trình"),
    "explanation-answered": _("Giải trình"),
    "explanation-closed": _("Kết thúc giải trình"),
}

MEMBERSHIP: Words = {
    "organisation-founded": _("Lập tổ chức đảng"),
    "organisation-changed": _("Đổi tên, nơi trực thuộc của tổ chức đảng"),
    "admission-proposed": _("Lập trường hợp kết nạp"),
    "admission-stepped": _("Xử lý trường hợp kết nạp"),
    "ceremony-held": _("Tổ chức lễ kết nạp"),
    "recognition-proposed": _("Lập trường hợp công nhận chính thức"),
    "recognition-stepped": _("Xử lý trường hợp công nhận chính thức"),
    "exit-proposed": _("Lập trường hợp ra khỏi Đảng"),
    "exit-stepped": _("Xử lý trường hợp ra khỏi Đảng"),
    "move-begun": _("Lập trường hợp chuyển sinh hoạt"),
    "move-paper-issued": _("Cấp giấy giới thiệu sinh hoạt đảng"),
    "move-presented": _("Tiếp nhận sinh hoạt đảng"),
    "members-imported": _("Nhập danh sách đảng viên"),
    "movement-closed": _("Khóa báo cáo biến động đảng viên"),
}

TRAINING: Words = {
    "course-added": _("Thêm khóa học"),
    "class-added": _("Mở lớp"),
    "sending-proposed": _("Đề nghị cử đi học"),
    "sending-stepped": _("Xử lý đề nghị cử đi học"),
    "attendance-recorded": _("Ghi danh sách lớp"),
    "result-recorded": _("Ghi kết quả học"),
    "enrolment-withdrawn": _("Bỏ dòng danh sách lớp nhập sai"),
    "commitment-broken": _("Thôi việc khi còn cam kết phục vụ"),
    "repayment-recorded": _("Ghi nhận bồi hoàn"),
    "drop-corrected": _("Sửa việc thôi học"),
    "leaving-corrected": _("Sửa việc thôi việc, bồi hoàn"),
    "plan-set": _("Đặt kế hoạch đào tạo, bồi dưỡng"),
}

PLANNING: Words = {
    "plan-term-set": _("Nhập nhiệm kỳ quy hoạch"),
    "plan-target-set": _("Nhập chức danh quy hoạch"),
    "plan-targets-imported": _("Nhập nhiều chức danh quy hoạch"),
    "approval-set": _("Nhập phân cấp quyết định quy hoạch"),
    "change-proposed": _("Đề nghị thay đổi quy hoạch"),
    "change-stepped": _("Xử lý trường hợp quy hoạch"),
    "change-entered": _("Nhập trường hợp quy hoạch đã quyết định"),
    "plan-imported": _("Nhập nhiều trường hợp quy hoạch"),
    "ballot-saved": _("Nhập phiếu quy hoạch"),
    "ballot-closed": _("Khóa biên bản kiểm phiếu"),
    "review-started": _("Mở đợt rà soát quy hoạch"),
    "removals-proposed": _("Đề nghị đưa ra khỏi quy hoạch theo rà soát"),
}

STAFFING: Words = {
    "quotas-assigned": _("Giao biên chế"),
    "quota-corrected": _("Đính chính biên chế được giao"),
    "headcount-moved": _("Ghi nhận biến động nhân sự"),
    "headcount-event-withdrawn": _("Bỏ biến động ghi nhầm"),
    "headcount-locked": _("Chốt số người có mặt"),
    "severance-proposed": _("Lập trường hợp tinh giản biên chế"),
    "severance-amended": _("Sửa trường hợp tinh giản biên chế"),
    "severance-stepped": _("Xử lý trường hợp tinh giản biên chế"),
    "severance-paid": _("Ghi ngày chi trả tinh giản biên chế"),
    "severances-imported": _("Nhập danh sách tinh giản biên chế"),
}
