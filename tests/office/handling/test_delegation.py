"""Who stands in for somebody acts in the giver's boxes, and the history says for whom."""

from dataclasses import replace

import pytest

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import Office
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry
from vanthu.office.handling import actions
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import ActForGiver
from vanthu.office.handling.models import Direction
from vanthu.office.handling.queries import box_counts, path, possible


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def standing_in(receiver: Actor, giver: Actor) -> Actor:
    """The receiver in the giver's seat, as ground/access resolves it."""
    return replace(
        receiver,
        post_id=giver.post_id,
        unit_id=giver.unit_id,
        role=giver.role,
        rights=rights_of(giver.role),
        keys=giver.keys,
        on_behalf_of=giver.tenure_id,
    )


def seeing_both(receiver: Actor, giver: Actor) -> Actor:
    """The receiver in the own seat: sees what waits for the absent as well."""
    return replace(receiver, keys=receiver.keys + giver.keys)


def test_the_one_who_stands_in_directs_and_the_history_says_for_whom(office: Office) -> None:
    document = make.presented(office)
    actor = standing_in(office.deputy, office.leader)
    assert box_counts(actor) == {Box.TO_DIRECT: 1}
    actions.direct(actor, document_id=document.pk, text="Giao phòng", lead=make.to_unit(office))
    direction = Direction.objects.get(document=document)
    assert direction.author_name == office.deputy.name
    assert direction.post_id == office.leader.post_id
    assert direction.on_behalf_of == office.leader.tenure_id
    step = path(document.pk)[-1]
    assert (step.by_name, step.on_behalf_of) == (office.deputy.name, office.leader.name)
    assert Entry.objects.latest("pk").on_behalf_of == office.leader.tenure_id


def test_what_comes_back_goes_to_the_givers_post(office: Office) -> None:
    document = make.presented(office)
    actor = standing_in(office.deputy, office.leader)
    actions.direct(actor, document_id=document.pk, lead=make.to_unit(office))
    actions.hand_over(office.clerk, document_id=document.pk)
    lead = make.lead_of(document)
    actions.return_(office.head, assignment_id=lead.pk, reason="Không thuộc chức năng")
    assert box_counts(office.leader) == {Box.RETURNED: 1}


def test_from_the_own_seat_one_sees_but_does_not_act_for_the_absent(office: Office) -> None:
    document = make.handling(office, lead=make.to_post(office, "specialist"))
    lead = make.lead_of(document)
    actor = seeing_both(office.colleague, office.specialist)
    assert box_counts(actor) == {Box.TO_HANDLE: 1}
    with pytest.raises(ActForGiver, match="xử lý thay"):
        actions.accept(actor, assignment_id=lead.pk)
    reasons = {each.verb: each.reason for each in possible(actor, document.pk)}
    assert "xử lý thay" in reasons["accept"]
    actions.accept(standing_in(office.colleague, office.specialist), assignment_id=lead.pk)
