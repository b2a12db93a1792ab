"""Acts on what was given to a unit or a person; which one is found where only one fits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.base import Act, ActInput, Outcome, Tone
from vanthu.faces.acts.inputs import (
    AssignmentId,
    Day,
    Id,
    Note,
    Paragraph,
    Reason,
    To,
    Tos,
    asked,
)
from vanthu.faces.acts.standing import Judgement, Standing
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid
from vanthu.office.documents import queries as documents
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.handling import actions
from vanthu.office.handling.actions.undoing import UNDOABLE
from vanthu.office.handling.choices import Verb
from vanthu.office.handling.models import Assignment, Movement


class OnAssignment(ActInput):
    """Which of the assignments on the document; may be left out where only one fits."""

    assignment_id: AssignmentId = None

    def values(self) -> dict[str, Any]:
        """What the module's verb takes besides."""
        return self.model_dump(exclude={"assignment_id"})


class AssignInput(OnAssignment):
    """Who in the unit does what by when."""

    lead: Annotated[To | None, asked(N_("Chủ trì"), "receiver", inside=True)] = None
    supports: Annotated[Tos, asked(N_("Phối hợp"), "receivers", inside=True)] = []
    informs: Annotated[Tos, asked(N_("Để biết"), "receivers", inside=True)] = []

    def values(self) -> dict[str, Any]:
        return {
            "lead": self.lead.receiver() if self.lead else None,
            "supports": [each.receiver() for each in self.supports],
            "informs": [each.receiver() for each in self.informs],
        }


class ReportInput(OnAssignment):
    """How far the work is."""

    progress: Annotated[int, Field(ge=0, le=99), asked(N_("Tiến độ (%)"), "number")]
    text: Annotated[Paragraph, Field(min_length=1), asked(N_("Đã làm được"), "textarea")]


class FinishInput(OnAssignment):
    """The result, or the document that answers."""

    result: Annotated[Paragraph, asked(N_("Kết quả giải quyết"), "textarea")] = ""
    answer_document_id: Annotated[Id | None, asked(N_("Văn bản trả lời"), "document")] = None


class PassOnInput(OnAssignment):
    """To whom instead, and why."""

    to: Annotated[To, asked(N_("Chuyển đến"), "receiver")]
    reason: Reason

    def values(self) -> dict[str, Any]:
        return {"to": self.to.receiver(), "reason": self.reason}


class ReasonedInput(OnAssignment):
    """Why."""

    reason: Reason


class ExtendInput(OnAssignment):
    """Until when, and why."""

    due_on: Annotated[Day, asked(N_("Hạn mới"), "date")]
    reason: Reason


class GrantInput(OnAssignment):
    """Another day than the one asked for, where the giver wants one."""

    due_on: Annotated[Day | None, asked(N_("Hạn mới (bỏ trống: như đề nghị)"), "date")] = None
    note: Note = ""


@dataclass(frozen=True)
class _Way:
    """One verb on an assignment: how it is called, what it asks, what is said when it is done."""

    label: str | Promise
    input: type[OnAssignment]
    run: Callable[..., Movement]
    said: str | Promise
    help: str | Promise
    shortcut: str = ""
    tone: Tone = Tone.PLAIN
    bulk: bool = False


