"""Acts of the clerks on what was sent: again, elsewhere, by other means, and given back."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.faces.acts.base import INCOMING, OUTGOING, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.drafts import RecipientsInput
from vanthu.faces.acts.fields import Count, Line100, Line500, choices, given
from vanthu.faces.acts.inputs import Day, Id, Note, Reason, asked
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Circulation, Urgency
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import OutsideChannel, OutsideStatus, Verb
from vanthu.office.interchange.errors import NoChangeOrder, NoRecallOrder, PacketNotFound
from vanthu.office.interchange.permissions import check_any, check_give_back


class AnswerRecallInput(ActInput):
    """Whether the document is given back; a refusal needs its reason."""

    agree: Annotated[bool, asked(N_("Đồng ý trả lại"), "flag")]
    reason: Note = ""


class AnswerChangeInput(ActInput):
    """Whether the change is taken over; a refusal needs its reason."""

    agree: Annotated[bool, asked(N_("Đồng ý theo bản mới"), "flag")]
    reason: Note = ""


class UpdateInput(ActInput):
    """What describes the issued document, as it should be; what is left out stays."""

    subject: Annotated[Line500 | None, asked(N_("Trích yếu nội dung"), "textarea")] = None
    urgency: Annotated[
        Literal[0, 1, 2, 3] | None, asked(N_("Mức độ khẩn"), "choice", choices=choices(Urgency))
    ] = None
    signer_name: Annotated[Line100 | None, asked(N_("Người ký"))] = None
    signer_position: Annotated[Line100 | None, asked(N_("Chức vụ người ký"))] = None
    due_on: Annotated[Day | None, asked(N_("Hạn nơi nhận trả lời"), "date")] = None
    page_count: Annotated[Count | None, asked(N_("Số trang"), "number")] = None
    circulation: Annotated[
        Literal["", "return", "internal"] | None,
        asked(N_("Phạm vi lưu hành"), "choice", choices=choices(Circulation)),
    ] = None
    reason: Reason


class SendFurtherInput(RecipientsInput):
    """Who is to receive the issued document besides those it was sent to, and why."""

    reason: Reason


class GiveBackInput(ActInput):
    """How the paper goes back, where there is one."""

    note: Note = ""


class ResendInput(ActInput):
    """To which of the recipients; may be left out where there is one alone."""

    packet_id: Annotated[Id | None, asked(N_("Nơi nhận"), "packet")] = None


class RecordOutsideInput(ActInput):
    """What became of a copy that goes outside the installation."""

    outside_id: Annotated[Id | None, asked(N_("Nơi nhận"), "outside")] = None
    status: Annotated[
        Literal["to-send", "sent", "received", "returned"],
        asked(N_("Tình trạng"), "choice", choices=choices(OutsideStatus)[1:5]),
    ]
    channel: Annotated[
        Literal["post", "hand", "mail", "fax", "other"] | None,
        asked(N_("Cách gửi"), "choice", choices=choices(OutsideChannel)),
    ] = None
    note: Note = ""


class RerouteInput(ActInput):
    """Which agency of the installation a recipient really is."""

    outside_id: Annotated[Id | None, asked(N_("Nơi nhận"), "outside")] = None
    agency_id: Annotated[Id, asked(N_("Cơ quan trong hệ thống"), "agency")]


def _answer_recall(actor: Actor, document_id: int, data: AnswerRecallInput) -> Outcome:
    order = queries.order_for(actor, document_id)
    if order is None:
        raise NoRecallOrder
    actions.answer_recall(actor, packet_id=order.pk, agree=data.agree, reason=data.reason)
    return Outcome(_("Đã đồng ý trả lại.") if data.agree else _("Đã từ chối trả lại."))


def _answer_change(actor: Actor, document_id: int, data: AnswerChangeInput) -> Outcome:
    change = queries.change_for(actor, document_id)
    if change is None:
        raise NoChangeOrder
    actions.answer_change(actor, packet_id=change.pk, agree=data.agree, reason=data.reason)
    return Outcome(_("Đã theo bản mới.") if data.agree else _("Đã từ chối bản mới."))


def _update(actor: Actor, document_id: int, data: UpdateInput) -> Outcome:
    values = data.model_dump(exclude={"reason"}, exclude_none=True)
    packets = actions.update_issued(
        actor, document_id=document_id, values=values, reason=data.reason
    )
    return Outcome(say("Đã gửi cập nhật đến {n} nơi nhận.").format(n=len(packets)))


def _send_further(actor: Actor, document_id: int, data: SendFurtherInput) -> Outcome:
    sent = [row.receiver_id for row in queries.deliveries(actor, document_id) if row.receiver_id]
    besides = [NewRecipient(agency_id=agency_id) for agency_id in sent]
    found = actions.send_further(
        actor,
        document_id=document_id,
        recipients=data.everyone(actor, besides),
        reason=data.reason,
    )
    count = len(found.inside) + len(found.outside)
    return Outcome(say("Đã gửi thêm {n} nơi nhận.").format(n=count))


def _give_back(actor: Actor, document_id: int, data: GiveBackInput) -> Outcome:
    actions.give_back(actor, document_id=document_id, note=data.note)
    return Outcome(_("Đã trả lại nơi gửi."))


def _judge_give_back(standing: Standing) -> Judgement:
    return judged(lambda: check_give_back(standing.actor, standing.document))


def _resend(actor: Actor, document_id: int, data: ResendInput) -> Outcome:
    known = [row.packet_id for row in queries.deliveries(actor, document_id) if row.packet_id]
    actions.resend(actor, packet_id=_one_of(known, data.packet_id, "packet_id"))
    return Outcome(_("Đã gửi lại."))


def _record_outside(actor: Actor, document_id: int, data: RecordOutsideInput) -> Outcome:
    actions.record_outside(
        actor,
        outside_id=_outside(actor, document_id, data.outside_id),
        status=OutsideStatus(data.status),
        channel=OutsideChannel(data.channel) if data.channel else None,
        note=data.note,
    )
    return Outcome(_("Đã ghi nhận việc gửi."))


def _reroute(actor: Actor, document_id: int, data: RerouteInput) -> Outcome:
    number = _outside(actor, document_id, data.outside_id)
    actions.reroute(actor, outside_id=number, agency_id=data.agency_id)
    return Outcome(_("Đã chọn lại nơi nhận và gửi."))


def _outside(actor: Actor, document_id: int, wanted: int | None) -> int:
    known = [row.outside_id for row in queries.deliveries(actor, document_id) if row.outside_id]
    return _one_of(known, wanted, "outside_id")


def _one_of(known: list[int], wanted: int | None, field: str) -> int:
    """The recipient meant: of this document, and the only one where none is named."""
    if wanted is None and len(known) == 1:
        return known[0]
    if wanted is None and known:
        raise Invalid({field: "Văn bản có nhiều nơi nhận. Hãy chọn một nơi."})
    if wanted not in known:
        raise PacketNotFound
    return wanted


def _judge(verb: Verb) -> Callable[[Standing], Judgement]:
    """What interchange says of the verb."""

    def judge(standing: Standing) -> Judgement:
        return judged(lambda: check_any(standing.actor, verb, standing.document))

    return judge


def _act(verb: Verb, label: Any, input: type[ActInput], perform: Any, **more: Any) -> Act:
    more = {"judge": _judge(verb), **more}
    return Act(name=verb.value, label=label, input=input, perform=perform, **more)


ACTS = (
    _act(
        Verb.ANSWER_CHANGE,
        _("Trả lời cập nhật, thay thế"),
        AnswerChangeInput,
        _answer_change,
        directions=INCOMING,
        help=_("Xem phần thay đổi ở thẻ “Liên quan” rồi đồng ý theo bản mới, hoặc ghi lý do."),
        tone=Tone.PRIMARY,
    ),
    _act(
        Verb.UPDATE_ISSUED,
        _("Gửi cập nhật"),
        UpdateInput,
        _update,
        directions=OUTGOING,
        help=_(
            "Sửa thông tin mô tả văn bản đã phát hành và báo mọi nơi nhận; tệp đã ký giữ nguyên."
        ),
        initial=given(UpdateInput),
    ),
    _act(
        Verb.SEND_FURTHER,
        _("Gửi thêm nơi nhận"),
        SendFurtherInput,
        _send_further,
        directions=OUTGOING,
        help=_("Gửi văn bản đã phát hành cho nơi chưa được gửi; bản đã ký giữ nguyên."),
    ),
    _act(
        Verb.ANSWER_RECALL,
        _("Trả lời đề nghị lấy lại"),
        AnswerRecallInput,
        _answer_recall,
        directions=INCOMING,
        help=_(
            "Đồng ý thì văn bản được thu hồi, ngừng sử dụng và rời mọi hộp việc; "
            "từ chối thì ghi lý do."
        ),
        tone=Tone.DANGER,
    ),
    _act(
        Verb.GIVE_BACK,
        _("Trả lại sau khi xem"),
        GiveBackInput,
        _give_back,
        judge=_judge_give_back,
        directions=INCOMING,
        help=_("Văn bản ghi “XEM XONG TRẢ LẠI”: trả nơi gửi, tệp đóng lại với người đã xử lý."),
    ),
    _act(
        Verb.RESEND,
        _("Gửi lại"),
        ResendInput,
        _resend,
        directions=OUTGOING,
        help=_("Gửi lại cho nơi chưa nhận được hoặc đã từ chối."),
    ),
    _act(
        Verb.RECORD_OUTSIDE,
        _("Ghi nhận gửi ngoài hệ thống"),
        RecordOutsideInput,
        _record_outside,
        directions=OUTGOING,
        help=_("Ghi cách gửi và tình trạng bản gửi cho nơi ngoài hệ thống."),
    ),
    _act(
        Verb.REROUTE,
        _("Chọn lại nơi nhận"),
        RerouteInput,
        _reroute,
        directions=OUTGOING,
        help=_("Chỉ ra nơi nhận là cơ quan nào trong hệ thống, rồi gửi ngay."),
    ),
)
