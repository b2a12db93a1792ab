"""The year, the way years are counted and the agency asked for in the overview of training."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training import permissions, queries
from vanthu.faces.web.numbers import row_number
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Parameter
from vanthu.kernel.errors import NotFound
from vanthu.kernel.reporting import CALENDAR, SCHEMES, ReportPeriod, Scheme, Span

# No pack of training is older (rulebook/packs/training.toml).
_FIRST = 2018


@dataclass(frozen=True)
class Asked:
    """What is shown; `agency` None is everything within reach, `least` the yearly periods."""

    ask: Ask
    year: int
    scheme: Scheme
    agency: int | None
    agencies: dict[int, str]
    least: Parameter
    today: date
    error: str = ""

    @property
    def scope(self) -> str:
        """Whose training it is, in words."""
        if self.agency is None:
            return _("Toàn bộ phạm vi được giao")
        return self.agencies[self.agency]

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"year={self.year}&scheme={self.scheme.code}&agency={self.agency or ''}"

    @property
    def schemes(self) -> Iterator[tuple[str, str]]:
        """How a year may be counted, to choose from."""
        return ((scheme.code, _(scheme.label)) for scheme in SCHEMES.values())

    @property
    def least_number(self) -> int:
        """The least periods of a year."""
        return int(Decimal(self.least.value))

    def of_year(self, year: int) -> Ask:
        """The same question about another year."""
        return replace(self.ask, period=ReportPeriod(self.scheme, Span.YEAR, year).days)


def asked_of(actor: Actor, sent: QueryDict) -> Asked:
    """The last year with a result unless another is asked; an agency out of reach: NotFound."""
    reach = permissions.reach(actor)
    agencies = _agencies(reach)
    scheme = SCHEMES.get(sent.get("scheme") or "", CALENDAR)
    year, error = _year(actor, sent.get("year") or "")
    chosen = row_number(sent.get("agency") or "")
    if chosen is not None and chosen not in agencies:
        raise NotFound
    period = ReportPeriod(scheme, Span.YEAR, year).days
    scope = reach if chosen is None else frozenset({chosen})
    ask = Ask(period=period, known_at=actor.now, agencies=scope)
    least = pack_on(Subject.TRAINING, ask.day).parameter("yearly_periods")
    return Asked(ask, year, scheme, chosen, agencies, least, actor.today, error)


def _year(actor: Actor, text: str) -> tuple[int, str]:
    """The year typed, and what is wrong with it."""
    years = range(_FIRST, actor.today.year + 2)
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    if year in years:
        return year, ""
    values = {"first": years[0], "last": years[-1]}
    error = _("Hãy nhập năm từ %(first)s đến %(last)s.") % values if text else ""
    rows = queries.visible_enrolments(actor).filter(completed_on__lte=actor.today)
    last: date = rows.aggregate(day=Max("completed_on"))["day"] or actor.today
    return max(last.year, _FIRST), error


def _agencies(reach: frozenset[int] | None) -> dict[int, str]:
    """The agencies within reach that keep people's records, by name."""
    ids = set(PersonFacts.objects.current().values_list("agency", flat=True).distinct())
    names = last_names(ids if reach is None else ids & reach)
    return dict(sorted(names.items(), key=lambda each: each[1]))
