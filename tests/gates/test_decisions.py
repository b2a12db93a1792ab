"""Decisions are numbered without gaps, each number once, and headed by the number of its file."""

import re

from tests.support.environment import ROOT

FOLDER = ROOT / "docs" / "decisions"


def test_decisions_are_numbered_and_dated() -> None:
    pages = sorted(FOLDER.glob("[0-9]*.md"))
    numbers = [page.name[:4] for page in pages]
    assert numbers == [f"{place:04}" for place in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {page.name[:4]}. "), page.name
        assert re.search(r"^Date: \d{4}-\d\d-\d\d\.", text, re.MULTILINE), page.name


def test_what_the_code_cites_exists() -> None:
    known = {page.name[:4] for page in FOLDER.glob("[0-9]*.md")}
    files = [p for p in (ROOT / "vanthu").rglob("*") if p.suffix in {".py", ".js", ".css"}]
    cited = {n for p in files for n in re.findall(r"docs/decisions/(\d{4})", p.read_text())}
    assert cited <= known
