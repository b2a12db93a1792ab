"""Entries of organisations, people, accounts and the installation."""

from django.utils.translation import gettext_lazy as _

from vanthu.faces.web.views.journal_words.objects import Words

PEOPLE: Words = {
    "agency-created": _("Lập cơ quan"),
    "agency-renamed": _("Đổi tên, thông tin cơ quan"),
    "agency-code-changed": _("Đổi mã định danh"),
    "agencies-merged": _("Hợp nhất, sáp nhập cơ quan"),
    "agency-closed": _("Kết thúc hoạt động cơ quan"),
    "unit-created": _("Lập đơn vị"),
    "unit-renamed": _("Đổi tên đơn vị"),
    "unit-closed": _("Giải thể đơn vị"),
    "post-created": _("Lập chức vụ"),
    "post-closed": _("Bãi bỏ chức vụ"),
    "calendar-day-set": _("Đặt ngày nghỉ, ngày làm bù"),
    "person-added": _("Thêm người"),
    "person-corrected": _("Sửa thông tin người"),
    "appointed": _("Bổ nhiệm vào chức vụ"),
    "tenure-ended": _("Thôi giữ chức vụ"),
    "delegated": _("Ủy quyền"),
    "delegation-revoked": _("Kết thúc ủy quyền"),
}

ACCOUNTS: Words = {
    "signed-in": _("Đăng nhập"),
    "sign-in-failed": _("Đăng nhập không thành công"),
    "sign-in-locked": _("Đăng nhập khi đang bị khóa"),
    "second-factor-passed": _("Xác thực bước hai"),
    "signed-out": _("Đăng xuất"),
    "sessions-revoked": _("Kết thúc phiên đăng nhập"),
    "seat-switched": _("Đổi vị trí công tác"),
    "account-opened": _("Cấp tài khoản"),
    "account-closed": _("Khóa tài khoản"),
    "account-reopened": _("Mở lại tài khoản"),
    "account-unlocked": _("Gỡ tạm khóa đăng nhập"),
    "password-changed": _("Đổi mật khẩu"),
    "password-reset": _("Cấp lại mật khẩu"),
    "rights-confirmed": _("Xác nhận thay đổi quyền"),
    "totp-enrolled": _("Bật mã dùng một lần"),
    "totp-removed": _("Tắt mã dùng một lần"),
    "second-factor-reset": _("Gỡ xác thực bước hai"),
    "recovery-codes-made": _("Tạo mã dự phòng"),
    "passkey-added": _("Thêm khóa truy cập"),
    "passkey-removed": _("Bỏ khóa truy cập"),
    "token-made": _("Tạo mã truy cập cho phần mềm"),
    "token-revoked": _("Thu hồi mã truy cập"),
    "language-chosen": _("Chọn ngôn ngữ"),
    "query-saved": _("Lưu câu tìm kiếm"),
    "query-dropped": _("Bỏ câu tìm kiếm"),
    "table-exported": _("In, tải danh sách hoặc sổ"),
    "journal-sealed": _("Niêm phong nhật ký"),
    "demo-loaded": _("Nạp dữ liệu mẫu"),
    "cadres-loaded": _("Nạp dữ liệu mẫu về tổ chức, cán bộ"),
}
