"""A register as a book: heading, columns and rows, ready to be written as PDF, XLSX or DOCX."""

from datetime import date, timedelta
from enum import StrEnum

from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import NotAllowed, NotFound
from vanthu.office.documents.choices import RegisterKind
from vanthu.office.documents.registers import RegisterPeriod
from vanthu.reports.registers import columns, rows
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO, Heading, Table


class Book(StrEnum):
    """Which book is printed from a register's period."""

    REGISTER = "register"
    FOLLOW_UP = "follow-up"


def register_book(
    actor: Actor,
    *,
    period_id: int,
    book: Book = Book.REGISTER,
    first: date | None = None,
    last: date | None = None,
) -> Table:
    """The book of one register period of the actor's agency, or the days of it asked for.

    Raises NotAllowed without the right to reports, NotFound for another agency's register.
    """
    if not actor.may(Right.REPORT):
        raise NotAllowed()
    period = (
        RegisterPeriod.objects.select_related("register")
        .filter(pk=period_id, register__agency_id=actor.agency_id)
        .first()
    )
    if period is None:
        raise NotFound()
    begin = first or period.starts_on
    before = last + timedelta(days=1) if last else period.ends_before
    incoming = period.register.kind == RegisterKind.INCOMING
    heading = _heading(actor, _title(period, book), period, begin, before)
    if book is Book.FOLLOW_UP:
        found = rows.follow_up(period.pk, begin, before, actor.today)
        return Table(heading, columns.FOLLOW_UP, found)
    if incoming:
        return Table(heading, columns.INCOMING, rows.incoming(period.pk, begin, before))
    return Table(heading, columns.OUTGOING, rows.outgoing(period.pk, begin, before))


def _title(period: RegisterPeriod, book: Book) -> str:
    if book is Book.FOLLOW_UP:
        return "Sổ theo dõi giải quyết văn bản đến"
    return period.register.name


def _heading(
    actor: Actor, title: str, period: RegisterPeriod, begin: date, before: date
) -> Heading:
    agency = Agency.objects.get(pk=actor.agency_id)
    # A book of a closed year prints the names of its own time.
    day = min(before - timedelta(days=1), actor.today)
    names = agency_names([agency.pk], day)[agency.pk]
    parent = agency_names([names.parent_id], day) if names.parent_id else {}
    party = agency.system == System.PARTY
    return Heading(
        title=title,
        agency=names.name,
        parent=parent[names.parent_id].name if names.parent_id in parent else "",
        motto=PARTY_MOTTO if party else STATE_MOTTO,
        lines=(
            f"{period.label}",
            f"Từ ngày {short_date(begin)} đến ngày {short_date(before - timedelta(days=1))}",
        ),
        mark=print_mark(actor),
        cover=True,
    )


def print_mark(actor: Actor) -> str:
    """The mark on everything printed from the system (Annex VI III.6.k, Q-113)."""
    moment = actor.now.astimezone(VIETNAM)
    return f"In từ hệ thống vanthu - {actor.name} - {moment:%d/%m/%Y %H:%M}"
