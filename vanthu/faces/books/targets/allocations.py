"""What was given to whom, as records."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.models import Allocation
from vanthu.faces.acts.base import Tone
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.filters import DayFilter, PickFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Amount, Day, Id, Year, asked
from vanthu.faces.books.targets.common import MODULE, decisions, indicators, shown
from vanthu.faces.imports.targets import ALLOCATIONS
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class AllocateTargetInput(ActInput):
    """The part of a target that an agency gets from a day on."""

    indicator_id: Annotated[Id, asked(N_("Chỉ tiêu"), "pick")]
    giver_id: Annotated[Id, asked(N_("Cơ quan giao"), "agency")]
    agency_id: Annotated[Id, asked(N_("Cơ quan được giao"), "agency")]
    value: Annotated[Amount, asked(N_("Được giao"), "decimal")]
    year: Annotated[Year | None, asked(N_("Cho riêng năm"), "number")] = None
    valid_from: Annotated[Day, asked(N_("Áp dụng từ ngày"), "date")]
    decision_id: Annotated[Id, asked(N_("Văn bản"), "pick")]


def _give(actor: Actor, _number: int | None, data: AllocateTargetInput) -> Outcome:
    values = data.model_dump()
    given = {values.pop("agency_id"): values.pop("value")}
    made = actions.allocate(actor, values=given, **values)
    return Outcome(_("Đã giao chỉ tiêu."), record_id=made[0].pk)


class Allocations(Book[Allocation]):
    """The parts of targets given to agencies, as they stand now."""

    module, name = MODULE, "allocations"
    title, singular = _("Giao chỉ tiêu"), _("Phần được giao")
    help = _("Chưa giao chỉ tiêu nào trong phạm vi của bạn. Hãy giao hoặc nhập từ Excel.")
    icon = "forward"
    columns = (
        Column("agency", _("Cơ quan được giao"), lambda row, seen: seen[row.agency_id], width=3),
        Column("giver", _("Cơ quan giao"), lambda row, seen: seen[row.giver_id], width=3),
        Column(
            "value",
            _("Được giao"),
            lambda row, _seen: shown(row.value),
            value=lambda row, _seen: row.value,
            number=True,
        ),
        Column("year", _("Năm"), lambda row, _seen: str(row.year or "")),
        Column(
            "valid_from",
            _("Áp dụng từ"),
            lambda row, _seen: short_date(row.valid_from),
            value=lambda row, _seen: row.valid_from,
        ),
        Column("paper", _("Văn bản"), lambda row, _seen: row.decision.reference),
    )
    filters = (
        TextFilter(_("Tên chỉ tiêu"), ("indicator__name",)),
        PickFilter("indicator", _("Chỉ tiêu"), indicators),
        agency_filter(_("Cơ quan được giao")),
        DayFilter("valid_from", _("Áp dụng")),
    )
    acts = (
        RecordAct(
            "give",
            _("Giao chỉ tiêu"),
            AllocateTargetInput,
            _give,
            lambda actor, _row: permissions.check_fix(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"indicator_id": indicators, "decision_id": decisions},
            help=_("Giao một phần mục tiêu cho cơ quan; hệ thống báo giao thừa, giao thiếu."),
        ),
    )
    imports = ALLOCATIONS

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Allocation]:
        """Those of the agencies within reach."""
        rows = Allocation.objects.current().filter(permissions.reach(actor))
        return rows.select_related("indicator", "decision")

    def see(self, actor: Actor, rows: Sequence[Allocation]) -> dict[int, str]:
        """The names of the agencies on both sides."""
        return last_names({each for row in rows for each in (row.agency_id, row.giver_id)})

    def named(self, row: Allocation) -> str:
        """The indicator it is a part of."""
        return str(row.indicator)

    def facts(self, actor: Actor, row: Allocation) -> Sequence[Section]:
        """Who gave what to whom, by which paper."""
        names = last_names((row.agency_id, row.giver_id))
        standing = f"/cadres/targets/board/indicators/{row.indicator_id}"
        return (
            Section(
                _("Thông tin chung"),
                (
                    Fact(_("Chỉ tiêu"), str(row.indicator), url=standing),
                    Fact(_("Cơ quan giao"), names[row.giver_id]),
                    Fact(_("Cơ quan được giao"), names[row.agency_id]),
                    Fact(_("Được giao"), f"{shown(row.value)} {row.indicator.measure}"),
                    Fact(_("Cho riêng năm"), str(row.year or "")),
                    Fact(_("Áp dụng từ ngày"), short_date(row.valid_from)),
                    Fact(_("Văn bản"), row.decision.reference),
                ),
            ),
        )
