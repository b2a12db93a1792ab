"""Reads of people: who held which post on a day, and who acts for whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q

from vanthu.ground.base.dated import DatedQuerySet
from vanthu.ground.org import queries as org
from vanthu.ground.org.models import Post
from vanthu.ground.people.models import Delegation, Tenure
from vanthu.kernel.periods import Period

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a post on a day; `title` is the post's."""

    person_id: int
    name: str
    title: str
    tenure_id: int


@dataclass(frozen=True, slots=True)
class DirectoryPost:
    """A post of the directory; `holder` is None while it is vacant."""

    post_id: int
    title: str
    role: str
    deputy: bool
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class DirectoryUnit:
    """A unit of the directory with its posts; `unit_id` None is the agency itself."""

    unit_id: int | None
    name: str
    posts: tuple[DirectoryPost, ...]


def holders(post_ids: Iterable[int], day: date) -> dict[int, Holder]:
    """Who holds these posts on `day`; a vacant post is absent. One statement."""
    rows = (
        Tenure.objects.on(day)
        .filter(post__in=list(post_ids))
        .order_by("valid_from", "id")
        .values_list("post_id", "person_id", "person__full_name", "post__title", "id")
    )
    return {row[0]: Holder(*row[1:]) for row in rows}


def directory(agency_id: int, day: date) -> list[DirectoryUnit]:
    """The agency's units with posts and holders on `day`, for pickers; three statements."""
    posts = list(
        Post.objects.on(day).filter(agency=agency_id).order_by("deputy", "rank", "title", "id")
    )
    held = holders([post.pk for post in posts], day)
    by_unit: dict[int | None, list[DirectoryPost]] = defaultdict(list)
    for post in posts:
        entry = DirectoryPost(post.pk, post.title, post.role, post.deputy, held.get(post.pk))
        by_unit[post.unit_id].append(entry)
    names: list[tuple[int | None, str]] = [(None, "")]
    names += [(unit.unit_id, unit.name) for unit in org.units_of(agency_id, day)]
    return [
        DirectoryUnit(unit_id, name, tuple(by_unit[unit_id]))
        for unit_id, name in names
        if unit_id is not None or by_unit[None]
    ]


def holder_name(post_id: int, day: date) -> str:
    """The name of the post's holder on `day`, or an empty text."""
    found = holders([post_id], day).get(post_id)
    return found.name if found else ""


def tenures_of(person_id: int, day: date) -> list[Tenure]:
    """The posts a person holds on `day`, the highest first."""
    rows = Tenure.objects.on(day).filter(person=person_id).select_related("post")
    return list(rows.order_by("post__deputy", "post__rank", "id"))


def delegations_given(tenure_id: int, day: date) -> list[Delegation]:
    """What the holder has delegated and is not over on `day`, the next to end first."""
    rows = Delegation.objects.filter(giver=tenure_id, revoked_at=None, valid_to__gt=day)
    return list(rows.select_related("receiver__person", "receiver__post").order_by("valid_to"))


def delegations_received(tenure_ids: Iterable[int], day: date) -> list[Delegation]:
    """The delegations in force on `day` by which these tenures act for others."""
    rows = Delegation.objects.on(day).filter(receiver__in=list(tenure_ids), revoked_at=None)
    return list(rows.select_related("giver__person", "giver__post").order_by("valid_to"))


def overlapping(rows: DatedQuerySet[_Row], period: Period) -> DatedQuerySet[_Row]:
    """The rows in force on some day of the period."""
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=period.valid_from))
    return rows.filter(valid_from__lt=period.valid_to) if period.valid_to else rows
