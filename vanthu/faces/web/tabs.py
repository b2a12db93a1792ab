"""The tabs of the reader besides the paper: its path, its fields, what it is tied to."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop as N_

from vanthu.faces.web import wording
from vanthu.faces.web.course import history
from vanthu.faces.web.holding import holder_names
from vanthu.ground.base.actor import Actor
from vanthu.kernel.workdays import Timeliness
from vanthu.office.documents.choices import (
    Channel,
    Circulation,
    Direction,
    DocumentState,
    RelationKind,
    SigningAuthority,
    Urgency,
)
from vanthu.office.documents.models import Document, Relation
from vanthu.office.documents.permissions import visible, why_see
from vanthu.office.dossiers.models import DossierItem
from vanthu.office.drafting import queries as drafting
from vanthu.office.handling import queries as handling
from vanthu.office.handling.choices import AssignmentState, Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.queries import Work
from vanthu.office.handling.rules import Parameters
from vanthu.office.interchange import queries as interchange
from vanthu.office.interchange.choices import ReceiptStatus
from vanthu.office.interchange.queries import Change, Delivery

Item = dict[str, Any]
_OPEN = {AssignmentState.GIVEN, AssignmentState.ACCEPTED, AssignmentState.PLANNED}


def path_tab(actor: Actor, document: Document) -> Item:
    """Who has it since when and until when, and every step so far."""
    works = handling.work_tree(document.pk, actor.now, Parameters().near_due_days)
    return {
        "now_at": _now_at(actor, document),
        "works": [_work(work) for work in works],
        "history": history(handling.path(document.pk), interchange.course(actor, document.pk)),
        "deliveries": _deliveries(actor, document),
    }


def _deliveries(actor: Actor, document: Document) -> list[Item]:
    """Where it stands with each recipient; nothing of what came in."""
    if document.direction == Direction.INCOMING:
        return []
    return [_delivery(row) for row in interchange.deliveries(actor, document.pk)]


def _now_at(actor: Actor, document: Document) -> list[Item]:
    rows = list(BoxItem.objects.filter(document=document).order_by("since", "id"))
    names = holder_names([row.holder for row in rows], actor.today)
    return [
        {
            "who": names[row.holder],
            "box": str(Box(row.box).label),
            "since": wording.day_time(row.since),
            "span": wording.span(actor.now - row.since),
            "opened": row.opened_at is not None,
        }
        for row in rows
    ]


def _work(work: Work) -> Item:
    open_ = work.state in _OPEN
    late = work.timeliness in (Timeliness.OVERDUE, Timeliness.DONE_LATE)
    told = [work.instruction, _progress(work), _asked(work), work.result]
    parts = [work.state_label]
    if work.due_on:
        parts.append(_("hạn %(day)s") % {"day": wording.day(work.due_on)})
    if work.waited is not None and work.accepted_at:
        parts.append(_("chờ tiếp nhận %(span)s") % {"span": wording.span(work.waited)})
    return {
        "who": work.name,
        "post": _("%(name)s giao") % {"name": work.given_by} if work.given_by else "",
        "role": work.role_label,
        "act": " · ".join(parts),
        "since": wording.day_time(work.given_at),
        "until": "" if open_ else wording.day_time(work.ended_at or work.given_at),
        "span": wording.span((work.worked or work.waited) or work.given_at - work.given_at),
        "note": "\n".join(part for part in told if part),
        "state": "late" if late else ("current" if open_ else "done"),
        "depth": work.depth,
    }


def _progress(work: Work) -> str:
    return _("Tiến độ %(n)s %%") % {"n": work.progress} if work.progress else ""


def _asked(work: Work) -> str:
    """The later deadline asked for and not yet decided."""
    if work.asked_due_on is None:
        return ""
    day = wording.day(work.asked_due_on)
    return _("Đề nghị gia hạn đến %(day)s: %(reason)s") % {"day": day, "reason": work.asked_reason}


def facts_tab(actor: Actor, document: Document) -> Item:
    """Every field of the document, and why one sees it."""
    return {"facts": facts(document), "why": why_see(actor, document.pk)}


def facts(document: Document) -> list[tuple[str, Any]]:
    """Label and value of each field that has one."""
    incoming = document.direction == Direction.INCOMING
    signer = " ".join(
        part for part in (document.signing_authority, document.signer_position) if part
    )
    pairs: list[tuple[str, Any]] = [
        (_("Trạng thái"), DocumentState(document.state).label),
        (_("Loại văn bản"), document.type.name if document.type else ""),
        (_("Số, ký hiệu"), document.reference),
        (_("Ngày văn bản"), wording.day(document.issued_on)),
        (_("Cơ quan ban hành"), document.issuer_name),
        (_("Trích yếu nội dung"), document.subject),
        (_("Người ký"), document.signer_name),
        (_("Chức vụ người ký"), signer),
        (_("Thẩm quyền ký"), SigningAuthority(document.signing_authority).label if signer else ""),
        (_("Mức độ khẩn"), Urgency(document.urgency).label),
        (_("Phạm vi lưu hành"), Circulation(document.circulation).label),
        (
            _("Hạn giải quyết") if incoming else _("Hạn nơi nhận trả lời"),
            wording.day(document.due_on),
        ),
        (_("Đơn vị hoặc người nhận"), document.to_places),
        (_("Số trang"), document.page_count),
        (_("Số bản"), document.copies),
        (_("Ngôn ngữ"), document.language),
        (_("Địa danh"), document.place),
        (_("Ghi chú"), document.note),
        (_("Mã định danh văn bản"), document.identifier),
    ]
    if incoming:
        pairs += [
            (_("Số đến"), document.arrival_number),
            (_("Ngày đến"), wording.day(document.arrived_on)),
            (_("Nhận lúc"), wording.day_time(document.received_at)),
            (_("Cách nhận"), Channel(document.channel).label),
        ]
    else:
        pairs.append((_("Phát hành lúc"), wording.day_time(document.issued_at)))
    return pairs


def related_tab(actor: Actor, document: Document) -> Item:
    """Documents and dossiers it is tied to; of one of our own, who gets it and who approved it."""
    found: Item = {
        "relations": _relations(actor, document),
        "dossiers": list(
            DossierItem.objects.filter(document=document).values_list("dossier__title", flat=True)
        ),
        "changes": [_change(each) for each in interchange.changes(actor, document.pk)],
        "drafted": document.direction != Direction.INCOMING,
    }
    if found["drafted"]:
        found |= _of_draft(actor, document)
    return found


def _change(change: Change) -> Item:
    return {
        "id": change.id,
        "label": change.label,
        "when": wording.day_time(change.at),
        "reason": change.reason,
        "rows": [
            (FIELDS.get(each.field, each.field), each.before, each.after) for each in change.fields
        ],
        "files": change.files,
        "by": change.by_reference,
        "answers": [
            (each.agency, each.label, wording.day_time(each.at), _ANSWER_TONES.get(each.status, ""))
            for each in change.answers
        ],
    }


FIELDS = {
    "reference": _lazy("Số, ký hiệu"),
    "issued_on": _lazy("Ngày văn bản"),
    "issuer_name": _lazy("Cơ quan ban hành"),
    "place": _lazy("Địa danh"),
    "subject": _lazy("Trích yếu nội dung"),
    "type_code": _lazy("Loại văn bản"),
    "urgency": _lazy("Mức độ khẩn"),
    "due_on": _lazy("Hạn giải quyết"),
    "page_count": _lazy("Số trang"),
    "circulation": _lazy("Phạm vi lưu hành"),
    "language": _lazy("Ngôn ngữ"),
    "signer_name": _lazy("Người ký"),
    "signer_position": _lazy("Chức vụ người ký"),
}
_ANSWER_TONES = {"15": "green", "16": "red"}


def _of_draft(actor: Actor, document: Document) -> Item:
    return {
        "addressees": drafting.addressees(actor, document.pk),
        "lines": drafting.lines(actor, document.pk),
        "deliveries": _deliveries(actor, document),
        "versions": drafting.versions(actor, document.pk),
        "readable": drafting.versions_with_text(actor, document.pk),
        "approvals": drafting.approvals(actor, document.pk),
        "signatures": drafting.signatures(actor, document.pk),
    }


def _delivery(row: Delivery) -> Item:
    done = row.status in (ReceiptStatus.ACCEPTED, ReceiptStatus.FINISHED)
    return {
        "name": row.name,
        "label": row.label,
        "tone": "red" if row.attention else ("green" if done else "accent"),
        "when": wording.day_time(row.at),
        "text": row.text,
        "recall": row.recall_label,
        "given_back": row.given_back,
        "owed": row.owed,
        "way": row.way or (_("trong hệ thống") if row.packet_id else ""),
        "transport": row.transport,
        "message": row.message_id,
    }


def _relations(actor: Actor, document: Document) -> Sequence[Item]:
    """Both ways; a document one may not see is counted among none."""
    opened = visible(actor)
    out = Relation.objects.filter(source=document, target__in=opened).select_related("target")
    into = Relation.objects.filter(target=document, source__in=opened).select_related("source")
    rows = [(row.kind, row.target, True) for row in out.order_by("id")]
    rows += [(row.kind, row.source, False) for row in into.order_by("id")]
    return [
        {
            "kind": relation_words(kind, forward),
            "url": f"/documents/{other.pk}",
            "reference": other.reference or _("Chưa có số"),
            "subject": other.subject,
            "state": DocumentState(other.state).label,
        }
        for kind, other, forward in rows
    ]


def relation_words(kind: str, forward: bool) -> str:
    """`Trả lời`, or seen from the other end `Được trả lời bởi`."""
    found = RelationKind(kind)
    if forward or found not in _BACKWARD:
        return str(found.label)
    return _(_BACKWARD[found])


_BACKWARD = {
    RelationKind.ANSWERS: N_("Được trả lời bởi"),
    RelationKind.BASED_ON: N_("Là căn cứ của"),
    RelationKind.AMENDS: N_("Được sửa đổi, bổ sung bởi"),
    RelationKind.REPLACES: N_("Được thay thế bởi"),
    RelationKind.CORRECTS: N_("Được đính chính bởi"),
    RelationKind.RECALLS: N_("Bị thu hồi bởi"),
    RelationKind.COPY_OF: N_("Có bản sao"),
    RelationKind.ATTACHED: N_("Có văn bản kèm theo"),
}
