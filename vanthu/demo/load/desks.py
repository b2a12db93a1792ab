"""Who sits where: for each agency its clerk, leaders and units with their people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from vanthu.demo.load.province import Ids, inside
from vanthu.demo.load.staff import holders
from vanthu.demo.names import full_name, people
from vanthu.demo.specs import AgencySpec, PostSpec
from vanthu.ground.access import keys
from vanthu.ground.org.choices import CodeScheme, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with its holder; a closed agency's people have names but no post or account."""

    name: str
    title: str
    role_label: str
    post_id: int | None = None
    tenure_id: int | None = None
    person_id: int | None = None
    unit_name: str = ""

    @property
    def label(self) -> str:
        """How a receiver is called: name, then post and unit."""
        return f"{self.name} – {self.title} {self.unit_name}".rstrip()


# What the system does by itself is done in this name.
SYSTEM = Seat("Hệ thống", "", "")


@dataclass(frozen=True, slots=True)
class Room:
    """A unit with its head and one specialist."""

    unit_id: int
    name: str
    field: str
    head: Seat
    specialist: Seat | None


@dataclass(slots=True)
class Desk:
    """An agency as its papers meet it."""

    agency_id: int
    spec: AgencySpec
    code: str
    clerk: Seat
    leaders: list[Seat]
    chief: Seat | None = None
    rooms: list[Room] = field(default_factory=list)

    @property
    def registry(self) -> int:
        """The scope key of the records clerks."""
        return keys.registry(self.agency_id)

    def room(self, field_of_work: str, otherwise: int) -> Room:
        """The unit for a field of work, or one by number."""
        for room in self.rooms:
            if room.field == field_of_work:
                return room
        return self.rooms[otherwise % len(self.rooms)]


def desks(ids: Ids, codes: Mapping[str, Sequence[tuple[str, str]]], seed: int) -> dict[str, Desk]:
    """The desk of every agency with a registry, by key; `codes` are (scheme, code) by agency."""
    known = people(max(number for _, number in holders()), seed)
    seats = {
        post.key: _seat(post, tenure_id, person_id, known[person_id - 1].full_name, ids)
        for tenure_id, (post, person_id) in enumerate(holders(), start=1)
    }
    found = {}
    for number, agency in enumerate(inside()):
        if agency.has_registry:
            code = _code(codes[agency.key], live=agency.live)
            desk = _living if agency.live else _closed
            found[agency.key] = desk(agency, ids, code, seats, seed * 100_000 + number)
    return found


def _seat(post: PostSpec, tenure_id: int, person_id: int, name: str, ids: Ids) -> Seat:
    label = str(post.role.label)
    unit = _unit_names().get(post.unit, "")
    return Seat(name, post.title, label, ids.posts[post.key], tenure_id, person_id, unit)


@cache
def _unit_names() -> dict[str, str]:
    return {unit.key: unit.name for agency in inside() for unit in agency.units}


def _code(codes: Sequence[tuple[str, str]], *, live: bool) -> str:
    """The code written into identifiers; old papers bear the 13 characters of their day."""
    wanted = CodeScheme.QD_20 if live else CodeScheme.QCVN_102
    fitting = [code for scheme, code in codes if scheme == wanted]
    return fitting[0] if fitting else codes[0][1]


def _living(agency: AgencySpec, ids: Ids, code: str, seats: dict[str, Seat], _: int) -> Desk:
    by_role: dict[Role, list[Seat]] = {}
    for post in agency.posts:
        by_role.setdefault(post.role, []).append(seats[post.key])
    return Desk(
        agency_id=ids.agencies[agency.key],
        spec=agency,
        code=code,
        clerk=by_role[Role.RECORDS_CLERK][0],
        leaders=by_role[Role.AGENCY_LEADER],
        chief=by_role.get(Role.OFFICE_CHIEF, [None])[0],
        rooms=[room for room in (_room(agency, n, ids, seats) for n in range(len(agency.units)))],
    )


def _room(agency: AgencySpec, number: int, ids: Ids, seats: dict[str, Seat]) -> Room:
    unit = agency.units[number]
    people_here = [post for post in agency.posts if post.unit == unit.key]
    head = next(p for p in people_here if p.role in {Role.UNIT_HEAD, Role.OFFICE_CHIEF})
    specialist = next((p for p in people_here if p.role == Role.SPECIALIST), None)
    return Room(
        unit_id=ids.units[unit.key],
        name=unit.name,
        field=unit.field,
        head=seats[head.key],
        specialist=seats[specialist.key] if specialist else None,
    )


def _closed(agency: AgencySpec, ids: Ids, code: str, _: dict[str, Seat], number: int) -> Desk:
    clerk = full_name(number, 0, "clerk")[0]
    leader = full_name(number, 1, "clerk")[0]
    return Desk(
        agency_id=ids.agencies[agency.key],
        spec=agency,
        code=code,
        clerk=Seat(clerk, "Văn thư", str(Role.RECORDS_CLERK.label)),
        leaders=[Seat(leader, agency.leader_title, str(Role.AGENCY_LEADER.label))],
    )
