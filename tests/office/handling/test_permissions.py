"""Every verb × state × role: allowed exactly as the table says, refused with the same sentence."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from tests.factories import deeds, province
from tests.factories import incoming as make
from tests.factories.province import NOW, Office
from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import RIGHTS, keys_of, rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.kernel.errors import NotFound, Refusal
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.handling import actions
from vanthu.office.handling.case import Case
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Verb
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.permissions import check
from vanthu.office.handling.queries import Possibility, possible
from vanthu.office.handling.rules.machine import ASSIGNMENT, DEMANDS, Relation

AGENCY, UNIT, OTHER_UNIT = 1, 10, 11
# who: role of the post, unit; the posts are numbered in this order from 100 on
PEOPLE: dict[str, tuple[Role, int | None]] = {
    "clerk": (Role.RECORDS_CLERK, OTHER_UNIT),
    "leader": (Role.AGENCY_LEADER, None),
    "deputy": (Role.AGENCY_LEADER, None),
    "chief": (Role.OFFICE_CHIEF, OTHER_UNIT),
    "head": (Role.UNIT_HEAD, UNIT),
    "other head": (Role.UNIT_HEAD, OTHER_UNIT),
    "specialist": (Role.SPECIALIST, UNIT),
    "colleague": (Role.SPECIALIST, UNIT),
    "archivist": (Role.ARCHIVIST, OTHER_UNIT),
    "sysadmin": (Role.SYSADMIN, OTHER_UNIT),
    "inspector": (Role.INSPECTOR, None),
}
POSTS = {who: 100 + place for place, who in enumerate(PEOPLE)}


def person(who: str) -> Actor:
    role, unit = PEOPLE[who]
    return Actor(
        now=NOW,
        name=who,
        post_id=POSTS[who],
        agency_id=AGENCY,
        unit_id=unit,
        role=role,
        rights=rights_of(role),
        keys=keys_of(role, post_id=POSTS[who], agency_id=AGENCY, unit_id=unit),
    )


# What the leader gave to the unit, and what its head gave on to the specialist.
GIVEN = {
    "to the unit": {Relation.RECEIVER: {"head"}, Relation.GIVER: {"leader", "deputy", "chief"}},
    "to the specialist": {Relation.RECEIVER: {"specialist"}, Relation.GIVER: {"head"}},
}


def _case(what: str, state: str, role: str) -> tuple[Case, Assignment]:
    document = Document(pk=1, agency_id=AGENCY, direction=Direction.INCOMING, state="handling")
    top = Assignment(
        pk=1, document=document, role="lead", state="accepted", unit_id=UNIT,
        given_by_post=POSTS["leader"],
    )  # fmt: skip
    child = Assignment(
        pk=2, document=document, role="lead", state="given", parent=top,
        post_id=POSTS["specialist"], given_by_post=POSTS["head"],
    )  # fmt: skip
    rows, subject = ([top], top) if what == "to the unit" else ([top, child], child)
    subject.state, subject.role = state, role
    subject.due_on, subject.asked_due_on = date(2026, 11, 30), date(2026, 12, 4)
    return Case(document, rows, []), subject


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("what", GIVEN)
@pytest.mark.parametrize("verb", list(DEMANDS))
def test_verbs_on_assignments_are_allowed_as_the_table_says(
    verb: Verb, what: str, who: str
) -> None:
    demand, actor = DEMANDS[verb], person(who)
    entitled = who in GIVEN[what][demand.relation] and demand.right in RIGHTS[PEOPLE[who][0]]
    for state in AssignmentState:
        for role in AssignmentRole:
            case, assignment = _case(what, state.value, role.value)
            expected = (
                entitled and role in demand.roles and ASSIGNMENT.allows(state.value, verb.value)
            )
            assert _allowed(actor, verb, case, assignment) == expected, (state, role)


def _allowed(actor: Actor, verb: Verb, case: Case, assignment: Assignment) -> bool:
    try:
        check(actor, verb, case, assignment)
    except Refusal as refusal:
        return not refusal.sentence
    return True


# The whole document: in each state, who may do which verb.
_CLERKS, _LEADERS = {"clerk", "chief"}, {"leader", "deputy", "chief"}
DOCUMENT_TABLE: dict[str, dict[Verb, set[str]]] = {
    "registered": {
        Verb.PRESENT: _CLERKS,
        Verb.OPINE: _LEADERS,
        Verb.DIRECT: _LEADERS,
        Verb.FINISH_DOCUMENT: _CLERKS | _LEADERS,
    },
    "presented": {
        Verb.PRESENT: {"clerk", "leader"},
        Verb.RETURN_PRESENTED: {"leader"},
        Verb.RECALL_PRESENTED: _CLERKS,
        Verb.OPINE: {"leader"},
        Verb.DIRECT: {"leader"},
        Verb.FINISH_DOCUMENT: {"leader"},
    },
    "directed": {Verb.OPINE: _LEADERS, Verb.DIRECT: _LEADERS, Verb.HAND_OVER: _CLERKS},
    "handed over": {Verb.OPINE: _LEADERS, Verb.DIRECT: _LEADERS},
    "recalled lead": {
        Verb.OPINE: _LEADERS,
        Verb.DIRECT: _LEADERS,
        Verb.FINISH_DOCUMENT: _LEADERS,
    },
    "finished": {},
}


def _handed_over(office: Office) -> Document:
    return make.handling(
        office,
        lead=make.to_unit(office, due_on=date(2026, 12, 1)),
        supports=(make.to_post(office, "colleague"),),
        informs=(make.to_post(office, "archivist"),),
    )


def _assigned(office: Office) -> Document:
    document = _handed_over(office)
    lead = make.lead_of(document)
    specialist = make.to_post(office, "specialist", due_on=date(2026, 11, 25))
    actions.assign(office.head, assignment_id=lead.pk, lead=specialist)
    return document


def _accepted(office: Office) -> Document:
    document = _assigned(office)
    child = make.lead_of(document, make.lead_of(document))
    actions.accept(office.specialist, assignment_id=child.pk)
    return document


def _returned(office: Office) -> Document:
    document = _accepted(office)
    child = make.lead_of(document, make.lead_of(document))
    actions.return_(office.specialist, assignment_id=child.pk, reason="Không đúng việc")
    return document


def _recalled(office: Office) -> Document:
    document = _handed_over(office)
    actions.recall(office.leader, assignment_id=make.lead_of(document).pk, reason="Nhầm")
    return document


def _finished(office: Office) -> Document:
    document = _accepted(office)
    child = make.lead_of(document, make.lead_of(document))
    actions.finish(office.specialist, assignment_id=child.pk, result="Xong")
    return document


STATES: dict[str, Callable[[Office], Document]] = {
    "received": make.received,
    "registered": make.registered,
    "presented": make.presented,
    "directed": make.directed,
    "handed over": _handed_over,
    "assigned": _assigned,
    "accepted": _accepted,
    "returned": _returned,
    "recalled lead": _recalled,
    "finished": _finished,
}


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


@pytest.mark.parametrize("state", DOCUMENT_TABLE)
def test_verbs_on_the_document_are_allowed_as_the_table_says(state: str, office: Office) -> None:
    document = STATES[state](office)
    for verb in (Verb(v) for v in Verb.values if v in _DOCUMENT_VERBS):
        allowed = {who for who in office.staff if _may(office, who, document.pk, verb)}
        assert allowed == DOCUMENT_TABLE[state].get(verb, set()), verb


_DOCUMENT_VERBS = {v.value for v in Verb} - {verb.value for verb in DEMANDS}


def _may(office: Office, who: str, document_id: int, verb: Verb) -> bool:
    try:
        found = possible(office.staff[who], document_id)
    except NotFound:
        return False
    return any(each.allowed for each in found if each.verb == verb)


@pytest.mark.parametrize("state", STATES)
def test_what_is_possible_is_what_the_actions_do(state: str, office: Office) -> None:
    """Every yes is done, every no is refused with the very sentence of the disabled button."""
    document = STATES[state](office)
    for actor in office.staff.values():
        try:
            offered = possible(actor, document.pk)
        except NotFound:
            continue
        assert {each.verb for each in offered} == set(Verb.values)
        for each in offered:
            said = _try(office, actor, document.pk, each)
            if each.assignment_id is not None or each.verb in _DOCUMENT_VERBS:
                assert said == each.reason, (actor.role, each)


def _try(office: Office, actor: Actor, document_id: int, offer: Possibility) -> str:
    """What the action says: nothing when it was done. It is undone in any case."""
    with transaction.atomic():
        try:
            deeds.do(office, actor, document_id, offer)
            said = ""
        except Refusal as refusal:
            said = refusal.sentence
        transaction.set_rollback(True)
    return said


def test_one_without_any_right_has_no_verb(office: Office) -> None:
    document = make.handling(office)
    for who in ("sysadmin", "inspector"):
        assert not office.staff[who].may(Right.HANDLE)
        with pytest.raises(NotFound):
            possible(office.staff[who], document.pk)
