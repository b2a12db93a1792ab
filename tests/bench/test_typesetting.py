"""The benchmark of papers runs and prints a row for each of them."""

import pytest

from bench import typesetting


def test_every_paper_and_every_piece_gets_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    typesetting.measure(quick=True)
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    assert len(rows) == 3 + 8 + 7 + 5
    assert any(line.startswith("| công văn, one page | 1 |") for line in rows)
