"""Random walks: whatever people do in whatever order, nothing is left behind or left open."""

import random

import pytest

from tests.factories import deeds, province
from tests.factories import incoming as make
from tests.factories.province import Office
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import can_see
from vanthu.office.handling.case import load
from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.queries import Possibility, possible
from vanthu.office.handling.rules import places

STEPS = 40
ENDS = {"finish", "finish-document"}


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_left_behind(db: None, seed: int) -> None:
    office, draw = province.office(), random.Random(seed)
    document = make.registered(office)
    done: list[str] = []
    for _step in range(STEPS):
        choices = _offers(office, document)
        if not choices:
            break
        actor, offer = draw.choice(choices)
        try:
            deeds.do(office, actor, document.pk, offer)
        except Invalid:  # the receiver drawn has it already
            continue
        done.append(offer.verb)
        _check(office, document, done)
    assert done


def _offers(office: Office, document: Document) -> list[tuple[Actor, Possibility]]:
    """What anybody may do now; ends are drawn seldom, so that walks become long."""
    found: list[tuple[Actor, Possibility]] = []
    for actor in office.staff.values():
        try:
            offers = possible(actor, document.pk)
        except NotFound:
            continue
        found += [(actor, offer) for offer in offers if offer.allowed]
    lively = [pair for pair in found if pair[1].verb not in ENDS]
    return lively * 20 + [pair for pair in found if pair[1].verb in ENDS]


def _check(office: Office, document: Document, done: list[str]) -> None:
    case = load(document.pk, lock=False)
    wanted = {(p.holder, p.box.value) for p in places(case.stand(), case.assignments)}
    lies = set(BoxItem.objects.filter(document=document).values_list("holder", "box"))
    assert lies == wanted, done
    state = case.document.state
    assert lies or state == "finished", done
    holders = {holder for holder, _box in lies}
    for actor in office.staff.values():
        if holders & set(actor.keys):
            assert can_see(actor, document.pk), (actor.role, done)
    work = {AssignmentState.GIVEN, AssignmentState.ACCEPTED}
    open_work = [a for a in case.assignments if a.state in work and a.role != AssignmentRole.INFORM]
    assert not (state == "finished" and open_work), done
