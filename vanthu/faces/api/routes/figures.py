"""Checking the figures of a text; nothing is kept."""

from typing import Annotated

from ninja import File, Schema
from ninja.files import UploadedFile
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.papers import MOST_LETTERS, text_as_typed, text_of_paper
from vanthu.faces.api.routing import Operations
from vanthu.faces.web.access import Request, signed_in
from vanthu.ground.figures.rules.checking import Finding, Kind, Verdict, check_figures

router = Operations(tags=["figures"])


class TextToCheck(ActInput):
    """A text in Vietnamese."""

    text: Annotated[str, Field(max_length=MOST_LETTERS)]


class FindingOut(Schema):
    """A claim at [`start`, `end`) of the text; `printed` and `expected` in Vietnamese notation."""

    kind: Kind
    verdict: Verdict
    start: int
    end: int
    quote: str
    printed: str
    expected: str | None
    numerator: str | None
    denominator: str | None
    parts: list[str]
    sentence: str


class Checked(Schema):
    """The text that the places are counted in, and what was found."""

    text: str
    findings: list[FindingOut]


@router.post("/check", response=Checked, operation_id="check_figures", summary="Kiểm tra số liệu")
@signed_in
def check(request: Request, data: TextToCheck) -> Checked:
    """The shares and sums of a text: right, truncated, wrong with the right value, or open."""
    return _checked(text_as_typed(data.text))


@router.post(
    "/check-file",
    response=Checked,
    operation_id="check_figures_of_file",
    summary="Kiểm tra số liệu của tệp",
)
@signed_in
def check_file(request: Request, file: File[UploadedFile]) -> Checked:
    """The same for a DOCX, a PDF with a text layer or a plain text (multipart)."""
    return _checked(text_of_paper(file.chunks()))


def _checked(text: str) -> Checked:
    return Checked(text=text, findings=[_out(text, found) for found in check_figures(text)])


def _out(text: str, finding: Finding) -> FindingOut:
    return FindingOut(**finding.as_dict(text))
