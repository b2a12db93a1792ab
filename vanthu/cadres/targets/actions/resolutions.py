"""Enter resolutions with their indicators, and fix, adjust and correct targets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.choices import Document, Frequency, Kind, RollUp, Scheme, Way
from vanthu.cadres.targets.errors import BadIndicator, BadResolution, BadTarget
from vanthu.cadres.targets.events import IndicatorsAdded, ResolutionAdopted, TargetFixed
from vanthu.cadres.targets.models import Indicator, Resolution, TargetVersion
from vanthu.cadres.targets.queries.finding import indicator, resolution
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.figures.errors import NoFigure
from vanthu.ground.figures.registry import figure
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line
from vanthu.office.documents.rules import refuse_secrets

# What a column of 20 digits keeps exactly on both databases.
LARGEST = Decimal(10) ** 11


@dataclass(frozen=True, kw_only=True)
class IndicatorFields:
    """What is entered of an indicator; `target` is that of the whole term."""

    number: int
    code: str
    name: str
    kind: Kind
    measure: str
    lead_id: int
    frequency: Frequency
    target: Decimal | None = None
    area: str = ""
    way: Way = Way.UP
    roll_up: RollUp = RollUp.SUM
    scale: int = 1
    decimals: int = 0
    base: Decimal | None = None
    base_year: int | None = None
    scheme: Scheme = Scheme.CALENDAR
    first: date | None = None
    last: date | None = None
    due_on: date | None = None
    figure: str = ""
    figure_filters: Mapping[str, str] = field(default_factory=dict)


@action
def adopt_resolution(
    actor: Actor,
    *,
    agency_id: int,
    kind: Document,
    title: str,
    decision_id: int,
    first: date,
    last: date,
) -> Resolution:
    """Enter what was adopted, with the days its targets are set for; raises NoDuty, BadResolution.

    `agency_id` is the body whose targets they are.
    """
    permissions.check_fix(actor, agency_id)
    name = one_line(title)
    _check_resolution(name, decision_id, first, last)
    row = Resolution.objects.create(
        agency_id=agency_id,
        kind=kind,
        title=name,
        decision_id=decision_id,
        first=first,
        last=last,
    )
    announce(
        actor,
        ResolutionAdopted(
            agency_id=agency_id, object_id=row.pk, title=name, first=first, last=last
        ),
    )
    return row


@action
def add_indicators(
    actor: Actor, *, resolution_id: int, fields: Sequence[IndicatorFields], source: str = ""
) -> list[Indicator]:
    """Enter indicators with their first targets, in force from the resolution's own decision on.

    One event for all; `source` names the list they came from. Raises NoResolution, NoDuty,
    BadIndicator for the first that cannot be entered, and then enters none.
    """
    whole = resolution(resolution_id)
    permissions.check_fix(actor, whole.agency_id)
    numbers = set(whole.indicators.values_list("number", flat=True))
    codes = set(Indicator.objects.values_list("code", flat=True))
    for each in fields:
        check_indicator(each, numbers, codes)
        numbers.add(each.number)
        codes.add(each.code)
    rows = Indicator.objects.bulk_create(_row(whole, each) for each in fields)
    TargetVersion.objects.bulk_create(
        TargetVersion(
            indicator=row,
            value=each.target,
            valid_from=whole.decision.effective_on,
            decision=whole.decision,
            known_from=actor.now,
        )
        for row, each in zip(rows, fields, strict=True)
        if each.target is not None
    )
    if rows:
        announce(
            actor,
            IndicatorsAdded(
                agency_id=whole.agency_id,
                object_id=whole.pk,
                indicators=tuple(row.pk for row in rows),
                source=one_line(source),
            ),
        )
    return rows


@action
def fix_target(
    actor: Actor,
    *,
    indicator_id: int,
    value: Decimal,
    valid_from: date,
    decision_id: int,
    year: int | None = None,
    reason: str = "",
) -> TargetVersion:
    """Fix the target of the term or of a year, or adjust it: the earlier version stays in force
    until `valid_from`.

    With the `valid_from` of an existing version it corrects that version, and says why. Raises
    NoIndicator, NoDuty, BadTarget.
    """
    row = indicator(indicator_id)
    permissions.check_fix(actor, row.resolution.agency_id)
    why = one_line(reason)
    check_value(value, "value")
    _check_decision(decision_id)
    known = TargetVersion.objects.current().filter(indicator=row, year=year)
    twin = known.filter(valid_from=valid_from).first()
    if known.exists() and not why:
        raise BadTarget({"reason": "Hãy nhập lý do điều chỉnh."})
    new = {"value": value, "decision_id": decision_id, "reason": why}
    if twin is not None:
        made = supersede(twin, actor.now, **new)
    else:
        made = TargetVersion.objects.create(
            indicator=row, year=year, valid_from=valid_from, known_from=actor.now, **new
        )
    before = known.filter(valid_from__lte=valid_from).exclude(pk=made.pk)
    earlier = twin or before.order_by("-valid_from").first()
    announce(
        actor,
        TargetFixed(
            agency_id=row.resolution.agency_id,
            object_id=row.pk,
            before=str(earlier.value) if earlier else "",
            value=str(value),
            year=year,
            valid_from=valid_from,
            reason=why,
        ),
    )
    return made


def check_value(value: Decimal, name: str) -> None:
    """Raise BadTarget for a number that would not be kept exactly."""
    if not value.is_finite() or abs(value) >= LARGEST or value != round(value, 4):
        raise BadTarget({name: "Hãy nhập số dưới 100 tỷ, không quá 4 chữ số thập phân."})


def check_indicator(fields: IndicatorFields, numbers: set[int], codes: set[str]) -> None:
    """Raise BadIndicator, naming every field that is wrong; NoFigure for an unknown binding."""
    errors = {}
    if not one_line(fields.name):
        errors["name"] = "Hãy nhập tên chỉ tiêu."
    if not one_line(fields.code) or fields.code in codes:
        errors["code"] = "Hãy nhập mã chỉ tiêu chưa dùng."
    if fields.number < 1 or fields.number in numbers:
        errors["number"] = "Hãy nhập số thứ tự chưa dùng."
    if fields.kind is Kind.MILESTONE and fields.due_on is None:
        errors["due_on"] = "Hãy nhập ngày phải hoàn thành."
    if fields.target is None and fields.kind not in (Kind.MILESTONE, Kind.END, Kind.COUNT):
        errors["target"] = "Hãy nhập giá trị mục tiêu."
    if fields.scale not in (1, 100):
        errors["scale"] = "Hãy nhập 1, hoặc 100 khi chỉ tiêu tính bằng phần trăm."
    if errors:
        raise BadIndicator(errors)
    for name, value in (("target", fields.target), ("base", fields.base)):
        if value is not None:
            check_value(value, name)
    if fields.figure:
        _check_figure(fields)


def _check_figure(fields: IndicatorFields) -> None:
    try:
        declared = figure(fields.figure)
    except NoFigure as refusal:
        raise BadIndicator({"figure": refusal.sentence}) from refusal
    if unknown := sorted(set(fields.figure_filters) - set(declared.filters)):
        raise BadIndicator({"figure": f"Số liệu này không lọc được theo “{unknown[0]}”."})


def _row(whole: Resolution, fields: IndicatorFields) -> Indicator:
    values = asdict(fields)
    del values["target"]
    return Indicator(
        resolution=whole,
        **{**values, "name": one_line(fields.name), "code": one_line(fields.code)},
    )


def _check_resolution(title: str, decision_id: int, first: date, last: date) -> None:
    errors = {}
    if not title:
        errors["title"] = "Hãy nhập tên nghị quyết, kế hoạch."
    if last <= first:
        errors["last"] = "Ngày cuối phải sau ngày đầu."
    if not Decision.objects.filter(pk=decision_id).exists():
        errors["decision_id"] = "Hãy chọn văn bản ban hành."
    if errors:
        raise BadResolution(errors)
    refuse_secrets(0, [title])


def _check_decision(decision_id: int) -> None:
    if not Decision.objects.filter(pk=decision_id).exists():
        raise BadTarget({"decision_id": "Hãy chọn văn bản giao hoặc điều chỉnh chỉ tiêu."})
