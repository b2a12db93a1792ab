"""Acts of the records clerk on what came in."""

from collections.abc import Callable
from typing import Annotated, Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.faces.acts.base import ANY, INCOMING, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.fields import IncomingInput, given
from vanthu.faces.acts.inputs import Day, Id, Reasoned, asked
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.ground.base.actor import Actor
from vanthu.office.documents import actions
from vanthu.office.documents.actions.moving import check_living
from vanthu.office.documents.flows import machine_of
from vanthu.office.documents.permissions import check_receive
from vanthu.office.documents.queries import check_suspected

# The tick of who insists; the refusal of a duplicate names it.
INSIST = N_("Đây là văn bản khác, vẫn đăng ký")


class RegisterInput(ActInput):
    """Into which register and on which day; by default the agency's only one, today."""

    register_id: Annotated[
        Id | None,
        asked(
            N_("Sổ đăng ký"),
            "register",
            kinds=["incoming"],
            blank=N_("Để trống: sổ nhận loại văn bản này."),
        ),
    ] = None
    arrived_on: Annotated[
        Day | None, asked(N_("Ngày đến"), "date", blank=N_("Để trống: hôm nay."))
    ] = None
    accept_duplicate: Annotated[bool, asked(INSIST, "flag")] = False


def _register(actor: Actor, document_id: int, data: RegisterInput) -> Outcome:
    document = actions.register_incoming(actor, document_id=document_id, **data.model_dump())
    return Outcome(say("Đã đăng ký, số đến {number}.").format(number=document.arrival_number))


def _refuse(actor: Actor, document_id: int, data: Reasoned) -> Outcome:
    actions.refuse_incoming(actor, document_id=document_id, reason=data.reason)
    return Outcome(say("Đã từ chối tiếp nhận; nơi gửi được báo lý do."))


def _correct(actor: Actor, document_id: int, data: IncomingInput) -> Outcome:
    actions.correct_fields(
        actor, document_id=document_id, fields=data.fields(), revision=data.revision
    )
    return Outcome(say("Đã lưu thông tin văn bản."))


def _expel(actor: Actor, document_id: int, data: ActInput) -> Outcome:
    actions.expel_secret(actor, document_id=document_id)
    return Outcome(say("Đã loại bỏ văn bản; hệ thống không giữ lại nội dung nào."))


def _clear(actor: Actor, document_id: int, data: Reasoned) -> Outcome:
    actions.clear_suspicion(actor, document_id=document_id, reason=data.reason)
    return Outcome(say("Đã xác nhận không phải văn bản mật; hệ thống đang đọc lại tệp."))


def _is_held(standing: Standing) -> bool:
    """There is something to decide only where a secrecy mark was found."""
    return standing.document.held_at is not None


def _judge_expel(standing: Standing) -> Judgement:
    return judged(lambda: actions.check_expel(standing.actor, standing.document))


def _judge_suspected(standing: Standing) -> Judgement:
    return judged(
        lambda: check_receive(standing.actor),
        lambda: check_suspected(standing.document),
    )


def _of_clerk(verb: str) -> Callable[[Standing], Judgement]:
    """The clerk's right, a living document of the agency, and a state that knows the verb."""

    def judge(standing: Standing) -> Judgement:
        document = standing.document
        return judged(
            lambda: check_receive(standing.actor),
            lambda: check_living(standing.actor, document),
            lambda: machine_of(document.direction).target(document.state, verb),
        )

    return judge


def _judge_correct(standing: Standing) -> Judgement:
    return judged(
        lambda: check_living(standing.actor, standing.document),
        lambda: check_receive(standing.actor),
    )


def _today(standing: Standing) -> dict[str, Any]:
    return {"arrived_on": standing.actor.today}


ACTS = (
    Act(
        name="register",
        label=_("Đăng ký"),
        input=RegisterInput,
        perform=_register,
        judge=_of_clerk("register"),
        directions=INCOMING,
        help=_("Vào sổ văn bản đến và cấp số đến. Chỉ văn bản đã đăng ký mới được xử lý."),
        shortcut="r",
        tone=Tone.PRIMARY,
        bulk=True,
        initial=_today,
    ),
    Act(
        name="refuse",
        label=_("Từ chối tiếp nhận"),
        input=Reasoned,
        perform=_refuse,
        judge=_of_clerk("refuse"),
        directions=INCOMING,
        help=_("Trả văn bản gửi sai nơi, sai thể thức hoặc hỏng tệp về nơi gửi, kèm lý do."),
        tone=Tone.DANGER,
    ),
    Act(
        name="expel-secret",
        label=_("Loại bỏ văn bản mật"),
        input=ActInput,
        perform=_expel,
        judge=_judge_expel,
        directions=ANY,
        fits=_is_held,
        help=_("Tệp mang dấu độ mật: hủy tệp và nội dung đã đọc; hệ thống không giữ lại gì."),
        tone=Tone.DANGER,
    ),
    Act(
        name="clear-secrecy",
        label=_("Không phải văn bản mật"),
        input=Reasoned,
        perform=_clear,
        judge=_judge_suspected,
        directions=ANY,
        fits=_is_held,
        help=_("Đã xem bản gốc, không phải bí mật nhà nước: ghi lý do, tệp được đọc và mở lại."),
    ),
    Act(
        name="correct-fields",
        label=_("Sửa thông tin"),
        input=IncomingInput,
        perform=_correct,
        judge=_judge_correct,
        directions=INCOMING,
        help=_("Sửa các trường của văn bản đến; nhật ký giữ giá trị trước và sau."),
        initial=given(IncomingInput),
    ),
)
