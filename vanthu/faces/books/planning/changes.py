"""The book of changes of the plan: proposed, stepped on by four hands, entered from paper."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.planning import actions, permissions, queries
from vanthu.cadres.planning.choices import ApprovalLevel, ChangeAction, Group, Reason, Source
from vanthu.cadres.planning.models import PlanChange
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    CaseSteps,
    agency_column,
    agency_names,
    day_column,
    day_fact,
    decision_fact,
    decisions,
    history,
    state_column,
    waiting_cases,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, asked
from vanthu.faces.books.planning.common import (
    MODULE,
    findings_section,
    term_column,
    title_column,
    title_facts,
    titles,
)
from vanthu.faces.books.planning.filters import term_filter
from vanthu.faces.imports.planning import CHANGE_SHEET
from vanthu.ground.base.actor import Actor


class ProposeInput(ActInput):
    """Whom, for which title, and what is done."""

    person_id: Annotated[Id, asked(N_("Họ và tên"), "person")]
    target_id: Annotated[Id, asked(N_("Chức danh quy hoạch"), "pick")]
    action: Annotated[ChangeAction, asked(N_("Nội dung"), "choice", choices=choices(ChangeAction))]
    reason: Annotated[
        Reason | None, asked(N_("Lý do đưa ra"), "choice", choices=choices(Reason))
    ] = None
    group: Annotated[Group, asked(N_("Nhóm"), "choice", choices=choices(Group))] = Group.FIRST
    source: Annotated[Source, asked(N_("Nguồn"), "choice", choices=choices(Source))] = Source.INSIDE
    consulted_on: Annotated[
        Day | None, asked(N_("Ngày trao đổi với nơi công tác (nguồn từ nơi khác)"), "date")
    ] = None
    present_rank: Annotated[
        Count | None, asked(N_("Thứ bậc của chức vụ đang giữ (1 là cao nhất)"), "number")
    ] = None


class DecideInput(ActInput):
    """The decision, by whom, and when the person taken out was told."""

    decision_id: Annotated[Id, asked(N_("Quyết định"), "pick")]
    level: Annotated[
        ApprovalLevel, asked(N_("Cấp quyết định"), "choice", choices=choices(ApprovalLevel))
    ]
    notified_on: Annotated[
        Day | None, asked(N_("Ngày thông báo cho người được đưa ra"), "date")
    ] = None


class EnterInput(ProposeInput, DecideInput):
    """The same, as a decision on paper states it."""


def _propose(actor: Actor, _number: int | None, data: ProposeInput) -> Outcome:
    made = actions.propose_change(actor, fields=actions.ChangeFields(**data.model_dump()))
    return Outcome(_("Đã lập trường hợp."), record_id=made.pk)


def _enter(actor: Actor, _number: int | None, data: EnterInput) -> Outcome:
    own = set(DecideInput.model_fields)
    row = actions.Decided(
        change=actions.ChangeFields(**data.model_dump(exclude=own)),
        **data.model_dump(include=own),
    )
    return Outcome(_("Đã ghi theo quyết định."), record_id=actions.enter_change(actor, row=row).pk)


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_change(actor, change_id=number, verb=verb, **values)


class _Changes(Book[PlanChange]):
    module, name, icon = MODULE, "changes", "list"
    title, singular = _("Bổ sung, rà soát, đưa ra"), _("Trường hợp quy hoạch")
    help = _("Chưa có trường hợp nào. Hãy lập trường hợp bổ sung, hoặc mở đợt rà soát năm.")
    columns = (
        Column("action", _("Nội dung"), lambda row, _seen: row.get_action_display()),
        title_column(),
        agency_column(),
        state_column(),
        day_column("decided_on", _("Ngày quyết định")),
        term_column(),
        Column("reason", _("Lý do đưa ra"), lambda row, _s: row.get_reason_display(), wide=True),
        day_column("notified_on", _("Ngày thông báo"), wide=True),
        day_column("appeal_until", _("Hạn kiến nghị"), wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        ChoiceFilter("action", _("Nội dung"), ChangeAction),
        ChoiceFilter("reason", _("Lý do đưa ra"), Reason),
        term_filter(),
        agency_filter(_("Cơ quan")),
        DayFilter("decided_on", _("Ngày quyết định")),
    )
    acts = (
        RecordAct(
            "propose",
            _("Lập trường hợp"),
            ProposeInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"target_id": titles},
            help=_("Điều kiện được kiểm tra ngay trên trang của trường hợp và khi ghi quyết định."),
        ),
        RecordAct(
            "enter",
            _("Ghi theo quyết định"),
            EnterInput,
            _enter,
            lambda actor, _row: permissions.check_arrange(actor),
            on_book=True,
            icon="file-check",
            options={"target_id": titles, "decision_id": decisions},
            help=_("Cho trường hợp đã quyết định trên giấy."),
        ),
        *CaseSteps(permissions.MATTER, _step, DecideInput).acts(),
    )

    imports = CHANGE_SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PlanChange]:
        return queries.changes(actor).select_related("person", "target__term", "decision")

    def see(self, actor: Actor, rows: Sequence[PlanChange]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: PlanChange) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: PlanChange) -> Sequence[Section]:
        facts = [
            Fact(_("Nội dung"), row.get_action_display()),
            *([Fact(_("Lý do đưa ra"), row.get_reason_display())] if row.reason else []),
            *title_facts(row.target),
            Fact(_("Nhóm"), row.get_group_display()),
            Fact(_("Nguồn"), row.get_source_display()),
            day_fact(_("Ngày trao đổi với nơi công tác"), row.consulted_on),
            Fact(_("Trạng thái"), row.get_state_display()),
            decision_fact(row),
            Fact(_("Cấp quyết định"), row.get_level_display() or "–"),
            day_fact(_("Ngày thông báo"), row.notified_on),
            day_fact(_("Hạn kiến nghị"), row.appeal_until),
        ]
        return (Section(_("Trường hợp quy hoạch"), facts), *_checks(actor, row))

    def history(self, actor: Actor, row: PlanChange) -> History:
        return history(row)

    def waiting(self, actor: Actor) -> tuple[int, str]:
        return waiting_cases(actor, permissions.MATTER, self.rows(actor))


def _checks(actor: Actor, row: PlanChange) -> tuple[Section, ...]:
    """The checks as they stand today, while the case is on its way."""
    if row.is_fact or row.state == CaseState.REFUSED:
        return ()
    pack = queries.limits_of(row.target, actor.today)
    return (findings_section(queries.case_findings(row, actor.today, actor.now, pack)),)


CHANGES = _Changes()
