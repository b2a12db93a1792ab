"""Service owed after a course, and money paid back when it is not served."""

from datetime import date

from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_fact
from vanthu.cadres.training.errors import BadTraining, NothingOwed
from vanthu.cadres.training.events import CommitmentBroken, RepaymentRecorded
from vanthu.cadres.training.models import Enrolment
from vanthu.cadres.training.rules import repayment, served_months
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce


@action
def break_commitment(actor: Actor, *, enrolment_id: int, left_on: date) -> Enrolment:
    """Somebody left service before the months owed were over; what is owed follows by the rule.

    Raises NothingOwed, BadTraining, NotSent, NoDuty, OwnCase.
    """
    row = _committed(actor, enrolment_id)
    if row.left_on is not None:
        raise NothingOwed
    assert row.completed_on is not None, "committed rows are completed"
    if left_on < row.completed_on or left_on > actor.today:
        raise BadTraining({"left_on": "Hãy nhập ngày từ khi hoàn thành đến hôm nay."})
    owed = repayment(row.fee, row.owed_months, served_months(row.completed_on, left_on))
    if not owed:
        raise NothingOwed
    fresh = supersede(row, actor.now, left_on=left_on)
    announce(
        actor,
        CommitmentBroken(agency_id=row.agency_id, object_id=fresh.pk, left_on=left_on, owed=owed),
    )
    return fresh


@action
def record_repayment(actor: Actor, *, enrolment_id: int, repaid_on: date) -> Enrolment:
    """What was owed was paid; raises NothingOwed, BadTraining, NotSent, NoDuty, OwnCase."""
    row = _committed(actor, enrolment_id)
    if row.left_on is None or row.repaid_on is not None:
        raise NothingOwed
    if repaid_on < row.left_on or repaid_on > actor.today:
        raise BadTraining({"repaid_on": "Hãy nhập ngày từ khi thôi việc đến hôm nay."})
    fresh = supersede(row, actor.now, repaid_on=repaid_on)
    announce(
        actor,
        RepaymentRecorded(agency_id=row.agency_id, object_id=fresh.pk, repaid_on=repaid_on),
    )
    return fresh


def _committed(actor: Actor, enrolment_id: int) -> Enrolment:
    row = the_fact(enrolment_id)
    permissions.check_keep(actor, row.agency_id)
    check_free(actor, [row.person_id] if row.person_id else [])
    if not row.owed_months or row.completed_on is None:
        raise NothingOwed
    return row
