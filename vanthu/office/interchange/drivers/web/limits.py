"""How long a call may take and how much an answer may hold."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the calls over one link; all are parameters, no operator has published any.

    `connect_seconds` to reach the other side, `answer_seconds` for it to begin to answer and
    between two pieces of an answer, `whole_seconds` for an answer to arrive in full,
    `settle_seconds` between a sending without an answer and the question what became of it.
    `connections` may be open at once.
    """

    connect_seconds: float = 5
    answer_seconds: float = 60
    whole_seconds: float = 600
    settle_seconds: float = 120
    connections: int = 4
    list_megabytes: int = 64
    parcel_megabytes: int = 300
    directory_megabytes: int = 512
