"""Periodic reports of agencies as records: the list one works through."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel import permissions as duties
from vanthu.cadres.personnel.queries import trail
from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.choices import SubmissionState, SubmissionVerb
from vanthu.cadres.targets.models import Entry, Observation, Submission
from vanthu.cadres.targets.rules import SUBMISSION, WITH_REASON, duty_for
from vanthu.faces.books.base import (
    Book,
    Column,
    Fact,
    History,
    Outcome,
    RecordAct,
    Section,
    Step,
    Text,
)
from vanthu.faces.books.filters import (
    ChoiceFilter,
    DayFilter,
    FlagFilter,
    PickFilter,
    agency_filter,
)
from vanthu.faces.books.inputs import Nothing, Reasoned
from vanthu.faces.books.targets.common import MODULE, resolutions, shown
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import AgencyVersion
from vanthu.kernel.dates import short_date

_WAITS = {
    SubmissionVerb.CONFIRM: SubmissionState.DRAFT,
    SubmissionVerb.APPRAISE: SubmissionState.CONFIRMED,
    SubmissionVerb.LOCK: SubmissionState.APPRAISED,
}


def _advance(
    verb: SubmissionVerb, actor: Actor, number: int | None, data: Nothing | Reasoned
) -> Outcome:
    reason = data.reason if isinstance(data, Reasoned) else ""
    row = actions.advance_submission(actor, submission_id=number or 0, verb=verb, reason=reason)
    return Outcome(row.get_state_display(), record_id=row.pk)


def _judge(verb: SubmissionVerb, actor: Actor, row: Submission) -> object:
    return permissions.check_step(actor, row, verb)


def _fits(verb: SubmissionVerb, row: Submission) -> bool:
    return SUBMISSION.allows(row.state, verb.value)


def _act(verb: SubmissionVerb, label: Text, hint: Text) -> RecordAct:
    reasoned = verb in WITH_REASON
    return RecordAct(
        verb.value,
        label,
        Reasoned if reasoned else Nothing,
        partial(_advance, verb),
        partial(_judge, verb),
        bulk=not reasoned,
        fits=partial(_fits, verb),
        help=hint,
    )


class Submissions(Book[Submission]):
    """The periodic reports within reach."""

    module, name = MODULE, "submissions"
    title, singular = _("Báo cáo kỳ"), _("Báo cáo kỳ")
    help = _("Chưa có báo cáo kỳ nào. Hãy mở trang Báo cáo kỳ của nghị quyết để nhập số liệu.")
    icon = "calendar"
    columns = (
        Column("period", _("Kỳ"), lambda row, _seen: str(row.period)),
        Column("state", _("Trạng thái"), lambda row, _seen: str(row.get_state_display())),
        Column(
            "due_on",
            _("Hạn"),
            lambda row, _seen: short_date(row.due_on),
            value=lambda row, _seen: row.due_on,
        ),
        Column(
            "confirmed_on",
            _("Ngày xác nhận"),
            lambda row, _seen: short_date(row.confirmed_on) if row.confirmed_on else "",
            value=lambda row, _seen: row.confirmed_on,
        ),
    )
    filters = (
        PickFilter("resolution", _("Nghị quyết, kế hoạch"), resolutions),
        ChoiceFilter("state", _("Trạng thái"), SubmissionState),
        agency_filter(_("Cơ quan")),
        DayFilter("due_on", _("Hạn")),
        FlagFilter("late", _("Xác nhận sau hạn"), Q(confirmed_on__gt=F("due_on"))),
    )
    acts = (
        _act(
            SubmissionVerb.CONFIRM, _("Xác nhận"), _("Thủ trưởng đơn vị xác nhận số liệu của kỳ.")
        ),
        _act(
            SubmissionVerb.APPRAISE,
            _("Thẩm định"),
            _("Cơ quan thẩm định kiểm tra số liệu và nguồn."),
        ),
        _act(
            SubmissionVerb.LOCK,
            _("Khóa"),
            _("Số liệu thành số chính thức; muốn sửa phải mở lại và nêu lý do."),
        ),
        _act(SubmissionVerb.RETURN, _("Trả lại"), _("Trả lại bước trước để sửa, có lý do.")),
        _act(
            SubmissionVerb.REOPEN,
            _("Mở lại"),
            _("Mở lại báo cáo đã khóa; số mới là phiên bản mới có lý do."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Submission]:
        """Those of the agencies within reach, with their names."""
        names = AgencyVersion.objects.filter(agency=OuterRef("agency")).order_by("-valid_from")
        rows = Submission.objects.filter(permissions.reach(actor)).select_related("resolution")
        return rows.annotate(agency_name=Subquery(names.values("name")[:1]))

    def named(self, row: Submission) -> str:
        """Whose, for which period."""
        found: Any = row  # with the name that `rows` has read
        return f"{found.agency_name}, {row.period}"

    def facts(self, actor: Actor, row: Submission) -> Sequence[Section]:
        """Where it stands and what it says."""
        grid = (
            f"/cadres/targets/board/periods/{row.resolution_id}/{row.agency_id}/"
            f"{row.scheme}/{row.span}/{row.year}/{row.index}"
        )
        return (
            Section(
                _("Thông tin chung"),
                (
                    Fact(_("Nghị quyết, kế hoạch"), row.resolution.title),
                    Fact(_("Bảng số liệu"), _("Mở"), url=grid),
                    Fact(_("Trạng thái"), row.get_state_display()),
                    Fact(_("Hạn"), short_date(row.due_on)),
                    Fact(
                        _("Ngày xác nhận"),
                        short_date(row.confirmed_on) if row.confirmed_on else "",
                    ),
                    Fact(_("Lý do mở lại"), row.reason),
                ),
            ),
            Section(
                _("Số liệu"),
                columns=(_("Chỉ tiêu"), _("Giá trị"), _("Mẫu số"), _("Nguyên nhân"), _("Nguồn")),
                rows=_figures(row),
            ),
        )

    def history(self, actor: Actor, row: Submission) -> History:
        """Who did which step."""
        return History(
            trail=[
                Step(each.at, each.name, SubmissionVerb(each.verb).label, note=each.reason)
                for each in reversed(trail(row.record))
            ]
        )

    def waiting(self, actor: Actor) -> tuple[int, str]:
        """The reports at the step that is the actor's duty."""
        for verb, state in _WAITS.items():
            if duties.has_duty(actor, permissions.MATTER, duty_for(verb, state)):
                return self.rows(actor).filter(state=state).count(), f"state={state.value}"
        return 0, ""


def _figures(row: Submission) -> list[tuple[str, ...]]:
    """What is entered; of a report that came in locked, what was locked."""
    entered: list[Entry | Observation] = list(row.entries.select_related("indicator"))
    known = row.observations.filter(known_to=None).select_related("indicator")
    return [
        (
            str(each.indicator),
            short_date(each.done_on) if each.done_on else shown(each.numerator),
            shown(each.denominator),
            str(each.get_cause_display()),
            each.source,
        )
        for each in sorted(entered or list(known), key=lambda each: each.indicator.number)
    ]
