"""Measures the checker on papers with planted faults.

Run as `python -m vanthu.office.checking.accuracy DIR`.

DIR holds `labels.jsonl`, a row a file: {"file": "a.pdf", "faults": [{"rule": "day.comma", "words":
"Vĩnh Long ngày"}]}; `words` are those at the place of the finding, empty where a page has no words
for it. A file without faults must give neither errors nor warnings; hints are counted apart.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from vanthu.office.checking.choices import Severity
from vanthu.office.checking.findings import Finding, Passage
from vanthu.office.checking.queries import check_file
from vanthu.office.reading.layout import Box
from vanthu.office.reading.letters import bare
from vanthu.office.reading.sources.docx import lines_of, opened_docx
from vanthu.office.reading.sources.pdfium import opened


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was put into a paper on purpose."""

    rule: str
    words: str = ""


@dataclass(slots=True)
class Tally:
    """What became of one rule: faults planted, of these found, findings without a fault."""

    planted: int = 0
    found: int = 0
    unfounded: int = 0
    hints: int = 0


@dataclass(slots=True)
class Score:
    """The tallies of all rules, and what went wrong in words."""

    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    papers: int = 0
    notes: list[str] = field(default_factory=list)

    def judge(
        self, name: str, faults: Sequence[Planted], found: Iterable[tuple[Finding, str]]
    ) -> None:
        """Counts one paper; `found` are its findings with the words at their places."""
        self.papers += 1
        left = list(found)
        for fault in faults:
            self.rules[fault.rule].planted += 1
            hit = next((one for one in left if _meets(fault, *one)), None)
            if hit is None:
                self.notes.append(f"missed {name}: {fault.rule} {fault.words!r}")
                continue
            self.rules[fault.rule].found += 1
            left = [one for one in left if one[0].rule.code != fault.rule]
        for finding, words in left:
            self._extra(name, finding, words)

    def _extra(self, name: str, finding: Finding, words: str) -> None:
        tally = self.rules[finding.rule.code]
        if finding.severity is Severity.HINT:
            tally.hints += 1
            return
        tally.unfounded += 1
        self.notes.append(f"unfounded {name}: {finding.rule.code} {words!r} {finding.message}")

    @property
    def recall(self) -> float:
        """Share of the planted faults that were found; 1.0 when none was planted."""
        planted = sum(tally.planted for tally in self.rules.values())
        return sum(tally.found for tally in self.rules.values()) / planted if planted else 1.0

    @property
    def precision(self) -> float:
        """Share of errors and warnings that name a planted fault; 1.0 when there are none."""
        found = sum(tally.found for tally in self.rules.values())
        wrong = sum(tally.unfounded for tally in self.rules.values())
        return found / (found + wrong) if found + wrong else 1.0


def _meets(fault: Planted, finding: Finding, words: str) -> bool:
    """The same rule at the same words; a place may be wider or narrower than they."""
    if finding.rule.code != fault.rule:
        return False
    wanted, there = bare(fault.words), bare(words)
    return not wanted or wanted in there or bool(there and there in wanted)


def measure(folder: Path) -> Score:
    """Checks every labelled file of a folder."""
    score = Score()
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / row["file"]
        faults = [Planted(one["rule"], one.get("words", "")) for one in row["faults"]]
        findings = check_file(path).findings
        score.judge(row["file"], faults, [(one, words_at(path, one)) for one in findings])
    return score


def words_at(path: Path, finding: Finding) -> str:
    """The words of a file at the place of a finding; empty without a place."""
    if isinstance(finding.spot, Box):
        return _printed(path, finding.spot)
    if isinstance(finding.spot, Passage):
        with opened_docx(path) as document:
            lines = [line.text for line in lines_of(document)]
        return lines[int(finding.spot.block[1:]) - 1][finding.spot.start : finding.spot.stop]
    return ""


def _printed(path: Path, spot: Box) -> str:
    with opened(path) as pdf:
        words = pdf.printed(spot.page)
    inside = [
        word.text
        for word in words
        if word.box is not None
        and spot.x0 - 0.005 <= word.box.centre <= spot.x1 + 0.005
        and spot.y0 - 0.005 <= (word.box.y0 + word.box.y1) / 2 <= spot.y1 + 0.005
    ]
    return " ".join(inside)


def table(score: Score) -> str:
    """A line a rule, then the whole."""
    head = f"{'rule':<26}{'planted':>8}{'found':>7}{'unfounded':>11}{'hints':>7}"
    rows = [
        f"{code:<26}{one.planted:>8}{one.found:>7}{one.unfounded:>11}{one.hints:>7}"
        for code, one in sorted(score.rules.items())
    ]
    whole = (
        f"{score.papers} papers, recall {100 * score.recall:.1f} %, "
        f"precision {100 * score.precision:.1f} %"
    )
    return "\n".join([head, *rows, whole, *score.notes])


def main(arguments: list[str]) -> int:
    """Prints the table; 1 when a fault was missed or a finding is unfounded."""
    score = measure(Path(arguments[0]))
    click.echo(table(score))
    return 1 if score.notes else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
