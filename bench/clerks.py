"""The clerks who register and issue: one for each agency that keeps a register."""

from dataclasses import dataclass
from datetime import datetime

from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Tenure
from vanthu.office.documents.choices import RegisterKind
from vanthu.office.documents.models import Register


@dataclass(frozen=True)
class Clerk:
    """A records clerk of one post: how they sign in, and who they are to the actions."""

    username: str
    actor: Actor


def clerks(count: int, now: datetime) -> list[Clerk]:
    """As many agencies' clerks who hold no second post, in the order of their agencies."""
    open_to_all = Register.objects.filter(kind=RegisterKind.INCOMING, valid_to=None)
    keeping = set(open_to_all.values_list("agency_id", flat=True))
    held = Tenure.objects.filter(
        post__role=Role.RECORDS_CLERK, valid_to=None, post__agency_id__in=keeping
    )
    found = []
    for tenure in held.select_related("person__account").order_by("post__agency_id"):
        if Tenure.objects.filter(person=tenure.person_id, valid_to=None).count() > 1:
            continue
        actor = actor_of_tenure(tenure.pk, now)
        if actor is not None:
            found.append(Clerk(tenure.person.account.username, actor))
        if len(found) == count:
            break
    return found
