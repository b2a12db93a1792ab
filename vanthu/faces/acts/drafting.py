"""Acts on a draft, from its first version to issuing and recalling."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from vanthu.faces.acts import consulting, esigning
from vanthu.faces.acts.base import (
    INCOMING,
    INTERNAL,
    OURS,
    Act,
    ActInput,
    Outcome,
    Text,
    Tone,
    always,
)
from vanthu.faces.acts.drafts import (
    AddresseesInput,
    AnswerInput,
    ApproveInput,
    NumberInput,
    PaperInput,
    RecipientsInput,
    ReplacingInput,
    SignInput,
    SubmitInput,
    VersionInput,
)
from vanthu.faces.acts.fields import OutgoingInput, given
from vanthu.faces.acts.inputs import Nothing, Reasoned, RouteInput
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.faces.acts.uploads import taken
from vanthu.faces.acts.warnings import approved_again, unfilled, unsigned
from vanthu.ground.base.actor import Actor
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions.moving import check_living
from vanthu.office.documents.demands import Change
from vanthu.office.documents.permissions import check_change, check_draft
from vanthu.office.documents.standard import check_open_to_change
from vanthu.office.drafting import actions, permissions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.errors import NotAddressed, RouteMissing
from vanthu.office.drafting.rules import addressee_key
from vanthu.office.drafting.rules.demands import STAYS
from vanthu.office.handling.permissions import acts_at


def _plain(verb: Callable[..., Any], sentence: Text) -> Callable[[Actor, int, ActInput], Outcome]:
    """Hand the input's fields to the verb as they are."""

    def perform(actor: Actor, document_id: int, data: ActInput) -> Outcome:
        verb(actor, document_id=document_id, **data.model_dump())
        return Outcome(sentence)

    return perform


def _add_version(actor: Actor, document_id: int, data: VersionInput) -> Outcome:
    row = actions.add_version(actor, document_id=document_id, text=data.text(actor))
    return Outcome(say("Đã lưu phiên bản {number}.").format(number=row.version))


def _submit(actor: Actor, document_id: int, data: SubmitInput) -> Outcome:
    actions.submit(actor, document_id=document_id, route=data.route(), note=data.note)
    return Outcome(say("Đã trình dự thảo."))


def _choose_route(actor: Actor, document_id: int, data: RouteInput) -> Outcome:
    actions.choose_route(
        actor, document_id=document_id, route=data.route() or actions.RouteChoice()
    )
    return Outcome(say("Đã chọn người duyệt, người ký."))


def _paper(actor: Actor, document_id: int, data: PaperInput) -> Outcome:
    blob, name = taken(actor, data.file)
    actions.record_paper_signature(
        actor, document_id=document_id, blob=blob, name=name, signed_on=data.signed_on
    )
    return Outcome(say("Đã ghi nhận chữ ký trên bản giấy."))


def _give_number(actor: Actor, document_id: int, data: NumberInput) -> Outcome:
    document = actions.give_number(actor, document_id=document_id, **data.model_dump())
    return Outcome(say("Đã cấp số {reference}.").format(reference=document.reference))


def _issue(actor: Actor, document_id: int, _data: Nothing) -> Outcome:
    document = actions.issue(actor, document_id=document_id)
    return Outcome(say("Đã phát hành {reference}.").format(reference=document.reference))


def _recipients(actor: Actor, document_id: int, data: RecipientsInput) -> Outcome:
    documents.set_recipients(actor, document_id=document_id, recipients=data.everyone(actor))
    return Outcome(say("Đã lưu nơi nhận."))


def _addressees(actor: Actor, document_id: int, data: AddresseesInput) -> Outcome:
    receivers = [each.receiver() for each in data.addressees]
    actions.set_addressees(actor, document_id=document_id, addressees=receivers)
    return Outcome(say("Đã lưu nơi nhận."))


def _correct(actor: Actor, document_id: int, data: OutgoingInput) -> Outcome:
    documents.correct_fields(
        actor, document_id=document_id, fields=data.fields(), revision=data.revision
    )
    return Outcome(say("Đã lưu thông tin dự thảo."))


