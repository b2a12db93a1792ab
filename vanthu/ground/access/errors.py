"""What signing in refuses. No sentence tells whether a name exists."""

from vanthu.kernel.errors import Conflict, NotAllowed, Refusal


class WrongCredentials(Refusal):
    """Name and password do not belong together, or there is no such name."""

    code = "wrong-credentials"
    status = 403
    default_sentence = (
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock "
        "rồi thử lại."
    )


class LockedOut(Refusal):
    """Too many failures for one name or from one address."""

    code = "locked-out"
    status = 429
    default_sentence = (
        "Đã thử sai quá nhiều lần. Việc đăng nhập tạm khóa đến {until}. "
        "Nếu không phải bạn đã thử, hãy báo người quản trị hệ thống."
    )


class WrongCode(Refusal):
    """The one-time or recovery code is not right, or was used already."""

    code = "wrong-code"
    status = 403
    default_sentence = (
        "Mã xác thực không đúng hoặc đã được dùng. Hãy chờ mã mới trên ứng dụng rồi nhập lại."
    )


class SecondFactorFirst(NotAllowed):
    """The account has a second factor, which this session has not shown."""

    code = "second-factor-first"
    default_sentence = "Hãy xác thực hai lớp trước rồi thực hiện lại việc này."


class AlreadyEnrolled(Conflict):
    """A confirmed one-time password is not replaced unseen."""

    code = "already-enrolled"
    default_sentence = (
        "Tài khoản đã bật mã xác thực một lần. Hãy tắt mã hiện tại trước khi cài đặt lại."
    )


class NotEnrolled(Conflict):
    """There is no second factor of that kind."""

    code = "not-enrolled"
    default_sentence = "Tài khoản chưa cài đặt hình thức xác thực này."


class PasskeyRefused(Refusal):
    """The browser's answer does not prove possession of a key of this account."""

    code = "passkey-refused"
    status = 403
    default_sentence = (
        "Không xác minh được khóa truy cập. Hãy thử lại, hoặc dùng hình thức xác thực khác."
    )


class PasskeysUnavailable(Refusal):
    """Browsers bind a passkey to a name, never to a number."""

    code = "passkeys-unavailable"
    status = 409
    default_sentence = (
        "Khóa truy cập chỉ dùng được khi hệ thống có tên miền (ví dụ https://vanthu.tinh.gov.vn). "
        "Hãy đề nghị người quản trị đặt PUBLIC_URL."
    )


class WeakPassword(Refusal):
    """The new password does not follow the rules."""

    code = "weak-password"
    status = 422
    default_sentence = "Mật khẩu chưa đạt: {reasons}."


class NameTaken(Conflict):
    """Another account signs in with that name."""

    code = "name-taken"
    default_sentence = "Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác."


class HasAccount(Conflict):
    """A person has one account."""

    code = "has-account"
    default_sentence = "{name} đã có tài khoản “{username}”."


class SeatNotYours(NotAllowed):
    """The person neither holds the post nor acts for its holder today."""

    code = "seat-not-yours"
    default_sentence = (
        "Hôm nay bạn không giữ chức vụ này và cũng không được ủy quyền xử lý thay. "
        "Hãy chọn một chức vụ trong danh sách."
    )


class NotInYourAgency(NotAllowed):
    """An administrator manages the accounts of the own agency."""

    code = "not-in-your-agency"
    default_sentence = (
        "Bạn chỉ quản lý tài khoản của người giữ chức vụ trong cơ quan mình. "
        "Hãy liên hệ người quản trị của cơ quan đó."
    )


class OwnChange(NotAllowed):
    """Who made a change of rights does not confirm it."""

    code = "own-change"
    default_sentence = (
        "Thay đổi này do bạn thực hiện hoặc về chính bạn, nên người khác phải xác nhận. "
        "Hãy đề nghị lãnh đạo hoặc Chánh Văn phòng khác của cơ quan."
    )
