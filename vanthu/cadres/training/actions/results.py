"""How a course ended for somebody: completed with a certificate, or dropped with a reason code."""

from datetime import date
from typing import Any

from vanthu.cadres.personnel.errors import ReasonMissing
from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_fact
from vanthu.cadres.training.choices import DropReason, TrainingState
from vanthu.cadres.training.errors import BadTraining, Concluded
from vanthu.cadres.training.events import ResultRecorded
from vanthu.cadres.training.models import Enrolment
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@action
def complete(actor: Actor, *, enrolment_id: int, on: date, certificate: str = "") -> Enrolment:
    """Somebody finished on a day; raises Concluded, NotSent, BadTraining, NoDuty, OwnCase."""
    row = _open_row(actor, enrolment_id, on)
    return _conclude(
        actor,
        row,
        TrainingState.COMPLETED,
        on,
        completed_on=on,
        certificate=one_line(certificate),
    )


@action
def drop(actor: Actor, *, enrolment_id: int, on: date, reason: DropReason) -> Enrolment:
    """Somebody did not finish; raises what `complete` raises."""
    row = _open_row(actor, enrolment_id, on)
    return _conclude(
        actor, row, TrainingState.DROPPED, on, dropped_on=on, drop_reason=reason, owed_months=0
    )


@action
def correct_result(
    actor: Actor, *, enrolment_id: int, on: date, certificate: str, reason: str
) -> Enrolment:
    """A completion was entered wrongly: another day or certificate, saying why.

    Raises NotSent, BadTraining, NoDuty, OwnCase, ReasonMissing.
    """
    row = the_fact(enrolment_id)
    _check(actor, row, on)
    if not one_line(reason):
        raise ReasonMissing
    if row.completed_on is None:
        raise BadTraining({"on": "Chưa có kết quả để sửa. Hãy ghi nhận hoàn thành trước."})
    return _conclude(
        actor,
        row,
        TrainingState.COMPLETED,
        on,
        reason,
        completed_on=on,
        certificate=one_line(certificate),
    )


def _open_row(actor: Actor, enrolment_id: int, on: date) -> Enrolment:
    row = the_fact(enrolment_id)
    _check(actor, row, on)
    if row.completed_on is not None:
        raise Concluded(state=TrainingState.COMPLETED.label)
    if row.dropped_on is not None:
        raise Concluded(state=TrainingState.DROPPED.label)
    return row


def _check(actor: Actor, row: Enrolment, on: date) -> None:
    permissions.check_keep(actor, row.agency_id)
    check_free(actor, [row.person_id] if row.person_id else [])
    if on > actor.today:
        raise BadTraining({"on": "Ngày không được sau ngày hôm nay."})
    if on < row.attended.first:
        raise BadTraining({"on": "Ngày không được trước ngày khai giảng của lớp."})


def _conclude(
    actor: Actor,
    row: Enrolment,
    state: TrainingState,
    on: date,
    reason: str = "",
    **changes: Any,
) -> Enrolment:
    fresh = supersede(row, actor.now, **changes)
    announce(
        actor,
        ResultRecorded(
            agency_id=row.agency_id,
            object_id=fresh.pk,
            state=state.value,
            on=on,
            reason=one_line(reason),
        ),
    )
    return fresh
