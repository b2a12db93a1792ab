"""What signing refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, Refusal


class NotASheet(Invalid):
    """The bytes are not a PDF that can be updated."""

    code = "not-a-sheet"
    default_sentence = (
        "Tệp không phải PDF hợp lệ nên không ký, không điền được. "
        "Hãy tạo lại bản trình ký từ dự thảo rồi thực hiện lại."
    )

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__({}, sentence)


class AlreadySigned(Conflict):
    """Somebody has signed already: what this step adds had to be there before."""

    code = "already-signed"
    default_sentence = (
        "Văn bản đã có chữ ký số, thêm nội dung vào sẽ làm hỏng chữ ký. "
        "Muốn sửa, hãy trả lại dự thảo và trình ký bản mới."
    )


class SlotTaken(Conflict):
    """Two places of one paper have the same name."""

    code = "slot-taken"
    default_sentence = (
        "Vị trí này trên văn bản đã được dùng. Hãy tạo lại bản trình ký rồi thực hiện lại."
    )


class NoSlot(Conflict):
    """The paper has no such place."""

    code = "no-slot"
    default_sentence = (
        "Văn bản không có vị trí “{name}” dành sẵn. "
        "Hãy tạo lại bản trình ký từ dự thảo, hoặc phát hành theo bản giấy."
    )


class SlotLocked(Conflict):
    """The agency has signed: number and date are final."""

    code = "slot-locked"
    default_sentence = (
        "Cơ quan đã ký số lên văn bản nên số và ngày không sửa được nữa. "
        "Nếu sai, hãy đính chính hoặc thay thế bằng văn bản khác."
    )


class NotSignedYet(Conflict):
    """The agency signs only what the competent person has signed (Decree 30, Art. 32.2.c)."""

    code = "not-signed-yet"
    default_sentence = (
        "Văn bản chưa có chữ ký số của người có thẩm quyền nên cơ quan chưa ký số được "
        "(Điều 32 Nghị định số 30/2020/NĐ-CP). Hãy trình người có thẩm quyền ký trước."
    )


class NotNumberedYet(Conflict):
    """The agency's signature would make an empty number final."""

    code = "not-numbered-yet"
    default_sentence = (
        "Văn bản chưa có số và ngày nên cơ quan chưa ký số được. Hãy cấp số trước, rồi ký số."
    )


class NoTimeStamper(Conflict):
    """The level needs a time stamp, and the installation names nobody who gives one."""

    code = "no-time-stamper"
    default_sentence = (
        "Hệ thống chưa khai báo máy chủ cấp dấu thời gian nên chưa ký số được. "
        "Hãy đề nghị quản trị hệ thống khai báo VANTHU_TSA_URL."
    )


class StamperSilent(Refusal):
    """A service that the signature needs does not answer; nothing was signed."""

    code = "stamper-silent"
    status = 503
    default_sentence = (
        "Máy chủ cấp dấu thời gian không trả lời nên chưa ký được; văn bản giữ nguyên, chưa có "
        "chữ ký. Hãy thử lại sau ít phút, nếu vẫn lỗi thì báo quản trị hệ thống."
    )


class HostNotAllowed(Refusal):
    """A certificate names a host that this installation does not ask."""

    code = "host-not-allowed"
    status = 502
    default_sentence = (
        "Chứng thư số chỉ tới máy chủ {host} mà hệ thống chưa được phép kết nối nên chưa ký được. "
        "Hãy đề nghị quản trị hệ thống thêm máy chủ này vào VANTHU_SIGNING_HOSTS."
    )


class CertificateNotAccepted(Conflict):
    """The certificate does not hold, or nobody who is trusted says that it does."""

    code = "certificate-not-accepted"
    default_sentence = (
        "Chứng thư số không dùng được để ký: đã hết hạn, đã bị thu hồi, hoặc không kiểm tra được "
        "với cơ quan cấp ({why}). Văn bản giữ nguyên, chưa có chữ ký."
    )


class WrongSecret(Invalid):
    """The PIN or password does not open the key."""

    code = "wrong-secret"
    default_sentence = (
        "Mã PIN hoặc mật khẩu không đúng nên chưa ký. Hãy nhập lại; nhập sai nhiều lần thì "
        "thiết bị sẽ tự khóa."
    )

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__({"pin": sentence or self.default_sentence}, sentence)


class BadKeyFile(Invalid):
    """The file is no PKCS#12 file with a certificate and its key."""

    code = "bad-key-file"
    default_sentence = (
        "Tệp không phải tệp khóa PKCS#12 (.p12, .pfx) có chứng thư số và khóa bí mật. "
        "Hãy chọn lại tệp."
    )

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__({"key_file": sentence or self.default_sentence}, sentence)


class OtherKey(Conflict):
    """The key that was opened is not the one that was registered."""

    code = "other-key"
    default_sentence = (
        "Khóa vừa mở không phải khóa đã đăng ký với hệ thống nên chưa ký. Hãy chọn đúng khóa, "
        "hoặc đăng ký chứng thư số mới ở trang Chữ ký số của tôi."
    )


class NoKeyServer(Conflict):
    """The operator has not said where such keys are reached."""

    code = "no-key-server"
    default_sentence = (
        "Máy chủ chưa được cấu hình cho loại khóa này nên chưa ký được. "
        "Hãy đề nghị quản trị hệ thống khai báo {setting}."
    )


