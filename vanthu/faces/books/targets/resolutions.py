"""Resolutions and plans as records."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.personnel.actions import DecisionFields, record_decision
from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.choices import Document
from vanthu.cadres.targets.models import Resolution
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.filters import ChoiceFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.targets.common import MODULE, decisions
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class TargetPaperInput(ActInput):
    """The paper that targets rest on, as it was issued."""

    reference: Annotated[Line, asked(N_("Số, ký hiệu"))]
    signed_on: Annotated[Day, asked(N_("Ngày ký"), "date")]
    issuer: Annotated[Line, asked(N_("Cơ quan ban hành"))]
    abstract: Annotated[Line, asked(N_("Trích yếu"))] = ""


class AdoptResolutionInput(ActInput):
    """What was adopted, and for which days its targets are set."""

    agency_id: Annotated[Id, asked(N_("Cơ quan có chỉ tiêu"), "agency")]
    kind: Annotated[Document, asked(N_("Loại"), "choice", choices=choices(Document))]
    title: Annotated[Line, asked(N_("Tên nghị quyết, kế hoạch"))]
    decision_id: Annotated[Id, asked(N_("Văn bản ban hành"), "pick")]
    first: Annotated[Day, asked(N_("Tính từ ngày"), "date")]
    last: Annotated[Day, asked(N_("Đến ngày"), "date")]


def _adopt(actor: Actor, _number: int | None, data: AdoptResolutionInput) -> Outcome:
    made = actions.adopt_resolution(actor, **data.model_dump())
    return Outcome(_("Đã nhập nghị quyết, kế hoạch."), record_id=made.pk)


def _paper(actor: Actor, _number: int | None, data: TargetPaperInput) -> Outcome:
    record_decision(actor, fields=DecisionFields(**data.model_dump()))
    return Outcome(_("Đã ghi nhận văn bản."))


class Resolutions(Book[Resolution]):
    """Resolutions, programmes and plans."""

    module, name = MODULE, "resolutions"
    title, singular = _("Nghị quyết, kế hoạch"), _("Nghị quyết, kế hoạch")
    help = _("Chưa có nghị quyết nào. Hãy ghi nhận văn bản ban hành, rồi nhập nghị quyết.")
    icon = "flag"
    columns = (
        Column("kind", _("Loại"), lambda row, _seen: str(row.get_kind_display())),
        Column("agency", _("Cơ quan"), lambda row, seen: seen.get(row.agency_id, ""), width=3),
        Column(
            "first",
            _("Từ ngày"),
            lambda row, _seen: short_date(row.first),
            value=lambda row, _seen: row.first,
        ),
        Column(
            "last",
            _("Đến ngày"),
            lambda row, _seen: short_date(row.last),
            value=lambda row, _seen: row.last,
        ),
    )
    filters = (
        TextFilter(_("Tên nghị quyết, kế hoạch"), ("title",)),
        ChoiceFilter("kind", _("Loại"), Document),
    )
    acts = (
        RecordAct(
            "adopt",
            _("Nhập nghị quyết, kế hoạch"),
            AdoptResolutionInput,
            _adopt,
            lambda actor, _row: permissions.check_fix(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"decision_id": decisions},
            help=_("Nhập nghị quyết, kế hoạch đã ban hành và thời gian tính chỉ tiêu."),
        ),
        RecordAct(
            "paper",
            _("Ghi nhận văn bản"),
            TargetPaperInput,
            _paper,
            lambda actor, _row: permissions.check_fix(actor),
            on_book=True,
            help=_("Ghi nhận văn bản làm căn cứ: số, ngày, cơ quan ban hành."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Resolution]:
        """All: targets are no secret."""
        permissions.check_open(actor)
        return Resolution.objects.select_related("decision")

    def see(self, actor: Actor, rows: Sequence[Resolution]) -> dict[int, str]:
        """The names of the agencies."""
        return last_names(row.agency_id for row in rows)

    def named(self, row: Resolution) -> str:
        """Its title."""
        return row.title

    def facts(self, actor: Actor, row: Resolution) -> Sequence[Section]:
        """The paper, the days, the way to the board."""
        name = last_names([row.agency_id])[row.agency_id]
        count = row.indicators.count()
        board = f"/cadres/targets/board?resolution={row.pk}"
        return (
            Section(
                _("Thông tin chung"),
                (
                    Fact(_("Loại"), row.get_kind_display()),
                    Fact(_("Cơ quan có chỉ tiêu"), name),
                    Fact(_("Văn bản ban hành"), row.decision.reference),
                    Fact(_("Tính từ ngày"), short_date(row.first)),
                    Fact(_("Đến ngày"), short_date(row.last)),
                    Fact(_("Số chỉ tiêu"), str(count), url=board),
                ),
            ),
        )
