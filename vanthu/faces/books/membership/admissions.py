"""The book of admissions: proposed with papers and votes, stepped on, ended by the ceremony."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.choices import AdmissionKind, AdmissionPaper
from vanthu.cadres.membership.errors import NotDecided
from vanthu.cadres.membership.models import Admission
from vanthu.cadres.membership.queries import clocks_of
from vanthu.cadres.membership.rules import missing_papers
from vanthu.cadres.personnel.actions import DecisionFields, record_decision
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import day_column, day_fact, history, state_column, waiting_cases
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, FlagFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.membership.common import (
    MODULE,
    AppraiseInput,
    BranchInput,
    DecideInput,
    Steps,
    case_facts,
    names_of,
    organisation_column,
    organisation_options,
    vote_facts,
)
from vanthu.ground.base.actor import Actor


class AmendInput(BranchInput):
    """An admission after the branch has resolved, with its checklist of papers."""

    organisation_id: Annotated[Id, asked(N_("Chi bộ"), "pick")]
    kind: Annotated[AdmissionKind, asked(N_("Loại"), "choice", choices=choices(AdmissionKind))] = (
        AdmissionKind.FIRST
    )
    youth_union: Annotated[bool, asked(N_("Là đoàn viên"), "flag")] = False
    age_consent: Annotated[
        bool, asked(N_("Có văn bản đồng ý xét người trên tuổi quy định"), "flag")
    ] = False
    paper_class: Annotated[bool, asked(N_("Giấy chứng nhận học lớp nhận thức về Đảng"), "flag")] = (
        False
    )
    paper_application: Annotated[bool, asked(N_("Đơn xin vào Đảng"), "flag")] = False
    paper_record: Annotated[bool, asked(N_("Lý lịch của người xin vào Đảng"), "flag")] = False
    paper_introducer: Annotated[
        bool, asked(N_("Giấy giới thiệu của đảng viên chính thức"), "flag")
    ] = False
    paper_union: Annotated[
        bool, asked(N_("Nghị quyết giới thiệu của Đoàn thanh niên hoặc Công đoàn"), "flag")
    ] = False
    paper_residence: Annotated[bool, asked(N_("Ý kiến nhận xét của cấp ủy nơi cư trú"), "flag")] = (
        False
    )
    paper_branch: Annotated[bool, asked(N_("Nghị quyết của chi bộ"), "flag")] = False

    def fields(self, person_id: int) -> actions.AdmissionFields:
        """As the module takes it."""
        papers = [each.value for each in AdmissionPaper if getattr(self, f"paper_{each.value}")]
        return actions.AdmissionFields(
            person_id=person_id,
            organisation_id=self.organisation_id,
            branch_on=self.branch_on,
            branch=self.branch,
            papers=papers,
            kind=self.kind,
            youth_union=self.youth_union,
            age_consent=self.age_consent,
        )


class ProposeInput(AmendInput):
    """Whom the admission is about, and the rest."""

    person_id: Annotated[Id, asked(N_("Người được xét"), "person")]


class AdmissionDecideInput(DecideInput):
    """The decision and the day the branch received it."""

    received_on: Annotated[Day | None, asked(N_("Ngày chi bộ nhận quyết định"), "date")] = None


class CeremonyInput(ActInput):
    """The ceremony; a late one says that the upper level agreed."""

    ceremony_on: Annotated[Day, asked(N_("Ngày tổ chức lễ kết nạp"), "date")]
    number: Annotated[Line, asked(N_("Số thẻ hoặc số lý lịch đảng viên"))] = ""
    late_consent: Annotated[bool, asked(N_("Quá hạn nhưng cấp ủy cấp trên đã đồng ý"), "flag")] = (
        False
    )


class DecisionInput(ActInput):
    """A decision as it was issued."""

    reference: Annotated[Line, asked(N_("Số, ký hiệu"))]
    signed_on: Annotated[Day, asked(N_("Ngày ký"), "date")]
    issuer: Annotated[Line, asked(N_("Cơ quan ban hành"))]
    signer: Annotated[Line, asked(N_("Người ký"))] = ""
    abstract: Annotated[Line, asked(N_("Trích yếu"))] = ""


def _propose(actor: Actor, _number: int | None, data: ProposeInput) -> Outcome:
    made = actions.propose_admission(actor, fields=data.fields(data.person_id))
    return Outcome(_("Đã lập trường hợp kết nạp."), record_id=made.pk)


def _amend(actor: Actor, number: int | None, data: AmendInput) -> Outcome:
    person = queries.admissions(actor).values_list("person_id", flat=True).get(pk=number or 0)
    actions.amend_admission(actor, admission_id=number or 0, fields=data.fields(person))
    return Outcome(_("Đã lưu."))


def _ceremony(actor: Actor, number: int | None, data: CeremonyInput) -> Outcome:
    done = actions.hold_ceremony(actor, admission_id=number or 0, **data.model_dump())
    return Outcome(_("Đã ghi lễ kết nạp."), record_id=done.pk)


def _decision(actor: Actor, _number: int | None, data: DecisionInput) -> Outcome:
    record_decision(actor, fields=DecisionFields(**data.model_dump()))
    return Outcome(_("Đã ghi quyết định; nay chọn được trong các trường hợp."))


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_admission(actor, admission_id=number, verb=verb, **values)


def _may_change(actor: Actor, row: Admission) -> None:
    permissions.check_enter(actor, row.agency_id)
    permissions.check_about(actor, row.person_id)


def _may_celebrate(actor: Actor, row: Admission) -> None:
    _may_change(actor, row)
    if row.ceremony_on is not None:
        raise NotDecided


def _as_entered(_actor: Actor, row: Admission) -> Mapping[str, Any]:
    names = ("branch_on", "branch_convened", "branch_present", "branch_yes", "organisation_id")
    more = ("kind", "youth_union", "age_consent")
    papers = {f"paper_{each.value}": each.value in row.papers for each in AdmissionPaper}
    return {**{name: getattr(row, name) for name in (*names, *more)}, **papers}


class _Admissions(Book[Admission]):
    module, name, icon = MODULE, "admissions", "users"
    title, singular = _("Kết nạp đảng viên"), _("Trường hợp kết nạp")
    help = _("Chưa có trường hợp nào. Hãy bấm Lập trường hợp kết nạp.")
    columns = (
        organisation_column(),
        state_column(),
        day_column("branch_on", _("Nghị quyết chi bộ")),
        day_column("ceremony_on", _("Lễ kết nạp")),
        Column("kind", _("Loại"), lambda row, _seen: row.get_kind_display(), wide=True),
        day_column("received_on", _("Nhận quyết định"), wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        DayFilter("ceremony_on", _("Lễ kết nạp")),
        FlagFilter("to_celebrate", _("Chờ lễ kết nạp"), Q(state="decided", ceremony_on=None)),
    )
    acts = (
        RecordAct(
            "propose",
            _("Lập trường hợp kết nạp"),
            ProposeInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="users",
            tone=Tone.PRIMARY,
            options={"organisation_id": organisation_options},
        ),
        RecordAct(
            "record-decision",
            _("Ghi nhận quyết định"),
            DecisionInput,
            _decision,
            lambda actor, _row: permissions.check_open(actor),
            on_book=True,
            icon="file-text",
        ),
        RecordAct(
            "amend",
            _("Sửa, bổ sung giấy tờ"),
            AmendInput,
            _amend,
            _may_change,
            fits=lambda row: row.state == CaseState.DRAFT,
            initial=_as_entered,
            options={"organisation_id": organisation_options},
        ),
        *Steps(_step, AdmissionDecideInput, AppraiseInput).acts(),
        RecordAct(
            "ceremony",
            _("Ghi lễ kết nạp"),
            CeremonyInput,
            _ceremony,
            _may_celebrate,
            tone=Tone.PRIMARY,
            fits=lambda row: row.state == CaseState.DECIDED and row.ceremony_on is None,
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Admission]:
        return queries.admissions(actor)

    def see(self, actor: Actor, rows: Sequence[Admission]) -> dict[int, str]:
        return names_of(actor, rows)

    def named(self, row: Admission) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Admission) -> Sequence[Section]:
        missing = ", ".join(str(paper.label) for paper in missing_papers(row.papers))
        papers = Fact(_("Giấy tờ còn thiếu"), missing or "–", tone="warn" if missing else "")
        days = [
            day_fact(_("Nhận quyết định"), row.received_on),
            day_fact(_("Lễ kết nạp"), row.ceremony_on),
            *(day_fact(clock.label, clock.due) for clock in clocks_of(row)),
        ]
        return (
            Section(_("Kết nạp"), [*case_facts(actor, row), papers]),
            Section(_("Biểu quyết"), vote_facts(row)),
            Section(_("Các mốc"), days),
        )

    def history(self, _actor: Actor, row: Admission) -> History:
        return history(row)

    def waiting(self, actor: Actor) -> tuple[int, str]:
        return waiting_cases(actor, permissions.MATTER, self.rows(actor))


ADMISSIONS = _Admissions()
