"""Enter the list of a class: named rows, and head-counts where there are no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.personnel.errors import ReasonMissing
from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.training import permissions
from vanthu.cadres.training.actions.reading import the_class, the_fact
from vanthu.cadres.training.choices import Object
from vanthu.cadres.training.errors import AlreadyInClass, BadTraining
from vanthu.cadres.training.events import AttendanceRecorded, EnrolmentWithdrawn
from vanthu.cadres.training.models import Enrolment, TrainingClass
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import withdraw
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.models import Person
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """A row of a class list: a person, or so many without names (`person_id` None)."""

    agency_id: int
    object: Object
    person_id: int | None = None
    headcount: int = 1
    completed_on: date | None = None
    certificate: str = ""


@action
def record_attendance(
    actor: Actor, *, class_id: int, rows: Sequence[Attendance], source: str
) -> list[Enrolment]:
    """Enter the rows of a class list, one event for all; `source` names the list.

    Raises NoDuty, AlreadyInClass, BadTraining for the first row that cannot be entered, and then
    enters none.
    """
    attended = the_class(class_id)
    for agency_id in {row.agency_id for row in rows}:
        permissions.check_keep(actor, agency_id)
    if not one_line(source):
        raise BadTraining({"source": "Hãy nhập tên danh sách lớp hoặc văn bản có danh sách."})
    _check_rows(actor, attended, rows)
    made = Enrolment.objects.bulk_create(
        Enrolment(
            agency_id=row.agency_id,
            attended=attended,
            person_id=row.person_id,
            headcount=row.headcount,
            object=row.object,
            completed_on=row.completed_on or attended.last,
            certificate=one_line(row.certificate),
            state=CaseState.DECIDED,
            known_from=actor.now,
        )
        for row in rows
    )
    if made:
        announce(
            actor,
            AttendanceRecorded(
                agency_id=attended.agency_id,
                object_id=attended.pk,
                enrolments=tuple(row.pk for row in made),
                turns=sum(row.headcount for row in made),
                source=one_line(source),
            ),
        )
    return made


def _check_rows(actor: Actor, attended: TrainingClass, rows: Sequence[Attendance]) -> None:
    named = [row.person_id for row in rows if row.person_id is not None]
    known = dict(Person.objects.filter(pk__in=named).values_list("pk", "full_name"))
    taken = set(
        Enrolment.objects.filter(attended=attended, person__in=named, known_to=None)
        .exclude(state__in=(CaseState.WITHDRAWN, CaseState.REFUSED))
        .values_list("person", flat=True)
    )
    check_free(actor, named)
    for row in rows:
        _check_row(attended, row, known, taken)
        if row.person_id is not None:
            taken.add(row.person_id)


def _check_row(
    attended: TrainingClass, row: Attendance, known: dict[int, str], taken: set[int]
) -> None:
    if row.person_id is not None and row.person_id not in known:
        raise BadTraining({"person_id": "Không tìm thấy người này. Hãy kiểm tra lại số hiệu."})
    if row.person_id in taken:
        raise AlreadyInClass(name=known[row.person_id])
    if row.headcount < 1 or (row.person_id is not None and row.headcount != 1):
        raise BadTraining({"headcount": "Hãy nhập số người từ 1 trở lên; có tên thì mỗi dòng một."})
    if row.completed_on is not None and row.completed_on < attended.first:
        raise BadTraining({"completed_on": "Ngày hoàn thành không được trước ngày khai giảng."})


@action
def withdraw_enrolment(actor: Actor, *, enrolment_id: int, reason: str) -> None:
    """Take back a row that was entered wrongly; what figures counted before stays readable.

    Raises CaseNotFound, NotSent, NoDuty, OwnCase, ReasonMissing.
    """
    row = the_fact(enrolment_id)
    permissions.check_keep(actor, row.agency_id)
    check_free(actor, [row.person_id] if row.person_id else [])
    if not one_line(reason):
        raise ReasonMissing
    withdraw(row, actor.now)
    announce(
        actor,
        EnrolmentWithdrawn(agency_id=row.agency_id, object_id=row.pk, reason=one_line(reason)),
    )
