"""Runs every loader of cadres in one transaction, after the province."""

from datetime import datetime

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.demo.bulk import Sink
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.loaders import LOADERS
from vanthu.demo.cadres.pool import pool
from vanthu.demo.errors import NoProvince
from vanthu.demo.events import CadresLoaded
from vanthu.demo.load.province import give_ids
from vanthu.demo.load.staff import holders
from vanthu.demo.load.start import Progress, loaded_seed, reset_sequences
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.people.models import Person


def lacks_cadres() -> bool:
    """Whether the demo's province is there without its cadres: the load was cut short."""
    return loaded_seed() is not None and not PersonFacts.objects.exists()


def load_cadres(progress: Progress, *, seed: int, now: datetime) -> None:
    """Write people, duties and the modules' records; raises NoProvince without this seed's own."""
    first = max(number for _, number in holders()) + 1
    if loaded_seed() != seed or not lacks_cadres() or Person.objects.count() != first - 1:
        raise NoProvince
    today = now.astimezone(VIETNAM).date()
    context = CadreContext(Sink(), give_ids(), seed, today, pool(seed, first))
    actor = Actor.system(now)
    with unit_of_work(actor):
        for done, loader in enumerate(LOADERS):
            progress("cadres", done, len(LOADERS))
            loader(context)
            context.sink.flush()
        reset_sequences((Person, *context.numbered))
        counts = {model.__name__: count for model, count in context.numbered.items()}
        announce(actor, CadresLoaded(agency_id=0, object_id=0, seed=seed, rows=counts))
    progress("cadres", len(LOADERS), len(LOADERS))
