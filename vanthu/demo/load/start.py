"""Loads the organisation and its people into an empty database."""

import json
from collections.abc import Callable
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, models

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.errors import NotEmpty
from vanthu.demo.events import DemoLoaded
from vanthu.demo.load.province import give_ids, write_organisation
from vanthu.demo.load.series import write_series
from vanthu.demo.load.staff import holders, write_people
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.models import (
    Agency,
    AgencyCode,
    AgencyVersion,
    Lineage,
    Post,
    Unit,
    UnitVersion,
)
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import Register, RegisterPeriod
from vanthu.office.handling.models import DeadlineRule

Progress = Callable[[str, int, int], None]
_NUMBERED = (
    *(Agency, AgencyCode, AgencyVersion, Lineage, Unit, UnitVersion, Post),
    *(Person, Account, Tenure, Register, RegisterPeriod),
)
# Working days to handle a document, by urgency; an agency's own regulation would say (D-11).
_TERMS: tuple[tuple[int | None, int], ...] = ((None, 10), (1, 3), (2, 1), (3, 0))
_TERM_SOURCE = "Quy chế làm việc mẫu (dữ liệu mẫu)"


def is_empty() -> bool:
    """Whether nobody has put an agency into the database yet."""
    return not Agency.objects.exists()


def lacks_documents() -> bool:
    """Whether the demo's province is there without papers: its load was cut short."""
    return loaded_seed() is not None and not Document.objects.exists()


def loaded_seed() -> int | None:
    """The seed of the province that was loaded here, None when there is none of the demo's."""
    data = Entry.objects.filter(name=DemoLoaded.name).values_list("data", flat=True).first()
    return int(json.loads(data)["seed"]) if data else None


def load_province(progress: Progress, *, seed: int, now: datetime) -> None:
    """Write agencies, units, posts, people, registers and the calendar; raises NotEmpty."""
    if not is_empty():
        raise NotEmpty
    ids = give_ids()
    today = now.astimezone(VIETNAM).date()
    with unit_of_work(Actor.system(now)):
        sink = Sink()
        write_organisation(sink, ids)
        progress("province", 1, 4)
        write_people(sink, ids, seed, now)
        progress("province", 2, 4)
        write_series(sink, ids, today, now)
        _write_terms(sink, today.replace(year=2020, month=1, day=1))
        sink.flush()
        progress("province", 3, 4)
        reset_sequences(_NUMBERED)
        people = len({person for _, person in holders()})
        loaded = {"seed": seed, "agencies": len(ids.agencies), "people": people}
        announce(Actor.system(now), DemoLoaded(agency_id=0, object_id=0, **loaded))
    progress("province", 4, 4)


def _write_terms(sink: Sink, since: object) -> None:
    if DeadlineRule.objects.exists():
        return
    rows = sink.rows(
        Table(DeadlineRule, "agency_id", "urgency", "working_days", "source", "valid_from")
    )
    rows.extend((0, urgency, days, _TERM_SOURCE, since) for urgency, days in _TERMS)


def reset_sequences(tables: tuple[type[models.Model], ...]) -> None:
    """Let the next rows follow the ids that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
