"""What admission and recognition both check: papers, votes, ages, by the pack of the day."""

from datetime import date

from vanthu.cadres.membership.errors import (
    AgeUnfit,
    BadDays,
    BirthMonthNeeded,
    CommitteeMissing,
    PapersMissing,
    VoteNotPassed,
)
from vanthu.cadres.membership.models import Resolved
from vanthu.cadres.membership.queries import birth_of
from vanthu.cadres.membership.rules import (
    Meeting,
    branch_threshold,
    committee_threshold,
    fits_age,
    missing_papers,
)
from vanthu.cadres.personnel.errors import PersonUnknown
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.personnel.queries import cards
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.ages import Age
from vanthu.kernel.dates import short_date
from vanthu.kernel.months import Month
from vanthu.kernel.votes import Tally, Threshold, check_tally


def rules_on(day: date) -> Pack:
    """The pack of membership in force on the day."""
    return pack_on(Subject.MEMBERSHIP, day)


def check_branch(case: Resolved, pack: Pack) -> None:
    """Raise VoteNotPassed where the branch's vote is too low."""
    needed = branch_threshold(pack.share("branch_share"), pack.word("branch_base"))
    meeting = Meeting(case.branch_convened, case.branch_present, case.branch_yes)
    _check_vote("Chi bộ", meeting, needed)


def keep_committee(case: Resolved, committee_on: date | None, committee: Meeting | None) -> None:
    """Put the committee's vote on the case; without one it is missing still."""
    if committee_on is None or committee is None:
        return
    case.committee_on = committee_on
    case.committee_convened = committee.convened
    case.committee_present = committee.present
    case.committee_yes = committee.yes


def check_committee(case: Resolved, pack: Pack) -> None:
    """Raise CommitteeMissing, VoteNotPassed, BadDays."""
    if case.committee_on is None:
        raise CommitteeMissing
    if case.committee_on < case.branch_on:
        raise BadDays({"committee_on": "Cấp ủy họp sau khi chi bộ đã ra nghị quyết."})
    needed = committee_threshold(pack.share("committee_over"), pack.word("committee_base"))
    meeting = Meeting(case.committee_convened, case.committee_present, case.committee_yes)
    _check_vote("Cấp ủy", meeting, needed)


def _check_vote(body: str, meeting: Meeting, threshold: Threshold) -> None:
    session = meeting.session
    check_tally(session, Tally(yes=meeting.yes), complete=False)
    base = session.base(threshold.base)
    if not threshold.met(meeting.yes, session):
        raise VoteNotPassed(
            body=body,
            yes=meeting.yes,
            base=base,
            threshold=threshold,
            needed=threshold.needed(base),
        )


def check_age(actor: Actor, person_id: int, day: date, pack: Pack, *, consent: bool) -> None:
    """Raise AgeUnfit, BirthMonthNeeded; over the limit goes with the upper level's consent."""
    card = cards([person_id], actor.now).get(person_id)
    if card is None:
        raise PersonUnknown
    least, most = pack.whole("age_min"), pack.whole("age_max")
    birth = birth_of(card)
    fits = fits_age(birth, day, least, most)
    youngest, oldest = birth.age_in(Month.of(day))
    if fits or (consent and youngest.months >= Age.of(most).months):
        return
    if fits is None and not consent:
        raise BirthMonthNeeded
    raise AgeUnfit(day=short_date(day), age=oldest, least=least, most=most)


def check_papers(papers: list[str]) -> None:
    """Raise PapersMissing, naming them."""
    missing = missing_papers(papers)
    if missing:
        raise PapersMissing(papers=", ".join(str(paper.label) for paper in missing))


def check_decided_after(case: Resolved, decision: Decision) -> None:
    """Raise BadDays for a decision older than what it rests on."""
    if decision.signed_on < (case.committee_on or case.branch_on):
        raise BadDays({"decision": "Quyết định phải được ký sau khi cấp ủy đã biểu quyết."})
