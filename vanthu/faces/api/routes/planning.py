"""Planning for programs beside its books: all votes of a sheet at once."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.cadres.planning import actions
from vanthu.cadres.planning.actions import Votes
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId
from vanthu.faces.books.inputs import Count
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.kernel.votes import Tally
from vanthu.reports.planning.tally import tallied

router = Operations(tags=["planning"])


class VotesOfPerson(Schema):
    """The votes for one person."""

    person_id: Id
    yes: Count
    no: Count = 0
    blank: Count = 0


class VotesToSet(Schema):
    """Everybody on the sheet; who is left out is taken off it."""

    votes: Annotated[list[VotesOfPerson], Field(max_length=1000)]


class PersonTallied(Schema):
    """The votes for one person, and whether they are enough."""

    person_id: int
    yes: int
    no: int
    blank: int
    passed: bool


class BallotTallied(Schema):
    """The sheet as it now is; `needed` are the fewest votes that pass, of `base` of them."""

    ballot_id: int
    needed: int
    base: int
    votes: list[PersonTallied]


@router.post(
    "/ballots/{int:ballot_id}/votes",
    response=BallotTallied,
    operation_id="planning_set_votes",
    summary="Ghi số phiếu của cả biên bản",
)
@needs(Right.CADRES)
def set_votes(request: Request, ballot_id: PathId, data: VotesToSet) -> BallotTallied:
    """Put these votes on a sheet that is not closed, in place of all that stood there."""
    votes = [
        Votes(person_id=each.person_id, tally=Tally(yes=each.yes, no=each.no, blank=each.blank))
        for each in data.votes
    ]
    found = tallied(actions.set_votes(request.actor, ballot_id=ballot_id, votes=votes))
    return BallotTallied(
        ballot_id=found.ballot.pk,
        needed=found.needed,
        base=found.of,
        votes=[
            PersonTallied(
                person_id=each.line.person_id,
                yes=each.line.yes,
                no=each.line.no,
                blank=each.line.blank,
                passed=each.passed,
            )
            for each in found.results
        ],
    )
