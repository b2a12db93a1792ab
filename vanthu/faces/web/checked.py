"""What the checker found in a draft, as the list beside its text shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from vanthu.office.checking.choices import Severity
from vanthu.office.checking.findings import Finding, Passage
from vanthu.office.writing.content import Block, Content

_TONES = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.HINT: "blue"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding; `quote` are the letters it is about, `instead` what to write there exactly."""

    severity: str
    tone: str
    cell: str
    message: str
    fix: str
    citation: str
    unsure: bool
    block: str = ""
    start: int = 0
    quote: str = ""
    instead: str = ""


def listed(findings: Iterable[Finding], content: Content) -> list[Listed]:
    """The findings in the reader's language, each with its place in the text."""
    blocks = [*content.blocks, *(block for annex in content.annexes for block in annex.blocks)]
    texts = {block.id: block for block in blocks}
    return [_listed(finding, texts) for finding in findings]


def _listed(finding: Finding, texts: dict[str, Block]) -> Listed:
    rule, spot = finding.rule, finding.spot
    block = texts.get(spot.block) if isinstance(spot, Passage) else None
    citation = rule.citation
    given = {**finding.values, "instead": finding.instead}
    found = Listed(
        severity=_(finding.severity.label),
        tone=_TONES[finding.severity],
        cell=_(rule.cell.label),
        message=_(rule.message).format_map(given),
        fix=_(rule.fix).format_map(given),
        citation=str(citation),
        unsure=citation.must_be_marked,
    )
    if block is None or not isinstance(spot, Passage):
        return found
    return _placed(found, block, spot, finding.instead)


def _placed(found: Listed, block: Block, spot: Passage, instead: str) -> Listed:
    return replace(
        found,
        block=block.id,
        start=spot.start,
        quote=block.text[spot.start : spot.stop],
        instead=instead,
    )
