"""What dossiers refuse, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class DossierNotFound(NotFound):
    """No such dossier, or none this person may see."""

    code = "dossier-not-found"
    default_sentence = (
        "Không tìm thấy hồ sơ này, hoặc hồ sơ chưa được chia sẻ cho bạn. "
        "Nếu cần xem, hãy đề nghị người lập hồ sơ chia sẻ."
    )


class NotYourDossier(NotAllowed):
    """The dossier belongs to who made it, and to the archive."""

    code = "not-your-dossier"
    default_sentence = (
        "Chỉ {who} mới được {verb}. Hãy đề nghị {maker}, người lập hồ sơ này, thực hiện."
    )


class NotationTaken(Conflict):
    """Two dossiers would bear one code."""

    code = "notation-taken"
    default_sentence = (
        "Số và ký hiệu {notation} năm {year} đã dùng cho hồ sơ “{title}”. Hãy chọn số khác."
    )


class FiledAlready(Conflict):
    """A document lies in a dossier once."""

    code = "filed-already"
    default_sentence = "Văn bản đã có trong hồ sơ này, ở số thứ tự {ordinal}."


class OtherAgencyDocument(Conflict):
    """A dossier gathers the documents of its own agency."""

    code = "other-agency-document"
    default_sentence = (
        "Chỉ đưa được văn bản của cơ quan mình vào hồ sơ. Hãy kiểm tra lại văn bản đã chọn."
    )


class NotFiled(NotFound):
    """The document does not lie in the dossier."""

    code = "not-filed"
    default_sentence = "Văn bản không có trong hồ sơ này. Hãy tải lại danh sách."


class NotComplete(Invalid):
    """Something is missing before the dossier can be closed; each with its sentence."""

    code = "dossier-not-complete"
    default_sentence = "Hồ sơ chưa đủ thông tin để kết thúc. Hãy bổ sung các mục được đánh dấu."


class BadDossier(Invalid):
    """Fields of the dossier are wrong; each has its own sentence."""

    code = "bad-dossier"


class BadHolder(Invalid):
    """The dossier cannot be shared with it."""

    code = "bad-holder"
    default_sentence = (
        "Chỉ chia sẻ hồ sơ cho đơn vị, chức vụ của cơ quan mình. Hãy chọn lại nơi được chia sẻ."
    )

    def __init__(self, sentence: str | None = None) -> None:
        text = sentence or self.default_sentence
        super().__init__({"holder": text}, text)
