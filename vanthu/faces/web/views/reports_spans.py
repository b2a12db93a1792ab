"""The days a report looks at, as people choose them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vanthu.reports.dashboard.queries import Span

MONTH, QUARTER, YEAR = "month", "quarter", "year"


def span_of(name: str, today: date) -> tuple[str, Span]:
    """The span of that name up to today; of the year for a name that is none."""
    first_month = {MONTH: today.month, QUARTER: today.month - (today.month - 1) % 3}.get(name, 1)
    chosen = name if name in (MONTH, QUARTER) else YEAR
    return chosen, Span(date(today.year, first_month, 1), today)


def choices_of(chosen: str, url: str) -> list[dict[str, Any]]:
    """The spans as filters of a page."""
    labels = {MONTH: _("Tháng này"), QUARTER: _("Quý này"), YEAR: _("Năm nay")}
    return [
        {"label": label, "url": f"{url}?span={name}", "current": name == chosen}
        for name, label in labels.items()
    ]
