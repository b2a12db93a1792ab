"""The book of severance cases, each with its money line by line."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.permissions import waiting_states
from vanthu.cadres.staffing import actions, permissions, queries
from vanthu.cadres.staffing.choices import Bar, Category, QuotaKind, Scheme, SeveranceKind
from vanthu.cadres.staffing.models import Severance
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    CaseSteps,
    agency_column,
    agency_names,
    day_column,
    day_fact,
    decision_fact,
    history,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, Money, asked
from vanthu.faces.books.staffing.common import MODULE, decisions, kind_column
from vanthu.faces.books.staffing.money import money_section
from vanthu.faces.imports.staffing import SEVERANCE_SHEET
from vanthu.ground.base.actor import Actor
from vanthu.kernel.numbers import format_money


class ProposeInput(ActInput):
    """Who is let go, why, and what the money is counted from."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    person_id: Annotated[Id, asked(N_("Họ và tên"), "person")]
    quota_kind: Annotated[
        QuotaKind, asked(N_("Loại biên chế"), "choice", choices=choices(QuotaKind))
    ]
    kind: Annotated[SeveranceKind, asked(N_("Hình thức"), "choice", choices=choices(SeveranceKind))]
    category: Annotated[Category, asked(N_("Lý do"), "choice", choices=choices(Category))]
    leaves_on: Annotated[Day, asked(N_("Ngày nghỉ"), "date")]
    pay_base: Annotated[Money, asked(N_("Tiền lương tháng hiện hưởng"), "money")] = 0
    months_early: Annotated[Count, asked(N_("Số tháng nghỉ hưu trước tuổi"), "number")] = 0
    service_months: Annotated[Count, asked(N_("Số tháng đóng bảo hiểm xã hội"), "number")] = 0
    scheme: Annotated[Scheme, asked(N_("Diện giải quyết"), "choice", choices=choices(Scheme))] = (
        Scheme.ORDINARY
    )
    reorganised_on: Annotated[
        Day | None, asked(N_("Ngày quyết định sắp xếp có hiệu lực"), "date")
    ] = None
    voluntary: Annotated[bool, asked(N_("Tự nguyện đề nghị"), "flag")] = False
    bars: Annotated[
        tuple[Bar, ...],
        Field(max_length=len(Bar)),
        asked(N_("Thuộc diện chưa xem xét (có thể chọn nhiều)"), "groups", choices=choices(Bar)),
    ] = ()

    @property
    def fields(self) -> actions.SeveranceFields:
        """As the module takes it."""
        values = self.model_dump()
        return actions.SeveranceFields(**{**values, "bars": tuple(dict.fromkeys(self.bars))})


class DecideInput(ActInput):
    """The decision; its own day says which decree the money follows."""

    decision_id: Annotated[Id, asked(N_("Quyết định"), "pick")]


class PayInput(ActInput):
    """When the money was paid."""

    paid_on: Annotated[Day, asked(N_("Ngày chi trả"), "date")]


def _propose(actor: Actor, _number: int | None, data: ProposeInput) -> Outcome:
    made = actions.propose_severance(actor, fields=data.fields)
    return Outcome(_("Đã lập trường hợp."), record_id=made.pk)


def _amend(actor: Actor, number: int | None, data: ProposeInput) -> Outcome:
    actions.amend_severance(actor, severance_id=number or 0, fields=data.fields)
    return Outcome(_("Đã sửa trường hợp."))


def _initial(_actor: Actor, row: Severance) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ProposeInput.model_fields}


def _bars(_actor: Actor, _row: Any) -> list[Option]:
    return [Option(bar.value, str(bar.label)) for bar in Bar]


def _pay(actor: Actor, number: int | None, data: PayInput) -> Outcome:
    row = actions.pay_severance(actor, severance_id=number or 0, paid_on=data.paid_on)
    return Outcome(_("Đã ghi ngày chi trả."), record_id=row.pk)


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_severance(actor, severance_id=number, verb=verb, **values)


