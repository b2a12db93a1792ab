"""A posted form becomes the data of an act."""

from typing import Any

import pytest
from django.http import QueryDict

from vanthu.faces.acts.catalogue import ACTS
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.forms import posted
from vanthu.kernel.errors import Invalid


def _posted(name: str, query: str) -> dict[str, Any]:
    return posted(ACTS[name], QueryDict(query))


def test_what_is_left_blank_is_left_out() -> None:
    assert _posted("register", "register_id=&arrived_on=&accept_duplicate=on") == {
        "accept_duplicate": "on"
    }


def test_a_text_may_be_emptied() -> None:
    assert _posted("correct-fields", "note=")["note"] == ""


def test_receivers_come_with_their_deadline_and_words() -> None:
    query = "lead=unit:3&due:unit:3=2026-12-01&note:unit:3=Tham+mưu&supports=post:7&supports=post:8"
    data = _posted("direct", query)
    assert data == {
        "lead": {"unit_id": "3", "due_on": "2026-12-01", "instruction": "Tham mưu"},
        "supports": [{"post_id": "7"}, {"post_id": "8"}],
        "informs": [],
    }
    ready: Any = checked(ACTS["direct"].input, data)
    assert ready.lead.unit_id == 3
    assert [each.post_id for each in ready.supports] == [7, 8]


def test_a_receiver_may_be_written_short() -> None:
    ready: Any = checked(ACTS["direct"].input, {"lead": "post:34@2026-12-01"})
    receiver = ready.lead.receiver()
    assert (receiver.post_id, receiver.unit_id) == (34, None)
    assert receiver.due_on.isoformat() == "2026-12-01"


@pytest.mark.parametrize("short", ["post:", "post:x", "unit:3@tomorrow", "people:3", ""])
def test_a_receiver_written_wrong_is_refused(short: str) -> None:
    with pytest.raises(Invalid):
        checked(ACTS["direct"].input, {"lead": short})


def test_recipients_are_parallel_lists_and_empty_lines_fall_out() -> None:
    query = "recipients.name=Bộ+Nội+vụ&recipients.name=&recipients.agency_id=&recipients.agency_id="
    query += "&recipients.code=&recipients.code=&recipients.purpose=know&recipients.purpose=execute"
    assert _posted("set-recipients", query) == {
        "recipients": [{"name": "Bộ Nội vụ", "purpose": "know"}],
        "group_ids": [],
    }


def test_texts_are_cleaned_and_bounded() -> None:
    ready: Any = checked(ACTS["return"].input, {"reason": "  Nhầm\u0000 nơi  "})
    assert ready.reason == "Nhầm nơi"
    with pytest.raises(Invalid) as refused:
        checked(ACTS["return"].input, {"reason": "x" * 5000})
    assert "1900" in refused.value.errors["reason"]
