"""`pdftotext -bbox`, for files whose fonts pdfium mixes up. A program of its own, never linked."""

import shutil
import subprocess
from pathlib import Path

from defusedxml.ElementTree import ParseError, fromstring

from vanthu.kernel.text import clean
from vanthu.office.reading.layout import Box, Word

_PROGRAM = "pdftotext"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def available() -> bool:
    """Whether the program is installed."""
    return shutil.which(_PROGRAM) is not None


def words(path: Path, page: int, timeout: float = 20.0) -> list[Word]:
    """Words of one page (from 1); empty when the program fails or prints no usable page."""
    command = [_PROGRAM, "-bbox", "-f", str(page), "-l", str(page), "-enc", "UTF-8"]
    try:
        done = subprocess.run(
            [*command, str(path), "-"], capture_output=True, timeout=timeout, check=True
        )
        root = fromstring(done.stdout, forbid_dtd=False)
    except (subprocess.SubprocessError, OSError, ParseError, ValueError):
        return []
    sheet = root.find(f".//{_XHTML}page")
    if sheet is None:
        return []
    width, height = float(sheet.get("width", "0")), float(sheet.get("height", "0"))
    if not width or not height:
        return []
    return [
        Word(
            clean(item.text or ""),
            Box(
                page,
                float(item.get("xMin", "0")) / width,
                float(item.get("yMin", "0")) / height,
                float(item.get("xMax", "0")) / width,
                float(item.get("yMax", "0")) / height,
            ),
        )
        for item in sheet.iter(f"{_XHTML}word")
        if (item.text or "").strip()
    ]
