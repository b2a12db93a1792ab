"""What can go wrong on purpose, and for which calls."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """A way to fail. What happens to the call itself stands beside each."""

    DOWN = "down"  # the connection is closed unread; the call is not handled
    SLOW = "slow"  # the call is handled after some seconds
    HALF = "half"  # handled, half of the answer is sent
    HTML = "html"  # a page with status 200 instead of an answer
    ERROR = "error"  # status 500 instead of an answer
    SILENCE = "silence"  # handled, and never answered
    DUPLICATE = "duplicate"  # what is sent is delivered twice
    REORDER = "reorder"  # what waits is listed the youngest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A trouble for the next `calls` calls whose path ends in `path` (None: until it is lifted).

    `after`: a page or an error comes after the call was handled, not instead.
    """

    trouble: Trouble
    path: str = ""
    calls: int | None = 1
    seconds: float = 0
    after: bool = False
