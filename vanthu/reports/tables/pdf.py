"""A table as PDF/A on landscape A4, set by typst in Tinos (metric-compatible with Times New
Roman).
"""

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.conf import settings

from vanthu.kernel.errors import Refusal
from vanthu.reports.tables.model import Table

TEMPLATE = Path(__file__).with_name("table.typ")


class FontsMissing(Refusal):
    """The free Times is not there; another font would be put in silently."""

    code = "fonts-missing"
    status = 503
    default_sentence = (
        "Chưa có phông chữ Tinos để in; quản trị hệ thống hãy chạy script/assets rồi in lại."
    )


def tinos() -> Path:
    """The folder of the free Times; raises FontsMissing when the assets have not been built."""
    fonts = Path(settings.STATIC_ROOT) / "fonts" / "tinos"
    if not list(fonts.glob("*.ttf")):
        raise FontsMissing()
    return fonts


def to_pdf(table: Table) -> bytes:
    """The table typeset; the header row repeats on every page and pages are numbered.

    Raises FontsMissing when the assets have not been built.
    """
    data = {
        "heading": asdict(table.heading),
        "columns": [asdict(column) for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "numbered": table.numbered,
        "closing": list(table.closing),
    }
    return typst.compile(
        TEMPLATE,
        font_paths=[tinos()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-2b"],
    )
