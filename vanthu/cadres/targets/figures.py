"""The figures of targets: what is aimed at, what was reached, classes, late units, all units.

A value is in the unit of its own indicator, so a value is always asked for one indicator, named by
its code or by the figure it is counted by.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.choices import Grade, Kind, RollUp
from vanthu.cadres.targets.models import (
    Allocation,
    Indicator,
    Observation,
    Resolution,
    TargetVersion,
)
from vanthu.cadres.targets.queries import (
    allocations_on,
    due_list,
    months_of,
    standings_of,
    targets_on,
)
from vanthu.cadres.targets.rules import last_day, periods_of, span_of
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.figures.choices import Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.errors import BadAsk
from vanthu.ground.figures.rules import Counted
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi
from vanthu.kernel.reporting import SCHEMES, ReportPeriod, Span

_INDICATOR = ("indicator", "figure")
_FLOWS = (Kind.FLOW_CUM, Kind.FLOW_AVG, Kind.COUNT)


def _asked_indicator(ask: Ask) -> Indicator:
    """The indicator that the filters name; raises BadAsk where they name none or several."""
    rows = Indicator.objects.select_related("resolution")
    if code := ask.filters.get("indicator"):
        found = list(rows.filter(code=code))
    elif key := ask.filters.get("figure"):
        every = [
            row for row in rows.filter(figure=key) if months_of(row).first.first_day <= ask.day
        ]
        found = [row for row in every if ask.day <= months_of(row).last.last_day]
    else:
        found = []
    if len(found) != 1:
        raise BadAsk({"filters": "Hãy chọn một chỉ tiêu theo mã của chỉ tiêu."})
    return found[0]


def _target(ask: Ask) -> Iterator[Counted]:
    """The target of the term in force on the day; it is that of the whole, never of some units."""
    kind = _asked_indicator(ask)
    if ask.agencies is not None:
        raise BadAsk({"agencies": "Mục tiêu của đơn vị là số liệu “targets.allocated”."})
    row = targets_on([kind.pk], ask.day, ask.known_at).get(kind.pk, {}).get(None)
    if row is not None:
        yield Counted(row.pk, kind.pk, row.value)


def _allocated(ask: Ask) -> Iterator[Counted]:
    """What was given to agencies by the day; what was given anew replaces what was before."""
    kind = _asked_indicator(ask)
    for row in allocations_on(kind.pk, ask.day, ask.known_at):
        if ask.agencies is None or row.agency_id in ask.agencies:
            yield Counted(row.pk, row.agency_id, row.value)


def _achieved(ask: Ask) -> Iterator[Counted]:
    """What was reported of a flow, and locked, in periods that lie within the days asked for."""
    kind = _asked_indicator(ask)
    if kind.figure:
        raise BadAsk({"filters": f"Chỉ tiêu này tính từ hồ sơ; hãy dùng số liệu {kind.figure}."})
    if kind.kind not in _FLOWS or kind.roll_up == RollUp.RATIO:
        raise BadAsk({"filters": "Chỉ tiêu này là mức đạt, không cộng dồn các kỳ được."})
    rows = Observation.objects.known_at(ask.known_at).filter(
        indicator=kind, first__gte=ask.first, last__lte=ask.day
    )
    if ask.agencies is not None:
        rows = rows.filter(agency__in=sorted(ask.agencies))
    for number, agency, value in rows.values_list("pk", "agency", "numerator"):
        yield Counted(number, agency, value)


def _graded(ask: Ask) -> Iterator[Counted]:
    """The indicators of the resolutions in force on the day, by their class then."""
    wanted = ask.filters.get("class")
    rows = Resolution.objects.filter(first__lte=ask.day, last__gte=ask.day)
    if number := ask.filters.get("resolution"):
        rows = Resolution.objects.filter(pk=int(number) if number.isdecimal() else 0)
    for resolution in rows.values_list("pk", flat=True):
        for each in standings_of(resolution, ask.day, ask.known_at):
            if wanted is None or each.grade.value == wanted:
                yield Counted(each.indicator.pk, each.indicator.pk)


def _late(ask: Ask) -> Iterator[Counted]:
    """The agencies late with a report of a period that ended within the days asked for."""
    today = ask.known_at.astimezone(VIETNAM).date()
    late: set[int] = set()
    for resolution, period in _periods_ended(ask):
        late |= {due.agency_id for due in due_list(resolution, period, today) if due.late}
    for agency in sorted(late):
        if ask.agencies is None or agency in ask.agencies:
            yield Counted(agency, agency)


def _periods_ended(ask: Ask) -> Iterator[tuple[int, ReportPeriod]]:
    """The periods of every resolution, by each of its frequencies, that ended within the days."""
    rows = Indicator.objects.filter(figure="", resolution__first__lte=ask.day).values_list(
        "resolution", "scheme", "frequency", "resolution__first", "resolution__last"
    )
    for number, scheme, span, first, last in rows.order_by().distinct():
        for period in periods_of(span_of(first, last), Span(span), SCHEMES[scheme]):
            if ask.first <= last_day(period) <= ask.day:
                yield number, period


def _units_reached(ask: Ask) -> Iterator[Counted]:
    """The agencies with a reading above nothing, or a day on which it was done, by the day."""
    kind = _asked_indicator(ask)
    rows = Observation.objects.known_at(ask.known_at).filter(indicator=kind, last__lte=ask.day)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=sorted(ask.agencies))
    latest = {row.agency_id: row for row in rows.order_by("last", "pk")}
    for row in latest.values():
        if row.numerator > 0 or (row.done_on is not None and row.done_on <= ask.day):
            yield Counted(row.pk, row.agency_id)


def _targets_listed(ids: Sequence[int]) -> Iterable[Line]:
    rows = TargetVersion.objects.filter(pk__in=ids).select_related("indicator", "decision")
    for row in rows:
        cells = (
            str(row.indicator),
            format_vi(row.value.normalize() + 0),
            short_date(row.valid_from),
            row.decision.reference,
        )
        yield Line(row.pk, cells, indicator_url(row.indicator_id))


def _observations_listed(ids: Sequence[int]) -> Iterable[Line]:
    rows = list(Observation.objects.filter(pk__in=ids).select_related("indicator"))
    names = last_names({row.agency_id for row in rows})
    for row in rows:
        cells = (
            str(row.indicator),
            names[row.agency_id],
            str(row.period),
            format_vi(row.numerator.normalize() + 0),
            row.source,
        )
        yield Line(row.pk, cells, indicator_url(row.indicator_id))


def _indicators_listed(ids: Sequence[int]) -> Iterable[Line]:
    for row in Indicator.objects.filter(pk__in=ids).select_related("resolution"):
        yield Line(row.pk, (str(row), row.resolution.title), indicator_url(row.pk))


def _agencies_listed(ids: Sequence[int]) -> Iterable[Line]:
    for number, name in last_names(ids).items():
        yield Line(number, (name,))


def _allocations_listed(ids: Sequence[int]) -> Iterable[Line]:
    rows = list(Allocation.objects.filter(pk__in=ids).select_related("indicator", "decision"))
    names = last_names({row.agency_id for row in rows})
    for row in rows:
        cells = (
            str(row.indicator),
            names[row.agency_id],
            format_vi(row.value.normalize() + 0),
            row.decision.reference,
        )
        yield Line(row.pk, cells, indicator_url(row.indicator_id))


def indicator_url(number: int) -> str:
    """The page of an indicator: what a line of evidence leads to."""
    return f"/cadres/targets/board/indicators/{number}"


_TARGETS = Listing((_("Chỉ tiêu"), _("Giá trị"), _("Áp dụng từ"), _("Văn bản")), _targets_listed)
_ALLOCATIONS = Listing(
    (_("Chỉ tiêu"), _("Cơ quan"), _("Được giao"), _("Văn bản")), _allocations_listed
)
_OBSERVATIONS = Listing(
    (_("Chỉ tiêu"), _("Cơ quan"), _("Kỳ"), _("Giá trị"), _("Nguồn")), _observations_listed
)

TARGET = Figure(
    key="targets.target",
    title=_("Giá trị mục tiêu"),
    definition=_(
        "Giá trị mục tiêu cả nhiệm kỳ của một chỉ tiêu, theo phiên bản có hiệu lực vào ngày tính."
    ),
    unit=Unit.NUMBER,
    nature=Nature.STOCK,
    select=_target,
    listing=_TARGETS,
    check=permissions.check_open,
    filters=_INDICATOR,
)
ALLOCATED = Figure(
    key="targets.allocated",
    title=_("Mục tiêu giao cho đơn vị"),
    definition=_("Tổng phần mục tiêu đã giao cho các đơn vị, theo lần giao có hiệu lực."),
    unit=Unit.NUMBER,
    nature=Nature.STOCK,
    select=_allocated,
    listing=_ALLOCATIONS,
    check=permissions.check_open,
    filters=_INDICATOR,
)
ACHIEVED = Figure(
    key="targets.achieved",
    title=_("Lũy kế thực hiện"),
    definition=_(
        "Tổng số đã báo cáo và đã khóa của một chỉ tiêu cộng dồn, trong các kỳ nằm trọn trong "
        "khoảng thời gian tính."
    ),
    unit=Unit.NUMBER,
    nature=Nature.FLOW,
    select=_achieved,
    listing=_OBSERVATIONS,
    check=permissions.check_open,
    filters=_INDICATOR,
)
GRADED = Figure(
    key="targets.indicators",
    title=_("Số chỉ tiêu theo mức đạt"),
    definition=_(
        "Số chỉ tiêu của các nghị quyết còn hiệu lực, xếp theo mức đạt tại ngày tính và theo "
        "ngưỡng của bộ quy tắc ngày đó."
    ),
    unit=Unit.INDICATOR,
    nature=Nature.STOCK,
    select=_graded,
    listing=Listing((_("Chỉ tiêu"), _("Nghị quyết")), _indicators_listed),
    check=permissions.check_open,
    filters=("class", "resolution"),
    options={"class": Grade},
)
LATE = Figure(
    key="targets.late",
    title=_("Cơ quan báo cáo chậm"),
    definition=_(
        "Cơ quan xác nhận báo cáo kỳ sau hạn, hoặc đã quá hạn mà chưa xác nhận, trong các kỳ kết "
        "thúc trong khoảng thời gian tính."
    ),
    unit=Unit.AGENCY,
    nature=Nature.FLOW,
    select=_late,
    listing=Listing((_("Cơ quan"),), _agencies_listed),
    check=permissions.check_open,
)
UNITS_REACHED = Figure(
    key="targets.units_reached",
    title=_("Cơ quan, đơn vị đã thực hiện"),
    definition=_("Cơ quan có số liệu đã khóa cho thấy đã thực hiện chỉ tiêu vào ngày tính."),
    unit=Unit.AGENCY,
    nature=Nature.STOCK,
    select=_units_reached,
    listing=_OBSERVATIONS,
    check=permissions.check_open,
    filters=_INDICATOR,
)
UNITS_GIVEN = Figure(
    key="targets.units_given",
    title=_("Cơ quan, đơn vị được giao"),
    definition=_("Cơ quan được giao chỉ tiêu vào ngày tính."),
    unit=Unit.AGENCY,
    nature=Nature.STOCK,
    select=_allocated,
    listing=_ALLOCATIONS,
    check=permissions.check_open,
    filters=_INDICATOR,
)

FIGURES = (TARGET, ALLOCATED, ACHIEVED, GRADED, LATE, UNITS_REACHED, UNITS_GIVEN)
SHARES = (
    Share(
        key="targets.attained",
        title=_("Tỷ lệ thực hiện so với mục tiêu"),
        part=ACHIEVED.key,
        whole=TARGET.key,
        within=False,
    ),
    # The target that is counted by another module's figure; the key is all that is known of it.
    Share(
        key="targets.admitted",
        title=_("Kết nạp đảng viên so với nghị quyết"),
        part="membership.admitted",
        whole=TARGET.key,
        whole_only={"figure": "membership.admitted"},
        within=False,
        whole_everywhere=True,
    ),
)
