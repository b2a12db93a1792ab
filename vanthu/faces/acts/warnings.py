"""What must be read before an act on a draft is done."""

from django.utils.translation import gettext as _

from vanthu.faces.acts.base import Text
from vanthu.faces.acts.standing import Standing
from vanthu.office.checking.queries import left_open
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.queries import has_signed_scan
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.queries import signed_electronically
from vanthu.office.drafting.queries.texts import content_of


def unsigned(standing: Standing) -> Text:
    """Said before what nobody is known to have signed goes out."""
    document_id = standing.document.pk
    if has_signed_scan(document_id) or signed_electronically(document_id):
        return ""
    return _(
        "Chưa có bản đã ký: nơi nhận sẽ chỉ nhận tệp dự thảo đã duyệt. Nếu văn bản đã được ký, hãy "
        "bấm “Đính kèm tệp”, thêm bản quét đã ký rồi mới phát hành."
    )


def approved_again(standing: Standing) -> Text:
    """Said before a new version sends the paper back to its signer."""
    return undone_by_version(standing.draft)


def unfilled(standing: Standing) -> Text:
    """Said before a draft goes on with places of its form unfilled."""
    last = standing.draft.last
    content = content_of(last) if last is not None else None
    words = left_open(content) if content is not None and last and last.blob_id is None else []
    if not words:
        return ""
    told = ", ".join(f"“{each}”" for each in words)
    return _(
        "Dự thảo còn chỗ trống của mẫu chưa điền: %(words)s. Hãy bấm “Soạn thảo, góp ý” để điền "
        "hoặc xóa phần không dùng trước khi trình."
    ) % {"words": told}


def undone_by_version(draft: Draft) -> str:
    """What a new version of this draft undoes (Art. 11.2; Q-062); "" while nothing is approved."""
    if draft.document.state != DocumentState.APPROVED:
        return ""
    if draft.leader_signature is not None:
        return _(
            "Văn bản đã được ký số. Lưu phiên bản mới thì chữ ký số đó bị hủy bỏ, văn bản trở lại "
            "người ký để duyệt và ký lại (khoản 2 Điều 11 Nghị định 30/2020/NĐ-CP)."
        )
    return _(
        "Văn bản đã được duyệt ký. Lưu phiên bản mới thì văn bản trở lại người ký để duyệt lại "
        "(khoản 2 Điều 11 Nghị định 30/2020/NĐ-CP)."
    )
