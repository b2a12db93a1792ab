"""Packs and parameters as values: pure, answerable without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from vanthu.ground.rulebook.choices import Measure, Subject
from vanthu.ground.rulebook.errors import BadValue, NoParameter
from vanthu.kernel.citations import Certainty
from vanthu.kernel.numbers import NO_VALUE, format_vi
from vanthu.kernel.periods import Period

_WHOLE = {Measure.MONTHS, Measure.YEARS, Measure.DAYS, Measure.WORKING_DAYS}
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One value of a rule: its key in the code, its words on screen, its place in the act.

    An empty `value`: the act fixes it, nobody has read how, and the province has yet to say.
    """

    key: str
    label: str
    value: str
    measure: Measure
    source: str = ""
    certainty: Certainty = Certainty.UNVERIFIED
    local: bool = False

    @property
    def shown(self) -> str:
        """The value as a person reads it: `25%`, `36 tháng`, `có`; an en dash while open."""
        if not self.value:
            return NO_VALUE
        if self.measure is Measure.FLAG:
            return "có" if _FLAGS[self.value] else "không"
        if self.measure in (Measure.WORD, Measure.DAY):
            return self.value
        number = self.value if "/" in self.value else format_vi(Decimal(self.value).normalize() + 0)
        mark = "" if self.measure is Measure.PERCENT else " "
        return number if self.measure is Measure.NUMBER else f"{number}{mark}{self.measure.label}"

    @property
    def unverified(self) -> bool:
        """Whether a screen or print that rests on it has to say so."""
        return self.certainty is Certainty.UNVERIFIED


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The rules of one act while it was in force, with what the province fixed for the day asked.

    `level` parts packs of one subject that are in force side by side ("province", a decree's
    case); `read` gathers what a decision asked for, so that its use can be kept.
    """

    code: str
    subject: Subject
    title: str
    document: str
    valid_from: date
    valid_to: date | None = None
    level: str = ""
    certainty: Certainty = Certainty.UNVERIFIED
    note: str = ""
    parameters: tuple[Parameter, ...] = ()
    read: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def period(self) -> Period:
        """When the pack is in force."""
        return Period(self.valid_from, self.valid_to)

    @property
    def series(self) -> tuple[str, str]:
        """Packs of one series follow each other without overlap."""
        return self.subject, self.level

    @property
    def unverified(self) -> tuple[Parameter, ...]:
        """The parameters nobody has read in the act itself."""
        return tuple(each for each in self.parameters if each.unverified)

    def has(self, key: str) -> bool:
        """Whether the pack fixes the parameter; one left open is not fixed."""
        return any(each.key == key and each.value for each in self.parameters)

    def declared(self, key: str) -> Parameter:
        """The parameter, open or not; raises NoParameter for a key the pack does not know."""
        found = next((each for each in self.parameters if each.key == key), None)
        if found is None:
            raise NoParameter(pack=self.title, label=key)
        return found

    def parameter(self, key: str) -> Parameter:
        """The parameter; raises NoParameter, naming it, where the pack leaves it open."""
        found = self.declared(key)
        if not found.value:
            raise NoParameter(pack=self.title, label=found.label)
        self.read[key] = found.value
        return found

    def number(self, key: str) -> Decimal:
        """A number, as exact as it was written."""
        return Decimal(self.parameter(key).value)

    def whole(self, key: str) -> int:
        """A whole number: months, days, persons."""
        return int(self.number(key))

    def share(self, key: str) -> Fraction:
        """A part of one: `25` of measure percent is 1/4, `2/3` of measure share is 2/3."""
        found = self.parameter(key)
        value = Fraction(found.value)
        return value / 100 if found.measure is Measure.PERCENT else value

    def flag(self, key: str) -> bool:
        """A yes or no."""
        return _FLAGS[self.parameter(key).value]

    def word(self, key: str) -> str:
        """A word of a closed set: the base of a vote, a way of rounding."""
        return self.parameter(key).value

    def fixed(self, local: Mapping[str, Parameter]) -> "Pack":
        """The pack with what the province fixed in place of its own values, and beside them."""
        kept = [local.get(each.key, each) for each in self.parameters]
        known = {each.key for each in self.parameters}
        return replace(
            self,
            parameters=(*kept, *(each for key, each in local.items() if key not in known)),
            read={},
        )


def check_value(value: str, measure: Measure) -> None:
    """Raise BadValue, with an example, for a value that is not of its measure."""
    if measure is Measure.WORD:
        good = bool(value.strip())
    elif measure is Measure.FLAG:
        good = value in _FLAGS
    elif measure is Measure.DAY:
        good = _is_day(value)
    elif measure is Measure.SHARE:
        good = _is_share(value)
    else:
        good = _is_number(value, whole=measure in _WHOLE)
    if not good:
        raise BadValue({"value": _HINTS.get(measure, _HINTS[Measure.NUMBER])})


_HINTS = {
    Measure.NUMBER: "Hãy nhập một số không âm, phần thập phân sau dấu chấm, ví dụ 1.5.",
    Measure.SHARE: "Hãy nhập một phân số, ví dụ 2/3.",
    Measure.FLAG: "Hãy nhập true (có) hoặc false (không).",
    Measure.DAY: "Hãy nhập ngày theo mẫu 2026-01-05.",
    Measure.WORD: "Hãy nhập giá trị.",
}


def first_of(packs: Iterable[Pack], subject: Subject, day: date, level: str = "") -> Pack | None:
    """The pack of the subject and level in force on the day, or None."""
    return next(
        (pack for pack in packs if pack.series == (subject, level) and pack.period.contains(day)),
        None,
    )


def _is_number(value: str, *, whole: bool) -> bool:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0 and (not whole or number == int(number))


def _is_share(value: str) -> bool:
    try:
        return Fraction(value) >= 0
    except (ValueError, ZeroDivisionError):
        return False


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
