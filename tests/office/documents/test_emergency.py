"""Emergency access: a reason, a second person, an end, and a journal of each step (Q-008)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.factories import incoming
from tests.factories.calling import Caller
from tests.factories.province import NOW, Office, actor_of, office, post, tenure
from vanthu.ground.access import keys
from vanthu.ground.journal.models import Entry
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Person
from vanthu.kernel.errors import NotAllowed
from vanthu.office.documents import actions, errors, permissions
from vanthu.office.documents.models import EmergencyAccess

pytestmark = pytest.mark.django_db
REASON = "Tệp báo hỏng khi kiểm tra đêm, cần đối chiếu"


def asked(place: Office) -> EmergencyAccess:
    """The administrator asks to read a registered document."""
    document = incoming.registered(place)
    return actions.ask_emergency(place.sysadmin, document_id=document.pk, reason=REASON)


def test_it_opens_with_consent_alone_and_closes_by_the_clock() -> None:
    place = office()
    access = asked(place)
    with pytest.raises(errors.EmergencyOver):
        actions.read_emergency(place.sysadmin, access_id=access.pk)
    actions.allow_emergency(place.leader, access_id=access.pk, hours=2)
    row, _file = actions.read_emergency(place.sysadmin, access_id=access.pk)
    assert row.document_id == access.document_id
    assert not permissions.can_see(place.sysadmin, row.document_id)  # in no list, in no search
    (because,) = permissions.why_see(place.sysadmin, row.document_id)
    assert (because.allowed, because.cause) == (True, "emergency")
    assert REASON in because.sentence
    assert "11:00 23/11/2026" in because.sentence
    later = place.sysadmin.at(NOW + timedelta(hours=2))
    with pytest.raises(errors.EmergencyOver):
        actions.read_emergency(later, access_id=access.pk)
    assert not permissions.why_see(later, row.document_id)[0].allowed


def test_each_step_is_journalled_and_told_to_who_must_know() -> None:
    place = office()
    access = asked(place)
    actions.allow_emergency(place.deputy, access_id=access.pk, hours=1)
    actions.read_emergency(place.sysadmin, access_id=access.pk)
    actions.end_emergency(place.leader, access_id=access.pk)
    entries = Entry.objects.filter(agency_id=place.id, name__startswith="emergency")
    assert [entry.name for entry in entries.order_by("id")] == [
        "emergency-requested",
        "emergency-allowed",
        "emergency-read",
        "emergency-ended",
    ]
    told = Notice.objects.filter(kind="emergency").order_by("id")
    assert [row.holder for row in told] == [keys.leaders(place.id), keys.registry(place.id)]
    with pytest.raises(errors.EmergencyOver):
        actions.read_emergency(place.sysadmin, access_id=access.pk)


@pytest.mark.parametrize("who", ["clerk", "leader", "specialist", "archivist", "inspector"])
def test_only_who_runs_the_system_asks(who: str) -> None:
    place = office()
    document = incoming.registered(place)
    with pytest.raises(NotAllowed):
        actions.ask_emergency(place.staff[who], document_id=document.pk, reason=REASON)


@pytest.mark.parametrize("who", ["clerk", "head", "specialist", "sysadmin", "inspector"])
def test_only_a_leader_decides(who: str) -> None:
    place = office()
    access = asked(place)
    with pytest.raises(errors.NotALeader):
        actions.allow_emergency(place.staff[who], access_id=access.pk, hours=1)


def test_nobody_allows_their_own_request_from_another_post() -> None:
    place = office()
    access = asked(place)
    administrator = Person.objects.get(pk=place.sysadmin.person_id or 0)
    seat = post(place.agency, Role.AGENCY_LEADER, "Phó Chủ tịch", deputy=True)
    with pytest.raises(errors.SamePerson):
        actions.allow_emergency(actor_of(tenure(seat, administrator)), access_id=access.pk, hours=1)


def test_what_is_refused_decided_or_elsewhere_stays_shut() -> None:
    place, other = office(), office()
    access = asked(place)
    with pytest.raises(errors.EmergencyAsked):
        actions.ask_emergency(place.sysadmin, document_id=access.document_id, reason=REASON)
    with pytest.raises(errors.DocumentNotFound):
        actions.ask_emergency(other.sysadmin, document_id=access.document_id, reason=REASON)
    with pytest.raises(errors.DocumentNotFound):
        actions.allow_emergency(other.leader, access_id=access.pk, hours=1)
    with pytest.raises(errors.EmergencyHours):
        actions.allow_emergency(place.leader, access_id=access.pk, hours=25)
    actions.refuse_emergency(place.leader, access_id=access.pk, reason="Chưa cần thiết")
    with pytest.raises(errors.EmergencyDecided):
        actions.allow_emergency(place.deputy, access_id=access.pk, hours=1)
    with pytest.raises(errors.EmergencyOver):
        actions.read_emergency(place.sysadmin, access_id=access.pk)


def test_it_is_the_holders_own() -> None:
    """Neither a delegate's nor another's."""
    place = office()
    access = asked(place)
    actions.allow_emergency(place.leader, access_id=access.pk, hours=1)
    delegate = replace(place.sysadmin, on_behalf_of=place.sysadmin.tenure_id)
    for actor in (delegate, place.leader, place.inspector):
        with pytest.raises(errors.EmergencyOver):
            actions.read_emergency(actor, access_id=access.pk)


@time_machine.travel(NOW, tick=False)
def test_the_api_does_the_same() -> None:
    place = office()
    document = incoming.registered(place)
    admin, leader = Caller(place.sysadmin), Caller(place.leader)
    body = {"document_id": document.pk, "reason": REASON}
    access = admin.post("/emergency", body).body["id"]
    assert admin.get(f"/emergency/{access}/document").status == 403
    assert admin.post(f"/emergency/{access}/allow", {"hours": 1}).status == 403
    assert leader.post(f"/emergency/{access}/allow", {"hours": 1}).status == 200
    assert admin.get(f"/emergency/{access}/document").body["id"] == document.pk
    assert [row["id"] for row in Caller(place.inspector).get("/emergency").body] == [access]
    assert admin.post(f"/emergency/{access}/end", {}).status == 200
    assert admin.get(f"/emergency/{access}/document").status == 403
