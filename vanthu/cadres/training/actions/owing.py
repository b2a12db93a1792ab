"""Service owed after a course, and money paid back when it is not served."""

from datetime import date

from vanthu.cadres.personnel.errors import ReasonMissing
from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_fact
from vanthu.cadres.training.errors import BadTraining, NothingOwed
from vanthu.cadres.training.events import CommitmentBroken, LeavingCorrected, RepaymentRecorded
from vanthu.cadres.training.models import Enrolment
from vanthu.cadres.training.rules import repayment, served_months
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@action
def break_commitment(actor: Actor, *, enrolment_id: int, left_on: date) -> Enrolment:
    """Somebody left service before the months owed were over; what is owed follows by the rule.

    Raises NothingOwed, BadTraining, NotSent, NoDuty, OwnCase.
    """
    row = _committed(actor, enrolment_id)
    if row.left_on is not None or row.completed_on is None:
        raise NothingOwed
    _check_left(actor, row, left_on)
    fresh = supersede(row, actor.now, left_on=left_on)
    announce(
        actor,
        CommitmentBroken(
            agency_id=row.agency_id, object_id=fresh.pk, left_on=left_on, owed=fresh.debt()
        ),
    )
    return fresh


@action
def record_repayment(actor: Actor, *, enrolment_id: int, repaid_on: date) -> Enrolment:
    """What was owed was paid; raises NothingOwed, BadTraining, NotSent, NoDuty, OwnCase."""
    row = _committed(actor, enrolment_id)
    if not row.debt() or row.debt_on is None or row.repaid_on is not None:
        raise NothingOwed
    _check_repaid(actor, row.debt_on, repaid_on)
    fresh = supersede(row, actor.now, repaid_on=repaid_on)
    announce(
        actor,
        RepaymentRecorded(agency_id=row.agency_id, object_id=fresh.pk, repaid_on=repaid_on),
    )
    return fresh


@action
def correct_leaving(
    actor: Actor,
    *,
    enrolment_id: int,
    left_on: date | None,
    repaid_on: date | None,
    reason: str,
) -> Enrolment:
    """A leaving or a repayment was entered wrongly: the days as they should be, None for none.

    Raises NothingOwed, BadTraining, NotSent, NoDuty, OwnCase, ReasonMissing.
    """
    row = _committed(actor, enrolment_id)
    if not one_line(reason):
        raise ReasonMissing
    if row.left_on is None and row.repaid_on is None:
        raise NothingOwed
    if left_on is not None:
        _check_left(actor, row, left_on)
    after = left_on or (row.dropped_on if row.owed_months else None)
    if repaid_on is not None:
        _check_repaid(actor, after, repaid_on)
    fresh = supersede(row, actor.now, left_on=left_on, repaid_on=repaid_on)
    announce(
        actor,
        LeavingCorrected(
            agency_id=row.agency_id,
            object_id=fresh.pk,
            left_on=left_on,
            repaid_on=repaid_on,
            owed=fresh.debt(),
            reason=one_line(reason),
        ),
    )
    return fresh


def _check_left(actor: Actor, row: Enrolment, left_on: date) -> None:
    """Raise BadTraining outside completion … today, NothingOwed once the service is over."""
    if row.completed_on is None or not row.completed_on <= left_on <= actor.today:
        raise BadTraining({"left_on": "Hãy nhập ngày từ khi hoàn thành đến hôm nay."})
    if not repayment(row.fee, row.owed_months, served_months(row.completed_on, left_on)):
        raise NothingOwed


def _check_repaid(actor: Actor, after: date | None, repaid_on: date) -> None:
    if after is None:
        raise BadTraining({"repaid_on": "Không thôi việc thì không có bồi hoàn. Hãy để trống."})
    if not after <= repaid_on <= actor.today:
        raise BadTraining({"repaid_on": "Hãy nhập ngày từ khi phải bồi hoàn đến hôm nay."})


def _committed(actor: Actor, enrolment_id: int) -> Enrolment:
    row = the_fact(enrolment_id)
    permissions.check_keep(actor, row.agency_id)
    check_free(actor, [row.person_id] if row.person_id else [])
    if not row.owed_months or (row.completed_on is None and row.dropped_on is None):
        raise NothingOwed
    return row
