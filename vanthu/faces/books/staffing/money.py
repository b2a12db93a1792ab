"""The money on the page of a severance: as it was decided, or as it would be today."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.staffing import queries
from vanthu.cadres.staffing.models import Severance
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.books.base import Fact, Section, Text
from vanthu.faces.books.staffing.common import MODULE
from vanthu.kernel.numbers import format_money, format_vi

_COLUMNS = (_("Khoản"), _("Cách tính"), _("Số tiền (đồng)"))
_NOT_QUOTA = _(
    "Số người tinh giản không phải số biên chế bị cắt, không trừ vào biên chế được giao."
)
_LATER = _("Tiền được tính khi ghi quyết định, theo nghị định của ngày ký.")
_ESTIMATED = _(
    "Tạm tính theo quy định có hiệu lực hôm nay. Số chính thức được tính khi ghi quyết định, theo "
    "nghị định của ngày ký."
)
_OVER = (CaseState.REFUSED, CaseState.WITHDRAWN)


def money_section(row: Severance, today: date) -> Section:
    """What the money is counted from, each line with its formula, and the sum."""
    if row.decree:
        parts = [(part["name"], part["formula"], part["amount"]) for part in row.parts]
        facts = _base(row, queries.decree_title(row), papers=bool(parts))
        return Section(_("Bảng tính tiền"), facts, *_table(parts), note=_NOT_QUOTA)
    if row.state in _OVER:
        return Section(_("Bảng tính tiền"), _base(row, "–"), note=_LATER)
    return _estimated(row, today)


def _estimated(row: Severance, today: date) -> Section:
    """For who confirms and appraises: the lines, or the sentence of what they lack."""
    found = queries.estimate(row, today)
    parts = [(line.name, line.formula, line.amount) for line in found.lines]
    note = sentence_of(found.refusal) if found.refusal else _ESTIMATED
    return Section(_("Tiền tạm tính"), _base(row, found.decree), *_table(parts), note=note)


def _table(
    parts: Sequence[tuple[str, str, int]],
) -> tuple[Sequence[Text], Sequence[Sequence[Text]]]:
    """Columns and rows with their sum; nothing where no money was counted."""
    if not parts:
        return (), ()
    rows: list[Sequence[Text]] = [(name, how, format_vi(amount)) for name, how, amount in parts]
    total = sum(amount for _name, _how, amount in parts)
    return _COLUMNS, [*rows, (_("Tổng cộng"), "", format_vi(total))]


def _base(row: Severance, decree: str, *, papers: bool = False) -> list[Fact]:
    facts = [
        Fact(_("Tiền lương tháng hiện hưởng"), format_money(row.pay_base)),
        Fact(_("Số tháng nghỉ hưu trước tuổi"), format_vi(row.months_early)),
        Fact(_("Số tháng đóng bảo hiểm xã hội"), format_vi(row.service_months)),
        Fact(_("Tính theo"), decree),
    ]
    return [*facts, *_papers(row)] if papers else facts


def _papers(row: Severance) -> list[Fact]:
    """The sheet to print, in each form."""
    at = f"/cadres/{MODULE.code}/severances/{row.pk}/sheet"
    return [
        Fact(_("In bảng tính"), _("Tải tệp PDF"), f"{at}.pdf"),
        Fact(_("Bảng tính để sửa"), _("Tải tệp Word (DOCX)"), f"{at}.docx"),
    ]
