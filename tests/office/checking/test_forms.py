"""Every form of the catalogue, set by us as PDF and DOCX, holds what the checker asks."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.office.checking.printing import checked
from tests.office.writing.papers import DECISION, FONTS, LETTER, PARTY
from vanthu.office.checking.queries import Finding, Severity, check_paper, left_open
from vanthu.office.reading.choices import TYPE_BY_ABBREVIATION
from vanthu.office.writing.queries import Family, Form, Paper, Signing, docx_of, forms, typeset

OPEN = "text.placeholder"
ABBREVIATIONS = {name: short for short, name in reversed(TYPE_BY_ABBREVIATION.items())}


def paper_of(form: Form) -> Paper:
    """A paper of the form with the text it begins with."""
    short = ABBREVIATIONS.get(form.name, "QĐ")
    if form.family is Family.PARTY:
        base, symbol = PARTY, f"{short}/ĐU"
    else:
        base = DECISION if form.titled else LETTER
        symbol = f"{short}-UBND" if form.titled else LETTER.symbol
    content = base.content if form.skeleton.empty else form.skeleton
    return replace(
        base,
        type_code=form.code,
        type_name=form.name,
        symbol=symbol,
        content=content,
        more_signers=tuple(Signing((title,), "Nguyễn Văn An") for title in form.signers),
    )


def serious(findings: Sequence[Finding]) -> list[str]:
    return [f"{one.rule.code}: {one.message}" for one in findings if one.severity != Severity.HINT]


@pytest.mark.parametrize("form", list(forms().values()), ids=list(forms()))
def test_a_form_as_we_set_it_has_no_fault(form: Form, tmp_path: Path) -> None:
    paper = paper_of(form)
    assert serious(checked(tmp_path / "paper.pdf", typeset(paper, FONTS).pdf)) == []
    assert serious(checked(tmp_path / "paper.docx", docx_of(paper))) == []
    written = [one for one in check_paper(paper) if one.rule.code != OPEN]
    assert serious(written) == []


@pytest.mark.parametrize("code", ["quyet-dinh", "cong-van", "dang-cong-van"])
def test_what_a_form_leaves_to_be_filled_is_told_until_it_is_filled(code: str) -> None:
    paper = paper_of(forms()[code])
    told = {one.values["words"] for one in check_paper(paper) if one.rule.code == OPEN}
    assert "……" in told
    assert set(left_open(paper.content)) == told
    assert left_open(DECISION.content) == []
    assert OPEN not in {one.rule.code for one in check_paper(DECISION)}
