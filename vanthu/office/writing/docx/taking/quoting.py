"""Texts inside quotation marks: an amending paper cites clauses that are not its own."""

import re

_CLOSED = re.compile('[”"][.;,]*$')


class Quoting:
    """Follows the marks “ and ” from line to line; a line inside them is cited, not ruled."""

    def __init__(self) -> None:
        self._open = 0

    def cites(self, text: str) -> bool:
        """Whether the line is inside a quotation that its own or an earlier line begins with.

        A mark left open in the middle of a line is a slip of the pen, no citation of clauses.
        """
        opens = text.startswith(("“", '"'))
        inside = self._open > 0 or opens
        if inside:
            self._open = max(0, self._open + text.count("“") - text.count("”"))
            if _CLOSED.search(text):
                self._open = 0
        return inside
