"""The book of quotas: what each agency was assigned, year by year, with every version."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.staffing import actions, permissions, queries
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.models import Quota
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    decision_fact,
    history,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Id, Reason, Year, asked
from vanthu.faces.books.staffing.common import MODULE, decisions, kind_column
from vanthu.faces.imports.staffing import QUOTA_SHEET
from vanthu.ground.base.actor import Actor
from vanthu.kernel.numbers import format_vi


class AssignInput(ActInput):
    """One quota of a decision."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    kind: Annotated[QuotaKind, asked(N_("Loại biên chế"), "choice", choices=choices(QuotaKind))]
    year: Annotated[Year, asked(N_("Năm"), "number")]
    assigned: Annotated[Count, asked(N_("Số được giao"), "number")]
    decision_id: Annotated[Id, asked(N_("Quyết định giao"), "pick")]


class CorrectInput(ActInput):
    """The number as it should read, and why."""

    assigned: Annotated[Count, asked(N_("Số đúng"), "number")]
    reason: Reason


def _assign(actor: Actor, _number: int | None, data: AssignInput) -> Outcome:
    fields = actions.QuotaFields(**data.model_dump(exclude={"decision_id"}))
    (made,) = actions.assign_quotas(actor, quotas=[fields], decision_id=data.decision_id)
    return Outcome(_("Đã giao biên chế."), record_id=made.pk)


def _correct(actor: Actor, number: int | None, data: CorrectInput) -> Outcome:
    row = actions.correct_quota(actor, quota_id=number or 0, **data.model_dump())
    return Outcome(_("Đã đính chính; số cũ vẫn xem lại được."), record_id=row.pk)


class _Quotas(Book[Quota]):
    module, name, icon = MODULE, "quotas", "building-2"
    title, singular = _("Biên chế được giao"), _("Biên chế được giao")
    help = _("Chưa giao biên chế nào. Hãy bấm Giao biên chế hoặc nhập từ Excel.")
    columns = (
        agency_column(),
        kind_column(),
        Column("year", _("Năm"), lambda row, _seen: str(row.year), value=lambda row, _s: row.year),
        number_column("assigned", _("Được giao")),
        Column("decision", _("Quyết định"), lambda row, _seen: row.decision.reference, wide=True),
    )
    filters = (ChoiceFilter("kind", _("Loại biên chế"), QuotaKind), agency_filter(_("Cơ quan")))
    order = ("-year", "kind", "-pk")
    acts = (
        RecordAct(
            "assign",
            _("Giao biên chế"),
            AssignInput,
            _assign,
            lambda actor, _row: permissions.check_assign(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"decision_id": decisions},
            help=_("Giao lại cùng loại, cùng năm thì thay số cũ; số cũ vẫn được lưu."),
        ),
        RecordAct(
            "correct",
            _("Đính chính"),
            CorrectInput,
            _correct,
            lambda actor, row: permissions.check_assign(actor, row.agency_id),
            initial=lambda _actor, row: {"assigned": row.assigned},
        ),
    )
    imports = QUOTA_SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Quota]:
        return queries.quotas(actor)

    def see(self, actor: Actor, rows: Sequence[Quota]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: Quota) -> str:
        return f"{row.get_kind_display()}, {row.year}"

    def facts(self, actor: Actor, row: Quota) -> Sequence[Section]:
        head = [
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Loại biên chế"), row.get_kind_display()),
            Fact(_("Năm"), str(row.year)),
        ]
        return (Section(_("Biên chế được giao"), [*head, *_said(row)]),)

    def history(self, actor: Actor, row: Quota) -> History:
        return history(row, _said)


def _said(row: Quota) -> list[Fact]:
    return [Fact(_("Được giao"), format_vi(row.assigned)), decision_fact(row)]


QUOTAS = _Quotas()