_WAYS: dict[Verb, _Way] = {
    Verb.ACCEPT: _Way(
        _("Tiếp nhận"),
        OnAssignment,
        actions.accept,
        _("Đã tiếp nhận."),
        _("Nhận việc được giao; nơi giao thấy ngay."),
        "c",
        Tone.PRIMARY,
        True,
    ),
    Verb.ASSIGN: _Way(
        _("Giao việc"),
        AssignInput,
        actions.assign,
        _("Đã giao {name}."),
        _("Giao cho người trong đơn vị: một người chủ trì, những người phối hợp, thời hạn."),
        "a",
        Tone.PRIMARY,
        True,
    ),
    Verb.REPORT: _Way(
        _("Báo cáo tiến độ"),
        ReportInput,
        actions.report,
        _("Đã ghi tiến độ."),
        _("Ghi việc đã làm được và phần trăm hoàn thành."),
        "t",
    ),
    Verb.FINISH: _Way(
        _("Hoàn thành"),
        FinishInput,
        actions.finish,
        _("Đã báo hoàn thành."),
        _("Ghi kết quả hoặc chọn văn bản trả lời; việc của nơi chủ trì kết thúc cả văn bản."),
        "e",
        Tone.PRIMARY,
        True,
    ),
    Verb.FORWARD: _Way(
        _("Chuyển tiếp"),
        PassOnInput,
        actions.forward,
        _("Đã chuyển tiếp {name}."),
        _("Chuyển việc được giao cho nơi khác với cùng vai trò và thời hạn, kèm lý do."),
        "f",
    ),
    Verb.RETURN: _Way(
        _("Trả lại"),
        ReasonedInput,
        actions.return_,
        _("Đã trả lại {name}."),
        _("Trả việc không thuộc nhiệm vụ về nơi giao, kèm lý do."),
        "b",
        Tone.DANGER,
    ),
    Verb.RECALL: _Way(
        _("Thu hồi"),
        ReasonedInput,
        actions.recall,
        _("Đã thu hồi việc giao {name}."),
        _("Lấy lại việc đã giao cùng mọi việc giao tiếp từ đó, kèm lý do."),
        tone=Tone.DANGER,
    ),
    Verb.REASSIGN: _Way(
        _("Giao lại"),
        PassOnInput,
        actions.reassign,
        _("Đã giao lại cho {name}."),
        _("Giao việc cho nơi khác thay nơi đang giữ, kèm lý do."),
    ),
    Verb.EXTEND: _Way(
        _("Gia hạn"),
        ExtendInput,
        actions.extend,
        _("Đã gia hạn."),
        _("Dời hạn của việc đã giao trong giới hạn của cơ quan, kèm lý do."),
        "d",
    ),
    Verb.ASK_EXTENSION: _Way(
        _("Đề nghị gia hạn"),
        ExtendInput,
        actions.ask_extension,
        _("Đã gửi đề nghị gia hạn đến {name}."),
        _("Xin nơi giao dời hạn: ghi hạn mới và lý do; hạn cũ còn hiệu lực đến khi được duyệt."),
        "w",
    ),
    Verb.GRANT_EXTENSION: _Way(
        _("Chấp thuận gia hạn"),
        GrantInput,
        actions.grant_extension,
        _("Đã gia hạn cho {name}."),
        _("Dời hạn như nơi xử lý đề nghị, hoặc đến ngày khác."),
        "y",
        Tone.PRIMARY,
        True,
    ),
    Verb.REFUSE_EXTENSION: _Way(
        _("Từ chối gia hạn"),
        ReasonedInput,
        actions.refuse_extension,
        _("Đã từ chối gia hạn cho {name}."),
        _("Giữ nguyên hạn, kèm lý do để nơi xử lý biết."),
        tone=Tone.DANGER,
        bulk=True,
    ),
}


def on_assignment(
    verb: Verb, judge: Callable[[Standing], Judgement], directions: frozenset[str]
) -> Act:
    """The act of a verb on an assignment."""
    way = _WAYS[verb]

    def perform(actor: Actor, document_id: int, data: OnAssignment) -> Outcome:
        number = data.assignment_id or _only(actor, document_id, judge)
        _check_of(document_id, number)
        step = way.run(actor, assignment_id=number, **data.values())
        undo = str(step.pk) if step.act in UNDOABLE else ""
        return Outcome(str(way.said).format(name=step.to_name), undo=undo)

    return Act(
        name=verb.value,
        label=way.label,
        input=way.input,
        perform=perform,
        judge=judge,
        directions=directions,
        help=way.help,
        shortcut=way.shortcut,
        tone=way.tone,
        bulk=way.bulk,
    )


def _check_of(document_id: int, assignment_id: int) -> None:
    """The assignment is one on this document; raises DocumentNotFound."""
    if not Assignment.objects.filter(pk=assignment_id, document=document_id).exists():
        raise DocumentNotFound


def _only(actor: Actor, document_id: int, judge: Callable[[Standing], Judgement]) -> int:
    """The one assignment the verb may act on; raises the refusal, or asks which."""
    judgement = judge(Standing(actor, documents.find_visible(actor, document_id)))
    if judgement.refusal is not None:
        raise judgement.refusal
    if len(judgement.targets) != 1:
        raise Invalid(
            {"assignment_id": "Có nhiều việc được giao trên văn bản này. Hãy chọn một việc."}
        )
    return judgement.targets[0]
