"""From a paper to its sheet: one run of the typesetter, then asking it where the cells stand."""

import json
import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from vanthu.office.writing.errors import LettersMissing, WriterFontsMissing
from vanthu.office.writing.paper import Paper, Place, Sheet
from vanthu.office.writing.typesetting.values import values

_TEMPLATE = Path(__file__).with_name("paper.typ")
_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')
_A4_HEIGHT = 841.8898


def typeset(paper: Paper, fonts: Path, *, made: datetime | None = None) -> Sheet:
    """The paper as PDF/A-2b. The same paper and moment give the same bytes.

    `fonts` is the folder of Tinos; `made` is the moment written into the properties of the file,
    by default the day of the paper, or the first moment computers know. Raises WriterFontsMissing,
    LettersMissing.
    """
    compiler = compiler_of(_TEMPLATE, fonts, values(paper))
    pdf = pdf_of(compiler, _moment(paper, made))
    places = _places(compiler)
    return Sheet(
        pdf=pdf,
        number=places["number"],
        day=places["day"],
        signature=places["signature"],
        name=places["name"],
        others=tuple(places[f"signature-{n + 1}"] for n in range(len(paper.more_signers))),
        pages=int(json.loads(compiler.query("<pages>", field="value", one=True))),
    )


def compiler_of(template: Path, fonts: Path, data: dict[str, Any]) -> typst.Compiler:
    """The typesetter at a template of ours with its values; raises WriterFontsMissing."""
    return typst.Compiler(
        template,
        font_paths=_fonts(fonts),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def pdf_of(compiler: typst.Compiler, moment: int) -> bytes:
    """PDF/A-2b made at the moment, in seconds since 1970; raises LettersMissing."""
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=moment)
    except typst.TypstError as error:
        raise _refused(error) from error
    assert isinstance(pdf, bytes), "a PDF is one file"
    return pdf


def _refused(error: typst.TypstError) -> Exception:
    """Letters that Tinos lacks are the drafter's to replace; anything else is a fault of ours."""
    found = _NO_LETTER.search(str(error))
    return LettersMissing(letters=found[1]) if found else error


@lru_cache(maxsize=8)
def _fonts(folder: Path) -> typst.Fonts:
    """Tinos and nothing else: another font would be put in silently."""
    if not any(folder.glob("*.ttf")):
        raise WriterFontsMissing()
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _moment(paper: Paper, made: datetime | None) -> int:
    if made is not None:
        return int(made.timestamp())
    return moment_of(paper.day) if paper.day else 0


def moment_of(day: date) -> int:
    """The beginning of a day in seconds since 1970."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def _places(compiler: typst.Compiler) -> dict[str, Place]:
    told = json.loads(compiler.query("<told>", field="value"))
    return {each["name"]: _place(each) for each in told}


def _place(told: dict[str, Any]) -> Place:
    """Typst counts from the upper left, PDF from the lower left."""
    top = _A4_HEIGHT - told["y"]
    return Place(told["page"], told["x"], top - told["height"], told["x"] + told["width"], top)
