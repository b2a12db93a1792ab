"""Requests for explanation as records: the box of who must answer."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.personnel import permissions as duties
from vanthu.cadres.personnel.choices import DutyKind
from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.choices import Cause, ExplanationState
from vanthu.cadres.targets.events import ExplanationAsked
from vanthu.cadres.targets.models import Explanation
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import (
    Book,
    Column,
    Fact,
    History,
    Outcome,
    RecordAct,
    Section,
    Step,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, PickFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, Nothing, Paragraph, asked
from vanthu.faces.books.targets.common import MODULE, indicators
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class AskExplanationInput(ActInput):
    """Whom to ask about what, and by when."""

    indicator_id: Annotated[Id, asked(N_("Chỉ tiêu"), "pick")]
    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    question: Annotated[Line, asked(N_("Nội dung cần giải trình"))]
    due_on: Annotated[Day | None, asked(N_("Hạn trả lời"), "date")] = None


class AnswerExplanationInput(ActInput):
    """The cause, and the explanation."""

    cause: Annotated[Cause, asked(N_("Nguyên nhân"), "choice", choices=choices(Cause))]
    answer: Annotated[Paragraph, asked(N_("Nội dung giải trình"), "textarea")]


def _ask(actor: Actor, _number: int | None, data: AskExplanationInput) -> Outcome:
    made = actions.ask_explanation(actor, **data.model_dump())
    return Outcome(_("Đã gửi yêu cầu giải trình."), record_id=made.pk)


def _answer(actor: Actor, number: int | None, data: AnswerExplanationInput) -> Outcome:
    actions.answer_explanation(actor, explanation_id=number or 0, **data.model_dump())
    return Outcome(_("Đã gửi giải trình."), record_id=number)


def _close(actor: Actor, number: int | None, _data: Nothing) -> Outcome:
    actions.close_explanation(actor, explanation_id=number or 0)
    return Outcome(_("Đã tiếp nhận giải trình."), record_id=number)


class Explanations(Book[Explanation]):
    """The requests within reach."""

    module, name = MODULE, "explanations"
    title, singular = _("Giải trình"), _("Yêu cầu giải trình")
    help = _("Không có yêu cầu giải trình nào trong phạm vi của bạn.")
    icon, told = "reply", ExplanationAsked.object_type
    columns = (
        Column("agency", _("Cơ quan"), lambda row, seen: seen[row.agency_id], width=3),
        Column("state", _("Trạng thái"), lambda row, _seen: str(row.get_state_display())),
        Column(
            "due_on",
            _("Hạn"),
            lambda row, _seen: short_date(row.due_on),
            value=lambda row, _seen: row.due_on,
        ),
        Column("question", _("Nội dung"), lambda row, _seen: row.question, width=4),
        Column("cause", _("Nguyên nhân"), lambda row, _seen: str(row.get_cause_display())),
        Column("answer", _("Giải trình"), lambda row, _seen: row.answer, wide=True, width=4),
    )
    filters = (
        PickFilter("indicator", _("Chỉ tiêu"), indicators),
        ChoiceFilter("state", _("Trạng thái"), ExplanationState),
        agency_filter(_("Cơ quan")),
        DayFilter("due_on", _("Hạn")),
    )
    acts = (
        RecordAct(
            "ask",
            _("Yêu cầu giải trình"),
            AskExplanationInput,
            _ask,
            lambda actor, _row: permissions.check_ask(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"indicator_id": indicators},
            help=_("Yêu cầu cơ quan giải trình về một chỉ tiêu, trả lời trong thời hạn."),
        ),
        RecordAct(
            "answer",
            _("Giải trình"),
            AnswerExplanationInput,
            _answer,
            permissions.check_answer,
            fits=lambda row: row.state == ExplanationState.ASKED,
            help=_("Chọn nguyên nhân trong danh mục và nêu rõ nội dung."),
        ),
        RecordAct(
            "close",
            _("Tiếp nhận"),
            Nothing,
            _close,
            permissions.check_close,
            fits=lambda row: row.state == ExplanationState.ANSWERED,
            bulk=True,
            help=_("Ghi nhận đã xem nội dung giải trình."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Explanation]:
        """Those to agencies within reach."""
        rows = Explanation.objects.filter(permissions.reach(actor))
        return rows.select_related("indicator")

    def see(self, actor: Actor, rows: Sequence[Explanation]) -> dict[int, str]:
        """The names of the agencies."""
        return last_names(row.agency_id for row in rows)

    def named(self, row: Explanation) -> str:
        """What it is about."""
        return str(row.indicator)

    def facts(self, actor: Actor, row: Explanation) -> Sequence[Section]:
        """The question and the answer."""
        standing = f"/cadres/targets/board/indicators/{row.indicator_id}"
        return (
            Section(
                _("Thông tin chung"),
                (
                    Fact(_("Chỉ tiêu"), str(row.indicator), url=standing),
                    Fact(_("Cơ quan"), last_names([row.agency_id])[row.agency_id]),
                    Fact(_("Trạng thái"), row.get_state_display()),
                    Fact(_("Nội dung cần giải trình"), row.question),
                    Fact(_("Hạn trả lời"), short_date(row.due_on)),
                    Fact(_("Nguyên nhân"), row.get_cause_display()),
                    Fact(_("Nội dung giải trình"), row.answer),
                ),
            ),
        )

    def history(self, actor: Actor, row: Explanation) -> History:
        """Who asked and who answered."""
        steps = [Step(row.asked_at, row.asked_name, _("Yêu cầu giải trình"))]
        if row.answered_at is not None:
            steps.append(Step(row.answered_at, row.answered_name, _("Giải trình")))
        return History(trail=steps[::-1])

    def waiting(self, actor: Actor) -> tuple[int, str]:
        """Who may answer: what is asked; who may ask: what was answered."""
        enters = duties.has_duty(actor, permissions.MATTER, DutyKind.ENTER)
        state = ExplanationState.ASKED if enters else ExplanationState.ANSWERED
        count = self.rows(actor).filter(Q(state=state)).count()
        return count, f"state={state.value}"
