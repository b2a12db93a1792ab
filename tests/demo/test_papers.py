"""Papers depend on (seed, index) alone, say what their head says, and are distinct."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from vanthu.demo.papers.heads import Plan
from vanthu.demo.papers.texts import Paper, write
from vanthu.demo.sources import REFORM
from vanthu.ground.org.choices import System

UNTIL = date(2026, 6, 30)
PLAN = Plan(7, UNTIL)


def papers(count: int) -> list[Paper]:
    return [write(PLAN.head(index), PLAN.seed) for index in range(count)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000_000), st.integers(0, 1000))
def test_one_paper_is_always_the_same_and_complete(index: int, seed: int) -> None:
    plan = Plan(seed, UNTIL)
    paper = write(plan.head(index), seed)
    assert paper == write(plan.head(index), seed)
    assert 0 < len(paper.subject) <= 500
    assert "{" not in paper.subject + paper.body
    assert 40 <= len(paper.body.split()) <= 320
    assert len(paper.symbol) <= 30
    assert paper.signer_name


def test_types_come_in_the_usual_proportion() -> None:
    count = Counter(PLAN.head(index).type_name for index in range(8000))
    assert 0.52 < count["Công văn"] / 8000 < 0.66
    assert len(count) == 29


def test_bodies_are_distinct_and_subjects_rarely_repeat() -> None:
    made = papers(5000)
    assert len({paper.body for paper in made}) == 5000
    assert len({paper.subject for paper in made}) > 4500


def test_agencies_write_only_while_they_live() -> None:
    for index in range(4000):
        head = PLAN.head(index)
        assert head.issued_on <= UNTIL
        assert head.issuer.external or head.issuer.live == (head.issued_on >= REFORM)
        assert head.issuer not in head.recipients
        if not head.issuer.external:
            ages = {agency.live for agency in head.recipients if not agency.external}
            assert ages <= {head.issuer.live}


def test_answers_go_back_to_who_asked() -> None:
    answers = [head for head in map(PLAN.head, range(4000)) if head.answers is not None]
    assert len(answers) > 200
    for answer in answers:
        assert answer.answers is not None
        asked = PLAN.head(answer.answers)
        assert answer.issuer in asked.recipients
        assert answer.recipients == (asked.issuer,)
        assert answer.issued_on > asked.issued_on
        assert PLAN.answer_to(asked.index, 4000) == answer


def test_answers_beyond_the_count_do_not_exist() -> None:
    answer = next(head for head in map(PLAN.head, range(50)) if head.answers is not None)
    assert answer.answers is not None
    assert PLAN.answer_to(answer.answers, answer.index) is None


def test_districts_are_never_named_after_the_reform() -> None:
    for paper in papers(2000):
        if paper.head.issued_on >= REFORM:
            assert "huyện" not in paper.subject + paper.body


def test_party_papers_bear_party_symbols() -> None:
    for paper in papers(1500):
        if paper.head.issuer.system == System.PARTY:
            assert "/" in paper.symbol
        else:
            assert "/" not in paper.symbol
