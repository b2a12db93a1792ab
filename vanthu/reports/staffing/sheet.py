"""The money of one case on paper: each part with its formula, what it rests on and how surely."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vanthu.cadres.personnel.queries import trail
from vanthu.cadres.staffing.errors import NoMoneySheet
from vanthu.cadres.staffing.models import Severance
from vanthu.cadres.staffing.queries import certainties, judged_parameters
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.queries import pack_named
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.citations import Certainty
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_money, format_vi
from vanthu.reports.registers.books import print_mark
from vanthu.reports.staffing.paper import NOT_PEOPLE
from vanthu.reports.tables.model import STATE_MOTTO, Column, Heading, Table

_COLUMNS = (
    Column("TT", 0.4, centred=True),
    Column("Khoản", 2),
    Column("Cách tính", 1.9),
    Column("Số tiền (đồng)", 1.1, centred=True),
    Column("Căn cứ", 3.4),
    Column("Mức tin cậy", 1.4),
)
_CHECK = (
    "Có mức chưa đối chiếu với nguyên văn văn bản. Phải đối chiếu và nhập căn cứ vào bộ quy tắc "
    "trước khi chi trả."
)
_HANDS = {
    "enter": "Lập",
    "enter-decided": "Nhập theo quyết định",
    "confirm": "Xác nhận",
    "appraise": "Thẩm định",
    "decide": "Ghi quyết định",
}


def money_table(actor: Actor, row: Severance) -> Table:
    """The sheet of a decided case; raises NoMoneySheet while no money was counted."""
    if not row.parts or row.decision is None:
        raise NoMoneySheet
    pack = pack_named(row.decree, row.decision.signed_on)
    known = judged_parameters(row, pack)
    surest = certainties(row)
    rows = [
        (
            *(str(place), part["name"], part["formula"], format_vi(part["amount"])),
            *(_grounds(part, known, pack), sure.label),
        )
        for place, (part, sure) in enumerate(zip(row.parts, surest, strict=True), 1)
    ]
    rows.append(("", "Tổng cộng", "", format_vi(row.total), "", ""))
    doubt = [_CHECK] if any(each is not Certainty.READ for each in surest) else []
    return Table(
        _heading(actor, row, pack), _COLUMNS, rows, closing=[*doubt, NOT_PEOPLE, *_by(row)]
    )


def _heading(actor: Actor, row: Severance, pack: Pack) -> Heading:
    assert row.decision is not None
    decision = f"{row.decision.reference} ngày {short_date(row.decision.signed_on)}"
    months = (
        f"nghỉ trước tuổi {format_vi(row.months_early)} tháng",
        f"đóng bảo hiểm xã hội {format_vi(row.service_months)} tháng",
    )
    return Heading(
        title="Bảng tính tiền chi trả tinh giản biên chế",
        agency=last_names([row.agency_id]).get(row.agency_id, ""),
        motto=STATE_MOTTO,
        lines=(
            f"{row.person.full_name}; {row.get_kind_display()}; lý do {row.category}: "
            f"{row.get_category_display()}",
            f"Quyết định số {decision}; nghỉ từ ngày {short_date(row.leaves_on)}",
            f"Tiền lương tháng hiện hưởng {format_money(row.pay_base)}; {'; '.join(months)}",
            f"Tính theo: {pack.document}",
        ),
        mark=print_mark(actor),
    )


def _used(part: Mapping[str, Any], known: Mapping[str, Parameter]) -> Iterator[Parameter]:
    """The parameters a part was counted by; an older part does not say."""
    return (known[key] for key in part.get("keys", ()) if key in known)


def _grounds(part: Mapping[str, Any], known: Mapping[str, Parameter], pack: Pack) -> str:
    """`Trợ cấp cho mỗi năm …: 3 (source)`, one after the other; else the decree as a whole."""
    found = [
        f"{each.label}: {each.shown}" + (f" ({each.source})" if each.source else "")
        for each in _used(part, known)
    ]
    return "; ".join(found) or pack.document


def _by(row: Severance) -> Sequence[str]:
    """Whose hands the case went through, with their days."""
    steps = [
        f"{_HANDS[each.verb]}: {each.name}, {short_date(each.at.astimezone(VIETNAM).date())}"
        for each in trail(row.record)
        if each.verb in _HANDS
    ]
    return ["; ".join(steps)] if steps else []
