"""The pure rules: two approvals, what changed, the list of recipients, the day of issue."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.documents.choices import DocumentState, Purpose
from vanthu.office.documents.flows import OUTGOING
from vanthu.office.drafting.choices import ApprovalKind, Verb
from vanthu.office.drafting.permissions import VERBS
from vanthu.office.drafting.rules import (
    DEMANDS,
    PURPOSE_WORDS,
    IssueTime,
    Word,
    flow_verb,
    issue_due,
    keep_line,
    missing,
    recipient_lines,
    turn,
)
from vanthu.office.drafting.rules.demands import STAYS

CONTENT, FORMAT = ApprovalKind.CONTENT, ApprovalKind.FORMAT


def test_both_approvals_by_two_people() -> None:
    assert missing([]) == (CONTENT, FORMAT)
    assert missing([Word(CONTENT, 1)]) == (FORMAT,)
    assert missing([Word(FORMAT, 1)]) == (CONTENT,)
    assert missing([Word(CONTENT, 1), Word(FORMAT, 1)]) == (FORMAT,)
    assert missing([Word(CONTENT, 1), Word(FORMAT, 2)]) == ()
    assert missing([Word(CONTENT, 1), Word(FORMAT, 1), Word(CONTENT, 2)]) == ()


def test_recipients_end_with_semicolons_and_the_last_with_a_point() -> None:
    assert recipient_lines(["Sở Nội vụ", "UBND các xã, phường;"], "KT") == [
        "- Sở Nội vụ;",
        "- UBND các xã, phường;",
        "- Lưu: VT, KT.",
    ]
    assert recipient_lines(["Sở Nội vụ"], "KT", letter=True) == ["- Như trên;", "- Lưu: VT, KT."]
    besides = [("Ban Tổ chức", "know"), ("Bộ Nội vụ", "report")]
    assert recipient_lines(["Sở Nội vụ"], "KT", letter=True, besides=besides) == [
        "- Như trên;",
        "- Bộ Nội vụ (để báo cáo);",
        "- Ban Tổ chức (để biết);",
        "- Lưu: VT, KT.",
    ]
    assert set(PURPOSE_WORDS) == set(Purpose.values)
    assert keep_line("") == "Lưu: VT."
    assert keep_line("KT", 2) == "Lưu: VT, KT (02)."


@pytest.mark.parametrize(
    ("issuer", "last"),
    [
        ("Đảng ủy Sở Nội vụ", "- Lưu Đảng ủy."),
        ("Chi bộ Văn phòng", "- Lưu Chi bộ."),
        ("Tỉnh ủy Vĩnh Long", "- Lưu Tỉnh ủy."),
        ("Ban Tổ chức Tỉnh ủy", "- Lưu Ban Tổ chức Tỉnh ủy."),
    ],
)
def test_papers_of_the_party_are_kept_by_who_issues_them(issuer: str, last: str) -> None:
    assert recipient_lines(["Tỉnh ủy"], "VP", party_issuer=issuer)[-1] == last


@given(st.lists(st.text(min_size=1, max_size=20)), st.booleans())
def test_only_the_last_line_ends_with_a_point(names: list[str], letter: bool) -> None:
    *others, last = recipient_lines(names, "KT", letter=letter)
    assert last == "- Lưu: VT, KT."
    assert all(line.endswith(";") for line in others)


CALENDAR = WorkCalendar(holidays=frozenset({date(2026, 9, 2)}))


def test_the_day_of_signing_or_the_next_working_day() -> None:
    friday = date(2026, 11, 20)
    assert issue_due(friday, False, CALENDAR) == date(2026, 11, 23)
    assert issue_due(friday, True, CALENDAR) == friday
    assert issue_due(date(2026, 9, 1), False, CALENDAR) == date(2026, 9, 3)


def judged(issued: datetime | None, today: date) -> bool:
    """Whether a document signed on a Friday is late."""
    return IssueTime.judge(
        document_id=1,
        reference="1/QĐ-UBND",
        subject="",
        urgency=0,
        signed_on=date(2026, 11, 20),
        issued_at=issued,
        today=today,
        cal=CALENDAR,
    ).late


def test_late_when_issued_or_waiting_after_the_last_day() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert not judged(None, monday)
    assert judged(None, tuesday)
    # 16:59 UTC on Monday is still Monday in Việt Nam, 17:00 is Tuesday
    assert not judged(datetime(2026, 11, 23, 16, 59, tzinfo=UTC), tuesday)
    assert judged(datetime(2026, 11, 23, 17, 0, tzinfo=UTC), tuesday)


def test_every_verb_has_its_demand_and_a_step_in_the_table() -> None:
    assert set(DEMANDS) == set(VERBS)
    steps = {step.verb for step in OUTGOING.transitions}
    staying = {verb for verb in STAYS if flow_verb(verb) not in steps}
    assert staying == {Verb.CONSULT, Verb.SEAL}
    assert {flow_verb(verb) for verb in set(VERBS) - staying} <= steps
    assert set(STAYS) - staying == {Verb.ADD_VERSION, Verb.RECORD_PAPER_SIGNATURE}


def test_somebody_has_the_turn_until_the_signature() -> None:
    waiting = [state for state in OUTGOING.states if turn(state) is not None]
    assert waiting == ["drafting", "content-review", "format-review", "leader-review"]
    assert turn(DocumentState.APPROVED) is None
