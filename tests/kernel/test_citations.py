from datetime import date

import pytest

from vanthu.kernel import citations
from vanthu.kernel.citations import DECREE_30_2020, Certainty, Citation

ALL = [value for value in vars(citations).values() if isinstance(value, Citation)]


def test_a_place_in_a_decree_reads_as_lawyers_write_it() -> None:
    place = DECREE_30_2020.at("điểm c khoản 2 Điều 4")
    assert str(place) == "điểm c khoản 2 Điều 4 Nghị định số 30/2020/NĐ-CP"
    assert place.in_force_from == date(2020, 3, 5)
    assert DECREE_30_2020.article == ""


def test_a_place_may_be_less_certain_than_its_document() -> None:
    assert not DECREE_30_2020.must_be_marked
    assert DECREE_30_2020.at("Phụ lục I", Certainty.UNVERIFIED).must_be_marked


def test_a_citation_is_unverified_until_someone_says_otherwise() -> None:
    cited = Citation(document="Quyết định số 1/QĐ-X", title="Về một việc")
    assert cited.certainty is Certainty.UNVERIFIED
    assert cited.certainty.label == "Chưa kiểm chứng"


@pytest.mark.parametrize("cited", ALL, ids=lambda cited: cited.document)
def test_constants_are_whole_documents_with_titles(cited: Citation) -> None:
    assert cited.document
    assert cited.title
    assert cited.article == ""


def test_no_document_is_declared_twice() -> None:
    assert len({cited.document for cited in ALL}) == len(ALL) >= 10
