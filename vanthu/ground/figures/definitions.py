"""What a module declares: a figure, a share of two figures, and what may be asked of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Choices
from django.utils.functional import Promise

from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.choices import Counting, Nature, Unit
from vanthu.ground.figures.rules import Counted
from vanthu.kernel.periods import Period

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What is asked of a figure: days, the moment of knowledge, whose records, and filters.

    A flow is counted over the whole `period`; a stock on its last day. `agencies` None is the
    whole province; otherwise the ids of the agencies that recorded, in the geometry of the caller
    (old units, or all origins of the new ones).
    """

    period: Period
    known_at: datetime
    agencies: frozenset[int] | None = None
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day counted."""
        return self.period.valid_from

    @property
    def day(self) -> date:
        """The last day counted: that of a stock. A figure is never asked without an end."""
        assert self.period.valid_to is not None
        return self.period.valid_to - timedelta(days=1)

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two questions the same."""
        return self.period, self.known_at, self.agencies, tuple(sorted(self.filters.items()))

    def only(self, **filters: str) -> "Ask":
        """The same question with filters of one's own on top."""
        return replace(self, filters={**self.filters, **filters})


class Line(NamedTuple):
    """A record of an evidence list as a person reads it; `url` leads to the record, or is ""."""

    id: int
    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Listing:
    """How the records behind a figure are shown: headings, and the lines for these row ids."""

    columns: tuple[Text, ...]
    lines: Callable[[Sequence[int]], Iterable[Line]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number a module can count.

    `select` gives the counted rows of a question: the row's id (of its version), the identity that
    is counted once (a person, an agency), and the amount. `version` goes up when the definition
    changes, so that an old run is not compared with a new meaning. `check` raises NotAllowed for
    who may not see its list. `filters` are the names that may be filtered by; those with `options`
    are offered on screen.
    """

    key: str
    title: Text
    definition: Text
    unit: Unit
    nature: Nature
    select: Callable[[Ask], Iterable[Counted]]
    listing: Listing
    check: Callable[[Actor], None]
    noun: Text = ""
    counting: Counting | None = None
    source: str = ""
    filters: tuple[str, ...] = ()
    options: Mapping[str, type[Choices]] = field(default_factory=dict)
    places: int = 0
    version: int = 1

    @property
    def counted_by(self) -> Counting:
        """Persons and agencies count once each; everything else by amounts."""
        if self.counting is not None:
            return self.counting
        once = self.unit in (Unit.PERSON, Unit.AGENCY)
        return Counting.DISTINCT if once else Counting.AMOUNT

    @property
    def word(self) -> Text:
        """The word behind the number: the figure's own noun, else that of the unit."""
        return self.noun or self.unit.label


@dataclass(frozen=True, kw_only=True)
class Share:
    """A percentage that follows from its parts: `part` of `whole`, both figures by their keys.

    `part_only` and `whole_only` are filters of each side. `within`: whoever is counted in the part
    must be counted in the whole; a target's attainment is not such a share. `whole_everywhere`: the
    whole is asked without a scope, as a target of the whole province is.
    """

    key: str
    title: Text
    part: str
    whole: str
    part_only: Mapping[str, str] = field(default_factory=dict)
    whole_only: Mapping[str, str] = field(default_factory=dict)
    within: bool = True
    whole_everywhere: bool = False
    places: int = 1

    def asks(self, ask: Ask) -> tuple[Ask, Ask]:
        """What is asked of the part and of the whole."""
        whole = replace(ask, agencies=None) if self.whole_everywhere else ask
        return ask.only(**self.part_only), whole.only(**self.whole_only)
