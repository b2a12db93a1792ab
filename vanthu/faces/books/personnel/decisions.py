"""Decisions as records: what cases rest on."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.cadres.personnel import actions, permissions
from vanthu.cadres.personnel.models import Decision
from vanthu.faces.acts.base import Tone
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.filters import DayFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Line, asked
from vanthu.faces.books.personnel.common import MODULE
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class DecisionInput(ActInput):
    """What stands on the decision."""

    reference: Annotated[Line, Field(min_length=1, max_length=75), asked(N_("Số, ký hiệu"))]
    signed_on: Annotated[Day, asked(N_("Ngày ký"), "date")]
    effective_on: Annotated[Day | None, asked(N_("Có hiệu lực từ ngày"), "date")] = None
    issuer: Annotated[Line, Field(min_length=1, max_length=200), asked(N_("Cơ quan ban hành"))]
    signer: Annotated[Line, Field(max_length=100), asked(N_("Người ký"))] = ""
    abstract: Annotated[Line, asked(N_("Trích yếu"), "textarea")] = ""


def _record(actor: Actor, _number: int | None, data: DecisionInput) -> Outcome:
    fields = actions.DecisionFields(**data.model_dump())
    made = actions.record_decision(actor, fields=fields)
    return Outcome(_("Đã ghi nhận quyết định."), record_id=made.pk)


class Decisions(Book[Decision]):
    """The decisions entered by agencies within reach of any of the actor's duties."""

    module, name, icon = MODULE, "decisions", "stamp"
    title, singular = _("Quyết định"), _("Số, ký hiệu")
    help = _("Chưa có quyết định nào. Hãy ghi nhận quyết định mà các trường hợp dựa vào.")
    order = ("-signed_on", "-pk")
    columns = (
        Column(
            "signed_on",
            _("Ngày ký"),
            lambda row, _seen: short_date(row.signed_on),
            value=lambda row, _seen: row.signed_on,
            width=1.5,
        ),
        Column("issuer", _("Cơ quan ban hành"), lambda row, _seen: row.issuer, width=3),
        Column("abstract", _("Trích yếu"), lambda row, _seen: row.abstract, width=4),
        Column("signer", _("Người ký"), lambda row, _seen: row.signer, wide=True),
    )
    filters = (
        TextFilter(_("Số, trích yếu, cơ quan"), ("reference", "abstract", "issuer")),
        DayFilter("signed_on", _("Ký")),
    )
    acts = (
        RecordAct(
            "record",
            _("Ghi nhận quyết định"),
            DecisionInput,
            _record,
            lambda actor, _row: permissions.check_any_duty(actor),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            help=_("Ghi đúng như trên văn bản; quyết định đã có thì mở lại, không ghi hai lần."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has any duty in organisational work."""
        permissions.check_any_duty(actor)

    def rows(self, actor: Actor) -> QuerySet[Decision]:
        """Those entered within reach."""
        return Decision.objects.filter(permissions.within_reach(actor, None))

    def named(self, row: Decision) -> str:
        """Number and symbol."""
        return row.reference

    def facts(self, actor: Actor, row: Decision) -> Sequence[Section]:
        """What stands on it, and where it lies."""
        link = f"/documents/{row.document_id}" if row.document_id else ""
        return (
            Section(
                _("Thông tin"),
                (
                    Fact(_("Số, ký hiệu"), row.reference, url=link),
                    Fact(_("Ngày ký"), short_date(row.signed_on)),
                    Fact(_("Có hiệu lực từ ngày"), short_date(row.effective_on)),
                    Fact(_("Cơ quan ban hành"), row.issuer),
                    Fact(_("Người ký"), row.signer),
                    Fact(_("Trích yếu"), row.abstract),
                    Fact(_("Nơi ghi nhận"), last_names([row.agency_id])[row.agency_id]),
                ),
            ),
        )
