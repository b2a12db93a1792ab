"""The path of a document: who, what, when, to whom and how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vanthu.ground.org.models import Post
from vanthu.ground.people.models import Tenure
from vanthu.kernel.workdays import VIETNAM, Timeliness, WorkCalendar, timeliness
from vanthu.office.handling.choices import Act, AssignmentRole, AssignmentState
from vanthu.office.handling.models import Assignment, Direction, Movement
from vanthu.office.handling.receivers import names_of
from vanthu.office.handling.rules import OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `lasted` is how long until the next one, None for the last.

    `on_behalf_of` is the name of the person stood in for. `token` undoes it, where undo allows.
    """

    token: int
    at: datetime
    act: str
    label: str
    by_name: str
    by_title: str
    on_behalf_of: str
    to_name: str
    text: str
    undone: bool
    lasted: timedelta | None


@dataclass(frozen=True, slots=True)
class Work:
    """One assignment as the tree shows it; `depth` 0 is what the leader gave.

    `waited` is from giving to accepting, `worked` from accepting to the end, up to now while open.
    """

    id: int
    depth: int
    role: str
    role_label: str
    name: str
    state: str
    state_label: str
    instruction: str
    due_on: date | None
    timeliness: Timeliness
    given_by: str
    given_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    waited: timedelta | None
    worked: timedelta | None
    extensions: int
    asked_due_on: date | None
    asked_reason: str
    progress: int
    result: str
    answer_id: int | None


def path(document_id: int) -> list[Step]:
    """The steps in the order they happened; three statements at most."""
    rows = list(Movement.objects.filter(document=document_id).order_by("pk"))
    givers, titles = _givers(rows), _titles(rows)
    following: list[Movement | None] = [*rows[1:], None]
    return [_step(row, after, givers, titles) for row, after in zip(rows, following, strict=True)]


def directions(document_id: int) -> list[Direction]:
    """Every version of the leaders' opinions, the last first."""
    return list(Direction.objects.filter(document=document_id).order_by("-version"))


def work_tree(
    document_id: int, now: datetime, near_days: int, cal: WorkCalendar | None = None
) -> list[Work]:
    """Everything given on the document, each under what it was given from; four statements."""
    rows = list(Assignment.objects.filter(document=document_id).order_by("pk"))
    today = now.astimezone(VIETNAM).date()
    names = dict(zip((r.pk for r in rows), names_of(rows, today), strict=True))
    ordered = _ordered(rows, None, 0)
    calendar = cal or WorkCalendar()
    return [_work(row, depth, names[row.pk], now, near_days, calendar) for row, depth in ordered]


def _givers(rows: Sequence[Movement]) -> dict[int, str]:
    tenures = {row.on_behalf_of for row in rows if row.on_behalf_of}
    if not tenures:
        return {}
    return dict(Tenure.objects.filter(pk__in=tenures).values_list("pk", "person__full_name"))


def _titles(rows: Sequence[Movement]) -> dict[int, str]:
    """The titles of the posts acted from; a title stays with its post."""
    posts = {row.by_post for row in rows if row.by_post is not None}
    return dict(Post.objects.filter(pk__in=posts).values_list("pk", "title")) if posts else {}


def _step(
    row: Movement, after: Movement | None, givers: dict[int, str], titles: dict[int, str]
) -> Step:
    return Step(
        token=row.pk,
        at=row.at,
        act=row.act,
        label=str(Act(row.act).label) if row.act in Act.values else row.act,
        by_name=row.by_name,
        by_title=titles.get(row.by_post or 0, row.by_title),
        on_behalf_of=givers.get(row.on_behalf_of or 0, ""),
        to_name=row.to_name,
        text=row.text,
        undone=row.undone_at is not None,
        lasted=after.at - row.at if after else None,
    )


def _ordered(
    rows: Sequence[Assignment], parent_id: int | None, depth: int
) -> list[tuple[Assignment, int]]:
    found: list[tuple[Assignment, int]] = []
    for row in rows:
        if row.parent_id == parent_id:
            found += [(row, depth), *_ordered(rows, row.pk, depth + 1)]
    return found


def _work(
    row: Assignment, depth: int, name: str, now: datetime, near_days: int, cal: WorkCalendar
) -> Work:
    today = now.astimezone(VIETNAM).date()
    done = row.ended_at.astimezone(VIETNAM).date() if row.ended_at else None
    until = row.ended_at or now
    return Work(
        id=row.pk,
        depth=depth,
        role=row.role,
        role_label=str(AssignmentRole(row.role).label),
        name=name,
        state=row.state,
        state_label=str(AssignmentState(row.state).label),
        instruction=row.instruction,
        due_on=row.due_on,
        timeliness=timeliness(row.due_on, done, today, near_days, cal),
        given_by=row.given_by_name,
        given_at=row.given_at,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        waited=(row.accepted_at or until) - row.given_at,
        worked=until - row.accepted_at if row.accepted_at else None,
        extensions=row.extensions,
        asked_due_on=row.asked_due_on if row.state in OPEN else None,
        asked_reason=row.asked_reason if row.state in OPEN else "",
        progress=row.progress,
        result=row.result,
        answer_id=row.answer_id,
    )
