"""What the books of staffing share: the module, decisions to choose, names, trails and versions."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import CaseVerb
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.personnel.queries import trail
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Column, Fact, History, Module, Step, Version
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import Known, versions
from vanthu.ground.org import queries as org
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi

MODULE = Module(
    "staffing",
    _("Biên chế, tinh giản"),
    "building-2",
    _("Biên chế được giao, người có mặt, biến động, trường hợp tinh giản và tiền chi trả."),
)
_SHOWN = 100
# The words of a button for each verb, and of the step once it is done.
BUTTONS = {
    CaseVerb.CONFIRM: _("Xác nhận"),
    CaseVerb.APPRAISE: _("Thẩm định"),
    CaseVerb.DECIDE: _("Ghi quyết định"),
    CaseVerb.RETURN: _("Trả lại"),
    CaseVerb.REFUSE: _("Không chấp thuận"),
    CaseVerb.WITHDRAW: _("Rút trường hợp"),
}
_STEPS = {
    "enter": _("Lập trường hợp"),
    "enter-decided": _("Nhập trường hợp đã quyết định"),
    **{verb.value: label for verb, label in BUTTONS.items()},
}


def decisions(_actor: Actor, _row: Any) -> list[Option]:
    """The newest decisions entered, to choose from."""
    rows = Decision.objects.order_by("-signed_on", "-pk")[:_SHOWN]
    return [Option(row.pk, f"{row.reference}, {short_date(row.signed_on)}") for row in rows]


def last_names(rows: Iterable[Any]) -> dict[int, str]:
    """What the agency of each row was called last, closed ones too; one statement."""
    return org.last_names(row.agency_id for row in rows)


def agency_column() -> Column:
    """The agency by its last name."""
    return Column("agency", _("Cơ quan"), lambda row, seen: seen.get(row.agency_id, ""), width=3)


def kind_column(field: str = "kind", label: Any = None) -> Column:
    """The kind of quota, or another choice of the row."""
    return Column(
        field, label or _("Loại biên chế"), lambda row, _seen: str(_display(row, field)), width=2
    )


def _display(row: Any, field: str) -> str:
    shown: str = getattr(row, f"get_{field}_display")()
    return shown


def number_column(code: str, label: Any) -> Column:
    """A number of the row in Vietnamese notation."""
    return Column(
        code,
        label,
        lambda row, _seen: format_vi(getattr(row, code)),
        value=lambda row, _seen: getattr(row, code),
        number=True,
    )


def day_column(code: str, label: Any, *, wide: bool = False) -> Column:
    """A day of the row."""
    return Column(
        code,
        label,
        lambda row, _seen: short_date(getattr(row, code)) if getattr(row, code) else "",
        value=lambda row, _seen: getattr(row, code),
        wide=wide,
    )


def day_fact(label: Any, day: Any) -> Fact:
    """A day, or an en dash."""
    return Fact(label, short_date(day) if day else "–")


def decision_fact(row: Any) -> Fact:
    """The decision the row rests on."""
    found = row.decision
    return Fact(
        _("Quyết định"), f"{found.reference}, {short_date(found.signed_on)}" if found else "–"
    )


def history(row: Known, said: Callable[[Any], Sequence[Fact]]) -> History:
    """The trail of a record's steps, and its versions with what each said; the newest first."""
    steps = [
        Step(each.at, each.name, _STEPS.get(each.verb, each.verb), note=each.reason)
        for each in reversed(trail(row.record))
    ]
    known = [
        Version(each.known_from, each.known_to, facts=said(each))
        for each in reversed(versions(row))
        if each.known_from is not None
    ]
    return History(steps, known)
