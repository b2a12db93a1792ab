"""The money of a case by the decree of a day: counted where it is decided, and told before."""

from datetime import date

from vanthu.cadres.staffing.choices import Scheme, SeveranceKind
from vanthu.cadres.staffing.models import Severance
from vanthu.cadres.staffing.rules import Line, Sheet, money
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.ages import whole_months

_LEVELS = {Scheme.ORDINARY: "", Scheme.REORGANISATION: "reorganisation"}


def lines_on(case: Severance, day: date) -> tuple[Pack, list[Line]]:
    """The pack of the day and the lines by it; raises NoPack, NoParameter, TooEarly."""
    pack = pack_on(Subject.SEVERANCE, day, _LEVELS[Scheme(case.scheme)])
    return pack, money(_sheet(case, pack), pack)


def _sheet(case: Severance, pack: Pack) -> Sheet:
    return Sheet(
        kind=SeveranceKind(case.kind),
        pay=case.pay_base,
        months_early=case.months_early,
        service_months=case.service_months,
        soon=_is_soon(case, pack),
    )


def _is_soon(case: Severance, pack: Pack) -> bool:
    if case.reorganised_on is None or not pack.has("soon_months"):
        return True
    return whole_months(case.reorganised_on, case.leaves_on) < pack.whole("soon_months")
