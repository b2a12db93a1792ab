"""The money of a case, line by line with its formula; every number comes from the rule pack."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from vanthu.cadres.staffing.choices import SeveranceKind
from vanthu.cadres.staffing.errors import TooEarly
from vanthu.ground.rulebook.errors import NoParameter
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.numbers import format_money, format_vi, round_money


@dataclass(frozen=True)
class Line:
    """One part of the money: what for, how it is counted, whole đồng.

    `keys` are the parameters of the pack it was counted by, so that a paper can cite each.
    """

    name: str
    formula: str
    amount: int
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a case is counted from. `soon`: the person leaves within the first months of the act."""

    kind: SeveranceKind
    pay: int
    months_early: int = 0
    service_months: int = 0
    soon: bool = True


def part_years(months: int, half_until: int) -> Fraction:
    """Years with the rest rounded: up to `half_until` months are half a year, more a whole one.

    3 years 2 months are 3,5, 3 years 7 months are 4 (organisation.md 4.b.3).
    """
    years, rest = divmod(months, 12)
    if not rest:
        return Fraction(years)
    return years + (Fraction(1, 2) if rest <= half_until else Fraction(1))


def money(sheet: Sheet, pack: Pack) -> list[Line]:
    """The lines of a case by the pack.

    Raises TooEarly, and NoParameter that names every parameter nobody has fixed yet.
    """
    if sheet.kind is SeveranceKind.EARLY_RETIREMENT:
        most = pack.whole("early_month_limit")
        if sheet.months_early > most:
            raise TooEarly(months=sheet.months_early, most=most)
    _check_fixed(sheet, pack)
    return list(_lines(sheet, pack))


def _check_fixed(sheet: Sheet, pack: Pack) -> None:
    """Count once with a number in each open place: what is asked for there has to be fixed."""
    filled = [each if each.value else replace(each, value="1") for each in pack.parameters]
    trial = replace(pack, parameters=tuple(filled), read={})
    for _line in _lines(sheet, trial):
        pass
    missing = [pack.declared(key).label for key in trial.read if not pack.has(key)]
    if missing:
        raise NoParameter(pack=pack.title, label="”, “".join(missing))


def _lines(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """Each line with the parameters that were read for it."""
    for make in _PARTS[sheet.kind, pack.has("lump_soon")]:
        own = replace(pack, read={})
        lines = list(make(sheet, own))
        pack.read.update(own.read)
        yield from (replace(line, keys=tuple(own.read)) for line in lines)


def _times(sheet: Sheet, name: str, months: Fraction | Decimal, how: str) -> Line:
    """So many months of pay."""
    amount = round_money(Fraction(months) * sheet.pay)
    return Line(name, f"{format_money(sheet.pay)} × {how}", amount)


def early_years(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """So many months of pay for each year of retiring early."""
    years = part_years(sheet.months_early, pack.whole("half_until"))
    each = pack.number("early_per_year")
    if years:
        how = f"{_plain(each)} × {_plain(years)} năm"
        yield _times(sheet, "Trợ cấp theo số năm nghỉ hưu trước tuổi", Fraction(each) * years, how)


def first_years(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """A fixed sum for the first years of insurance; none below them."""
    first = pack.whole("first_years")
    if part_years(sheet.service_months, pack.whole("half_until")) < first:
        return
    pay = pack.number("first_years_pay")
    name = f"Trợ cấp cho {first} năm đầu đóng bảo hiểm xã hội"
    yield _times(sheet, name, pay, _plain(pay))


def later_years(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """Less for each year of insurance after the first ones."""
    first = pack.whole("first_years")
    more = part_years(sheet.service_months, pack.whole("half_until")) - first
    if more > 0:
        later = pack.number("later_per_year")
        how = f"{_plain(later)} × {_plain(more)} năm"
        name = f"Trợ cấp từ năm thứ {first + 1} đóng bảo hiểm xã hội"
        yield _times(sheet, name, Fraction(later) * more, how)


def lump_sum(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """The single payment for the months of retiring early (NĐ 178/2024)."""
    most = pack.whole("lump_months")
    size = "lump_long" if sheet.months_early > most else "lump"
    each = pack.number(f"{size}_{'soon' if sheet.soon else 'late'}")
    months = min(sheet.months_early, most)
    how = f"{_plain(each)} × {months} tháng"
    yield _times(sheet, "Trợ cấp hưu trí một lần", Fraction(each) * months, how)


def leave_lump(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """The single payment for leaving at once (NĐ 178/2024)."""
    each = pack.number("leave_soon" if sheet.soon else "leave_late")
    months = min(sheet.service_months, pack.whole("leave_months"))
    how = f"{_plain(each)} × {months} tháng"
    yield _times(sheet, "Trợ cấp thôi việc", Fraction(each) * months, how)


def leave_years(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """So many months of pay for each year of insurance."""
    years = part_years(sheet.service_months, pack.whole("half_until"))
    each = pack.number("leave_per_year")
    how = f"{_plain(each)} × {_plain(years)} năm"
    name = "Trợ cấp theo số năm đóng bảo hiểm xã hội"
    yield _times(sheet, name, Fraction(each) * years, how)


def search(sheet: Sheet, pack: Pack) -> Iterator[Line]:
    """Months of pay to look for work."""
    pay = pack.number("search_pay")
    yield _times(sheet, "Trợ cấp tìm việc làm", pay, _plain(pay))


_Part = Callable[[Sheet, Pack], Iterator[Line]]
# What each kind is made of: without and with the single payments of the reorganisation's decree.
_PARTS: Mapping[tuple[SeveranceKind, bool], tuple[_Part, ...]] = MappingProxyType(
    {
        (SeveranceKind.EARLY_RETIREMENT, False): (early_years, first_years, later_years),
        (SeveranceKind.EARLY_RETIREMENT, True): (lump_sum, early_years, first_years, later_years),
        (SeveranceKind.SEVERANCE, False): (search, leave_years),
        (SeveranceKind.SEVERANCE, True): (leave_lump, leave_years, search),
        (SeveranceKind.OTHER, False): (),
        (SeveranceKind.OTHER, True): (),
    }
)


def _plain(value: Fraction | Decimal) -> str:
    """`3,5`: halves and tenths as papers write them."""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return format_vi(exact.normalize() + 0)
