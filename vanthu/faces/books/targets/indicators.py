"""Indicators as records, with their targets and what is given to units."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.targets import actions, permissions, queries
from vanthu.cadres.targets.actions import IndicatorFields
from vanthu.cadres.targets.choices import Frequency, Kind, RollUp, Scheme, Way
from vanthu.cadres.targets.models import Indicator
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
from vanthu.faces.books.filters import ChoiceFilter, PickFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Amount, Day, Id, Line, Year, asked
from vanthu.faces.books.targets.common import MODULE, decisions, resolutions, shown
from vanthu.faces.imports.targets import INDICATORS
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class AddIndicatorInput(ActInput):
    """What is measured, in what, how it is judged and who reads it."""

    resolution_id: Annotated[Id, asked(N_("Nghị quyết, kế hoạch"), "pick")]
    number: Annotated[int, asked(N_("Số thứ tự"), "number")]
    code: Annotated[Line, asked(N_("Mã chỉ tiêu"))]
    name: Annotated[Line, asked(N_("Tên chỉ tiêu"))]
    area: Annotated[Line, asked(N_("Lĩnh vực"))] = ""
    kind: Annotated[Kind, asked(N_("Cách tính"), "choice", choices=choices(Kind))]
    measure: Annotated[Line, asked(N_("Đơn vị tính"))]
    target: Annotated[Amount | None, asked(N_("Mục tiêu"), "decimal")] = None
    base: Annotated[Amount | None, asked(N_("Giá trị gốc"), "decimal")] = None
    base_year: Annotated[Year | None, asked(N_("Năm gốc"), "number")] = None
    way: Annotated[Way, asked(N_("Chiều hướng"), "choice", choices=choices(Way))] = Way.UP
    roll_up: Annotated[RollUp, asked(N_("Tổng hợp"), "choice", choices=choices(RollUp))] = (
        RollUp.SUM
    )
    scale: Annotated[int, asked(N_("Nhân với (100 khi tính phần trăm từ tỷ số)"), "number")] = 1
    decimals: Annotated[int, asked(N_("Số chữ số thập phân"), "number")] = 0
    lead_id: Annotated[Id, asked(N_("Cơ quan chủ trì"), "agency")]
    frequency: Annotated[
        Frequency, asked(N_("Tần suất báo cáo"), "choice", choices=choices(Frequency))
    ]
    scheme: Annotated[Scheme, asked(N_("Cách chốt số liệu"), "choice", choices=choices(Scheme))] = (
        Scheme.CALENDAR
    )
    due_on: Annotated[Day | None, asked(N_("Ngày phải hoàn thành"), "date")] = None
    figure: Annotated[Line, asked(N_("Mã số liệu tính từ hồ sơ"))] = ""


class FixTargetInput(ActInput):
    """The value aimed at from a day on."""

    value: Annotated[Amount, asked(N_("Mục tiêu"), "decimal")]
    valid_from: Annotated[Day, asked(N_("Áp dụng từ ngày"), "date")]
    year: Annotated[Year | None, asked(N_("Cho riêng năm"), "number")] = None
    decision_id: Annotated[Id, asked(N_("Văn bản"), "pick")]
    reason: Annotated[Line, asked(N_("Lý do điều chỉnh"))] = ""


def _add(actor: Actor, _number: int | None, data: AddIndicatorInput) -> Outcome:
    values = data.model_dump()
    whole = values.pop("resolution_id")
    made = actions.add_indicators(actor, resolution_id=whole, fields=[IndicatorFields(**values)])
    return Outcome(_("Đã thêm chỉ tiêu."), record_id=made[0].pk)


def _fix(actor: Actor, number: int | None, data: FixTargetInput) -> Outcome:
    actions.fix_target(actor, indicator_id=number or 0, **data.model_dump())
    return Outcome(_("Đã ghi phiên bản mục tiêu."), record_id=number)


class Indicators(Book[Indicator]):
    """The indicators of every resolution."""

    module, name = MODULE, "indicators"
    title, singular = _("Chỉ tiêu"), _("Chỉ tiêu")
    help = _("Chưa có chỉ tiêu nào. Hãy thêm chỉ tiêu hoặc nhập từ Excel.")
    icon = "hash"
    order = ("-resolution_id", "number", "pk")
    columns = (
        Column("code", _("Mã"), lambda row, _seen: row.code, wide=True),
        Column("area", _("Lĩnh vực"), lambda row, _seen: row.area),
        Column("kind", _("Cách tính"), lambda row, _seen: str(row.get_kind_display())),
        Column("measure", _("Đơn vị tính"), lambda row, _seen: row.measure),
        Column("target", _("Mục tiêu"), lambda row, seen: seen[0].get(row.pk, ""), number=True),
        Column("lead", _("Chủ trì"), lambda row, seen: seen[1].get(row.lead_id, ""), width=3),
        Column("figure", _("Tính từ"), lambda row, _seen: row.figure, wide=True),
    )
    filters = (
        TextFilter(_("Tên chỉ tiêu"), ("name",)),
        PickFilter("resolution", _("Nghị quyết, kế hoạch"), resolutions),
        ChoiceFilter("kind", _("Cách tính"), Kind),
    )
    acts = (
        RecordAct(
            "add",
            _("Thêm chỉ tiêu"),
            AddIndicatorInput,
            _add,
            lambda actor, _row: permissions.check_fix(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"resolution_id": resolutions},
            help=_("Mỗi chỉ tiêu có cách tính, đơn vị tính, mục tiêu và cơ quan chủ trì."),
        ),
        RecordAct(
            "fix",
            _("Điều chỉnh mục tiêu"),
            FixTargetInput,
            _fix,
            lambda actor, row: permissions.check_fix(actor, row.resolution.agency_id),
            options={"decision_id": decisions},
            help=_("Mục tiêu mới có hiệu lực từ ngày đã chọn; phiên bản cũ vẫn được giữ."),
        ),
    )
    imports = INDICATORS

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Indicator]:
        """All: targets are no secret."""
        permissions.check_open(actor)
        return Indicator.objects.select_related("resolution")

    def see(self, actor: Actor, rows: Sequence[Indicator]) -> tuple[dict[int, str], dict[int, str]]:
        """The targets in force today, and the bodies in charge."""
        found = queries.targets_on([row.pk for row in rows], actor.today, actor.now)
        targets = {key: shown(kept[None].value) for key, kept in found.items() if None in kept}
        return targets, last_names(row.lead_id for row in rows)

    def named(self, row: Indicator) -> str:
        """Its number and name."""
        return str(row)

    def facts(self, actor: Actor, row: Indicator) -> Sequence[Section]:
        """What it is, and the way to its standing."""
        standing = f"/cadres/targets/board/indicators/{row.pk}"
        facts = (
            Fact(_("Nghị quyết, kế hoạch"), row.resolution.title),
            Fact(_("Tình hình thực hiện"), _("Xem"), url=standing),
            Fact(_("Mã chỉ tiêu"), row.code),
            Fact(_("Lĩnh vực"), row.area),
            Fact(_("Cách tính"), row.get_kind_display()),
            Fact(_("Đơn vị tính"), row.measure),
            Fact(_("Giá trị gốc"), shown(row.base)),
            Fact(_("Chiều hướng"), row.get_way_display()),
            Fact(_("Tổng hợp"), row.get_roll_up_display()),
            Fact(_("Cơ quan chủ trì"), last_names([row.lead_id])[row.lead_id]),
            Fact(_("Tần suất báo cáo"), row.get_frequency_display()),
            Fact(_("Cách chốt số liệu"), row.get_scheme_display()),
            Fact(_("Ngày phải hoàn thành"), short_date(row.due_on) if row.due_on else ""),
            Fact(_("Mã số liệu tính từ hồ sơ"), row.figure),
        )
        return (Section(_("Thông tin chung"), facts),)

    def history(self, actor: Actor, row: Indicator) -> History:
        """The versions of its targets as they were known."""
        return History(
            versions=[
                Version(
                    each.known_from,
                    each.known_to,
                    facts=(
                        Fact(_("Mục tiêu"), shown(each.value)),
                        Fact(_("Cho riêng năm"), str(each.year or "")),
                        Fact(_("Áp dụng từ ngày"), short_date(each.valid_from)),
                        Fact(_("Văn bản"), each.decision.reference),
                        Fact(_("Lý do điều chỉnh"), each.reason),
                    ),
                )
                for each in queries.versions_of(row.pk)
                if each.known_from is not None
            ]
        )
