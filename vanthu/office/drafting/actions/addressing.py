"""Whom an internal document goes to: units and posts of the agency."""

from collections.abc import Sequence
from datetime import date

from vanthu.ground.org.models import Post, Unit
from vanthu.ground.org.queries import post_names, unit_names
from vanthu.ground.people.queries import holders
from vanthu.office.documents.models import Document
from vanthu.office.drafting.models import Addressee
from vanthu.office.handling.actions import Receiver
from vanthu.office.handling.errors import BadReceiver


def write_addressees(
    document: Document, receivers: Sequence[Receiver], day: date
) -> list[Addressee]:
    """Set the addressees in this order; raises BadReceiver for one from elsewhere or repeated."""
    check_receivers(document.agency_id, receivers, day)
    names = names_of(receivers, day)
    Addressee.objects.filter(document=document).delete()
    rows = [
        Addressee(
            document=document,
            unit_id=receiver.unit_id,
            post_id=receiver.post_id,
            name=names[receiver.unit_id, receiver.post_id][:200],
            order=place,
        )
        for place, receiver in enumerate(receivers)
    ]
    return Addressee.objects.bulk_create(rows)


def check_receivers(agency_id: int, receivers: Sequence[Receiver], day: date) -> None:
    """Raise BadReceiver for a place named twice, from elsewhere or no more there on the day."""
    if any((r.unit_id is None) == (r.post_id is None) for r in receivers):
        raise BadReceiver("Mỗi nơi nhận là một đơn vị hoặc một người, không phải cả hai.")
    places = {(r.unit_id, r.post_id) for r in receivers}
    if len(places) < len(receivers):
        raise BadReceiver("Có nơi nhận được chọn hai lần. Hãy bỏ bớt một.")
    units = [r.unit_id for r in receivers if r.unit_id is not None]
    posts = [r.post_id for r in receivers if r.post_id is not None]
    alive = Unit.objects.on(day).filter(agency=agency_id, pk__in=units).count()
    alive += Post.objects.on(day).filter(agency=agency_id, pk__in=posts).count()
    if alive < len(receivers):
        raise BadReceiver("Có nơi nhận không thuộc cơ quan hoặc đã giải thể. Hãy chọn lại.")


def names_of(receivers: Sequence[Receiver], day: date) -> dict[tuple[int | None, int | None], str]:
    """What each place (unit, post) is called on the day, a post with its holder."""
    units = unit_names([r.unit_id for r in receivers if r.unit_id is not None], day)
    ids = [r.post_id for r in receivers if r.post_id is not None]
    posts, people = post_names(ids, day), holders(ids, day)
    found: dict[tuple[int | None, int | None], str] = {}
    for unit_id, unit in units.items():
        found[unit_id, None] = unit.name
    for post_id, post in posts.items():
        holder = people.get(post_id)
        found[None, post_id] = f"{holder.name} – {post}" if holder else str(post)
    return found
