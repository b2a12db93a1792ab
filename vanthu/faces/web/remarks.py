"""What must be known of a document before it is read or used, as strips above the paper."""

from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.web import wording
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Circulation, DocumentState, RelationKind
from vanthu.office.documents.models import Document, Relation
from vanthu.office.documents.permissions import can_read_files, visible
from vanthu.office.documents.queries import damaged_files
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem

Item = dict[str, Any]
_PUT_RIGHT = (RelationKind.CORRECTS, RelationKind.REPLACES, RelationKind.AMENDS)
# What is still a draft, or was taken back, puts nothing right.
_VOID = (
    DocumentState.DRAFTING,
    DocumentState.CONTENT_REVIEW,
    DocumentState.FORMAT_REVIEW,
    DocumentState.LEADER_REVIEW,
    DocumentState.APPROVED,
    DocumentState.NUMBERED,
    DocumentState.CANCELLED,
    DocumentState.REFUSED,
    DocumentState.RECALLED,
)


def remarks(actor: Actor, document: Document) -> list[Item]:
    """Title, sentence, tone and link of each strip, the gravest first."""
    return [
        *_held(actor, document),
        *_damaged(document),
        *_asked_back(document),
        *_put_right(actor, document),
        *_circulation(document),
    ]


def _held(actor: Actor, document: Document) -> list[Item]:
    """The clerk looks at the file in order to decide; for everybody else it is closed."""
    if document.held_at is None:
        return []
    if can_read_files(actor, document):
        text = _(
            "Tệp đang bị tạm giữ, chỉ văn thư mở được để quyết định. Đối chiếu bản gốc rồi chọn "
            "“Loại bỏ văn bản mật” hoặc “Không phải văn bản mật”."
        )
    else:
        text = _("Tệp đang bị tạm giữ: không mở, không chuyển được đến khi văn thư quyết định.")
    return [_strip(_("Có thể là bí mật nhà nước"), text, "refusal")]


def _damaged(document: Document) -> list[Item]:
    names = damaged_files(document.pk)
    if not names:
        return []
    text = _("%(names)s: nội dung khác với khi lưu. Không sử dụng; hãy báo quản trị khôi phục.")
    return [_strip(_("Tệp không còn nguyên vẹn"), text % {"names": ", ".join(names)}, "refusal")]


def _asked_back(document: Document) -> list[Item]:
    """The sender's wish to have it back concerns whoever works with it, not the clerk alone."""
    order = BoxItem.objects.filter(document=document, box=Box.TO_ANSWER_RECALL).first()
    if order is None:
        return []
    text = _("%(why)s Tạm dừng xử lý cho đến khi văn thư trả lời nơi gửi.")
    why = f"{order.remark.rstrip('. ')}." if order.remark else ""
    return [_strip(str(Box.TO_ANSWER_RECALL.label), (text % {"why": why}).strip(), "warning")]


def _put_right(actor: Actor, document: Document) -> list[Item]:
    rows = Relation.objects.filter(
        target=document, kind__in=_PUT_RIGHT, source__in=visible(actor)
    ).exclude(source__state__in=_VOID)
    found = rows.select_related("source", "source__type").order_by("id")
    return [_by(row.kind, row.source) for row in found]


def _by(kind: str, other: Document) -> Item:
    titles = {
        str(RelationKind.CORRECTS): _("Đã được đính chính"),
        str(RelationKind.REPLACES): _("Đã được thay thế"),
        str(RelationKind.AMENDS): _("Đã được sửa đổi, bổ sung"),
    }
    parts = [other.type.name if other.type else "", other.reference]
    if other.issued_on:
        parts.append(_("ngày %(day)s") % {"day": wording.day(other.issued_on)})
    words = " ".join(part for part in parts if part)
    return _strip(titles[kind], words or other.subject, "warning", f"/documents/{other.pk}")


def _circulation(document: Document) -> list[Item]:
    texts = {
        str(Circulation.INTERNAL_ONLY): _("Không gửi, sao hoặc chuyển cho nơi ngoài hệ thống."),
        str(Circulation.RETURN_AFTER_READING): _("Xem xong, văn thư trả lại nơi gửi."),
    }
    text = texts.get(document.circulation)
    if text is None:
        return []
    return [_strip(str(Circulation(document.circulation).label), text, "info")]


def _strip(title: str, text: str, tone: str, url: str = "") -> Item:
    return {"title": title, "text": text, "tone": tone, "url": url}
