"""Checks of a case, and its money by the decree of the decision's own day."""

from dataclasses import asdict
from datetime import date

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.staffing.choices import Bar, Scheme, SeveranceKind
from vanthu.cadres.staffing.errors import BadSeverance, Barred
from vanthu.cadres.staffing.judged import lines_on
from vanthu.cadres.staffing.models import Severance
from vanthu.cadres.staffing.rules import barred, half_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.actions import keep_use
from vanthu.ground.rulebook.rules import Pack


def check_fields(case: Severance) -> None:
    """Raise BadSeverance for what is incomplete, Barred for who may not be let go."""
    errors = {}
    early = case.kind == SeveranceKind.EARLY_RETIREMENT
    if early != bool(case.months_early):
        errors["months_early"] = (
            "Hãy nhập số tháng nghỉ hưu trước tuổi."
            if early
            else "Chỉ nhập khi nghỉ hưu trước tuổi."
        )
    if case.kind != SeveranceKind.OTHER and not case.pay_base:
        errors["pay_base"] = "Hãy nhập tiền lương tháng hiện hưởng."
    reorganised = case.scheme == Scheme.REORGANISATION
    if reorganised and case.reorganised_on is None:
        errors["reorganised_on"] = "Hãy nhập ngày quyết định sắp xếp có hiệu lực."
    if case.reorganised_on is not None and case.leaves_on < case.reorganised_on:
        errors["leaves_on"] = "Ngày nghỉ không được trước ngày sắp xếp."
    if errors:
        raise BadSeverance(errors)
    against = barred(case.bars, voluntary=case.voluntary)
    if against:
        raise Barred(why=", ".join(Bar(bar).label.lower() for bar in against))


def judge_money(case: Severance, signed_on: date) -> Pack:
    """Put decree, lines, total and batch on the case; gives the pack it was judged by.

    Raises NoPack, NoParameter, TooEarly.
    """
    pack, lines = lines_on(case, signed_on)
    case.decree = pack.code
    case.parts = [asdict(line) for line in lines]
    case.total = sum(line.amount for line in lines)
    case.batch_year, case.batch_half = half_of(signed_on)
    return pack


def keep_judgement(actor: Actor, case: Severance, pack: Pack, decision: Decision) -> None:
    """Keep by which words of the decree the money was right."""
    keep_use(
        actor,
        pack,
        object_type="severance",
        object_id=case.pk,
        agency_id=case.agency_id,
        decided_on=decision.signed_on,
    )
