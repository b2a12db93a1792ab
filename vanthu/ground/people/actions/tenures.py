"""Tenures: who holds which post, from when until when."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.models import Post
from vanthu.ground.org.permissions import check_configure
from vanthu.ground.people import events
from vanthu.ground.people.errors import PostHeld, PostNotInForce, TenureOver
from vanthu.ground.people.models import Person, Tenure
from vanthu.ground.people.queries import overlapping
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import NotFound
from vanthu.kernel.periods import Period


@action
def appoint(
    actor: Actor,
    *,
    person_id: int,
    post_id: int,
    from_day: date,
    basis: str,
    to_day: date | None = None,
) -> Tenure:
    """The person holds the post from `from_day` (until before `to_day`).

    Raises PostNotInForce, PostHeld, EmptyPeriod, NotYourOrganisation.
    """
    post = _post(post_id)
    check_configure(actor, post.agency_id)
    return _appoint(actor, person_id, post, Period(from_day, to_day), basis)


@action
def end_tenure(actor: Actor, *, tenure_id: int, on: date, basis: str) -> Tenure:
    """The person no longer holds the post from `on`; what they delegated ends with it.

    Raises TenureOver when `on` is not within the tenure.
    """
    tenure = find_tenure(tenure_id)
    check_configure(actor, tenure.post.agency_id)
    return _end(actor, tenure, on, basis)


@action
def move_person(
    actor: Actor,
    *,
    tenure_id: int,
    to_post_id: int,
    on: date,
    basis: str,
    successor_id: int | None = None,
) -> Tenure:
    """From `on` the person holds another post, and `successor_id`, when given, the one left.

    The boxes stay with the post, so the successor has them on that day; nothing is copied.
    """
    tenure, to_post = find_tenure(tenure_id), _post(to_post_id)
    check_configure(actor, tenure.post.agency_id)
    check_configure(actor, to_post.agency_id)
    _end(actor, tenure, on, basis)
    if successor_id is not None:
        _appoint(actor, successor_id, tenure.post, Period(on), basis)
    return _appoint(actor, tenure.person_id, to_post, Period(on), basis)


def _appoint(actor: Actor, person_id: int, post: Post, period: Period, basis: str) -> Tenure:
    if not post.in_force(period.valid_from):
        raise PostNotInForce(title=post.title, day=short_date(period.valid_from))
    held = overlapping(Tenure.objects.filter(post=post), period).select_related("person").first()
    if held is not None:
        raise PostHeld(field="from_day", name=held.person.full_name, title=post.title)
    if not Person.objects.filter(pk=person_id).exists():
        raise NotFound
    tenure = Tenure.objects.create(
        person_id=person_id,
        post=post,
        basis=basis.strip(),
        valid_from=period.valid_from,
        valid_to=period.valid_to,
    )
    _tell(actor, events.Appointed, tenure, period.valid_from, basis)
    return tenure


def _end(actor: Actor, tenure: Tenure, on: date, basis: str) -> Tenure:
    period = Period(tenure.valid_from, tenure.valid_to)
    if on <= tenure.valid_from or (tenure.valid_to is not None and on >= tenure.valid_to):
        raise TenureOver(field="on", period=str(period), day=short_date(on))
    tenure.valid_to = on
    tenure.save(update_fields=["valid_to"])
    _tell(actor, events.TenureEnded, tenure, on, basis)
    return tenure


def _tell(
    actor: Actor, event: type[events.AboutTenure], tenure: Tenure, on: date, basis: str
) -> None:
    announce(
        actor,
        event(
            agency_id=tenure.post.agency_id,
            object_id=tenure.pk,
            person=tenure.person_id,
            post=tenure.post_id,
            on=on,
            basis=basis.strip(),
        ),
    )


def _post(post_id: int) -> Post:
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    return post


def find_tenure(tenure_id: int) -> Tenure:
    """The tenure with its post and person; raises NotFound."""
    tenure = Tenure.objects.filter(pk=tenure_id).select_related("post", "person").first()
    if tenure is None:
        raise NotFound
    return tenure
