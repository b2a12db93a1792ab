"""The law of membership as pure functions; every number comes from the rule pack of its day.

Sources: QĐ 24-QĐ/TW, QĐ 232-QĐ/TW, QĐ 294-QĐ/TW and HD 01-HD/TW as organisation.md 2.e quotes them.
"""

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from vanthu.cadres.membership.choices import AdmissionPaper, ExitKind, ExitReason
from vanthu.kernel.ages import AgeBands, Birth, whole_months
from vanthu.kernel.months import Month
from vanthu.kernel.votes import Base, Threshold, VoteSession
from vanthu.kernel.workdays import WorkCalendar

# The reason codes each way of leaving takes; a death has its own.
REASONS: Mapping[ExitKind, tuple[ExitReason, ...]] = MappingProxyType(
    {
        ExitKind.EXPELLED: (
            ExitReason.DISCIPLINE,
            ExitReason.CORRUPTION,
            ExitReason.SERIOUS_CRIME,
            ExitReason.DISUNITY,
        ),
        ExitKind.REMOVED: (
            ExitReason.NO_MEETINGS,
            ExitReason.GAVE_UP,
            ExitReason.NO_PROGRESS,
            ExitReason.TWO_YEARS,
            ExitReason.PROBATION,
        ),
        ExitKind.ASKED: (ExitReason.HARDSHIP, ExitReason.NO_HARDSHIP),
        ExitKind.DIED: (ExitReason.DEATH,),
    }
)
# Bands of the statutory statistics: up to 30, 31-40, 41-50, 51-60, 61 and over (S105).
BANDS = AgeBands((31, 41, 51, 61))
BAND_LABELS = ("Đến 30 tuổi", "Từ 31 đến 40", "Từ 41 đến 50", "Từ 51 đến 60", "Từ 61 tuổi trở lên")


def fits_age(birth: Birth, on: date, least_years: int, most_years: int) -> bool | None:
    """Whether the age in the month of `on` lies between both, counted by months.

    60 years are kept until the month of the 60th birthday has passed. None where only the year of
    birth is known and the month decides.
    """
    youngest, oldest = birth.age_in(Month.of(on))
    least, most = least_years * 12, most_years * 12
    if youngest.months >= least and oldest.months <= most:
        return True
    return False if oldest.months < least or youngest.months > most else None


def missing_papers(have: Collection[str]) -> list[AdmissionPaper]:
    """The papers of the checklist that are not there, in its order."""
    return [paper for paper in AdmissionPaper if paper.value not in have]


@dataclass(frozen=True)
class Meeting:
    """A counted vote of a branch or a committee: members convened, present, in favour."""

    convened: int
    present: int
    yes: int

    @property
    def session(self) -> VoteSession:
        """As the kernel counts votes; raises CountsOutOfOrder, NegativeCount."""
        same = self.present
        return VoteSession(
            convened=self.convened, present=same, issued=same, returned=same, valid=same
        )


def branch_threshold(share: Fraction, base: str) -> Threshold:
    """At least this share of a branch's official members (2/3 of those convened)."""
    return Threshold(share, Base(base))


def committee_threshold(share: Fraction, base: str) -> Threshold:
    """More than this share of a committee's members (half of those convened)."""
    return Threshold(share, Base(base), strict=True)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where there is no such day."""
    month = Month.of(day).shift(months)
    last = calendar.monthrange(month.year, month.number)[1]
    return date(month.year, month.number, min(day.day, last))


def probation_ends(ceremony_on: date, months: int) -> date:
    """The day on which the probation has run; the branch resolves on it or later."""
    return months_after(ceremony_on, months)


def deadline(since: date, working_days: int, days: WorkCalendar) -> date:
    """The last day of a clock of so many working days that starts the day after `since`."""
    return days.add(since, working_days)


def may_return(left_on: date, on: date, months: int) -> bool:
    """Whether enough months have run since leaving."""
    return whole_months(left_on, on) >= months


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What came onto a list and left it in a period; all counts of members."""

    start: int
    admitted: int = 0
    readmitted: int = 0
    moved_in: int = 0
    moved_out: int = 0
    died: int = 0
    expelled: int = 0
    removed: int = 0
    asked: int = 0

    @property
    def end(self) -> int:
        """The stock that follows: 850 + 87 + 12 - 37 - 5 = 907 (Cần Giờ 2004, S105)."""
        came = self.admitted + self.readmitted + self.moved_in
        went = self.moved_out + self.died + self.expelled + self.removed + self.asked
        return self.start + came - went

    @property
    def lines(self) -> dict[str, int]:
        """Each line of the movement by its name, without the end."""
        return asdict(self)

    def holds(self, counted: int) -> bool:
        """Whether the members counted at the end are the ones computed."""
        return self.end == counted


def in_bands(ages: Iterable[int]) -> list[int]:
    """How many of these ages (whole years) fall into each of BANDS."""
    counts = [0] * len(BAND_LABELS)
    for years in ages:
        counts[sum(years >= bound for bound in BANDS.bounds)] += 1
    return counts
