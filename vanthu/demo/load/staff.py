"""Rows of the people: persons, accounts with the demo's password, tenures."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.bulk.moments import seconds
from vanthu.demo.load.province import Ids
from vanthu.demo.names import people
from vanthu.demo.organisation import province
from vanthu.demo.sources import REFORM
from vanthu.demo.specs import PostSpec
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.kernel.text import sort_key_vi

# Everyone in the demo signs in with it; an installation for real work has no demo people.
DEMO_PASSWORD = "vanthu-demo"

_BASIS = "Dữ liệu mẫu"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account worth trying, one for each role."""

    username: str
    name: str
    title: str
    agency: str
    role: str


def holders() -> list[tuple[PostSpec, int]]:
    """Every post with the number of the person who holds it, in the order of the tenures' ids."""
    own = [post for post in province().posts if not post.held_with]
    # Whoever came to the demo later comes last, so that the others keep their names.
    own.sort(key=lambda post: post.role == Role.PERSONNEL)
    numbers = {post.key: number for number, post in enumerate(own, start=1)}
    return [(post, numbers[post.held_with or post.key]) for post in province().posts]


def write_people(sink: Sink, ids: Ids, seed: int, now: datetime) -> None:
    """A person for every post that nobody of another post holds, and the tenures."""
    count = max(number for _, number in holders())
    persons = sink.rows(Table(Person, "id", "full_name", "name_key", "email"))
    accounts = sink.rows(Table(Account, "id", "person", "username", "password", "created_at"))
    password = make_password(DEMO_PASSWORD)
    created = sink.moments.stamp(seconds(now))
    for number, person in enumerate(people(count, seed), start=1):
        key = sort_key_vi(person.full_name)
        persons.append((number, person.full_name, key, person.email))
        accounts.append((number, number, person.username, password, created))
    tenures = sink.rows(Table(Tenure, "id", "person", "post", "valid_from", "valid_to", "basis"))
    for tenure_id, (post, person_id) in enumerate(holders(), start=1):
        tenures.append((tenure_id, person_id, ids.posts[post.key], REFORM, None, _BASIS))


# Where each role is best tried: the clerk's day in a ward, the leader's in the province, and so on.
_TRIALS = (
    ("ubnd:29551", Role.RECORDS_CLERK),
    ("ubnd:29551", Role.AGENCY_LEADER),
    ("ubnd:29551", Role.OFFICE_CHIEF),
    ("ubnd:29551", Role.UNIT_HEAD),
    ("ubnd:29551", Role.SPECIALIST),
    ("ubnd:86", Role.RECORDS_CLERK),
    ("ubnd:86", Role.AGENCY_LEADER),
    ("so-noi-vu", Role.RECORDS_CLERK),
    ("so-noi-vu", Role.ARCHIVIST),
    ("tinh-uy:86", Role.RECORDS_CLERK),
    ("tt-cds", Role.SYSADMIN),
    ("thanh-tra", Role.INSPECTOR),
)


def demo_accounts() -> list[DemoAccount]:
    """One account for each role in agencies worth trying; empty before the province is loaded."""
    agencies = {agency.key: agency for agency in province().live}
    found = []
    for key, role in _TRIALS:
        agency = agencies[key]
        post = next(post for post in agency.posts if post.role == role)
        tenure = (
            Tenure.objects.filter(
                post__agency__versions__name=agency.name,
                post__role=role,
                post__title=post.title,
                post__deputy=post.deputy,
                valid_to=None,
            )
            .select_related("person__account")
            .order_by("post__rank", "post_id")
            .first()
        )
        if tenure is not None:
            person = tenure.person
            label = str(role.label)
            found.append(
                DemoAccount(
                    person.account.username, person.full_name, post.title, agency.name, label
                )
            )
    return found
