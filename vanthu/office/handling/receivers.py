"""Who can be given work: units and posts of the agency, with their names on the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.org.models import Post, Unit
from vanthu.ground.org.queries import post_names, unit_names
from vanthu.ground.people.queries import holders
from vanthu.office.handling.errors import BadReceiver
from vanthu.office.handling.rules.places import AssignmentLike


@dataclass(frozen=True, slots=True)
class Receiver:
    """A unit or a post, its own deadline (None: by the agency's table) and what it is to do."""

    unit_id: int | None = None
    post_id: int | None = None
    due_on: date | None = None
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A receiver that exists, with the name people read and the unit it belongs to."""

    receiver: Receiver
    name: str
    key: int
    home_unit_id: int | None


def resolve(agency_id: int, receivers: Sequence[Receiver], day: date) -> list[Resolved]:
    """The receivers as they are on `day`; raises BadReceiver. At most five statements."""
    _check_shape(receivers)
    units = {r.unit_id for r in receivers if r.unit_id is not None}
    posts = {r.post_id for r in receivers if r.post_id is not None}
    _check_alive(agency_id, units, posts, day)
    names = _Names(units, posts, day)
    if vacant := posts - set(names.people):
        title = str(names.posts[min(vacant)])
        raise BadReceiver(
            "Vị trí {title} hiện chưa có người giữ. Hãy chọn người khác.", title=title
        )
    return [names.resolve(receiver) for receiver in receivers]


def name_of(unit_id: int | None, post_id: int | None, day: date) -> str:
    """What to call the receiver of an assignment on `day`."""
    receiver = Receiver(unit_id=unit_id, post_id=post_id)
    units = {unit_id} if unit_id is not None else set()
    posts = {post_id} if post_id is not None else set()
    return _Names(units, posts, day).resolve(receiver).name


def names_of(assignments: Sequence[AssignmentLike], day: date) -> list[str]:
    """What to call the receivers of several assignments on `day`, in their order."""
    units = {a.unit_id for a in assignments if a.unit_id is not None}
    posts = {a.post_id for a in assignments if a.post_id is not None}
    names = _Names(units, posts, day)
    return [names.resolve(Receiver(a.unit_id, a.post_id)).name for a in assignments]


class _Names:
    """Names of some units and posts on a day."""

    def __init__(self, units: set[int], posts: set[int], day: date) -> None:
        self.units = unit_names(units, day) if units else {}
        self.posts = post_names(posts, day) if posts else {}
        self.people = holders(posts, day) if posts else {}

    def resolve(self, receiver: Receiver) -> Resolved:
        if receiver.post_id is not None:
            return self._post(receiver, receiver.post_id)
        unit_id = receiver.unit_id or 0
        name = self.units[unit_id].name if unit_id in self.units else ""
        return Resolved(receiver, name, keys.unit_heads(unit_id), unit_id)

    def _post(self, receiver: Receiver, post_id: int) -> Resolved:
        post, holder = self.posts.get(post_id), self.people.get(post_id)
        title = str(post) if post else ""
        name = f"{holder.name} – {title}" if holder else title
        return Resolved(receiver, name, keys.post(post_id), post.unit_id if post else None)


def _check_shape(receivers: Sequence[Receiver]) -> None:
    if any((r.unit_id is None) == (r.post_id is None) for r in receivers):
        raise BadReceiver("Mỗi nơi nhận là một đơn vị hoặc một người, không phải cả hai.")
    places = [(r.unit_id, r.post_id) for r in receivers]
    if len(set(places)) != len(places):
        raise BadReceiver("Có nơi nhận được chọn hai lần. Hãy chọn mỗi nơi một vai trò.")


def _check_alive(agency_id: int, units: set[int], posts: set[int], day: date) -> None:
    """They belong to the agency, exist on the day, and a post's role may handle work."""
    if units and Unit.objects.on(day).filter(agency=agency_id, pk__in=units).count() < len(units):
        raise BadReceiver("Có đơn vị không thuộc cơ quan hoặc đã giải thể. Hãy chọn lại nơi nhận.")
    if not posts:
        return
    roles = (
        Post.objects.on(day).filter(agency=agency_id, pk__in=posts).values_list("role", flat=True)
    )
    found = list(roles)
    if len(found) < len(posts):
        raise BadReceiver("Có người nhận không còn giữ vị trí ở cơ quan. Hãy chọn lại nơi nhận.")
    if any(str(Right.HANDLE) not in rights_of(role) for role in found):
        raise BadReceiver("Có vị trí không được giao xử lý văn bản. Hãy chọn lại nơi nhận.")
