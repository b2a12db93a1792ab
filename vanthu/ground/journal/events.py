"""What a journalled event carries."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from vanthu.kernel.events import Event

JSON = dict[str, Any]


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, kw_only=True)
class Recorded(Event):
    """An event the journal keeps: the agency whose chain it joins and the object it is about."""

    object_type: ClassVar[str] = ""

    agency_id: int
    object_id: int

    def details(self) -> JSON:
        """The remaining fields as JSON values."""
        skipped = {"agency_id", "object_id"}
        return {
            f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in skipped
        }


@dataclass(frozen=True, kw_only=True)
class JournalSealed(Recorded):
    """The ends of `chains` chains were copied."""

    object_type: ClassVar[str] = "journal"

    chains: int
