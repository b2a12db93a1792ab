"""A later deadline: asked for by who has the work, decided by who gave it (T-09, T-10)."""

from datetime import date

import pytest

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import Office
from vanthu.ground.access import keys
from vanthu.ground.notify.models import Notice
from vanthu.office.documents.models import Document
from vanthu.office.handling import actions
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import (
    BadDeadline,
    NoDeadline,
    NotGiven,
    NotGiver,
    NothingAsked,
    ReasonMissing,
)
from vanthu.office.handling.models import Assignment, BoxItem, Movement
from vanthu.office.handling.queries import work_tree

DUE, ASKED, LATER = date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 7)


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def given(office: Office, due_on: date | None = DUE) -> tuple[Document, Assignment]:
    """The specialist leads until that day."""
    lead = make.to_post(office, "specialist", due_on=due_on)
    document = make.handling(office, lead=lead)
    return document, make.lead_of(document)


def ask(office: Office, lead: Assignment, day: date = ASKED) -> None:
    actions.ask_extension(
        office.specialist, assignment_id=lead.pk, due_on=day, reason="Chờ số liệu"
    )


def waiting(document: Document) -> list[tuple[int, str]]:
    rows = BoxItem.objects.filter(document=document, box=Box.TO_EXTEND)
    return list(rows.values_list("holder", "remark"))


def told(office: Office) -> list[str]:
    holder = keys.post(make.post(office, "specialist"))
    rows = Notice.objects.filter(holder=holder, kind="work").order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_asking_moves_nothing_and_waits_with_the_giver(office: Office) -> None:
    document, lead = given(office)
    ask(office, lead)
    lead = make.fresh(lead)
    assert (lead.due_on, lead.extensions, lead.asked_due_on) == (DUE, 0, ASKED)
    leader = keys.post(make.post(office, "leader"))
    assert waiting(document) == [(leader, "04/12/2026 – Chờ số liệu")]
    assert Notice.objects.filter(holder=leader, kind=f"box-{Box.TO_EXTEND}").count() == 1
    (work,) = work_tree(document.pk, office.leader.now, 3)
    assert (work.asked_due_on, work.asked_reason) == (ASKED, "Chờ số liệu")


def test_asked_again_the_later_request_counts(office: Office) -> None:
    document, lead = given(office)
    ask(office, lead)
    ask(office, lead, LATER)
    assert [remark for _holder, remark in waiting(document)] == ["07/12/2026 – Chờ số liệu"]


def test_granted_as_asked(office: Office) -> None:
    document, lead = given(office)
    ask(office, lead)
    actions.grant_extension(office.leader, assignment_id=lead.pk, note="Lần cuối")
    lead = make.fresh(lead)
    assert (lead.due_on, lead.original_due_on, lead.extensions) == (ASKED, DUE, 1)
    assert (lead.asked_due_on, lead.asked_reason) == (None, "")
    assert make.fresh(document).due_on == ASKED
    assert waiting(document) == []
    assert BoxItem.objects.get(document=document).due_on == ASKED
    assert told(office) == [
        f"Văn bản đến số {document.arrival_number}: được gia hạn đến 04/12/2026."
    ]
    step = Movement.objects.latest("pk")
    assert (step.act, step.text) == ("grant-extension", "đến 04/12/2026 – Lần cuối")


def test_granted_to_another_day(office: Office) -> None:
    _document, lead = given(office)
    ask(office, lead)
    actions.grant_extension(office.leader, assignment_id=lead.pk, due_on=LATER)
    assert make.fresh(lead).due_on == LATER


def test_refused_with_a_reason(office: Office) -> None:
    document, lead = given(office)
    ask(office, lead)
    with pytest.raises(ReasonMissing):
        actions.refuse_extension(office.leader, assignment_id=lead.pk, reason=" ")
    actions.refuse_extension(office.leader, assignment_id=lead.pk, reason="Việc gấp")
    lead = make.fresh(lead)
    assert (lead.due_on, lead.extensions, lead.asked_due_on) == (DUE, 0, None)
    assert waiting(document) == []
    assert told(office) == [
        f"Văn bản đến số {document.arrival_number}: không được gia hạn; hạn vẫn là 30/11/2026."
    ]
    with pytest.raises(NothingAsked):
        actions.grant_extension(office.leader, assignment_id=lead.pk)


def test_extending_by_oneself_settles_what_was_asked(office: Office) -> None:
    document, lead = given(office)
    ask(office, lead)
    actions.extend(office.leader, assignment_id=lead.pk, due_on=LATER, reason="Đồng ý")
    assert waiting(document) == []
    assert make.fresh(lead).asked_due_on is None


def test_finished_it_waits_for_nobody_and_undone_it_waits_again(office: Office) -> None:
    document, lead = given(office)
    actions.accept(office.specialist, assignment_id=lead.pk)
    ask(office, lead)
    step = actions.finish(office.specialist, assignment_id=lead.pk, result="Xong")
    assert waiting(document) == []
    actions.undo(office.specialist, token=step.pk)
    assert len(waiting(document)) == 1


def test_who_may(office: Office) -> None:
    _document, lead = given(office)
    with pytest.raises(NotGiven):
        actions.ask_extension(
            office.leader, assignment_id=lead.pk, due_on=ASKED, reason="Chờ số liệu"
        )
    ask(office, lead)
    with pytest.raises(NotGiver):
        actions.grant_extension(office.specialist, assignment_id=lead.pk)
    with pytest.raises(NotGiver):
        actions.refuse_extension(office.specialist, assignment_id=lead.pk, reason="Không")


def test_nobody_waits_for_what_cannot_be(office: Office) -> None:
    _document, lead = given(office)
    for day in (DUE, date(2027, 2, 1)):
        with pytest.raises(BadDeadline):
            ask(office, lead, day)
    lead.due_on = None
    lead.save()
    with pytest.raises(NoDeadline):
        ask(office, lead)


def test_below_the_unit_the_head_decides_within_the_deadline_above(office: Office) -> None:
    document = make.handling(office, lead=make.to_unit(office, due_on=DUE))
    above = make.lead_of(document)
    early = make.to_post(office, "specialist", due_on=date(2026, 11, 27))
    actions.assign(office.head, assignment_id=above.pk, lead=early)
    child = make.lead_of(document, above)
    with pytest.raises(BadDeadline):
        ask(office, child, ASKED)
    ask(office, child, DUE)
    assert [holder for holder, _remark in waiting(document)] == [
        keys.post(make.post(office, "head"))
    ]
    actions.ask_extension(office.head, assignment_id=above.pk, due_on=ASKED, reason="Chờ số liệu")
    assert len(waiting(document)) == 2
    actions.grant_extension(office.leader, assignment_id=above.pk)
    actions.grant_extension(office.head, assignment_id=child.pk, due_on=ASKED)
    assert (make.fresh(above).due_on, make.fresh(child).due_on) == (ASKED, ASKED)
