"""Every planted fault is found at its place, and good papers stay silent (Q-064)."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.office.checking.corpus import Case, faulty, good, write
from tests.office.checking.printing import as_paper, checked
from tests.office.writing.papers import FONTS
from vanthu.office.checking.accuracy import Score, measure, table
from vanthu.office.checking.findings import Finding, Passage
from vanthu.office.checking.queries import Severity, check_paper
from vanthu.office.writing.queries import Paper, docx_of, typeset


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder: Path = tmp_path_factory.mktemp("corpus")
    write(folder)
    return measure(folder)


def test_there_are_fifty_good_and_fifty_faulty_papers() -> None:
    assert len(list(good())) >= 50
    assert len(list(faulty())) >= 50
    assert {case.kind for case in good()} == {case.kind for case in faulty()}
    assert {case.sample.party for case in faulty()} == {True, False}


def test_files_give_what_was_planted_and_nothing_else(score: Score) -> None:
    assert score.notes == [], table(score)
    assert (score.recall, score.precision) == (1.0, 1.0)


@pytest.mark.parametrize(
    "case", [one for one in (*good(), *faulty()) if one.kind == "paper"], ids=lambda case: case.name
)
def test_drafts_give_what_was_planted_and_nothing_else(case: Case) -> None:
    paper, score = as_paper(case.sample), Score()
    found = [(one, _words(paper, one)) for one in check_paper(paper)]
    score.judge(case.name, case.faults, found)
    assert score.notes == []


@pytest.mark.parametrize("case", list(good()), ids=lambda case: case.name)
def test_what_the_typesetter_makes_of_a_good_paper_is_good(case: Case, tmp_path: Path) -> None:
    found = checked(tmp_path / "paper.pdf", typeset(as_paper(case.sample), FONTS).pdf)
    assert [one.as_dict() for one in found if one.severity is not Severity.HINT] == []


@pytest.mark.parametrize("case", list(good()), ids=lambda case: case.name)
def test_the_word_file_of_a_good_paper_is_good(case: Case, tmp_path: Path) -> None:
    found = checked(tmp_path / "paper.docx", docx_of(as_paper(case.sample)))
    assert [one.as_dict() for one in found if one.severity is not Severity.HINT] == []


@pytest.mark.parametrize(
    "case", [one for one in faulty() if one.kind == "paper"], ids=lambda case: case.name
)
def test_what_is_to_be_written_instead_mends_the_fault(case: Case) -> None:
    """The editor writes it over the place by one press."""
    paper = as_paper(case.sample)
    for finding in check_paper(paper):
        spot = finding.spot
        if not finding.instead or not isinstance(spot, Passage) or "." in spot.block:
            continue
        blocks = tuple(
            replace(one, text=one.text[: spot.start] + finding.instead + one.text[spot.stop :])
            if one.id == spot.block
            else one
            for one in paper.content.blocks
        )
        mended = replace(paper, content=replace(paper.content, blocks=blocks))
        places = [one.spot for one in check_paper(mended) if one.rule.code == finding.rule.code]
        assert spot.block not in {one.block for one in places if isinstance(one, Passage)}


def _words(paper: Paper, finding: Finding) -> str:
    """The words at a passage of a block, or of a named field of the paper."""
    if not isinstance(finding.spot, Passage):
        return ""
    spot = finding.spot
    texts = {block.id: block.text for block in paper.content.blocks}
    texts |= {f"to.{n}": text for n, text in enumerate(paper.content.to)}
    texts |= {f"recipients.{n}": text for n, text in enumerate(paper.recipients)}
    texts |= {f"authority.{n}": text for n, text in enumerate(paper.signing.authority)}
    texts |= {"name.0": paper.signing.name, "subject.0": paper.subject}
    texts |= {"number.0": f"Số: {paper.number}/{paper.symbol}"}
    return texts[spot.block][spot.start : spot.stop]
