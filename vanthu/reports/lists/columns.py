"""The columns a list of documents can show, and how each value is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vanthu.kernel.dates import short_date
from vanthu.office.documents.choices import DocumentState, Urgency

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its code (the field it shows), its label, its share of the width."""

    code: str
    label: str | Promise
    width: float
    centred: bool = False


COLUMNS: dict[str, ListColumn] = {
    column.code: column
    for column in (
        ListColumn("reference", _("Số, ký hiệu"), 1.6),
        ListColumn("arrival_number", _("Số đến"), 0.8, centred=True),
        ListColumn("type_id", _("Loại văn bản"), 1.2),
        ListColumn("subject", _("Trích yếu"), 4),
        ListColumn("issuer_name", _("Nơi ban hành"), 2.2),
        ListColumn("issued_on", _("Ngày văn bản"), 1.2, centred=True),
        ListColumn("arrived_on", _("Ngày đến"), 1.2, centred=True),
        ListColumn("signer_name", _("Người ký"), 1.5),
        ListColumn("urgency", _("Độ khẩn"), 1),
        ListColumn("due_on", _("Hạn xử lý"), 1.2, centred=True),
        ListColumn("state", _("Trạng thái"), 1.4),
    )
}
DEFAULT = ("reference", "subject", "issuer_name", "issued_on", "state")


def chosen(codes: list[str]) -> list[str]:
    """The codes that exist, in the order of the catalogue; the usual ones when none does."""
    wanted = set(codes)
    return [code for code in COLUMNS if code in wanted] or list(DEFAULT)


def text_of(code: str, values: Values, types: Mapping[str, str]) -> str:
    """The value of a column in words; `types` names the document types by code."""
    value = values.get(code)
    if value in (None, ""):
        return ""
    writer = _WRITERS.get(code)
    if writer is not None:
        return writer(value)
    return types.get(str(value), str(value)) if code == "type_id" else str(value)


def _day(value: date | str) -> str:
    """SQLite gives days as texts where the statement is written by hand."""
    return short_date(date.fromisoformat(value) if isinstance(value, str) else value)


_URGENCIES = dict(Urgency.choices)
_STATES = dict(DocumentState.choices)
_WRITERS: dict[str, Callable[[Any], str]] = {
    "issued_on": _day,
    "arrived_on": _day,
    "due_on": _day,
    "urgency": lambda value: str(_URGENCIES[value]) if value else "",
    "state": lambda value: str(_STATES[value]),
}
