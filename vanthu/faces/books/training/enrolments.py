"""The book of who is sent and who attended: proposed, stepped on, concluded, owing, paid back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.training import actions, permissions, queries
from vanthu.cadres.training.actions import SendingFields
from vanthu.cadres.training.choices import CourseKind, DropReason, Funding, Level, Object
from vanthu.cadres.training.errors import NotSent
from vanthu.cadres.training.models import Enrolment
from vanthu.cadres.training.rules import Days, state_on
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    CaseSteps,
    agency_column,
    agency_names,
    day_column,
    day_fact,
    decision_fact,
    decisions,
    history,
    number_column,
    state_column,
    waiting_cases,
)
from vanthu.faces.books.filters import (
    ChoiceFilter,
    DayFilter,
    FlagFilter,
    PickFilter,
    TextFilter,
    agency_filter,
)
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, Money, Reason, asked
from vanthu.faces.books.training.common import (
    MODULE,
    LevelFilter,
    YearFilter,
    classes,
    planned_in,
    unplanned_in,
)
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.errors import NoPack
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_money, format_vi


class SendInput(ActInput):
    """Who is sent to which class."""

    person_id: Annotated[Id, asked(N_("Người được cử"), "person")]
    class_id: Annotated[Id, asked(N_("Lớp"), "pick")]
    agency_id: Annotated[Id, asked(N_("Cơ quan cử"), "agency")]
    object: Annotated[Object, asked(N_("Đối tượng"), "choice", choices=choices(Object))]
    fee: Annotated[Money, asked(N_("Kinh phí đào tạo"), "money")] = 0


class SentInput(SendInput):
    """The same, decided on paper already."""

    decision_id: Annotated[Id, asked(N_("Quyết định cử"), "pick")]


class DecideInput(ActInput):
    """The decision that sends."""

    decision_id: Annotated[Id, asked(N_("Quyết định cử"), "pick")]


class CompleteInput(ActInput):
    """When the course was completed, with which certificate."""

    on: Annotated[Day, asked(N_("Ngày hoàn thành"), "date")]
    certificate: Annotated[Line, asked(N_("Số văn bằng, chứng chỉ"))] = ""


class CorrectInput(CompleteInput):
    """What was meant, and why it was wrong."""

    reason: Reason


class DropInput(ActInput):
    """When and why a course was not finished."""

    on: Annotated[Day, asked(N_("Ngày thôi học"), "date")]
    reason: Annotated[DropReason, asked(N_("Lý do"), "choice", choices=choices(DropReason))]


class CorrectDropInput(ActInput):
    """When and why a course was dropped, no day for never, and why it was wrong."""

    on: Annotated[Day | None, asked(N_("Ngày thôi học (để trống: không thôi học)"), "date")] = None
    drop_reason: Annotated[
        DropReason | None,
        asked(N_("Lý do thôi học"), "choice", choices=choices(DropReason)),
    ] = None
    reason: Reason


class LeaveInput(ActInput):
    """When somebody left service."""

    left_on: Annotated[Day, asked(N_("Ngày thôi việc"), "date")]


class RepayInput(ActInput):
    """When it was paid back."""

    repaid_on: Annotated[Day, asked(N_("Ngày bồi hoàn"), "date")]


class CorrectLeaveInput(ActInput):
    """When somebody left and paid back, empty for never, and why it was wrong."""

    left_on: Annotated[
        Day | None, asked(N_("Ngày thôi việc (để trống: không thôi việc)"), "date")
    ] = None
    repaid_on: Annotated[
        Day | None, asked(N_("Ngày bồi hoàn (để trống: chưa bồi hoàn)"), "date")
    ] = None
    reason: Reason


class TakeBackInput(ActInput):
    """Why the row is wrong."""

    reason: Reason


def _propose(actor: Actor, _number: int | None, data: SendInput) -> Outcome:
    made = actions.propose_sending(actor, fields=SendingFields(**data.model_dump()))
    return Outcome(_("Đã lập đề nghị cử đi học."), record_id=made.pk)


def _record(actor: Actor, _number: int | None, data: SentInput) -> Outcome:
    values = data.model_dump()
    decision = values.pop("decision_id")
    made = actions.record_sent(actor, fields=SendingFields(**values), decision_id=decision)
    return Outcome(_("Đã ghi nhận quyết định cử."), record_id=made.pk)


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_sending(actor, enrolment_id=number, verb=verb, **values)


def _doing(
    action: Callable[..., Any], sentence: Any
) -> Callable[[Actor, int | None, ActInput], Outcome]:
    """An act that runs the module's action on the row with what was entered."""

    def perform(actor: Actor, number: int | None, data: ActInput) -> Outcome:
        done = action(actor, enrolment_id=number or 0, **data.model_dump())
        return Outcome(sentence, record_id=done.pk if done is not None else None)

    return perform


