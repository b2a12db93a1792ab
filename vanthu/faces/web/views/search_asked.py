"""What a search page was asked: its address read into a query, and written back into one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from vanthu.faces.web.days import WRONG, read_day
from vanthu.faces.web.numbers import row_number
from vanthu.office.documents.choices import Direction, DocumentState, Urgency
from vanthu.office.search.queries import NEWEST, RELEVANCE, Query
from vanthu.reports.lists.columns import chosen

# Names in the address to names of the query.
_TEXTS = {"q": "text", "issuer": "issuer", "signer": "signer", "type": "type_code"}
_CHOICES: dict[str, Sequence[str]] = {
    "direction": Direction.values,
    "state": DocumentState.values,
    "order": (NEWEST, RELEVANCE),
}
DAYS = ("issued_from", "issued_to", "arrived_from", "arrived_to")
_LONGEST = 300


@dataclass(frozen=True)
class Asked:
    """The query, the page of it, the columns, and what could not be read."""

    query: Query
    columns: Sequence[str]
    after: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return any(value for name, value in self.values.items() if name != "order")

    @property
    def filters(self) -> int:
        """How many filters besides the words are set."""
        return sum(bool(value) for name, value in self.values.items() if name not in ("q", "order"))

    def address(self, **changes: object) -> str:
        """The address's query part with some values changed; None drops one."""
        pairs: dict[str, object] = {**self.values}
        pairs.update(changes, c=[*self.columns])
        return urlencode({k: v for k, v in pairs.items() if v not in ("", None)}, doseq=True)


def read(sent: QueryDict) -> Asked:
    """Read the address of a search page; what makes no sense is dropped, a wrong day is told."""
    values = {name: (sent.get(name) or "").strip()[:_LONGEST] for name in (*_TEXTS, *DAYS)}
    values |= {n: v for n, of in _CHOICES.items() if (v := sent.get(n) or "") in of}
    if (urgency := sent.get("urgency") or "") in map(str, Urgency.values):
        values["urgency"] = urgency
    errors: dict[str, str] = {}
    arguments: dict[str, Any] = {to: values[name] for name, to in _TEXTS.items()}
    arguments |= {name: values[name] for name in _CHOICES if name in values}
    arguments |= {name: _day(values[name], name, errors) for name in DAYS}
    if "urgency" in values:
        arguments["urgency"] = int(values["urgency"])
    return Asked(
        query=Query(**arguments),
        columns=chosen(sent.getlist("c")),
        after=row_number(sent.get("after", "")),
        values=values,
        errors=errors,
    )


def _day(text: str, name: str, errors: dict[str, str]) -> Any:
    try:
        return read_day(text)
    except ValueError:
        errors[name] = WRONG
        return None


def saved_address(query: Mapping[str, str], columns: Sequence[str]) -> str:
    """The query part that opens a kept query."""
    back = {to: name for name, to in _TEXTS.items()}
    named = {back.get(name, name): value for name, value in query.items()}
    return urlencode({**named, "c": list(columns)}, doseq=True)


def plain(query: Query) -> dict[str, Any]:
    """The conditions that are set, by the names of Query."""
    return {name: value for name, value in asdict(query).items() if value not in ("", None)}
