"""Every number of staffing a report may publish, with the list behind it.

Quotas, people and severance cases have units of their own: none is ever taken from another.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.staffing import counting
from vanthu.cadres.staffing.choices import Category, MoveIn, MoveOut, QuotaKind, SeveranceKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota, Severance
from vanthu.cadres.staffing.permissions import check_open
from vanthu.ground.figures.choices import Counting, Nature, Unit
from vanthu.ground.figures.definitions import Ask, Figure, Line, Listing, Share
from vanthu.ground.figures.rules import Counted
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi

_KIND: dict[str, type[Choices]] = {"kind": QuotaKind}


def _quota_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = list(Quota.objects.filter(pk__in=ids).select_related("decision"))
    names = last_names(row.agency_id for row in rows)
    for row in rows:
        head = (names.get(row.agency_id, ""), str(row.get_kind_display()), str(row.year))
        cells = (*head, format_vi(row.assigned), row.decision.reference)
        yield Line(row.pk, cells, f"/cadres/staffing/quotas/{row.pk}")


def _severance_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = Severance.objects.filter(pk__in=ids).select_related("person", "decision")
    names = last_names(row.agency_id for row in rows)
    for row in rows:
        assert row.decision is not None
        cells = (
            row.person.full_name,
            names.get(row.agency_id, ""),
            str(row.get_kind_display()),
            row.category,
            short_date(row.decision.signed_on),
            row.decision.reference,
        )
        yield Line(row.pk, cells, f"/cadres/staffing/severances/{row.pk}")


def _count_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = list(Headcount.objects.filter(pk__in=ids))
    names = last_names(row.agency_id for row in rows)
    for row in rows:
        head = (names.get(row.agency_id, ""), str(row.get_kind_display()))
        cells = (*head, short_date(row.counted_on), format_vi(row.present))
        yield Line(row.pk, cells, f"/cadres/staffing/headcounts/{row.pk}")


def _event_lines(ids: Sequence[int]) -> Iterable[Line]:
    rows = list(HeadcountEvent.objects.filter(pk__in=ids).select_related("person"))
    names = last_names(row.agency_id for row in rows)
    for row in rows:
        who = row.person.full_name if row.person else ""
        head = (names.get(row.agency_id, ""), str(row.get_kind_display()), who)
        cells = (*head, str(row.get_type_display()), short_date(row.on), format_vi(row.count))
        yield Line(row.pk, cells, f"/cadres/staffing/movements/{row.pk}")


_QUOTAS = Listing(
    (_("Cơ quan"), _("Loại biên chế"), _("Năm"), _("Được giao"), _("Quyết định")), _quota_lines
)
_CASES = Listing(
    (
        _("Họ và tên"),
        _("Cơ quan"),
        _("Hình thức"),
        _("Mã lý do"),
        _("Ngày ký"),
        _("Quyết định"),
    ),
    _severance_lines,
)
_COUNTS = Listing((_("Cơ quan"), _("Loại biên chế"), _("Ngày chốt"), _("Có mặt")), _count_lines)
_EVENTS = Listing(
    (
        _("Cơ quan"),
        _("Loại biên chế"),
        _("Họ và tên"),
        _("Biến động"),
        _("Ngày"),
        _("Số người"),
    ),
    _event_lines,
)


def _quota(
    key: str, title: Any, definition: Any, select: Callable[[Ask], Iterable[Counted]]
) -> Figure:
    return Figure(
        key=f"staffing.{key}",
        title=title,
        definition=definition,
        unit=Unit.QUOTA,
        nature=Nature.STOCK,
        select=select,
        listing=_QUOTAS,
        check=check_open,
        filters=("kind",),
        options=_KIND,
    )


def _flow(key: str, title: Any, definition: Any, ways: type[MoveIn] | type[MoveOut]) -> Figure:
    return Figure(
        key=f"staffing.{key}",
        title=title,
        definition=definition,
        unit=Unit.PERSON,
        counting=Counting.AMOUNT,
        nature=Nature.FLOW,
        select=lambda ask: counting.moved(ask, ways.values),
        listing=_EVENTS,
        check=check_open,
        filters=("kind", "type"),
        options={**_KIND, "type": ways},
    )


FIGURES = (
    Figure(
        key="staffing.severed",
        title=_("Tinh giản biên chế"),
        definition=_(
            "Trường hợp có quyết định giải quyết tinh giản biên chế, theo ngày ký quyết định trong "
            "kỳ. Là số người, không phải số biên chế được cắt giảm."
        ),
        unit=Unit.CASE,
        nature=Nature.FLOW,
        select=counting.severed,
        listing=_CASES,
        check=check_open,
        filters=("kind", "category", "sex"),
        options={"kind": SeveranceKind, "category": Category, "sex": Sex},
    ),
    _quota(
        "quota",
        _("Biên chế được giao"),
        _("Biên chế được giao của năm có ngày cuối kỳ; cơ quan chưa giao năm đó lấy năm gần nhất."),
        counting.quota,
    ),
    _quota(
        "quota_base",
        _("Biên chế được giao năm gốc"),
        _("Biên chế được giao của năm gốc (2021), loại phải cắt giảm theo lộ trình."),
        counting.quota_base,
    ),
    _quota(
        "cut_required",
        _("Biên chế phải giảm theo lộ trình"),
        _("Số phải giảm cộng dồn đến năm có ngày cuối kỳ so với năm gốc, làm tròn lên từng năm."),
        counting.required,
    ),
    _quota(
        "cut_actual",
        _("Biên chế đã giảm"),
        _("Biên chế được giao năm gốc trừ biên chế được giao của năm có ngày cuối kỳ."),
        counting.actual,
    ),
    Figure(
        key="staffing.present",
        title=_("Người có mặt"),
        definition=_("Số người có mặt theo lần chốt gần nhất đến ngày cuối kỳ."),
        unit=Unit.PERSON,
        counting=Counting.AMOUNT,
        nature=Nature.STOCK,
        select=counting.present,
        listing=_COUNTS,
        check=check_open,
        filters=("kind",),
        options=_KIND,
    ),
    _flow(
        "came",
        _("Tăng trong kỳ"),
        _("Người được tuyển dụng, tiếp nhận, chuyển đến trong kỳ."),
        MoveIn,
    ),
    _flow(
        "went",
        _("Giảm trong kỳ"),
        _("Người nghỉ hưu, thôi việc, chuyển đi, bị buộc thôi việc, từ trần trong kỳ."),
        MoveOut,
    ),
)
SHARES = (
    Share(
        key="staffing.cut-of-base",
        title=_("Biên chế đã giảm so với năm gốc"),
        part="staffing.cut_actual",
        whole="staffing.quota_base",
        within=False,
        places=2,
    ),
    Share(
        key="staffing.severed-early",
        title=_("Nghỉ hưu trước tuổi trong số tinh giản"),
        part="staffing.severed",
        whole="staffing.severed",
        part_only={"kind": SeveranceKind.EARLY_RETIREMENT.value},
    ),
)
