"""What a decided change does to the plan, and what is checked before it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Reason,
)
from vanthu.cadres.planning.errors import (
    AlreadyPlanned,
    BadPlan,
    ChangeUnderWay,
    LevelTooLow,
    NoticeNeeded,
    NotPlanned,
    PlanBlocked,
    TargetUnknown,
)
from vanthu.cadres.planning.models import PlanChange, PlanEntry, PlanTarget
from vanthu.cadres.planning.rules import Finding
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.org.queries import work_calendar
from vanthu.ground.rulebook.actions import keep_use
from vanthu.ground.rulebook.rules import Pack

# A clock of working days ends within this span even over the Tết holidays.
_CLOCK_SPAN = timedelta(days=200)
_OPEN = ("draft", "confirmed", "appraised")
# The pack's own names, kept with the judgement.
_OBJECT = "planchange"


def target_of(target_id: int) -> PlanTarget:
    """The title with its term; raises TargetUnknown."""
    found = PlanTarget.objects.filter(pk=target_id).select_related("term").first()
    if found is None:
        raise TargetUnknown
    return found


def check_place(
    person_id: int, target_id: int, action: ChangeAction, reason: Reason | None
) -> None:
    """Raise BadPlan, AlreadyPlanned, NotPlanned, ChangeUnderWay."""
    if (action is ChangeAction.REMOVE) != (reason is not None):
        text = "Đưa ra khỏi quy hoạch phải có lý do theo quy định; việc khác thì không có lý do."
        raise BadPlan({"reason": text})
    entry = _entry_of(person_id, target_id)
    inside = entry is not None and entry.state == EntryState.APPROVED
    if action is ChangeAction.ADD and inside:
        raise AlreadyPlanned
    if action is not ChangeAction.ADD and not inside:
        raise NotPlanned
    rows = PlanChange.objects.filter(person=person_id, target=target_id, known_to=None)
    if rows.filter(state__in=_OPEN).exists():
        raise ChangeUnderWay


def _entry_of(person_id: int, target_id: int) -> PlanEntry | None:
    return PlanEntry.objects.current().filter(person=person_id, target=target_id).first()


def check_level(case: PlanChange, level: ApprovalLevel, day: date) -> None:
    """Raise LevelTooLow where the matrix names a higher level for the title on the day."""
    needed = queries.approval_on(case.target.title, day)
    if needed is not None and not rules.may_approve(level, needed):
        raise LevelTooLow(needed=needed.label)


def check_rules(actor: Actor, case: PlanChange, day: date, pack: Pack) -> None:
    """Raise PlanBlocked, saying each rule that stands in the way.

    Shares of a whole list (R4) are no matter of one person: they are shown where the list is.
    """
    found = rules.blocking(queries.case_findings(case, day, actor.now, pack))
    if found:
        raise PlanBlocked(found=_said(found))


def _said(found: Sequence[Finding]) -> object:
    """The sentences, each in the language of who reads them."""
    pieces = [format_lazy(gettext_lazy(each.template), **each.values) for each in found]
    return format_lazy(" ".join(["{}"] * len(pieces)), *pieces)


def set_notice(actor: Actor, case: PlanChange, notified_on: date | None, pack: Pack) -> None:
    """Put notice and appeal clock on a removal; raises NoticeNeeded, BadPlan."""
    if case.action != ChangeAction.REMOVE or case.reason == Reason.DIED:
        return
    if notified_on is None:
        raise NoticeNeeded
    if not (case.decided_on or notified_on) <= notified_on <= actor.today:
        text = "Ngày thông báo phải từ ngày ký quyết định đến hôm nay."
        raise BadPlan({"notified_on": text})
    case.notified_on = notified_on
    days = work_calendar(notified_on, notified_on + _CLOCK_SPAN)
    case.appeal_until = days.add(notified_on, pack.whole("appeal_days"))


def apply(actor: Actor, case: PlanChange, decision: Decision) -> None:
    """Bring the plan to what was decided; raises AlreadyPlanned, NotPlanned."""
    entry, action = _entry_of(case.person_id, case.target_id), ChangeAction(case.action)
    if action is ChangeAction.ADD:
        _add(actor, case, decision, entry)
        return
    if entry is None or entry.state != EntryState.APPROVED:
        raise NotPlanned
    if action is not ChangeAction.REMOVE:
        supersede(entry, actor.now, decision_id=decision.pk)
        return
    holds = case.reason == Reason.HOLDS
    state = EntryState.ASSIGNED if holds else EntryState.REMOVED
    supersede(entry, actor.now, state=state, until=decision.effective_on, decision_id=decision.pk)


def _add(actor: Actor, case: PlanChange, decision: Decision, entry: PlanEntry | None) -> None:
    if entry is None:
        PlanEntry.objects.create(
            person_id=case.person_id,
            target_id=case.target_id,
            agency_id=case.agency_id,
            group=case.group,
            state=EntryState.APPROVED,
            first_in=decision.effective_on,
            decision=decision,
            known_from=actor.now,
        )
        return
    if entry.state == EntryState.APPROVED:
        raise AlreadyPlanned
    # Who returns keeps the day they first came in, as the statutory list asks.
    supersede(
        entry,
        actor.now,
        state=EntryState.APPROVED,
        until=None,
        group=case.group,
        decision_id=decision.pk,
    )


def keep_judgement(actor: Actor, case: PlanChange, pack: Pack, decision: Decision) -> None:
    """Keep by which words of the pack the decision was right."""
    keep_use(
        actor,
        pack,
        object_type=_OBJECT,
        object_id=case.pk,
        agency_id=case.agency_id,
        decided_on=decision.signed_on,
    )
