"""Recognition of letters in page images: the port, and tesseract as its one adapter."""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from PIL import Image

from vanthu.office.reading.errors import OcrFailed, OcrUnavailable

_ORIENTATION = "osd"
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One recognised word: pixels from the top left corner, and 0..1 of the program's own trust."""

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[int, int, int]


class OcrEngine(Protocol):
    """What the reader needs of a recogniser."""

    def available(self) -> bool:
        """Whether the program and its Vietnamese data are installed."""
        ...

    def recognise(self, image: Image.Image, dpi: int, *, scattered: bool = False) -> list[Glyphs]:
        """Words in reading order; `scattered` looks for lone words instead of columns of text.
        Raises OcrUnavailable or OcrFailed."""
        ...

    def quarters_to_upright(self, image: Image.Image) -> int:
        """By how many quarters the page must be turned clockwise to be read; 0 when unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Tesseract:
    """`tesseract -l vie` as a subprocess, one thread each: the worker runs one per core."""

    program: str = "tesseract"
    language: str = "vie"
    timeout: float = 60.0

    def available(self) -> bool:
        return self.language in _languages(self.program)

    def recognise(self, image: Image.Image, dpi: int, *, scattered: bool = False) -> list[Glyphs]:
        """See OcrEngine: one run of the program for every image."""
        if not self.available():
            raise OcrUnavailable
        with tempfile.TemporaryDirectory(prefix="vanthu-ocr-") as folder:
            source = Path(folder) / "page.png"
            image.save(source, compress_level=1)
            mode = "11" if scattered else "3"
            return _parse(self._run(source, self.language, "--dpi", str(dpi), "--psm", mode, "tsv"))

    def quarters_to_upright(self, image: Image.Image) -> int:
        """See OcrEngine; needs the program's own data on scripts (`osd`), at half the size."""
        if _ORIENTATION not in _languages(self.program):
            return 0
        with tempfile.TemporaryDirectory(prefix="vanthu-ocr-") as folder:
            source = Path(folder) / "page.png"
            image.convert("L").reduce(2).save(source, compress_level=1)
            try:
                told = self._run(source, _ORIENTATION, "--dpi", "150", "--psm", "0")
            except OcrFailed:
                return 0  # a page without enough letters is refused by the program
        found = _ROTATE.search(told)
        return int(found[1]) // 90 % 4 if found else 0

    def _run(self, source: Path, language: str, *options: str) -> str:
        try:
            done = subprocess.run(
                [self.program, str(source), "-", "-l", language, *options],
                capture_output=True,
                timeout=self.timeout,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise OcrFailed from error
        return done.stdout.decode("utf-8", errors="replace")


@cache
def _languages(program: str) -> frozenset[str]:
    if shutil.which(program) is None:
        return frozenset()
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", errors="replace").split())


def _letters(text: str) -> str:
    """Tesseract prints an uncertain Đ twice, once as the Icelandic letter."""
    return text.strip().replace("ĐÐ", "Đ").replace("ÐĐ", "Đ")


def _parse(table: str) -> list[Glyphs]:
    found: list[Glyphs] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            block, paragraph, line = (int(cell) for cell in cells[2:5])
            left, top, width, height = (int(cell) for cell in cells[6:10])
            sure = max(0.0, min(1.0, float(cells[10]) / 100))
            found.append(
                Glyphs(
                    _letters(cells[11]), left, top, width, height, sure, (block, paragraph, line)
                )
            )
    return found
