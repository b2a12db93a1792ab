"""What changed between two texts: the pieces make both of them, a changed word is one piece."""

from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.text import compare

LINES = st.text(alphabet="aă ấđ\n.,QĐ12", max_size=60)


@given(LINES, LINES)
def test_the_pieces_make_both_texts(older: str, newer: str) -> None:
    pieces = compare(older, newer)
    assert "".join(p.text for p in pieces if p.change != "added") == older
    assert "".join(p.text for p in pieces if p.change != "removed") == newer
    assert all(a.change != b.change for a, b in zip(pieces, pieces[1:], strict=False))


def test_a_word_changed_is_a_word_shown() -> None:
    pieces = compare("Giao Sở Nội vụ chủ trì.\nHạn 5 ngày.", "Giao Sở Y tế chủ trì.\nHạn 5 ngày.")
    assert [p.text for p in pieces if p.change == "removed"] == ["Nội vụ "]
    assert [p.text for p in pieces if p.change == "added"] == ["Y tế "]
