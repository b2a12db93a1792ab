"""Structured text as JSON: strict on the way in, the same on the way back."""

import json
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.writing.strategies import contents
from vanthu.office.writing.choices import Style
from vanthu.office.writing.content import Content, Signing, Span
from vanthu.office.writing.errors import NotAContent, TooMuchText
from vanthu.office.writing.serialise import (
    canonical_json,
    content_digest,
    content_from_json,
    content_to_json,
)


def block(**values: Any) -> dict[str, Any]:
    """A text of one paragraph with these values."""
    return {"blocks": [{"id": "x", "kind": "paragraph", "text": "chữ"} | values]}


@given(contents())
@settings(max_examples=60)
def test_json_brings_back_the_same_content(content: Content) -> None:
    through = json.loads(json.dumps(content_to_json(content)))
    assert content_from_json(through) == _tidy(content)


def _tidy(content: Content) -> Content:
    """Spans of one style that touch are one span."""
    return content_from_json(content_to_json(content))


@given(contents())
@settings(max_examples=60)
def test_equal_contents_have_one_spelling(content: Content) -> None:
    again = content_from_json(content_to_json(content))
    assert canonical_json(content_from_json(content_to_json(again))) == canonical_json(again)
    assert content_digest(again) == content_digest(content_from_json(content_to_json(again)))


def test_ids_are_kept_or_made() -> None:
    value = {"blocks": [{"kind": "clause"}, {"id": "b1", "kind": "point"}, {"kind": "dash"}]}
    assert [each.id for each in content_from_json(value).blocks] == ["b2", "b1", "b3"]


def test_letters_are_composed_and_the_marks_move_along() -> None:
    loose = unicodedata.normalize("NFD", "Điều động ông Trần Văn Tấn")
    start = len(unicodedata.normalize("NFD", "Điều động "))
    span = {"start": start, "stop": len(loose), "style": "bold"}
    found = content_from_json(block(text=loose, spans=[span])).blocks[0]
    assert found.text == "Điều động ông Trần Văn Tấn"
    assert found.spans == (Span(10, 26, Style.BOLD),)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"other": 1},
        {"to": "Sở Nội vụ"},
        {"to": ["hai\ndòng"]},
        {"blocks": {}},
        block(kind="heading"),
        block(kind=1),
        block(text=None),
        block(text="\x00"),
        block(text="\ud800"),
        block(id="không hợp lệ"),
        block(more=1),
        block(spans=[{"start": 0, "stop": 9, "style": "bold"}]),
        block(spans=[{"start": 2, "stop": 1, "style": "bold"}]),
        block(spans=[{"start": 0, "stop": 1, "style": "red"}]),
        block(spans=[{"start": True, "stop": 1, "style": "bold"}]),
        block(grid={"rows": [["a"]]}),
        block(kind="table"),
        block(kind="table", grid={"rows": []}),
        block(kind="table", grid={"rows": [["a"], ["b", "c"]]}),
        block(kind="table", grid={"rows": [["a"]], "header": 2}),
        block(kind="table", grid={"rows": [["a"]], "widths": [0]}),
        block(kind="table", grid={"rows": [["a"]], "widths": [1, 2]}),
        {"blocks": [{"id": "x", "kind": "dash"}, {"id": "x", "kind": "dash"}]},
        {"annexes": [{"title": "A", "landscape": "yes"}]},
    ],
)
def test_what_is_no_content_is_refused(value: object) -> None:
    with pytest.raises(NotAContent):
        content_from_json(value)


@pytest.mark.parametrize(
    "value",
    [
        block(text="a" * 50_001),
        {"blocks": [{"kind": "paragraph", "text": "a" * 50_000}] * 41},
        {"blocks": [{"kind": "dash"}] * 5_001},
        {"annexes": [{"title": "A"}] * 51},
        {"to": ["A"] * 301},
        block(kind="table", grid={"rows": [["a"] * 31]}),
    ],
)
def test_more_than_a_paper_holds_is_refused(value: object) -> None:
    with pytest.raises(TooMuchText):
        content_from_json(value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["to", "blocks", "annexes", "id", "kind", "text", "spans", "grid"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_whatever_is_sent_is_taken_or_refused(value: object) -> None:
    with suppress(NotAContent, TooMuchText):
        assert isinstance(content_from_json(value), Content)


def test_who_signs_beside_is_taken_in_and_left_out_where_nobody_does() -> None:
    signer = {"authority": ["ĐẠI DIỆN BÊN A", " "], "name": " Nguyễn Văn An "}
    found = content_from_json({"role": "ĐẠI DIỆN BÊN B", "signers": [signer]})
    assert found.signers == (Signing(("ĐẠI DIỆN BÊN A",), "Nguyễn Văn An"),)
    assert "signers" not in content_to_json(Content()), "digests of older versions stay"
    assert "role" not in content_to_json(Content())


@pytest.mark.parametrize(
    "signer",
    [
        {"authority": [], "name": ""},
        {"authority": ["A\nB"], "name": "C"},
        {"authority": ["A" * 201], "name": "C"},
        {"authority": "A", "name": "C"},
        {"name": "C", "post": 1},
    ],
)
def test_a_signer_is_refused_who_is_none(signer: dict[str, Any]) -> None:
    with pytest.raises(NotAContent):
        content_from_json({"signers": [signer]})


def test_ten_sign_beside_at_most() -> None:
    with pytest.raises(TooMuchText):
        content_from_json({"signers": [{"name": "A"}] * 11})
