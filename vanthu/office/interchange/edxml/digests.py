"""The SHA-256 and size of an attachment, at the end of its Reference/Description.

The form has no place for them (interchange 5, line 3). A description is free text in every
implementation and survives hops that build the packet anew; an element of our own would be refused
wherever packets are checked against a schema, and dropped by whoever copies what it knows.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"\s*\[sha256:([0-9a-f]{64}) size:([0-9]{1,15})\]$")


@dataclass(frozen=True, slots=True)
class Digest:
    """What the bytes of an attachment are said to be; `size` in bytes."""

    sha256: str
    size: int


def with_digest(description: str, digest: Digest) -> str:
    """The description with the digest behind it."""
    return f"{description} [sha256:{digest.sha256} size:{digest.size}]".lstrip()


def split_digest(told: str) -> tuple[str, Digest | None]:
    """The description alone, and the digest where there is one."""
    found = _MARK.search(told)
    if found is None:
        return told, None
    return told[: found.start()], Digest(found[1], int(found[2]))
