"""The book of leavings: each with reason code, decision, notice and the last day to appeal."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.choices import ExitKind, ExitReason
from vanthu.cadres.membership.models import Exit
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import day_column, day_fact, history, state_column
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, asked
from vanthu.faces.books.membership.common import (
    MODULE,
    DecideInput,
    Steps,
    case_facts,
    names_of,
    organisation_column,
)
from vanthu.ground.base.actor import Actor


class ProposeInput(ActInput):
    """Who leaves, how and for which reason of the regulation."""

    person_id: Annotated[Id, asked(N_("Đảng viên"), "person")]
    kind: Annotated[ExitKind, asked(N_("Hình thức"), "choice", choices=choices(ExitKind))]
    reason: Annotated[
        ExitReason, asked(N_("Lý do theo quy định"), "choice", choices=choices(ExitReason))
    ]
    left_on: Annotated[Day, asked(N_("Ngày ra khỏi danh sách"), "date")]


class LeaveInput(DecideInput):
    """The decision and the day it was handed to the member."""

    notified_on: Annotated[Day | None, asked(N_("Ngày giao quyết định cho đảng viên"), "date")] = (
        None
    )


def _propose(actor: Actor, _number: int | None, data: ProposeInput) -> Outcome:
    made = actions.propose_exit(actor, fields=actions.ExitFields(**data.model_dump()))
    return Outcome(_("Đã lập trường hợp."), record_id=made.pk)


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_exit(actor, exit_id=number, verb=verb, **values)


class _Exits(Book[Exit]):
    module, name, icon = MODULE, "exits", "users"
    title, singular = _("Ra khỏi Đảng"), _("Trường hợp ra khỏi Đảng")
    help = _("Chưa có trường hợp nào.")
    columns = (
        organisation_column(),
        Column("kind", _("Hình thức"), lambda row, _seen: row.get_kind_display()),
        Column("reason", _("Lý do"), lambda row, _seen: row.get_reason_display(), wide=True),
        state_column(),
        day_column("left_on", _("Ngày ra")),
        day_column("appeal_until", _("Hạn khiếu nại")),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("kind", _("Hình thức"), ExitKind),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        DayFilter("left_on", _("Ngày ra")),
    )
    acts = (
        RecordAct(
            "propose",
            _("Lập trường hợp ra khỏi Đảng"),
            ProposeInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="users",
            tone=Tone.PRIMARY,
        ),
        *Steps(_step, LeaveInput).acts(),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Exit]:
        return queries.exits(actor)

    def see(self, actor: Actor, rows: Sequence[Exit]) -> dict[int, str]:
        return names_of(actor, rows)

    def named(self, row: Exit) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Exit) -> Sequence[Section]:
        what = [
            Fact(_("Hình thức"), row.get_kind_display()),
            Fact(_("Lý do theo quy định"), row.get_reason_display()),
        ]
        days = [
            day_fact(_("Ngày ra khỏi danh sách"), row.left_on),
            day_fact(_("Ngày giao quyết định"), row.notified_on),
            day_fact(_("Hạn khiếu nại"), row.appeal_until),
        ]
        note = _("Thời hạn khiếu nại lấy theo bộ quy tắc, mức 30 ngày làm việc chưa kiểm chứng.")
        return (
            Section(_("Ra khỏi Đảng"), [*case_facts(actor, row), *what]),
            Section(_("Thông báo và khiếu nại"), days, note=note if row.appeal_until else ""),
        )

    def history(self, _actor: Actor, row: Exit) -> History:
        return history(row)


EXITS = _Exits()
