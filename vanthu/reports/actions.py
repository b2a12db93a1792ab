"""Handing a table out: written in the form asked for, and told in the journal."""

from typing import IO

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.reports.events import TableExported
from vanthu.reports.tables.model import Table
from vanthu.reports.tables.writing import Format, written


def export(actor: Actor, *, table: Table, form: Format) -> IO[bytes]:
    """The table as an open file. Who may have its rows was decided where they were read.

    Written before it is told: a long table takes seconds, in which a unit of work would keep
    everybody else from writing on SQLite; nothing is handed out that could not be told.
    Raises FontsMissing for a PDF before the assets were built.
    """
    body = written(table, form)
    tell(actor, title=table.heading.title, form=form.value, chosen="; ".join(table.heading.lines))
    return body


@action
def tell(actor: Actor, *, title: str, form: str, chosen: str = "") -> None:
    """Journal that something left the system."""
    event = TableExported(
        agency_id=actor.agency_id, object_id=0, title=title, form=form, chosen=chosen
    )
    announce(actor, event)