def _answer(actor: Actor, document_id: int, data: AnswerInput) -> Outcome:
    form = drafting.answer_form(actor, incoming_id=document_id)
    document = actions.answer(
        actor,
        incoming_id=document_id,
        fields=replace(form.fields, subject=data.subject) if data.subject else form.fields,
        route=data.route(),
        text=data.text(actor),
    )
    return Outcome(say("Đã lập dự thảo trả lời."), document_id=document.pk)


def _replace_issued(actor: Actor, document_id: int, data: ReplacingInput) -> Outcome:
    document = actions.replace_issued(
        actor, document_id=document_id, route=data.route(), text=data.text(actor)
    )
    return Outcome(say("Đã lập dự thảo thay thế."), document_id=document.pk)


def _correct_issued(actor: Actor, document_id: int, data: ReplacingInput) -> Outcome:
    document = actions.correct_by_letter(
        actor, document_id=document_id, route=data.route(), text=data.text(actor)
    )
    return Outcome(say("Đã lập dự thảo công văn đính chính."), document_id=document.pk)


def _judge_put_right(verb: Verb) -> Callable[[Standing], Judgement]:
    """What drafting says of replacing or correcting the issued document."""

    def judge(standing: Standing) -> Judgement:
        check = permissions.check_put_right
        return judged(lambda: check(standing.actor, verb, standing.document))

    return judge


def _answer_begins(standing: Standing) -> Mapping[str, Any]:
    form = drafting.answer_form(standing.actor, incoming_id=standing.document.pk)
    return {"subject": form.fields.subject}


def _judge(verb: Verb) -> Callable[[Standing], Judgement]:
    """What drafting says of the verb."""
    return lambda standing: standing.of_drafting(verb)


def _is_drafted(standing: Standing) -> bool:
    """A copy is neither drafted nor approved: it is made of what is there."""
    return standing.copy is None


def _is_signed_on_paper(standing: Standing) -> bool:
    """What its signer has signed electronically is not signed on paper as well."""
    if standing.document.state not in STAYS[Verb.RECORD_PAPER_SIGNATURE]:
        return _is_drafted(standing)
    return _is_drafted(standing) and standing.draft.leader_signature is None


def _judge_delay(standing: Standing) -> Judgement:
    time = drafting.issue_time(standing.actor, standing.document.pk)
    return judged(lambda: permissions.check_explain_delay(standing.actor, time))


def _judge_submit(standing: Standing) -> Judgement:
    """A route still missing speaks against nothing: the form asks for it."""
    found = standing.of_drafting(Verb.SUBMIT)
    return Judgement() if isinstance(found.refusal, RouteMissing) else found


def _judge_step(standing: Standing) -> Judgement:
    """Whom the draft goes to is chosen by its drafter, before it is on its way."""
    return judged(lambda: permissions.check_step(standing.actor, Verb.SUBMIT, standing.draft))


def _judge_answer(standing: Standing) -> Judgement:
    return judged(lambda: permissions.check_answer(standing.actor, standing.document))


def _judge_open(standing: Standing) -> Judgement:
    """Fields and recipients are changed by whose turn it is, until the content is approved."""
    return judged(
        lambda: check_living(standing.actor, standing.document),
        lambda: check_draft(standing.actor),
        lambda: check_open_to_change(standing.document),
        lambda: check_change(standing.document, Change.FIELDS, standing.relations),
    )


def _judge_read(standing: Standing) -> Judgement:
    rows = drafting.addressees(standing.actor, standing.document.pk)
    unread = [row for row in rows if row.sent_at is not None and row.read_at is None]
    keys = [addressee_key(row.unit_id, row.post_id) for row in unread]
    if any(acts_at(standing.actor, key) for key in keys):
        return Judgement()
    return Judgement(NotAddressed())


def _last_version(standing: Standing) -> Mapping[str, Any]:
    last = standing.draft.last
    return {"version": last.version} if last else {}


def _route(standing: Standing) -> Mapping[str, Any]:
    route = standing.draft.route
    names = ("content_post", "format_post", "signer_post")
    return {name: getattr(route, name) for name in names}


def _today(name: str) -> Callable[[Standing], Mapping[str, Any]]:
    return lambda standing: {name: standing.actor.today}


def _recipients_now(standing: Standing) -> Mapping[str, Any]:
    columns = ("name", "agency_id", "code", "purpose")
    rows = standing.document.recipients.order_by("order", "id").values(*columns)
    return {"recipients": list(rows)}