def _keeps(actor: Actor, row: Enrolment) -> None:
    permissions.check_keep(actor, row.agency_id)
    if not row.is_fact:
        raise NotSent


def _open(row: Enrolment) -> bool:
    return row.is_fact and row.completed_on is None and row.dropped_on is None


def _done(row: Enrolment) -> bool:
    return row.is_fact and row.completed_on is not None


def _owing(row: Enrolment) -> bool:
    return _done(row) and row.owed_months > 0 and row.left_on is None


def _unpaid(row: Enrolment) -> bool:
    return row.is_fact and row.debt() > 0 and row.repaid_on is None


def _left(row: Enrolment) -> bool:
    return row.is_fact and (row.left_on is not None or row.repaid_on is not None)


def _result(row: Enrolment) -> Mapping[str, Any]:
    return {"on": row.completed_on, "certificate": row.certificate}


def _drop(row: Enrolment) -> Mapping[str, Any]:
    return {"on": row.dropped_on, "drop_reason": row.drop_reason}


def _leaving(row: Enrolment) -> Mapping[str, Any]:
    return {"left_on": row.left_on, "repaid_on": row.repaid_on}


class _Enrolments(Book[Enrolment]):
    module, name, icon = MODULE, "enrolments", "user-check"
    title, singular = _("Cử đi học, dự lớp"), _("Trường hợp")
    help = _("Chưa có ai. Hãy đề nghị cử người đi học, hoặc ghi danh sách ở trang của lớp.")
    columns = (
        Column("course", _("Khóa học"), lambda row, _seen: row.attended.course.name, width=3),
        agency_column(),
        state_column(),
        day_column("sent_on", _("Cử ngày")),
        day_column("completed_on", _("Hoàn thành")),
        Column("class", _("Lớp"), lambda row, _seen: row.attended.name, wide=True),
        Column("certificate", _("Chứng chỉ"), lambda row, _seen: row.certificate, wide=True),
        number_column("headcount", _("Số lượt"), wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        ChoiceFilter("attended__course__kind", _("Loại"), CourseKind),
        LevelFilter("attended__course__level", _("Trình độ"), Level),
        ChoiceFilter("object", _("Đối tượng"), Object),
        ChoiceFilter("attended__funding", _("Nguồn kinh phí"), Funding),
        PickFilter("attended", _("Lớp"), lambda actor: classes(actor, None)),
        agency_filter(_("Cơ quan")),
        DayFilter("sent_on", _("Cử")),
        DayFilter("completed_on", _("Hoàn thành")),
        DayFilter("owes_until", _("Hết cam kết")),
        YearFilter("planned", _("Trong kế hoạch năm"), planned_in),
        YearFilter("unplanned", _("Ngoài kế hoạch năm"), unplanned_in),
        FlagFilter("studying", _("Chưa có kết quả"), Q(completed_on=None, dropped_on=None)),
        FlagFilter("dropped", _("Không hoàn thành"), ~Q(dropped_on=None)),
        FlagFilter("unnamed", _("Không có danh sách"), Q(person=None)),
        FlagFilter("serving", _("Có cam kết phục vụ, chưa thôi việc"), queries.RUNNING),
        FlagFilter("owing", _("Còn phải bồi hoàn"), queries.UNPAID),
    )
    acts = (
        RecordAct(
            "propose",
            _("Đề nghị cử đi học"),
            SendInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"class_id": classes},
        ),
        RecordAct(
            "record-sent",
            _("Ghi nhận quyết định cử"),
            SentInput,
            _record,
            lambda actor, _row: permissions.check_keep(actor),
            on_book=True,
            icon="file-check",
            options={"class_id": classes, "decision_id": decisions},
        ),
        *CaseSteps(permissions.MATTER, _step, DecideInput).acts(),
        RecordAct(
            "complete",
            _("Ghi nhận hoàn thành"),
            CompleteInput,
            _doing(actions.complete, _("Đã ghi nhận hoàn thành.")),
            _keeps,
            fits=_open,
            tone=Tone.PRIMARY,
        ),
        RecordAct(
            "drop",
            _("Ghi nhận không hoàn thành"),
            DropInput,
            _doing(actions.drop, _("Đã ghi nhận không hoàn thành.")),
            _keeps,
            fits=_open,
        ),
        RecordAct(
            "correct",
            _("Sửa kết quả"),
            CorrectInput,
            _doing(actions.correct_result, _("Đã sửa; bản cũ vẫn được giữ.")),
            _keeps,
            fits=_done,
            initial=lambda _actor, row: _result(row),
        ),
        RecordAct(
            "correct-drop",
            _("Sửa việc thôi học"),
            CorrectDropInput,
            _doing(actions.correct_drop, _("Đã sửa; bản cũ vẫn được giữ.")),
            _keeps,
            fits=lambda row: row.is_fact and row.dropped_on is not None,
            initial=lambda _actor, row: _drop(row),
        ),
        RecordAct(
            "leave",
            _("Thôi việc khi còn cam kết"),
            LeaveInput,
            _doing(actions.break_commitment, _("Đã tính số tiền phải bồi hoàn.")),
            _keeps,
            fits=_owing,
        ),
        RecordAct(
            "repay",
            _("Ghi nhận bồi hoàn"),
            RepayInput,
            _doing(actions.record_repayment, _("Đã ghi nhận bồi hoàn.")),
            _keeps,
            fits=_unpaid,
        ),
        RecordAct(
            "correct-leaving",
            _("Sửa việc thôi việc, bồi hoàn"),
            CorrectLeaveInput,
            _doing(actions.correct_leaving, _("Đã sửa; bản cũ vẫn được giữ.")),
            _keeps,
            fits=_left,
            initial=lambda _actor, row: _leaving(row),
        ),
        RecordAct(
            "take-back",
            _("Bỏ dòng nhập sai"),
            TakeBackInput,
            _doing(actions.withdraw_enrolment, _("Đã bỏ; số liệu đã chốt vẫn giữ bản cũ.")),
            _keeps,
            fits=lambda row: row.is_fact,
            tone=Tone.DANGER,
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Enrolment]:
        return queries.visible_enrolments(actor)

    def see(self, actor: Actor, rows: Sequence[Enrolment]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: Enrolment) -> Any:
        if row.person is not None:
            return row.person.full_name
        return _("%(n)s người, không có danh sách") % {"n": format_vi(row.headcount)}

    def facts(self, actor: Actor, row: Enrolment) -> Sequence[Section]:
        attended = row.attended
        where = f"/cadres/training/classes/{attended.pk}"
        days = Days(row.sent_on, attended.first, row.completed_on, row.dropped_on)
        state = state_on(days, actor.today).label if row.is_fact else row.get_state_display()
        facts = [
            Fact(_("Khóa học"), attended.course.name),
            Fact(_("Lớp"), attended.name, url=where),
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Đối tượng"), row.get_object_display()),
            Fact(_("Trạng thái"), state, tone="green" if row.completed_on else ""),
            decision_fact(row),
            day_fact(_("Cử ngày"), row.sent_on),
            day_fact(_("Hoàn thành"), row.completed_on),
            Fact(_("Văn bằng, chứng chỉ"), row.certificate or "–"),
        ]
        if row.dropped_on:
            facts += [
                day_fact(_("Thôi học"), row.dropped_on),
                Fact(_("Lý do"), row.get_drop_reason_display()),
            ]
        if warning := _age_warning(actor, row):
            facts.append(Fact(_("Tuổi"), warning, tone="red"))
        return (Section(_("Khóa học"), facts), *_commitment(actor, row))

    def history(self, actor: Actor, row: Enrolment) -> History:
        return history(row)

    def waiting(self, actor: Actor) -> tuple[int, str]:
        return waiting_cases(actor, permissions.MATTER, self.rows(actor))


def _age_warning(actor: Actor, row: Enrolment) -> str:
    """That the person is past the age of a first postgraduate course on the day of the decision,
    or today while there is none; a pack may let it pass, so it is said here."""
    if row.completed_on is not None or not row.attended.course.level_of.is_postgraduate:
        return ""
    day = row.decision.signed_on if row.decision else actor.today
    try:
        pack = pack_on(Subject.TRAINING, day)
    except NoPack:  # decided before the oldest decree known here
        return ""
    limit = queries.age_passed(row, day, pack)
    if limit is None:
        return ""
    words = _("Quá %(limit)s tuổi vào ngày %(day)s, theo %(pack)s.")
    return words % {"limit": limit, "day": short_date(day), "pack": pack.title}


def _commitment(actor: Actor, row: Enrolment) -> tuple[Section, ...]:
    """The service owed, and what is paid back with how it follows."""
    if not row.owed_months or (row.completed_on is None and row.dropped_on is None):
        return ()
    facts = [
        Fact(_("Kinh phí đào tạo (F)"), format_money(row.fee)),
        Fact(_("Số tháng phải phục vụ (T1)"), format_vi(row.owed_months)),
        Fact(_("Số tháng đã phục vụ (T2)"), format_vi(row.served(actor.today))),
    ]
    if row.owes_until:
        facts.append(day_fact(_("Hết cam kết"), row.owes_until))
    if row.left_on:
        facts.append(day_fact(_("Thôi việc"), row.left_on))
    if row.debt_on:
        tone = "" if row.repaid_on else "red"
        facts += [
            Fact(_("Phải bồi hoàn"), format_money(row.debt()), tone=tone),
            day_fact(_("Đã bồi hoàn"), row.repaid_on),
        ]
    note = _("S = F ÷ T1 × (T1 − T2), công thức của Nghị định 101/2017/NĐ-CP, chưa kiểm chứng.")
    return (Section(_("Cam kết phục vụ"), facts, note=note),)


ENROLMENTS = _Enrolments()
