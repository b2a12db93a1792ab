"""Checking the figures of a text: pasted or from a file, nothing is kept."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from vanthu.faces.acts.papers import text_as_typed, text_of_paper
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.figures.rules.checking import Finding, Verdict, check_figures
from vanthu.kernel.errors import Refusal

ACCEPT = ".pdf,.docx,.txt"
TONES = {
    Verdict.RIGHT: "green",
    Verdict.TRUNCATED: "amber",
    Verdict.WRONG: "red",
    Verdict.UNCHECKABLE: "blue",
}
_WORDS = {
    Verdict.RIGHT: gettext_lazy("Đúng"),
    Verdict.TRUNCATED: gettext_lazy("Bị cắt đuôi"),
    Verdict.WRONG: gettext_lazy("Sai"),
    Verdict.UNCHECKABLE: gettext_lazy("Chưa kiểm tra được"),
}
_BACK = Markup('<a href="#place-{}" id="finding-{}">{}</a>')
_CHIP = Markup('<span class="chip {}">{}</span>')


@signed_in
@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """The form; sent, the text again with each claim marked at its place, and a table of them."""
    if request.method == "GET":
        return _page(request)
    typed = request.POST.get("text", "")
    try:
        text = _sent(request, typed)
    except Refusal as refusal:
        return _page(request, typed, errors=dict(faults(refusal)), status=refusal.status)
    return _page(request, typed, text, check_figures(text))


def _sent(request: Request, typed: str) -> str:
    file = request.FILES.get("file")
    return text_of_paper(file.chunks()) if file is not None else text_as_typed(typed)


def _page(
    request: Request,
    typed: str = "",
    text: str = "",
    findings: list[Finding] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = findings or []
    return screen(
        request,
        "figures/check.html",
        here="figures_check",
        status=status,
        typed=typed,
        checked=findings is not None,
        pieces=list(_pieces(text, found)),
        counts=_counts(found),
        columns=[
            (_("TT"), ""),
            (_("Trong văn bản"), ""),
            (_("Kết luận"), ""),
            (_("Giải thích"), ""),
        ],
        rows=[_row(number, text, finding) for number, finding in enumerate(found, 1)],
        errors=errors or {},
        accept=ACCEPT,
    )


def _pieces(text: str, findings: list[Finding]) -> Iterator[dict[str, Any]]:
    """The text cut at its claims: plain pieces, and those with a number and a tone."""
    at = 0
    for number, finding in enumerate(findings, 1):
        yield {"text": text[at : finding.start], "number": 0}
        yield {
            "text": text[finding.start : finding.end],
            "number": number,
            "tone": TONES[finding.verdict],
            "verdict": _WORDS[finding.verdict],
        }
        at = finding.end
    yield {"text": text[at:], "number": 0}


def _counts(findings: list[Finding]) -> list[tuple[str, str]]:
    """How many of each verdict: words and tone."""
    count = Counter(finding.verdict for finding in findings)
    return [
        (f"{_WORDS[verdict]}: {count[verdict]}", TONES[verdict])
        for verdict in Verdict
        if count[verdict]
    ]


def _row(number: int, text: str, finding: Finding) -> list[object]:
    chip = _CHIP.format(TONES[finding.verdict], _WORDS[finding.verdict])
    sentence = _(finding.template).format_map(finding.values)
    return [_BACK.format(number, number, number), finding.quote(text), chip, sentence]
