"""Names of files as people give them, made safe to show and to send."""

import re

from vanthu.kernel.text import one_line

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 255


def clean_name(name: str) -> str:
    """The name without folders, control and direction characters, at most 255 characters.

    The ending survives shortening; an empty name becomes `tep`.
    """
    last = re.split(r"[\\/]", name)[-1]
    plain = _FORBIDDEN.sub("_", one_line(last)).strip(" .") or "tep"
    if len(plain) <= _LONGEST:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:_LONGEST]
    return f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"
