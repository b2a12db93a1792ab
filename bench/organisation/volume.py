"""Fills the demo with a large province's records: 20,000 persons, some 900,000 records.

Deterministic; through the real tables, in bulk, beside what the demo has of its own. Records of
members lie with the committees of the old districts until the reform and with those of the
communes since; indicators are read there every month.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import Max

from bench.organisation.members import MODELS as MEMBERSHIP
from bench.organisation.members import read_branches, write_members
from bench.organisation.people import MODELS as PERSONNEL
from bench.organisation.people import write_people
from bench.organisation.planning import MODELS as PLANNING
from bench.organisation.planning import write_planning
from bench.organisation.readings import MODELS as TARGETS
from bench.organisation.readings import TITLE, write_readings
from bench.organisation.staffing import MODELS as STAFFING
from bench.organisation.staffing import write_staffing
from bench.organisation.training import MODELS as TRAINING
from bench.organisation.training import write_training
from vanthu.cadres.targets.models import Resolution
from vanthu.demo.bulk import Sink
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.load.province import give_ids
from vanthu.demo.load.start import reset_sequences
from vanthu.ground.base.actor import VIETNAM

SEED = 20_000
_MODELS: tuple[type[models.Model], ...] = (
    *(*PERSONNEL, *MEMBERSHIP, *TRAINING, *STAFFING, *PLANNING, *TARGETS),
)


@dataclass(frozen=True)
class Volume:
    """How much is loaded: persons with their records, and months of readings."""

    persons: int
    indicators: int
    months: int


FULL = Volume(persons=20_000, indicators=30, months=60)
TINY = Volume(persons=60, indicators=3, months=3)


def fill(volume: Volume, now: datetime, tell: Callable[[str], None]) -> dict[str, int]:
    """Load where it is not there yet; the rows of each table, the demo's own among them."""
    if not Resolution.objects.filter(title=TITLE).exists():
        with transaction.atomic():
            _load(volume, now, tell)
    return counts()


def counts() -> dict[str, int]:
    """The rows of each table that is filled, the fullest first."""
    found = {model.__name__: model._default_manager.count() for model in _MODELS}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _load(volume: Volume, now: datetime, tell: Callable[[str], None]) -> None:
    context = CadreContext(Sink(), give_ids(), SEED, now.astimezone(VIETNAM).date(), ())
    context.numbered = Counter({model: _last(model) for model in _MODELS})
    branches = read_branches(context)
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("persons", lambda: write_people(context, volume.persons)),
        ("members", lambda: write_members(context, volume.persons, branches)),
        ("training", lambda: write_training(context, volume.persons)),
        ("staffing", lambda: write_staffing(context, volume.months)),
        ("planning", lambda: write_planning(context, volume.persons)),
        ("readings", lambda: write_readings(context, volume.indicators, volume.months)),
    )
    for name, write in steps:
        tell(name)
        write()
        context.sink.flush()
    reset_sequences(_MODELS)


def _last(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
