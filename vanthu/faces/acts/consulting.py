"""Acts of asking units and people for comments on a draft, and of answering."""

from typing import Annotated

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.base import OURS, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.inputs import Day, Line, Opinion, Tos, asked
from vanthu.faces.acts.standing import Judgement, Standing
from vanthu.ground.base.actor import Actor
from vanthu.office.drafting import actions, permissions
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.errors import NotConsulted


class ConsultInput(ActInput):
    """Who is asked, until when, and about what."""

    receivers: Annotated[Tos, Field(min_length=1), asked(N_("Lấy ý kiến của"), "receivers")]
    due_on: Annotated[Day, asked(N_("Hạn góp ý"), "date")]
    question: Annotated[Line, asked(N_("Nội dung cần góp ý"))] = ""


class AnswerConsultationInput(ActInput):
    """What is said besides the comments in the margin."""

    answer: Opinion = ""


def _consult(actor: Actor, document_id: int, data: ConsultInput) -> Outcome:
    rows = actions.consult(
        actor,
        document_id=document_id,
        receivers=[each.receiver() for each in data.receivers],
        due_on=data.due_on,
        question=data.question,
    )
    return Outcome(say("Đã gửi lấy ý kiến {n} nơi.").format(n=len(rows)))


def _answer(actor: Actor, document_id: int, data: AnswerConsultationInput) -> Outcome:
    actions.answer_consultation(actor, document_id=document_id, answer=data.answer)
    return Outcome(say("Đã trả lời lấy ý kiến."))


def _judge_consult(standing: Standing) -> Judgement:
    return standing.of_drafting(Verb.CONSULT)


def _judge_answer(standing: Standing) -> Judgement:
    asked_here = permissions.asked_of(standing.actor, standing.draft)
    return Judgement() if asked_here else Judgement(NotConsulted())


ACTS = (
    Act(
        name=Verb.CONSULT.value,
        label=_("Gửi lấy ý kiến"),
        input=ConsultInput,
        perform=_consult,
        judge=_judge_consult,
        directions=OURS,
        help=_("Mở dự thảo cho đơn vị, cá nhân trong cơ quan góp ý; nhắc theo hạn."),
    ),
    Act(
        name="answer-consultation",
        label=_("Trả lời góp ý"),
        input=AnswerConsultationInput,
        perform=_answer,
        judge=_judge_answer,
        directions=OURS,
        help=_("Báo đã góp ý xong (ý kiến ghi ngay trên dự thảo hoặc ghi ở đây), hoặc thống nhất."),
        tone=Tone.PRIMARY,
    ),
)
