"""What keeps the exchange going: directories, days compared, packets that are for nobody here."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _
from ninja import Schema

from vanthu.faces.acts.fields import Line40
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routes.exchange import MessageOut, page_of
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Pages, PathId
from vanthu.faces.jobs.exchange import sync_now
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.office.interchange import queries
from vanthu.office.interchange.choices import Bound
from vanthu.office.interchange.queries import DirectoryState

router = Operations(tags=["exchange"])
_CLERKS = (Right.REGISTER, Right.ISSUE)


@router.get(
    "/lost",
    response=Pages[MessageOut],
    operation_id="lost_messages",
    summary="Gói tin không rõ nơi nhận",
)
@needs(Right.CONFIGURE)
def lost(request: Request, cursor: str = "") -> Pages[MessageOut]:
    """What came in for no agency here, newest first, as envelopes without content."""
    before = number(cursor) if cursor else None
    rows = queries.messages(request.actor, bound=Bound.IN, nobody=True, before=before)
    return page_of(rows)


class SyncOut(Schema):
    """One time that a list was taken over: what came of it, and how many rows it changed."""

    state: str
    problem: str
    begun_at: datetime
    ended_at: datetime | None
    asked_by_name: str
    listed: int
    skipped: int
    new: int
    renamed: int
    changed: int
    closed: int
    reopened: int
    unchanged: int


class DirectoryOut(Schema):
    """The directory of a link: `last` time it was asked for, `good` the last one taken over.

    `running` while a sync waits or is at it; of `total` rows it has read `progress` (0 of 0 while
    the list is still being fetched).
    """

    link: str
    title: str
    running: bool
    progress: int
    total: int
    last: SyncOut | None
    good: SyncOut | None


@router.get(
    "/directories",
    response=list[DirectoryOut],
    operation_id="exchange_directories",
    summary="Danh bạ của các đường liên thông",
)
@needs(Right.CONFIGURE)
def directories(request: Request) -> list[DirectoryOut]:
    """How the directory of each link stands."""
    return [_directory(each) for each in queries.directory_states()]


def _directory(each: DirectoryState) -> DirectoryOut:
    job = each.job
    return DirectoryOut(
        link=each.way.name,
        title=each.way.title,
        running=job is not None,
        progress=job.progress if job is not None else 0,
        total=job.total if job is not None else 0,
        last=SyncOut.from_orm(each.last) if each.last is not None else None,
        good=SyncOut.from_orm(each.good) if each.good is not None else None,
    )


class SyncIn(Schema):
    """`accept_shorter` takes a list that has lost more agencies than is believed by itself."""

    accept_shorter: bool = False


@router.post(
    "/directories/{str:link}/sync",
    response=Done,
    operation_id="sync_directory",
    summary="Đồng bộ danh bạ của một đường liên thông",
)
@needs(Right.CONFIGURE)
def sync(request: Request, link: Line40, data: SyncIn) -> Done:
    """Have the list taken over now, as is done every night; `directories` tells how far it is."""
    sync_now(request.actor, link=link, accept_shorter=data.accept_shorter)
    return Done(sentence=_("Đang đồng bộ danh bạ."))


class DayOut(Schema):
    """What went between two agencies on a day, at both ends: `their_sent` and `their_received` are
    null where the other end told nothing, `asked` of how many messages a network without sheets was
    asked."""

    id: int
    link: str
    day: date
    our_code: str
    our_name: str
    their_code: str
    their_name: str
    state: str
    label: str
    sent: int
    received: int
    their_sent: int | None
    their_received: int | None
    underway: int
    asked: int | None
    differences: int
    compared_at: datetime | None


class GapOut(Schema):
    """One difference: what it is, how it differs, what to do; `message_id` is the row here."""

    way: str
    what: str
    about: str
    label: str
    advice: str
    hash_here: str
    hash_there: str
    message_id: int | None


class ComparedOut(Schema):
    """A day with every difference."""

    day: DayOut
    differences: list[GapOut]


@router.get(
    "/days", response=Pages[DayOut], operation_id="exchange_days", summary="Đối soát hằng ngày"
)
@needs(*_CLERKS, Right.CONFIGURE)
def days(
    request: Request,
    state: Literal["", "waiting", "equal", "different"] = "",
    cursor: str = "",
) -> Pages[DayOut]:
    """The days that were compared, newest first: of the own agency, for administrators of all."""
    before = number(cursor) if cursor else None
    rows = queries.reconciliations(request.actor, state=state, before=before)
    following = str(rows[-1].id) if len(rows) == queries.PAGE else None
    return Pages[DayOut](rows=[DayOut.from_orm(row) for row in rows], next=following)


@router.get(
    "/days/{int:day_id}",
    response=ComparedOut,
    operation_id="exchange_day",
    summary="Một ngày đối soát với từng chênh lệch",
)
@needs(*_CLERKS, Right.CONFIGURE)
def day(request: Request, day_id: PathId) -> ComparedOut:
    """One day between two agencies, with what differs and what to do about it."""
    found, gaps = queries.reconciliation(request.actor, day_id)
    return ComparedOut(
        day=DayOut.from_orm(found), differences=[GapOut.from_orm(each) for each in gaps]
    )
