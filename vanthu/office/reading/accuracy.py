"""Measures the reader on labelled samples: `python -m vanthu.office.reading.accuracy DIR`.

DIR holds `documents.jsonl` (one row a document: id, truth, flags, text or file). Groups are the
prefixes of the ids. A field that the row does not label is not counted; `null` in the truth means
that the paper prints a blank, so any value there is wrong.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from vanthu.office.reading.choices import FIELDS
from vanthu.office.reading.compare import same_value
from vanthu.office.reading.queries import default_ocr, read_file, read_text
from vanthu.office.reading.result import Reading

Row = dict[str, Any]

HIDDEN = " (lost)"
"""Behind a field whose value is not in the text any more: nothing is what should be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled field of one document."""

    group: str
    id: str
    field: str
    verdict: str  # right, wrong, missed, invented, blank
    confidence: float
    expected: object
    value: object


def load(folder: Path) -> list[Row]:
    """The labelled rows; the file is read as UTF-8."""
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_row(folder: Path, row: Row) -> Reading:
    """Reads the file of a row, with OCR when installed, or its text."""
    if row.get("file"):
        return read_file(folder / row["file"], ocr=default_ocr())
    return read_text(row["text"])


def judge(row: Row, reading: Reading) -> Iterator[Outcome]:
    """Compares every labelled field with what was read."""
    group = row["id"].split("-")[0]
    for name, expected in _expectations(row).items():
        field = name.removesuffix(HIDDEN)
        value = reading.value(field)
        sure = reading.confidence.get(field, 0.0)
        verdict = _verdict(field, expected, value)
        yield Outcome(group, row["id"], name, verdict, sure, expected, value)


def _expectations(row: Row) -> dict[str, object]:
    truth, flags = row["truth"], row["flags"]
    expected = {name: truth[name] for name in FIELDS if name in truth}
    expected.setdefault("type", row["type_hint"]) if row["type_hint"] in _TYPES_ON_PAPER else None
    if "number_serial" in truth:
        hidden = "serial-not-readable-in-text" in flags
        expected["number" + HIDDEN * hidden] = (
            None if hidden else ("serial", truth["number_serial"])
        )
    if "issuer" in truth:
        expected["issuer_lines"] = ("names", truth["issuer"])
    if row.get("text") and "date-not-readable-in-text" in flags:
        expected.pop("date", None)
        expected["date" + HIDDEN] = None
    return expected


_TYPES_ON_PAPER = ("Công văn", "Nghị định", "Tờ trình")


def _verdict(name: str, expected: object, value: object) -> str:
    if expected is None:
        return "blank" if value is None else "invented"
    if value is None:
        return "missed"
    return "right" if same_value(name, expected, value) else "wrong"


def report(outcomes: Iterable[Outcome], readings: dict[str, Reading]) -> str:
    """Tables of accuracy by group and field, and of confidence against truth."""
    rows = list(outcomes)
    parts = [_group_table(group, rows) for group in dict.fromkeys(row.group for row in rows)]
    return "\n\n".join([*parts, _negatives(readings), _calibration(rows)])


def _group_table(group: str, rows: list[Outcome]) -> str:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.group == group:
            counts[row.field][row.verdict] += 1
    titles = f"{'n':>4}{'right':>7}{'missed':>8}{'wrong':>7}{'invented':>10}  accuracy"
    head = f"{group}\n{'field':<16}{titles}"
    return "\n".join([head, *(_field_row(name, counts[name]) for name in _names() if counts[name])])


def _names() -> list[str]:
    return [name + suffix for name in FIELDS for suffix in ("", HIDDEN)]


def _field_row(name: str, count: Counter[str]) -> str:
    total, right = sum(count.values()), count["right"] + count["blank"]
    share = f"{100 * right / total:.1f} %"
    return (
        f"{name:<16}{total:>4}{right:>7}{count['missed']:>8}{count['wrong']:>7}"
        f"{count['invented']:>10}  {share:>8}"
    )


def _negatives(readings: dict[str, Reading]) -> str:
    negatives = {key: one for key, one in readings.items() if key.startswith("neg-")}
    wrong = [key for key, one in negatives.items() if one.official_document]
    others = [key for key, one in readings.items() if key not in negatives]
    lost = [key for key in others if not readings[key].official_document]
    return (
        f"not official: {len(negatives)}, taken for official: {len(wrong)} {wrong}\n"
        f"official: {len(others)}, not recognised as such: {len(lost)} {lost}"
    )


def _calibration(rows: list[Outcome]) -> str:
    bins = ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5))
    lines = ["confidence      values   right  share"]
    for low, high in bins:
        inside = [row for row in rows if row.value is not None and low <= row.confidence < high]
        right = sum(row.verdict == "right" for row in inside)
        share = f"{100 * right / len(inside):.1f} %" if inside else "–"
        lines.append(f"{low:.1f} – {min(high, 1.0):.1f}{len(inside):>13}{right:>8}  {share}")
    return "\n".join(lines)


def _error_line(one: Outcome) -> str:
    return f"{one.verdict} {one.id} {one.field} {one.confidence}: {one.value!r} <- {one.expected!r}"


def main(arguments: list[str]) -> int:
    """Prints the report; with `--errors`, also every field that is not right."""
    folder = Path(next(item for item in arguments if not item.startswith("--")))
    outcomes: list[Outcome] = []
    readings: dict[str, Reading] = {}
    for row in load(folder):
        readings[row["id"]] = read_row(folder, row)
        outcomes += judge(row, readings[row["id"]])
    click.echo(report(outcomes, readings))
    if "--errors" in arguments:
        for one in outcomes:
            if one.verdict not in ("right", "blank"):
                click.echo(_error_line(one))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
