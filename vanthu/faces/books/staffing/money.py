"""The money on the page of a severance: as it was decided, or as it would be today."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.staffing import queries
from vanthu.cadres.staffing.models import Severance
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.books.base import Fact, Section, Text
from vanthu.faces.books.staffing.common import MODULE
from vanthu.ground.rulebook.queries import pack_named
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.numbers import format_money, format_vi

_COLUMNS = (_("Khoản"), _("Cách tính"), _("Số tiền (đồng)"), _("Mức tin cậy"))
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
    if row.decree and row.decision is not None:
        pack = pack_named(row.decree, row.decision.signed_on)
        rows = _rows(row.parts, pack, queries.judged_parameters(row, pack))
        facts = _base(row, pack.document, papers=bool(rows))
        return Section(_("Bảng tính tiền"), facts, _COLUMNS if rows else (), rows, _NOT_QUOTA)
    if row.state in _OVER:
        return Section(_("Bảng tính tiền"), _base(row, "–"), note=_LATER)
    return _estimated(row, today)


def _estimated(row: Severance, today: date) -> Section:
    """For who confirms and appraises: the lines, or the sentence of what they lack."""
    found = queries.estimate(row, today)
    if found.pack is None:
        note: Text = sentence_of(found.refusal) if found.refusal else ""
        return Section(_("Tiền tạm tính"), _base(row, "–"), note=note)
    parts = [asdict(line) for line in found.lines]
    known = {each.key: each for each in found.pack.parameters}
    rows = _rows(parts, found.pack, known)
    facts = _base(row, found.pack.document)
    return Section(_("Tiền tạm tính"), facts, _COLUMNS if rows else (), rows, _ESTIMATED)


def _rows(
    parts: Sequence[Mapping[str, Any]], pack: Pack, known: Mapping[str, Parameter]
) -> Sequence[Sequence[Text]]:
    """Each part and how surely it is known, and their sum; nothing where none was counted."""
    rows: list[Sequence[Text]] = []
    for part in parts:
        sure = queries.certainty_of(part.get("keys", ()), known, pack)
        rows.append(
            (part["name"], part["formula"], format_vi(part["amount"]), translated(sure.label))
        )
    total = format_vi(sum(part["amount"] for part in parts))
    return [*rows, (_("Tổng cộng"), "", total, "")] if rows else []


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
