"""Counted votes: a sheet for each step and title, entered, corrected, and closed for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.planning import permissions, queries, rules
from vanthu.cadres.planning.actions.effects import target_of
from vanthu.cadres.planning.choices import VoteStep
from vanthu.cadres.planning.errors import BadPlan, BallotIsClosed, BallotIsEmpty, BallotUnknown
from vanthu.cadres.planning.events import BallotClosed, BallotSaved
from vanthu.cadres.planning.models import Ballot, BallotLine
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.models import Person
from vanthu.kernel.votes import Tally, VoteSession, check_tally


@dataclass(frozen=True, kw_only=True)
class BallotFields:
    """A meeting: which title, which step, when, and its numbers."""

    target_id: int
    step: VoteStep
    held_on: date
    session: VoteSession


@dataclass(frozen=True, kw_only=True)
class Votes:
    """The votes for one person."""

    person_id: int
    tally: Tally


@action
def save_ballot(actor: Actor, *, fields: BallotFields, votes: Sequence[Votes]) -> Ballot:
    """Enter a sheet, or replace one of the same title, step and day that is not closed.

    Raises NoDuty, TargetUnknown, BallotIsClosed, BadPlan, OwnCase, RelativesCase, TallyTooLarge.
    """
    target = target_of(fields.target_id)
    permissions.check_enter(actor, target.agency_id)
    if fields.held_on > actor.today:
        raise BadPlan({"held_on": "Ngày họp không được sau hôm nay."})
    ballot = _write(fields, target.agency_id)
    _replace(actor, ballot, fields.session, votes)
    return ballot


@action
def set_votes(actor: Actor, *, ballot_id: int, votes: Sequence[Votes]) -> Ballot:
    """Put these votes on a sheet in place of all that stood there; its meeting stays as it is.

    Raises NoDuty, BallotUnknown, BallotIsClosed, BadPlan, OwnCase, RelativesCase, TallyTooLarge.
    """
    ballot = Ballot.objects.filter(pk=ballot_id).select_for_update().first()
    if ballot is None:
        raise BallotUnknown
    permissions.check_enter(actor, ballot.agency_id)
    if ballot.closed_at is not None:
        raise BallotIsClosed
    people = {each.person_id for each in votes}
    if len(people) < len(votes):
        raise BadPlan({"votes": "Một người chỉ có một dòng trong biên bản kiểm phiếu."})
    if Person.objects.filter(pk__in=people).count() < len(people):
        raise BadPlan({"votes": "Danh sách có người không có trong hệ thống. Hãy kiểm tra lại."})
    _replace(actor, ballot, queries.session_of(ballot), votes)
    return ballot


def _replace(actor: Actor, ballot: Ballot, session: VoteSession, votes: Sequence[Votes]) -> None:
    """Judge each row, then write them all and tell of it once."""
    for each in votes:
        permissions.check_about(actor, each.person_id)
        check_tally(session, each.tally, complete=False)
    ballot.lines.all().delete()
    BallotLine.objects.bulk_create(_line(ballot, each) for each in votes)
    announce(
        actor,
        BallotSaved(
            agency_id=ballot.agency_id,
            object_id=ballot.pk,
            target_id=ballot.target_id,
            step=ballot.step,
            names=len(votes),
        ),
    )


def _write(fields: BallotFields, agency_id: int) -> Ballot:
    key = {"target_id": fields.target_id, "step": fields.step, "held_on": fields.held_on}
    found = Ballot.objects.filter(**key).select_for_update().first()
    if found is not None and found.closed_at is not None:
        raise BallotIsClosed
    ballot = found or Ballot(**key, agency_id=agency_id)
    for name in ("convened", "present", "issued", "returned", "valid"):
        setattr(ballot, name, getattr(fields.session, name))
    ballot.save()
    return ballot


def _line(ballot: Ballot, votes: Votes) -> BallotLine:
    tally = votes.tally
    return BallotLine(
        ballot=ballot,
        person_id=votes.person_id,
        yes=tally.yes,
        no=tally.no,
        blank=tally.blank,
    )


@action
def close_ballot(actor: Actor, *, ballot_id: int) -> Ballot:
    """Close a sheet for good, by who confirms; the numbers must agree and the meeting be valid.

    Raises NoDuty, BallotUnknown, BallotIsClosed, BallotIsEmpty, NoQuorum, TallyTooLarge,
    TallyIncomplete, OwnCase, RelativesCase.
    """
    ballot = _open(actor, ballot_id)
    lines = list(ballot.lines.all())
    for line in lines:
        permissions.check_about(actor, line.person_id)
    if not lines:
        raise BallotIsEmpty
    pack = queries.pack_of(ballot.target.term, ballot.held_on)
    tallies = [Tally(yes=line.yes, no=line.no, blank=line.blank) for line in lines]
    rules.check_sheet(queries.session_of(ballot), tallies, pack)
    ballot.closed_at = actor.now
    ballot.save(update_fields=["closed_at"])
    announce(
        actor,
        BallotClosed(
            agency_id=ballot.agency_id,
            object_id=ballot.pk,
            target_id=ballot.target_id,
            step=ballot.step,
        ),
    )
    return ballot


def _open(actor: Actor, ballot_id: int) -> Ballot:
    rows = Ballot.objects.filter(pk=ballot_id).select_related("target__term")
    ballot = rows.select_for_update(of=("self",)).first()
    if ballot is None:
        raise BallotUnknown
    permissions.check_close(actor, ballot.agency_id)
    if ballot.closed_at is not None:
        raise BallotIsClosed
    return ballot
