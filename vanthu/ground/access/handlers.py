"""What happens to access when people change posts: the change waits for a leader's confirmation."""

from datetime import date

from vanthu.ground.access.models import RightsChange
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.events import (
    AboutDelegation,
    AboutTenure,
    Appointed,
    Delegated,
    DelegationRevoked,
    TenureEnded,
)
from vanthu.ground.people.models import Tenure


def on_appointed(actor: Actor, event: Appointed) -> None:
    """Somebody has the rights of a post from a day on."""
    _about_tenure(actor, event)


def on_tenure_ended(actor: Actor, event: TenureEnded) -> None:
    """Somebody loses the rights of a post."""
    _about_tenure(actor, event)


def on_delegated(actor: Actor, event: Delegated) -> None:
    """Somebody acts from another's post for a while."""
    _about_delegation(actor, event, event.starts, event.basis)


def on_delegation_revoked(actor: Actor, event: DelegationRevoked) -> None:
    """Somebody no longer acts from another's post."""
    _about_delegation(actor, event, actor.today, "")


def _about_tenure(actor: Actor, event: AboutTenure) -> None:
    _keep(actor, event.agency_id, event.name, event.person, event.post, event.on, event.basis)


def _about_delegation(actor: Actor, event: AboutDelegation, on: date, basis: str) -> None:
    receiver = Tenure.objects.values_list("person_id", flat=True).get(pk=event.receiver)
    post = Tenure.objects.values_list("post_id", flat=True).get(pk=event.giver)
    _keep(actor, event.agency_id, event.name, receiver, post, on, basis)


def _keep(
    actor: Actor, agency_id: int, what: str, person_id: int, post_id: int, on: date, basis: str
) -> None:
    RightsChange.objects.create(
        agency_id=agency_id,
        what=what,
        person_id=person_id,
        post_id=post_id,
        on=on,
        basis=basis.strip()[:200],
        made_at=actor.now,
        made_by=actor.account_id,
        made_by_name=actor.name,
    )