class _Severances(Book[Severance]):
    module, name, icon = MODULE, "severances", "file-text"
    title, singular = _("Tinh giản biên chế"), _("Trường hợp tinh giản")
    help = _("Chưa có trường hợp nào. Hãy bấm Lập trường hợp tinh giản hoặc nhập từ Excel.")
    columns = (
        agency_column(),
        kind_column("kind", _("Hình thức")),
        Column("category", _("Mã lý do"), lambda row, _seen: row.category, width=1),
        kind_column("state", _("Trạng thái")),
        number_column("total", _("Số tiền (đồng)")),
        day_column("leaves_on", _("Ngày nghỉ"), wide=True),
        number_column("months_early", _("Số tháng nghỉ sớm")),
        number_column("service_months", _("Số tháng đóng BHXH")),
        day_column("paid_on", _("Ngày chi trả"), wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("kind", _("Hình thức"), SeveranceKind),
        ChoiceFilter("category", _("Lý do"), Category),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        agency_filter(_("Cơ quan")),
        DayFilter("decision__signed_on", _("Ngày ký quyết định")),
    )
    acts = (
        RecordAct(
            "propose",
            _("Lập trường hợp tinh giản"),
            ProposeInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"bars": _bars},
            help=_("Tiền được tính khi ghi quyết định, theo nghị định của ngày ký."),
        ),
        RecordAct(
            "amend",
            _("Sửa"),
            ProposeInput,
            _amend,
            lambda actor, row: permissions.check_enter(actor, row.agency_id),
            fits=lambda row: row.state == CaseState.DRAFT,
            initial=_initial,
            options={"bars": _bars},
        ),
        *CaseSteps(permissions.MATTER, _step, DecideInput, offers=decisions).acts(),
        RecordAct(
            "pay",
            _("Ghi ngày chi trả"),
            PayInput,
            _pay,
            lambda actor, row: permissions.check_enter(actor, row.agency_id),
            fits=lambda row: row.state == CaseState.DECIDED and row.paid_on is None,
        ),
    )
    imports = SEVERANCE_SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Severance]:
        return queries.severances(actor)

    def see(self, actor: Actor, rows: Sequence[Severance]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: Severance) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Severance) -> Sequence[Section]:
        head = [
            Fact(_("Họ và tên"), row.person.full_name),
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Loại biên chế"), row.get_quota_kind_display()),
            Fact(_("Hình thức"), row.get_kind_display()),
            Fact(_("Lý do"), f"{row.category}: {row.get_category_display()}"),
            Fact(_("Trạng thái"), row.get_state_display()),
            *_against(row),
            decision_fact(row),
            day_fact(_("Ngày nghỉ"), row.leaves_on),
            day_fact(_("Ngày chi trả"), row.paid_on),
        ]
        return (Section(_("Tinh giản biên chế"), head), money_section(row, actor.today))

    def history(self, actor: Actor, row: Severance) -> History:
        return history(row, _said)

    def waiting(self, actor: Actor) -> tuple[int, str]:
        state = next(iter(waiting_states(actor, permissions.MATTER)), None)
        if state is None:
            return 0, ""
        return self.rows(actor).filter(state=state).count(), f"state={state.value}"


def _against(row: Severance) -> list[Fact]:
    """What spoke against the case, which the person's own wish lifted."""
    if not row.bars:
        return []
    against = ", ".join(str(Bar(bar).label) for bar in row.bars)
    wish = _("Có") if row.voluntary else _("Không")
    return [Fact(_("Thuộc diện chưa xem xét"), against), Fact(_("Tự nguyện đề nghị"), wish)]


def _said(row: Severance) -> list[Fact]:
    return [
        Fact(_("Trạng thái"), row.get_state_display()),
        Fact(_("Tổng cộng"), format_money(row.total)),
        day_fact(_("Ngày chi trả"), row.paid_on),
    ]


SEVERANCES = _Severances()
