"""Locked figures as records, with every version."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.actions import Fact as Reading
from vanthu.cadres.targets.actions import Value
from vanthu.cadres.targets.choices import Cause
from vanthu.cadres.targets.models import Observation
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
    Version,
)
from vanthu.faces.books.filters import DayFilter, PickFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Amount, Day, Id, Line, Year, asked
from vanthu.faces.books.targets.common import MODULE, indicators, shown
from vanthu.faces.imports.targets import OBSERVATIONS
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import versions
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class EnterObservationInput(ActInput):
    """A reading that stands in a paper of the responsible body."""

    indicator_id: Annotated[Id, asked(N_("Chỉ tiêu"), "pick")]
    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    year: Annotated[Year, asked(N_("Năm"), "number")]
    index: Annotated[int, asked(N_("Kỳ thứ mấy trong năm"), "number")] = 1
    numerator: Annotated[Amount | None, asked(N_("Giá trị hoặc tử số"), "decimal")] = None
    denominator: Annotated[Amount | None, asked(N_("Mẫu số"), "decimal")] = None
    done_on: Annotated[Day | None, asked(N_("Ngày hoàn thành"), "date")] = None
    cause: Annotated[Cause | None, asked(N_("Nguyên nhân"), "choice", choices=choices(Cause))] = (
        None
    )
    source: Annotated[Line, asked(N_("Văn bản có số liệu"))]


def _enter(actor: Actor, _number: int | None, data: EnterObservationInput) -> Outcome:
    value = Value(
        indicator_id=data.indicator_id,
        numerator=data.numerator,
        denominator=data.denominator,
        done_on=data.done_on,
        cause=data.cause,
    )
    fact = Reading(agency_id=data.agency_id, year=data.year, index=data.index, value=value)
    made = actions.enter_observations(actor, facts=[fact], source=data.source)
    return Outcome(_("Đã ghi nhận số liệu."), record_id=made[0].pk)


class Observations(Book[Observation]):
    """The locked figures within reach, as they are known now."""

    module, name = MODULE, "observations"
    title, singular = _("Số liệu đã khóa"), _("Số liệu")
    help = _("Chưa có số liệu nào được khóa trong phạm vi của bạn.")
    icon = "lock"
    columns = (
        Column("agency", _("Cơ quan"), lambda row, seen: seen[row.agency_id], width=3),
        Column("period", _("Kỳ"), lambda row, _seen: str(row.period)),
        Column(
            "value",
            _("Giá trị"),
            lambda row, _seen: short_date(row.done_on) if row.done_on else shown(row.numerator),
            value=lambda row, _seen: row.numerator,
            number=True,
        ),
        Column("denominator", _("Mẫu số"), lambda row, _seen: shown(row.denominator), wide=True),
        Column("cause", _("Nguyên nhân"), lambda row, _seen: str(row.get_cause_display())),
        Column("source", _("Nguồn"), lambda row, _seen: row.source, wide=True, width=3),
    )
    filters = (
        TextFilter(_("Tên chỉ tiêu"), ("indicator__name",)),
        PickFilter("indicator", _("Chỉ tiêu"), indicators),
        agency_filter(_("Cơ quan")),
        DayFilter("last", _("Ngày chốt")),
    )
    acts = (
        RecordAct(
            "enter",
            _("Ghi nhận số liệu từ văn bản"),
            EnterObservationInput,
            _enter,
            lambda actor, _row: permissions.check_fix(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"indicator_id": indicators},
            help=_("Số liệu đã chốt trong văn bản của cơ quan chịu trách nhiệm, kèm nguồn."),
        ),
    )
    imports = OBSERVATIONS

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Observation]:
        """Those of the agencies within reach."""
        rows = Observation.objects.current().filter(permissions.reach(actor))
        return rows.select_related("indicator")

    def see(self, actor: Actor, rows: Sequence[Observation]) -> dict[int, str]:
        """The names of the agencies."""
        return last_names(row.agency_id for row in rows)

    def named(self, row: Observation) -> str:
        """What was read."""
        return str(row.indicator)

    def facts(self, actor: Actor, row: Observation) -> Sequence[Section]:
        """The reading with its source."""
        standing = f"/cadres/targets/board/indicators/{row.indicator_id}"
        head = (
            Fact(_("Chỉ tiêu"), str(row.indicator), url=standing),
            Fact(_("Cơ quan"), last_names([row.agency_id])[row.agency_id]),
            Fact(_("Kỳ"), str(row.period)),
            Fact(_("Tính từ ngày"), short_date(row.first)),
            Fact(_("Đến ngày"), short_date(row.last)),
        )
        return (Section(_("Thông tin chung"), (*head, *_said(row))),)

    def history(self, actor: Actor, row: Observation) -> History:
        """Every version, the newest first."""
        return History(
            versions=[
                Version(each.known_from, each.known_to, facts=_said(each))
                for each in reversed(versions(row))
                if each.known_from is not None
            ]
        )


def _said(row: Observation) -> tuple[Fact, ...]:
    return (
        Fact(_("Giá trị"), f"{shown(row.numerator)} {row.indicator.measure}"),
        Fact(_("Mẫu số"), shown(row.denominator)),
        Fact(_("Ngày hoàn thành"), short_date(row.done_on) if row.done_on else ""),
        Fact(_("Nguyên nhân"), row.get_cause_display()),
        Fact(_("Nguồn"), row.source),
        Fact(_("Lý do của phiên bản"), row.reason),
    )
