"""The days a term is counted from, as `terms.toml` says them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid
from vanthu.reports.midterm.sentences import Codes

FILE = Path(__file__).with_name("terms.toml")


@dataclass(frozen=True)
class ReportTerm:
    """A congress term: its days, and from when its cases and its yearly flows count."""

    name: str
    first: date
    last: date
    cases_from: date
    flows_from: date
    codes: Codes


class NoTerm(Invalid):
    """No term with known counting days covers the day."""

    code = "no-report-term"

    def __init__(self, day: date) -> None:
        text = (
            f"Chưa có nhiệm kỳ nào được khai báo cho ngày {short_date(day)}. "
            "Hãy chọn ngày trong một nhiệm kỳ đã khai báo."
        )
        super().__init__({"as_of": text}, text)


@cache
def terms() -> tuple[ReportTerm, ...]:
    """Every declared term, the oldest first."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names = ("first", "last", "cases_from", "flows_from")
    found = (
        ReportTerm(
            name=name, codes=Codes(**entry["codes"]), **{each: entry[each] for each in names}
        )
        for name, entry in data.items()
    )
    return tuple(sorted(found, key=lambda term: term.first))


def term_on(day: date) -> ReportTerm:
    """The term that the day lies in; raises NoTerm."""
    for term in terms():
        if term.flows_from <= day <= term.last:
            return term
    raise NoTerm(day)
