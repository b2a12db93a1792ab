"""A report as PDF/A on portrait A4 (Decree 30 Annex I), its annex on landscape pages."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from vanthu.ground.figures.rules import Kind
from vanthu.reports.tables.pdf import tinos
from vanthu.reports.texts.model import ANNEX_COLUMNS, ANNEX_TITLE, Paper

TEMPLATE = Path(__file__).with_name("report.typ")


def to_pdf(paper: Paper) -> bytes:
    """The report typeset; raises FontsMissing when the assets have not been built."""
    data: dict[str, Any] = {
        **{name: getattr(paper, name) for name in ("title", "agency", "place_and_day", "mark")},
        "motto": list(paper.motto),
        "blocks": paragraphs(paper),
        "annex_title": ANNEX_TITLE,
        "annex_columns": list(ANNEX_COLUMNS),
        "annex": [asdict(each) for each in paper.annex],
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[tinos()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-2b"],
    )


def paragraphs(paper: Paper) -> list[dict[str, str]]:
    """The lines with the sentences of one paragraph put together."""
    found: list[dict[str, str]] = []
    for line in paper.lines:
        if line.joined and found:
            found[-1]["text"] += f" {line.text}"
        else:
            kind = line.kind if line.kind is not Kind.SENTENCE else "paragraph"
            found.append({"kind": str(kind), "text": line.text})
    return found
