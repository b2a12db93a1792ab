"""Two at once: one lead, one acceptance, one finish; the other is told."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.kernel.errors import Refusal
from vanthu.office.handling import actions
from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.models import Assignment, BoxItem


@pytest.fixture
def office(transactional_db: None) -> Office:
    """An agency that other connections see."""
    return province.office()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each when all begin together: "done", or the refusal's code."""
    barrier, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def test_two_directions_at_once_leave_one_lead(office: Office) -> None:
    document = make.handling(office, urgency=1)
    actions.recall(office.leader, assignment_id=make.lead_of(document).pk, reason="Đổi")
    said = at_once(
        lambda: actions.direct(office.leader, document_id=document.pk, lead=make.to_unit(office)),
        lambda: actions.direct(office.deputy, document_id=document.pk, lead=make.to_office(office)),
    )
    assert said == ["done", "second-lead"]
    live = {AssignmentState.RECALLED, AssignmentState.RETURNED, AssignmentState.FORWARDED}
    leads = Assignment.objects.filter(document=document, role=AssignmentRole.LEAD)
    assert leads.exclude(state__in=live).count() == 1


def test_two_assign_in_the_unit_at_once(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    said = at_once(
        lambda: actions.assign(
            office.head, assignment_id=lead.pk, lead=make.to_post(office, "specialist")
        ),
        lambda: actions.assign(
            office.deputy_head, assignment_id=lead.pk, lead=make.to_post(office, "colleague")
        ),
    )
    assert said == ["done", "second-lead"]
    assert BoxItem.objects.filter(document=document).count() == 1


def test_two_accept_at_once(office: Office) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    said = at_once(
        lambda: actions.accept(office.head, assignment_id=lead.pk),
        lambda: actions.accept(office.deputy_head, assignment_id=lead.pk),
    )
    assert said == ["done", "wrong-state"]


def test_a_support_accepts_while_the_lead_finishes(office: Office) -> None:
    """Whichever is first, the boxes are right: acts on one document follow each other."""
    document, lead = make.at_work(office, supports=(make.to_post(office, "colleague"),))
    support = document.assignments.get(role="support")
    at_once(
        lambda: actions.finish(office.specialist, assignment_id=lead.pk, result="Xong"),
        lambda: actions.accept(office.colleague, assignment_id=support.pk),
    )
    assert make.fresh(document).state == "finished"
    assert not BoxItem.objects.filter(document=document).exists()


@pytest.mark.parametrize("level", ["top", "below"])
def test_the_database_itself_refuses_a_second_lead(office: Office, level: str) -> None:
    document = make.handling(office)
    lead = make.lead_of(document)
    parent = lead if level == "below" else None
    rows = [_lead(document.pk, parent, office) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.bulk_create(rows)


def _lead(document_id: int, parent: Assignment | None, office: Office) -> Assignment:
    return Assignment(
        document_id=document_id,
        parent=parent,
        role=AssignmentRole.LEAD,
        unit=office.department,
        state=AssignmentState.GIVEN,
        given_at=NOW,
    )
