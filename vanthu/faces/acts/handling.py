"""Acts on the way of an incoming document: presented, directed, handed over, handled."""

from collections.abc import Callable
from typing import Annotated, Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.assignments import on_assignment
from vanthu.faces.acts.base import INCOMING, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.inputs import (
    Id,
    Note,
    Nothing,
    Opinion,
    Paragraph,
    Reasoned,
    To,
    Tos,
    asked,
)
from vanthu.faces.acts.standing import Judgement, Standing
from vanthu.ground.base.actor import Actor
from vanthu.office.handling import actions
from vanthu.office.handling.choices import Verb
from vanthu.office.handling.models import Movement


class PresentInput(ActInput):
    """Before which leader."""

    to_post_id: Annotated[Id, asked(N_("Trình lãnh đạo"), "post", right="direct")]
    note: Note = ""


class OpineInput(ActInput):
    """An opinion, and which leader reads on."""

    text: Annotated[Paragraph, Field(min_length=1), asked(N_("Ý kiến"), "textarea")]
    to_post_id: Annotated[
        Id | None,
        asked(
            N_("Chuyển lãnh đạo xem xét tiếp"),
            "post",
            right="direct",
            blank=N_("Để trống được khi văn bản đã phân công; đang trình thì phải chọn."),
        ),
    ] = None


class DirectInput(ActInput):
    """The leader's opinion and who does what by when: one lead, supports, whom to inform."""

    text: Opinion = ""
    lead: Annotated[To | None, asked(N_("Chủ trì"), "receiver")] = None
    supports: Annotated[Tos, asked(N_("Phối hợp"), "receivers")] = []
    informs: Annotated[Tos, asked(N_("Để biết"), "receivers")] = []
    hand_over: Annotated[bool | None, asked(N_("Chuyển ngay, không qua văn thư"), "flag")] = None


class FinishDocumentInput(ActInput):
    """With which result the whole ends."""

    result: Annotated[Paragraph, Field(min_length=1), asked(N_("Kết quả giải quyết"), "textarea")]


def shares(data: Any) -> dict[str, Any]:
    """Lead, supports and informs as the module takes them."""
    return {
        "lead": data.lead.receiver() if data.lead else None,
        "supports": [each.receiver() for each in data.supports],
        "informs": [each.receiver() for each in data.informs],
    }


def _present(actor: Actor, document_id: int, data: PresentInput) -> Outcome:
    step = actions.present(actor, document_id=document_id, **data.model_dump())
    return Outcome(say("Đã trình {name}.").format(name=step.to_name))


def _opine(actor: Actor, document_id: int, data: OpineInput) -> Outcome:
    actions.direct_only_opinion(actor, document_id=document_id, **data.model_dump())
    return Outcome(say("Đã ghi ý kiến."))


def _direct(actor: Actor, document_id: int, data: DirectInput) -> Outcome:
    step = actions.direct(
        actor, document_id=document_id, text=data.text, hand_over=data.hand_over, **shares(data)
    )
    if step.act == Verb.HAND_OVER:
        return _undoable(step, say("Đã giao việc và chuyển ngay cho {name}."))
    return Outcome(say("Đã giao việc cho {name}; chờ văn thư chuyển.").format(name=step.to_name))


def _hand_over(actor: Actor, document_id: int, _data: Nothing) -> Outcome:
    step = actions.hand_over(actor, document_id=document_id)
    return _undoable(step, say("Đã chuyển {name}."))


def _mark_known(actor: Actor, document_id: int, _data: Nothing) -> Outcome:
    return _undoable(actions.mark_known(actor, document_id=document_id), say("Đã xem."))


def _finish_document(actor: Actor, document_id: int, data: FinishDocumentInput) -> Outcome:
    actions.finish_document(actor, document_id=document_id, result=data.result)
    return Outcome(say("Đã kết thúc văn bản."))


def _undoable(step: Movement, sentence: str) -> Outcome:
    return Outcome(sentence.format(name=step.to_name), undo=str(step.pk))


def _returning(
    verb: Callable[..., Any], sentence: Any
) -> Callable[[Actor, int, Reasoned], Outcome]:
    def perform(actor: Actor, document_id: int, data: Reasoned) -> Outcome:
        verb(actor, document_id=document_id, reason=data.reason)
        return Outcome(sentence)

    return perform


def judge_of(verb: Verb) -> Callable[[Standing], Judgement]:
    """What handling says of the verb."""

    def judge(standing: Standing) -> Judgement:
        return standing.of_handling(verb.value)

    return judge


def _act(verb: Verb, label: Any, input: type[ActInput], perform: Any, **more: Any) -> Act:
    return Act(
        name=verb.value,
        label=label,
        input=input,
        perform=perform,
        judge=judge_of(verb),
        directions=INCOMING,
        **more,
    )


ACTS = (
    _act(
        Verb.PRESENT,
        _("Trình lãnh đạo"),
        PresentInput,
        _present,
        help=_("Đưa văn bản đã đăng ký đến lãnh đạo có thẩm quyền cho ý kiến."),
        shortcut="p",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
    _act(
        Verb.DIRECT,
        _("Cho ý kiến, phân công"),
        DirectInput,
        _direct,
        help=_("Ghi ý kiến chỉ đạo, chọn một đơn vị chủ trì, các đơn vị phối hợp và thời hạn."),
        shortcut="a",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
    _act(
        Verb.OPINE,
        _("Ghi ý kiến"),
        OpineInput,
        _opine,
        help=_("Ghi ý kiến mà chưa phân công; khi đang được trình thì chuyển lãnh đạo khác."),
    ),
    _act(
        Verb.HAND_OVER,
        _("Chuyển xử lý"),
        Nothing,
        _hand_over,
        help=_("Chuyển văn bản đến các nơi lãnh đạo đã phân công."),
        shortcut="h",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
    *(
        on_assignment(verb, judge_of(verb), INCOMING)
        for verb in (Verb.ACCEPT, Verb.ASSIGN, Verb.REPORT, Verb.FINISH)
    ),
    _act(
        Verb.MARK_KNOWN,
        _("Đã xem"),
        Nothing,
        _mark_known,
        help=_("Đánh dấu đã xem văn bản nhận để biết."),
        shortcut="e",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
    *(
        on_assignment(verb, judge_of(verb), INCOMING)
        for verb in (
            Verb.GRANT_EXTENSION,
            Verb.REFUSE_EXTENSION,
            Verb.FORWARD,
            Verb.ASK_EXTENSION,
            Verb.EXTEND,
            Verb.REASSIGN,
            Verb.RETURN,
            Verb.RECALL,
        )
    ),
    _act(
        Verb.FINISH_DOCUMENT,
        _("Kết thúc văn bản"),
        FinishDocumentInput,
        _finish_document,
        help=_("Kết thúc khi không còn ai chủ trì: lưu, không phải xử lý, hoặc đã thu hồi."),
        bulk=True,
    ),
    _act(
        Verb.RETURN_PRESENTED,
        _("Trả lại văn thư"),
        Reasoned,
        _returning(actions.return_presented, _("Đã trả lại văn thư.")),
        help=_("Trả văn bản trình về văn thư, kèm lý do."),
        shortcut="b",
        tone=Tone.DANGER,
        bulk=True,
    ),
    _act(
        Verb.RECALL_PRESENTED,
        _("Rút lại"),
        Reasoned,
        _returning(actions.recall_presented, _("Đã rút lại văn bản đã trình.")),
        help=_("Văn thư rút lại văn bản đã trình mà lãnh đạo chưa cho ý kiến."),
        tone=Tone.DANGER,
    ),
)
