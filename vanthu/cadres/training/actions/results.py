"""How a course ended for somebody: completed with a certificate, or dropped with a reason code."""

from datetime import date
from typing import Any

from vanthu.cadres.personnel.errors import ReasonMissing
from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_fact
from vanthu.cadres.training.choices import DropReason, TrainingState
from vanthu.cadres.training.errors import BadTraining, Concluded
from vanthu.cadres.training.events import DropCorrected, ResultRecorded
from vanthu.cadres.training.models import Enrolment
from vanthu.cadres.training.rules import service_ends
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede, versions
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.rulebook.actions import keep_use
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.text import one_line


@action
def complete(actor: Actor, *, enrolment_id: int, on: date, certificate: str = "") -> Enrolment:
    """Somebody finished on a day; raises Concluded, NotSent, BadTraining, NoDuty, OwnCase."""
    row = _open_row(actor, enrolment_id, on)
    return _complete(actor, row, on, certificate)


@action
def drop(actor: Actor, *, enrolment_id: int, on: date, reason: DropReason) -> Enrolment:
    """Somebody did not finish; whether they still owe the fee says the pack of that day.

    Raises what `complete` raises.
    """
    row = _open_row(actor, enrolment_id, on)
    owed = _still_owed(actor, row, on, reason)
    return _conclude(
        actor, row, TrainingState.DROPPED, on, dropped_on=on, drop_reason=reason, owed_months=owed
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
    if row.left_on is not None and on > row.left_on:
        raise BadTraining({"on": "Ngày hoàn thành không được sau ngày thôi việc đã ghi nhận."})
    return _complete(actor, row, on, certificate, reason)


@action
def correct_drop(
    actor: Actor,
    *,
    enrolment_id: int,
    on: date | None,
    drop_reason: DropReason | None,
    reason: str,
) -> Enrolment:
    """A drop-out was entered wrongly: another day or reason; without a day there was none.

    What is owed is judged anew. Raises NotSent, BadTraining, NoDuty, OwnCase, ReasonMissing.
    """
    row = the_fact(enrolment_id)
    _check(actor, row, on or actor.today)
    if not one_line(reason):
        raise ReasonMissing
    if row.dropped_on is None:
        raise BadTraining({"on": "Trường hợp này không ghi nhận thôi học nên không có gì để sửa."})
    if on is not None and drop_reason is None:
        raise BadTraining({"drop_reason": "Hãy chọn lý do thôi học."})
    if row.repaid_on is not None and (on is None or on > row.repaid_on):
        raise BadTraining({"on": "Đã ghi nhận bồi hoàn. Hãy sửa ngày bồi hoàn trước."})
    why = "" if on is None or drop_reason is None else drop_reason
    owed = _owed_at_sending(row)
    if on is not None and why:
        owed = _still_owed(actor, row, on, DropReason(why))
    fresh = supersede(row, actor.now, dropped_on=on, drop_reason=why, owed_months=owed)
    announce(
        actor,
        DropCorrected(
            agency_id=row.agency_id,
            object_id=fresh.pk,
            on=on,
            drop_reason=fresh.drop_reason,
            owed_months=owed,
            reason=one_line(reason),
        ),
    )
    return fresh


def _owed_at_sending(row: Enrolment) -> int:
    """The months owed before the drop-out was entered."""
    before = [each for each in versions(row) if each.dropped_on is None]
    return before[-1].owed_months if before else row.owed_months


def _still_owed(actor: Actor, row: Enrolment, on: date, reason: DropReason) -> int:
    """The months owed after dropping out on the day: all of them, or none (NĐ 101/2017).

    The use of the pack is kept, where there was anything to judge.
    """
    owed = _owed_at_sending(row)
    if not owed:
        return 0
    pack = pack_on(Subject.TRAINING, on)
    stands = pack.flag(f"drop_owes_{reason.value.replace('-', '_')}")
    keep_use(
        actor,
        pack,
        object_type="enrolment",
        object_id=row.pk,
        agency_id=row.agency_id,
        decided_on=on,
    )
    return owed if stands else 0


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


def _complete(
    actor: Actor, row: Enrolment, on: date, certificate: str, reason: str = ""
) -> Enrolment:
    return _conclude(
        actor,
        row,
        TrainingState.COMPLETED,
        on,
        reason,
        completed_on=on,
        certificate=one_line(certificate),
        owes_until=service_ends(on, row.owed_months) if row.owed_months else None,
    )


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
