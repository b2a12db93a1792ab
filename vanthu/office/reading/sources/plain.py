"""A text somebody else took out of a paper: lines without places."""

from vanthu.office.reading.choices import Origin
from vanthu.office.reading.layout import Sheet, of_text
from vanthu.office.reading.letters import flat

_HEAD = 1800
_MOTTO = ("cộng hòa xã hội chủ nghĩa việt nam", "cộng hoà xã hội chủ nghĩa việt nam")


def sheet_of_text(text: str) -> Sheet:
    """The sheet of a plain text, with a judgement on whether it was recognised from an image."""
    return Sheet(lines=of_text(text), origin=_origin(text), text=text)


def _origin(text: str) -> Origin:
    """Recognition damages the fixed words of the heading, or joins its two columns on a line."""
    head = text[:_HEAD]
    if "cong hoa xa hoi" not in flat(head):
        damaged = "hoi chu n" in flat(head) or "oc lap" in flat(head)
        return Origin.OCR if damaged else Origin.PLAIN
    alone = any(line.strip().lower() in _MOTTO for line in head.splitlines())
    return Origin.PLAIN if alone else Origin.OCR
