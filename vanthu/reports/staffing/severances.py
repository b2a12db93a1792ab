"""The list of severance cases of a half-year return, each part of the money in its sum."""

from collections.abc import Mapping

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.personnel.queries import PersonCard, cards
from vanthu.cadres.staffing.models import Severance
from vanthu.cadres.staffing.queries import severances
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_vi
from vanthu.reports.staffing.paper import NOT_PEOPLE, days, heading
from vanthu.reports.tables.model import Column, Table

_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Họ và tên", 1.8),
    Column("Ngày sinh", 1.1, centred=True),
    Column("Cơ quan", 2),
    Column("Hình thức", 1.2),
    Column("Mã lý do", 0.6, centred=True),
    Column("Thời điểm nghỉ", 1.1, centred=True),
    Column("Số tháng nghỉ sớm", 0.7, centred=True),
    Column("Số tháng BHXH", 0.8, centred=True),
    Column("Tiền lương tháng", 1.1, centred=True),
    Column("Các khoản", 3),
    Column("Tổng (đồng)", 1.2, centred=True),
    Column("Quyết định", 1.3),
)
_ABSENT = (
    "Chức vụ, trình độ đào tạo và hệ số lương không có trong danh sách: hệ thống không quản lý "
    "bằng cấp và bảng lương của từng người."
)


def severance_table(actor: Actor, ask: Ask) -> Table:
    """Cases within the actor's reach decided in the period, by the day of their decision."""
    rows = severances(actor).filter(
        state=CaseState.DECIDED, decision__signed_on__range=(ask.first, ask.day)
    )
    found = list(rows.order_by("decision__signed_on", "pk"))
    names = last_names(row.agency_id for row in found)
    people = cards([row.person_id for row in found], ask.known_at)
    lines = [
        (str(place), *_cells(row, people.get(row.person_id), names))
        for place, row in enumerate(found, 1)
    ]
    total = format_vi(sum(row.total for row in found))
    lines.append(("", f"Cộng: {format_vi(len(found))} trường hợp", *[""] * 9, total, ""))
    head = heading(actor, "Danh sách giải quyết chế độ tinh giản biên chế", days(ask))
    return Table(head, _COLUMNS, lines, closing=[_ABSENT, NOT_PEOPLE])


def _cells(row: Severance, card: PersonCard | None, names: Mapping[int, str]) -> tuple[str, ...]:
    assert row.decision is not None
    parts = "; ".join(f"{part['name']}: {format_vi(part['amount'])}" for part in row.parts)
    return (
        *(row.person.full_name, card.born if card else NO_VALUE, names.get(row.agency_id, "")),
        *(str(row.get_kind_display()), row.category, short_date(row.leaves_on)),
        *(format_vi(row.months_early), format_vi(row.service_months), format_vi(row.pay_base)),
        *(parts, format_vi(row.total), row.decision.reference),
    )
