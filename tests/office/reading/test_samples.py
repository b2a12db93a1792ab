"""The real papers: accuracy and honesty must not fall behind what docs/reading.md reports."""

from collections import Counter
from pathlib import Path

import pytest

from vanthu.office.reading import accuracy
from vanthu.office.reading.accuracy import Outcome, judge, load, read_row

# group -> field -> share of labelled values read right (or rightly left blank), less a margin
FLOORS = {
    "vbpl": {"number": 0.97, "date": 0.98, "issuer_lines": 0.97, "signer_name": 0.94},
    "tax": {"issuer_lines": 0.85, "type": 0.92, "date (lost)": 0.9},
    "neg": {},
}


@pytest.fixture(scope="module")
def documents(samples: Path) -> Path:
    return samples / "documents"


@pytest.fixture(scope="module")
def outcomes(documents: Path) -> list[Outcome]:
    rows = [row for row in load(documents) if row.get("text")]
    return [one for row in rows for one in judge(row, read_row(documents, row))]


def test_texts_are_read_as_well_as_reported(outcomes: list[Outcome]) -> None:
    for group, floors in FLOORS.items():
        for field, floor in floors.items():
            verdicts = Counter(
                one.verdict for one in outcomes if (one.group, one.field) == (group, field)
            )
            right = verdicts["right"] + verdicts["blank"]
            assert right / verdicts.total() >= floor, (group, field, verdicts)


def test_a_sure_field_is_right(outcomes: list[Outcome]) -> None:
    sure = [one for one in outcomes if one.value is not None and one.confidence >= 0.9]
    assert sum(one.verdict == "right" for one in sure) >= 0.95 * len(sure)


def test_no_essay_is_taken_for_a_paper(documents: Path) -> None:
    rows = [row for row in load(documents) if row["id"].startswith("neg")]
    assert not [row["id"] for row in rows if read_row(documents, row).official_document]


@pytest.mark.parametrize("id", ["gold-04", "gold-33"])
def test_signed_papers_with_a_text_layer_are_read_whole(documents: Path, id: str) -> None:
    row = next(row for row in load(documents) if row["id"] == id)
    results = list(judge(row, accuracy.read_row(documents, row)))
    assert [one for one in results if one.verdict != "right"] == []
    assert all(one.confidence >= 0.9 for one in results)


def test_word_drafts_have_no_number(documents: Path) -> None:
    for row in load(documents):
        if row["id"].startswith("qh"):
            reading = read_row(documents, row)
            assert reading.value("number") is None
            assert reading.value("issuer_lines") == row["truth"]["issuer_lines"]
            symbol = row["truth"].get("symbol")
            assert symbol is None or reading.symbol == symbol
