"""Indicators, allocations and figures from sheets; each file is one event."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from vanthu.cadres.personnel.queries import find_decision
from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.actions import Fact, IndicatorFields, Value
from vanthu.cadres.targets.choices import Cause, Frequency, Kind, RollUp, Scheme, Way
from vanthu.cadres.targets.models import Indicator, Observation, Resolution
from vanthu.faces.imports import kinds
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import agency_ever
from vanthu.faces.imports.kinds import Column, Memory
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import fold

_WHOLE, _CODE, _AGENCY = "Nghị quyết, kế hoạch", "Mã chỉ tiêu", "Cơ quan"
_PAPER, _SIGNED = "Văn bản giao", "Ngày ký"
_YEAR, _INDEX = "Năm", "Kỳ thứ"
_VALUE, _BELOW, _DONE = "Giá trị", "Mẫu số", "Ngày hoàn thành"
_SOURCE = "Văn bản có số liệu"


def _indicator(actor: Actor, row: Row, memory: Memory) -> None:
    whole = _resolution(row, memory)
    fields = IndicatorFields(
        number=row.whole("Số thứ tự"),
        code=row.text(_CODE),
        name=row.text("Tên chỉ tiêu"),
        area=row.text("Lĩnh vực", required=False),
        kind=row.one_of("Cách tính", Kind),
        measure=row.text("Đơn vị tính"),
        target=row.decimal_or_none("Mục tiêu"),
        base=row.decimal_or_none("Giá trị gốc"),
        way=row.one_of_or("Chiều hướng", Way, Way.UP),
        roll_up=row.one_of_or("Tổng hợp", RollUp, RollUp.SUM),
        decimals=row.whole("Số chữ số thập phân", default=0),
        lead_id=agency_ever(row, "Cơ quan chủ trì", memory),
        frequency=row.one_of("Tần suất báo cáo", Frequency),
        scheme=row.one_of_or("Cách chốt số liệu", Scheme, Scheme.CALENDAR),
        due_on=row.day_or_none("Ngày phải hoàn thành"),
        figure=row.text("Mã số liệu tính từ hồ sơ", required=False),
    )
    permissions.check_fix(actor, whole.agency_id)
    seen = memory.once(("seen", whole.pk), lambda: _taken(whole))
    actions.check_indicator(fields, seen[0], seen[1])
    seen[0].add(fields.number)
    seen[1].add(fields.code)
    memory.kept.setdefault("indicators", {}).setdefault(whole.pk, []).append(fields)


def _taken(whole: Resolution) -> tuple[set[int], set[str]]:
    numbers = set(whole.indicators.values_list("number", flat=True))
    return numbers, set(Indicator.objects.values_list("code", flat=True))


def _indicators(actor: Actor, memory: Memory) -> None:
    for number, fields in memory.kept.get("indicators", {}).items():
        actions.add_indicators(actor, resolution_id=number, fields=fields, source="Excel")


_Key = tuple[int, int, int | None, date, int]


def _allocation(actor: Actor, row: Row, memory: Memory) -> None:
    kind, giver = _known(row, memory), agency_ever(row, "Cơ quan giao", memory)
    agency = agency_ever(row, "Cơ quan được giao", memory)
    value = row.decimal("Được giao")
    reference, signed_on = row.text(_PAPER), row.day(_SIGNED)
    paper = memory.once((reference, signed_on), lambda: find_decision(reference, signed_on))
    if paper is None:
        raise WrongCell(_PAPER, "Chưa ghi nhận văn bản này. Hãy ghi nhận văn bản trước.")
    permissions.check_fix(actor, giver)
    year = row.whole(_YEAR, default=0) or None
    key: _Key = (kind.pk, giver, year, row.day("Áp dụng từ ngày"), paper.pk)
    given: dict[_Key, dict[int, Decimal]] = memory.once("given", lambda: defaultdict(dict))
    if agency in given[key]:
        raise WrongCell("Cơ quan được giao", "Cơ quan này đã có ở một dòng trên.")
    given[key][agency] = value


def _allocations(actor: Actor, memory: Memory) -> None:
    for (kind, giver, year, day, paper), values in memory.kept.get("given", {}).items():
        actions.allocate(
            actor,
            indicator_id=kind,
            giver_id=giver,
            values=values,
            valid_from=day,
            decision_id=paper,
            year=year,
        )


def _observation(actor: Actor, row: Row, memory: Memory) -> Fact:
    kind, agency = _known(row, memory), agency_ever(row, _AGENCY, memory)
    cause = row.text("Nguyên nhân", required=False)
    fact = Fact(
        agency_id=agency,
        year=row.whole(_YEAR),
        index=row.whole(_INDEX, default=1),
        value=Value(
            indicator_id=kind.pk,
            numerator=row.decimal_or_none(_VALUE),
            denominator=row.decimal_or_none(_BELOW),
            done_on=row.day_or_none(_DONE),
            cause=row.one_of("Nguyên nhân", Cause) if cause else None,
            source=row.text(_SOURCE),
        ),
    )
    memory.once(("may", agency), lambda: permissions.check_fix(actor, agency))
    actions.check_fact(actor, kind, fact)
    read: set[tuple[int, int, int]] = memory.once(("read", kind.pk), lambda: _read(kind))
    key = (agency, fact.year, fact.index)
    if key in read:
        raise WrongCell(_INDEX, "Kỳ này đã có số liệu của cơ quan.")
    read.add(key)
    return fact


def _read(kind: Indicator) -> set[tuple[int, int, int]]:
    rows = Observation.objects.filter(known_to=None, indicator=kind)
    return set(rows.values_list("agency", "year", "index"))


def _observations(actor: Actor, facts: Sequence[Fact], _memory: Memory) -> None:
    actions.enter_observations(actor, facts=facts, source="Excel")


def _resolution(row: Row, memory: Memory) -> Resolution:
    known: dict[str, Resolution] = memory.once(
        "resolutions", lambda: {fold(each.title): each for each in Resolution.objects.all()}
    )
    name = row.text(_WHOLE)
    if fold(name) not in known:
        raise WrongCell(_WHOLE, f"Không có nghị quyết, kế hoạch “{name}”.")
    return known[fold(name)]


def _known(row: Row, memory: Memory) -> Indicator:
    known: dict[str, Indicator] = memory.once(
        "indicators-known",
        lambda: {row.code: row for row in Indicator.objects.select_related("resolution")},
    )
    code = row.text(_CODE)
    if code not in known:
        raise WrongCell(_CODE, f"Không có chỉ tiêu mang mã “{code}”.")
    return known[code]


INDICATORS = kinds.Kind(
    "targets-indicators",
    "Chỉ tiêu",
    "Mỗi dòng một chỉ tiêu của một nghị quyết, kế hoạch đã nhập.",
    (),
    (
        Column(_WHOLE, "resolution_id", hint="Đúng tên đã nhập."),
        Column("Số thứ tự", "number", example="1"),
        Column(_CODE, "code", hint="Không dấu, không trùng.", example="viec-lam"),
        Column("Tên chỉ tiêu", "name", example="Số lao động được tạo việc làm mới"),
        Column("Lĩnh vực", "area", required=False),
        Column("Cách tính", "kind", choices=Kind, example="Cộng dồn cả thời kỳ"),
        Column("Đơn vị tính", "measure", example="người"),
        Column("Mục tiêu", "target", required=False, example="100000"),
        Column("Giá trị gốc", "base", required=False),
        Column("Chiều hướng", "way", required=False, choices=Way),
        Column("Tổng hợp", "roll_up", required=False, choices=RollUp),
        Column("Số chữ số thập phân", "decimals", required=False),
        Column("Cơ quan chủ trì", "lead_id", hint="Mã định danh hoặc tên đầy đủ."),
        Column("Tần suất báo cáo", "frequency", choices=Frequency, example="6 tháng"),
        Column("Cách chốt số liệu", "scheme", required=False, choices=Scheme),
        Column("Ngày phải hoàn thành", "due_on", required=False, hint="Của mốc hoàn thành."),
        Column("Mã số liệu tính từ hồ sơ", "figure", required=False),
    ),
    _indicator,
    _indicators,
    who=permissions.check_fix,
)
ALLOCATIONS = kinds.Kind(
    "targets-allocations",
    "Giao chỉ tiêu",
    "Mỗi dòng phần của một cơ quan; dòng cùng ngày thay cho lần giao trước.",
    (),
    (
        Column(_CODE, "indicator_id", example="viec-lam"),
        Column("Cơ quan giao", "giver_id", hint="Mã định danh hoặc tên đầy đủ."),
        Column("Cơ quan được giao", "agency_id", hint="Mã định danh hoặc tên đầy đủ."),
        Column("Được giao", "value", example="22000"),
        Column(_YEAR, "year", required=False, hint="Để trống: cả thời kỳ."),
        Column("Áp dụng từ ngày", "valid_from", example="01/01/2021"),
        Column(_PAPER, "decision_id", example="15-KH/TU"),
        Column(_SIGNED, "signed_on", example="16/11/2020"),
    ),
    _allocation,
    _allocations,
    who=permissions.check_fix,
)
OBSERVATIONS = kinds.Kind(
    "targets-observations",
    "Số liệu chỉ tiêu",
    "Số liệu đã chốt trong văn bản của cơ quan chịu trách nhiệm; mỗi dòng một cơ quan, một kỳ.",
    (),
    (
        Column(_CODE, "indicator_id", example="viec-lam"),
        Column(_AGENCY, "agency_id", hint="Mã định danh hoặc tên đầy đủ."),
        Column(_YEAR, "year", example="2023"),
        Column(_INDEX, "index", required=False, hint="Trong năm; để trống: 1.", example="1"),
        Column(_VALUE, "numerator", required=False, hint="Hoặc tử số.", example="1250"),
        Column(_BELOW, "denominator", required=False),
        Column(_DONE, "done_on", required=False, hint="Của mốc hoàn thành."),
        Column("Nguyên nhân", "cause", required=False, choices=Cause),
        Column(_SOURCE, "source", example="Báo cáo số 12/BC-SNV ngày 05/07/2023"),
    ),
    _observation,
    who=permissions.check_fix,
    batch=_observations,
    most=50_000,
)
