"""Whether a typed number is the one the text will count, so that no number changes in silence."""

from vanthu.office.writing.choices import Kind
from vanthu.office.writing.numbering import Count, begun_anew


class Keeping:
    """Follows the counted numbers of one body or annex beside those that stand in the file.

    A list that skips or repeats a number by mistake is counted anew (and said); one that begins
    elsewhere ("Điều 30" of a law that is cited, a second "1." under the same heading) is no part
    of this text's numbering: its lines stay as they were typed.
    """

    def __init__(self) -> None:
        self._count = Count()
        self._typed: dict[Kind, int] = {}
        self._astray: set[Kind] = set()

    def fits(self, kind: Kind, value: int | None) -> bool:
        """Whether a line that says this number can become a block of the kind."""
        expected = self._count.peek(kind)
        if not expected or value is None:
            return True
        if kind in self._astray:
            return False
        last = self._typed.get(kind)
        near = last is not None and last <= value <= last + 2
        if value == expected or near:
            return True
        self._astray.add(kind)
        return False

    def take(self, kind: Kind, value: int | None) -> bool:
        """Counts a block; tells whether the number in the file breaks off here."""
        number, last = self._count.take(kind), self._typed.get(kind)
        for inner in begun_anew(kind):
            self._typed.pop(inner, None)
            self._astray.discard(inner)
        if not number or value is None:
            return False
        self._typed[kind] = value
        return value != (number if last is None else last + 1)
