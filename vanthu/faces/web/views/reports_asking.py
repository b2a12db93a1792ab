"""The filters of a list as they stand in its address."""

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

from django.http import QueryDict

from vanthu.faces.web.numbers import row_number


class Asking:
    """What was asked by name; reads it, and writes it back with changes."""

    def __init__(self, sent: QueryDict, names: Sequence[str]) -> None:
        self.sent = sent
        self.values: Mapping[str, str] = {
            name: value for name in names if (value := (sent.get(name) or "").strip())
        }

    def one_of(self, name: str, known: Collection[str]) -> str | None:
        """The value when it is one of those known."""
        value = self.values.get(name)
        return value if value in known else None

    def number(self, name: str) -> int | None:
        """The value when it is a whole number a row could have."""
        return row_number(self.sent.get(name) or "")

    def address(self, **changes: object) -> str:
        """The filters as the query part of an address."""
        merged = {**self.values, **changes}
        return "?" + urlencode({name: value for name, value in merged.items() if value})