def _addressees_now(standing: Standing) -> Mapping[str, Any]:
    rows = drafting.addressees(standing.actor, standing.document.pk)
    return {"addressees": [{"unit_id": row.unit_id, "post_id": row.post_id} for row in rows]}


def _act(verb: Verb, label: Any, input: type[ActInput], perform: Any, **more: Any) -> Act:
    more = {"judge": _judge(verb), "directions": OURS, "fits": _is_drafted, **more}
    return Act(name=verb.value, label=label, input=input, perform=perform, **more)


ANSWER = _act(
    Verb.ANSWER,
    _("Soạn trả lời"),
    AnswerInput,
    _answer,
    judge=_judge_answer,
    directions=INCOMING,
    help=_("Lập dự thảo trả lời, điền sẵn nơi nhận, trích yếu; phát hành xong thì khép văn bản."),
    shortcut="r",
    initial=_answer_begins,
)

ACTS = (
    Act(
        name="correct-draft",
        label=_("Sửa thông tin"),
        input=OutgoingInput,
        perform=_correct,
        judge=_judge_open,
        directions=OURS,
        fits=_is_drafted,
        help=_("Sửa các trường của dự thảo; nhật ký giữ giá trị trước và sau."),
        initial=given(OutgoingInput),
    ),
    _act(
        Verb.ADD_VERSION,
        _("Thêm phiên bản"),
        VersionInput,
        _add_version,
        help=_("Lưu bản mới của dự thảo; sau khi duyệt ký thì bản mới quay lại người ký."),
        shortcut="v",
        warn=approved_again,
    ),
    Act(
        name="choose-route",
        label=_("Chọn người duyệt, người ký"),
        input=RouteInput,
        perform=_choose_route,
        judge=_judge_step,
        directions=OURS,
        fits=_is_drafted,
        help=_("Chọn người duyệt nội dung, người duyệt thể thức và người ký."),
        initial=_route,
    ),
    Act(
        name="set-recipients",
        label=_("Chọn nơi nhận"),
        input=RecipientsInput,
        perform=_recipients,
        judge=_judge_open,
        directions=OURS,
        help=_("Chọn các cơ quan, tổ chức nhận văn bản, từng nơi hoặc theo nhóm."),
        initial=_recipients_now,
    ),
    Act(
        name="set-addressees",
        label=_("Chọn nơi nhận nội bộ"),
        input=AddresseesInput,
        perform=_addressees,
        judge=_judge_step,
        directions=INTERNAL,
        help=_("Chọn đơn vị, người nhận văn bản nội bộ."),
        initial=_addressees_now,
    ),
    *consulting.ACTS,
    _act(
        Verb.SUBMIT,
        _("Trình duyệt"),
        SubmitInput,
        _submit,
        judge=_judge_submit,
        help=_("Gửi dự thảo đến người duyệt nội dung, rồi thể thức, rồi người ký."),
        shortcut="s",
        tone=Tone.PRIMARY,
        initial=_route,
        warn=unfilled,
    ),
    _act(
        Verb.APPROVE_CONTENT,
        _("Duyệt nội dung"),
        ApproveInput,
        _plain(actions.approve_content, _("Đã duyệt nội dung.")),
        help=_("Chịu trách nhiệm về nội dung (khoản 1 Điều 12 Nghị định 30/2020/NĐ-CP)."),
        shortcut="e",
        tone=Tone.PRIMARY,
        bulk=True,
        initial=_last_version,
    ),
    _act(
        Verb.APPROVE_FORMAT,
        _("Duyệt thể thức"),
        ApproveInput,
        _plain(actions.approve_format, _("Đã duyệt thể thức.")),
        help=_("Chịu trách nhiệm về thể thức, kỹ thuật trình bày (khoản 2 Điều 12)."),
        shortcut="e",
        tone=Tone.PRIMARY,
        bulk=True,
        initial=_last_version,
    ),
    _act(
        Verb.APPROVE_SIGNING,
        _("Duyệt ký"),
        SignInput,
        _plain(actions.approve_signing, _("Đã duyệt ký.")),
        help=_("Duyệt đúng phiên bản đang xem; nội dung bị khóa theo mã băm."),
        shortcut="e",
        tone=Tone.PRIMARY,
        initial=_last_version,
    ),
    esigning.SIGN,
    _act(
        Verb.RECORD_PAPER_SIGNATURE,
        _("Ghi nhận chữ ký giấy"),
        PaperInput,
        _paper,
        help=_("Đính kèm bản quét của bản giấy đã ký và ghi ngày ký."),
        fits=_is_signed_on_paper,
        initial=_today("signed_on"),
    ),
    _act(
        Verb.GIVE_NUMBER,
        _("Cấp số"),
        NumberInput,
        _give_number,
        help=_("Cấp số tiếp theo của sổ và ghi ngày văn bản."),
        shortcut="n",
        tone=Tone.PRIMARY,
        bulk=True,
        initial=_today("dated"),
    ),
    esigning.SEAL,
    _act(
        Verb.ISSUE,
        _("Phát hành"),
        Nothing,
        _issue,
        help=_("Gửi văn bản đến mọi nơi nhận; từ đây văn bản không đổi nữa."),
        shortcut="i",
        tone=Tone.PRIMARY,
        bulk=True,
        warn=unsigned,
    ),
    Act(
        name="explain-delay",
        label=_("Ghi lý do phát hành muộn"),
        input=Reasoned,
        perform=_plain(actions.explain_delay, _("Đã ghi lý do phát hành muộn.")),
        judge=_judge_delay,
        directions=OURS,
        fits=_is_drafted,
        help=_(
            "Văn bản phát hành sau ngày làm việc tiếp theo ngày ký: lý do được đưa vào báo cáo."
        ),
    ),
    Act(
        name="mark-read",
        label=_("Đã xem"),
        input=Nothing,
        perform=_plain(actions.mark_read, _("Đã xem.")),
        judge=_judge_read,
        directions=INTERNAL,
        help=_("Đánh dấu đã xem văn bản nội bộ gửi cho mình."),
        shortcut="e",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
    _act(
        Verb.RETURN_DRAFT,
        _("Trả lại dự thảo"),
        Reasoned,
        _plain(actions.return_draft, _("Đã trả lại dự thảo.")),
        help=_("Trả dự thảo về người soạn, kèm lý do; khi trình lại thì duyệt lại từ đầu."),
        shortcut="b",
        tone=Tone.DANGER,
        bulk=True,
    ),
    _act(
        Verb.RECALL_DRAFT,
        _("Lấy lại dự thảo"),
        Nothing,
        _plain(actions.recall_draft, _("Đã lấy lại dự thảo.")),
        help=_("Người soạn lấy lại dự thảo chưa được duyệt ký."),
    ),
    _act(
        Verb.CANCEL,
        _("Hủy dự thảo"),
        Reasoned,
        _plain(actions.cancel, _("Đã hủy dự thảo.")),
        help=_("Kết thúc dự thảo, kèm lý do; các phiên bản vẫn đọc được."),
        tone=Tone.DANGER,
    ),
    _act(
        Verb.REPLACE,
        _("Soạn thay thế"),
        ReplacingInput,
        _replace_issued,
        judge=_judge_put_right(Verb.REPLACE),
        help=_(
            "Lập dự thảo thay văn bản này, cùng loại và nơi nhận; phát hành thì báo nơi nhận cũ."
        ),
    ),
    _act(
        Verb.CORRECT,
        _("Soạn đính chính"),
        ReplacingInput,
        _correct_issued,
        judge=_judge_put_right(Verb.CORRECT),
        help=_(
            "Lập dự thảo công văn đính chính sai sót thể thức, thủ tục (khoản 3 Điều 18); sai nội "
            "dung thì soạn văn bản thay thế."
        ),
    ),
    _act(
        Verb.RECALL_ISSUED,
        _("Thu hồi văn bản"),
        Reasoned,
        _plain(actions.recall_issued, _("Đã thu hồi văn bản; các nơi nhận được báo hủy.")),
        help=_(
            "Thu hồi, ngừng sử dụng văn bản đã phát hành, kèm lý do; nơi nhận hủy bỏ trên hệ thống "
            "và báo lại (khoản 4 Điều 18 Nghị định 30/2020/NĐ-CP)."
        ),
        fits=always,
        tone=Tone.DANGER,
    ),
)
