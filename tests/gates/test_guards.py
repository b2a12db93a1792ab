"""The guards themselves: what they must refuse, they refuse."""

import socket

import pytest

from tests.support.environment import ROOT
from tests.support.network import NetworkBlocked
from tests.support.pages import page_problems
from tests.support.source import lies_below

PAGE = '<html lang="vi"><title>Văn bản đến</title><h1>Văn bản đến</h1>{}</html>'


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_well_made_page_passes() -> None:
    field = '<label for="s">Số</label><input id="s" aria-invalid="true" aria-describedby="e">'
    assert page_problems(PAGE.format(field + '<p id="e">Thiếu số</p>')) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<h1>Hai</h1>", "2 h1 headings instead of one"),
        ('<input name="so">', "field 'so' has no label"),
        (
            '<label>Số<input name="so" aria-invalid="true"></label>',
            "the error of field 'so' is not linked to it",
        ),
        (
            '<label>Số<input name="so" aria-describedby="x"></label>',
            "field 'so' is described by a missing 'x'",
        ),
        ('<p id="a"></p><p id="a"></p>', "id 'a' twice"),
    ],
)
def test_a_badly_made_page_is_told(body: str, problem: str) -> None:
    assert page_problems(PAGE.format(body)) == [problem]


def test_floors_are_read_from_the_contracts() -> None:
    assert lies_below("vanthu.ground.org", "vanthu.office.documents")
    assert lies_below("vanthu.ground.org", "vanthu.ground.people")
    assert not lies_below("vanthu.office.handling", "vanthu.office.documents")
    assert not lies_below("vanthu.ground.files", "vanthu.ground.journal")


def test_locks_name_no_index() -> None:
    locks = [*ROOT.glob("requirements*.lock"), ROOT / "package-lock.json"]
    text = "\n".join(path.read_text() for path in locks)
    assert '"resolved"' not in text
    assert "index-url" not in text
    assert "find-links" not in text
