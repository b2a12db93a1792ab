"""The figure checker: finds fractions, percentages and sums in a text and says which are wrong.

Published percentages are typed by hand and often cut instead of rounded. The checker reports what
is surely a claim and leaves the rest alone: a false alarm costs more trust than a miss.
"""

from collections.abc import Iterable, Iterator

from vanthu.ground.figures.rules.checker.claims import averages, wholes
from vanthu.ground.figures.rules.checker.findings import Finding, Kind, Verdict
from vanthu.ground.figures.rules.checker.shares import shares
from vanthu.ground.figures.rules.checker.sums import sums

__all__ = ["Finding", "Kind", "Verdict", "check_figures"]


def check_figures(text: str) -> list[Finding]:
    """The claims of a Vietnamese text in reading order, each at its place, none overlapping.

    Where two readings of one passage compete, the share goes before the sum.
    """
    found = list(_apart([*shares(text), *sums(text), *wholes(text), *averages(text)]))
    return sorted(found, key=lambda finding: finding.start)


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    kept: list[Finding] = []
    for finding in findings:
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
            yield finding