class KeyNotFound(Conflict):
    """There is no such token, credential or key where it should be."""

    code = "key-not-found"
    default_sentence = (
        "Không tìm thấy khóa “{key}” trên thiết bị hoặc dịch vụ ký số. "
        "Hãy kiểm tra thiết bị đã cắm, tên khóa đã đăng ký, rồi thực hiện lại."
    )


class TokenBusy(Conflict):
    """Others are signing with the same device."""

    code = "token-busy"
    default_sentence = (
        "Thiết bị ký số đang bận vì người khác đang ký. Hãy thử lại sau ít giây; "
        "văn bản giữ nguyên, chưa có chữ ký."
    )


class KeyServiceSilent(Refusal):
    """The remote signing service cannot be reached or does not answer in time."""

    code = "key-service-silent"
    status = 503
    default_sentence = (
        "Dịch vụ ký số từ xa không trả lời nên chưa ký được; văn bản giữ nguyên, chưa có chữ ký. "
        "Hãy thử lại sau ít phút, nếu vẫn lỗi thì báo quản trị hệ thống."
    )


class BadKeyService(Refusal):
    """The remote signing service answered something that is not the API."""

    code = "bad-key-service"
    status = 502
    default_sentence = (
        "Dịch vụ ký số từ xa trả lời không đúng chuẩn CSC nên chưa ký được; văn bản giữ nguyên, "
        "chưa có chữ ký. Hãy báo quản trị hệ thống kiểm tra VANTHU_CSC_URL."
    )


class KeyServiceRefused(Conflict):
    """The remote signing service says no, and why."""

    code = "key-service-refused"
    default_sentence = (
        "Dịch vụ ký số từ xa từ chối: {why}. Văn bản giữ nguyên, chưa có chữ ký. "
        "Hãy kiểm tra tài khoản ký số với nhà cung cấp."
    )


class NotYourKey(NotAllowed):
    """Signatures are one's own: nobody registers or uses another's key."""

    code = "not-your-key"
    default_sentence = (
        "Chữ ký số là của riêng từng người: chỉ chính người đó đăng ký và dùng khóa của mình, "
        "kể cả khi bạn đang xử lý thay. Hãy chuyển về vị trí công tác của chính bạn."
    )


class NotTheClerk(NotAllowed):
    """The agency's device is used by its clerk in person (Decree 30/2020, Art. 32.2)."""

    code = "not-the-clerk"
    default_sentence = (
        "Thiết bị khóa bí mật và con dấu của cơ quan do văn thư cơ quan trực tiếp giữ và sử dụng "
        "(Điều 32 Nghị định số 30/2020/NĐ-CP). Hãy chuyển việc này cho văn thư."
    )


class KeyEnded(Conflict):
    """The key was withdrawn, or its certificate does not hold now."""

    code = "key-ended"
    default_sentence = (
        "Chứng thư số “{subject}” đã ngừng dùng, đã hết hạn hoặc chưa có hiệu lực. "
        "Hãy chọn khóa khác, hoặc đăng ký chứng thư số mới."
    )


class CertificateEnded(Conflict):
    """Whoever registers a certificate that has ended could never sign with it."""

    code = "certificate-ended"
    default_sentence = "Chứng thư số “{subject}” đã hết hạn. Hãy đăng ký chứng thư số còn hiệu lực."


class NotYourName(Conflict):
    """The certificate names somebody else."""

    code = "not-your-name"
    default_sentence = (
        "Chứng thư số ghi tên “{subject}”, không phải “{name}”. Hãy chọn chứng thư số của bạn; "
        "nếu hệ thống ghi sai tên bạn, hãy đề nghị quản trị hệ thống sửa."
    )


class KeyTaken(Conflict):
    """The certificate is registered and in use already."""

    code = "key-taken"
    default_sentence = "Chứng thư số này đã được đăng ký và đang dùng. Hãy chọn chứng thư số khác."


class BadCertificate(Invalid):
    """The bytes are no certificate of a signer."""

    code = "bad-certificate"
    default_sentence = (
        "Tệp không phải chứng thư số của người ký (.cer, .crt, .pem). Hãy chọn lại tệp."
    )

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__({"certificate": sentence or self.default_sentence}, sentence)


class BadPicture(Invalid):
    """The picture cannot stand for a signature or a seal."""

    code = "bad-picture"
    default_sentence = "Tệp không phải ảnh PNG. Hãy lưu ảnh dạng PNG nền trong suốt rồi gửi lại."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__({"picture": sentence or self.default_sentence}, sentence)


class NotTheTrustKeeper(NotAllowed):
    """Whom the whole installation trusts is decided by its administrator alone."""

    code = "not-the-trust-keeper"
    default_sentence = (
        "Chỉ quản trị hệ thống của cơ quan cấp tỉnh được thay đổi danh sách tin cậy. "
        "Hãy gửi đề nghị kèm nguồn của chứng thư đến đầu mối quản trị cấp tỉnh."
    )


class AlreadyTrusted(Conflict):
    """The list holds the same root or host already."""

    code = "already-trusted"
    default_sentence = (
        "Danh sách tin cậy đã có mục này và đang có hiệu lực. Muốn đổi, hãy kết thúc mục cũ trước."
    )


class BadTrust(Invalid):
    """What is to be trusted was not told right."""

    code = "bad-trust"


class NotSignable(Conflict):
    """Only PDF files carry signatures that can be checked."""

    code = "not-signable"
    default_sentence = (
        "Văn bản này không có tệp PDF nên không có chữ ký số để kiểm tra. "
        "Hãy đính kèm bản PDF đã ký rồi kiểm tra lại."
    )
