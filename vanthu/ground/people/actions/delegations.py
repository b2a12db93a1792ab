"""Delegations: acting for an absent colleague, and signing by authority (Q-007)."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post
from vanthu.ground.people import events
from vanthu.ground.people.actions.tenures import find_tenure
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.errors import DelegationOverlaps
from vanthu.ground.people.models import Delegation, Tenure
from vanthu.ground.people.permissions import check_delegate
from vanthu.ground.people.queries import overlapping
from vanthu.ground.people.rules import Place, check_delegation
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.periods import Period


@action
def delegate(
    actor: Actor,
    *,
    receiver_tenure_id: int,
    kind: DelegationKind,
    from_day: date,
    to_day: date,
    basis: str,
    scope: str = "",
) -> Delegation:
    """Let a colleague act for the actor from `from_day` until before `to_day` (Q-007).

    Authority to sign needs its scope and the written act. Raises CannotDelegateOn, CannotReceive,
    CannotAuthoriseSigning, DelegationOverlaps, EmptyPeriod, Invalid.
    """
    check_delegate(actor)
    giver, receiver = find_tenure(actor.tenure_id or 0), find_tenure(receiver_tenure_id)
    check_delegation(
        kind,
        _place(giver.post),
        _place(receiver.post),
        acting_for_another=actor.on_behalf_of is not None,
    )
    _check_written(actor, kind, basis, scope, to_day)
    period = Period(from_day, to_day)
    _check_free(giver, receiver, kind, period)
    row = Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        kind=kind,
        scope=scope.strip(),
        basis=basis.strip(),
        valid_from=from_day,
        valid_to=to_day,
    )
    announce(
        actor,
        events.Delegated(
            agency_id=actor.agency_id,
            object_id=row.pk,
            giver=giver.pk,
            receiver=receiver.pk,
            delegation_kind=kind,
            starts=from_day,
            ends=to_day,
            scope=row.scope,
            basis=row.basis,
        ),
    )
    return row


@action
def revoke_delegation(actor: Actor, *, delegation_id: int) -> None:
    """Take back what one has given; from this moment it gives nothing. Raises NotFound."""
    row = Delegation.objects.filter(
        pk=delegation_id, giver__person=actor.person_id, revoked_at=None
    ).first()
    if row is None:
        raise NotFound
    row.revoked_at = actor.now
    row.save(update_fields=["revoked_at"])
    announce(
        actor,
        events.DelegationRevoked(
            agency_id=actor.agency_id,
            object_id=row.pk,
            giver=row.giver_id,
            receiver=row.receiver_id,
            delegation_kind=row.kind,
        ),
    )


def _check_free(giver: Tenure, receiver: Tenure, kind: DelegationKind, period: Period) -> None:
    rows = Delegation.objects.filter(giver=giver, receiver=receiver, kind=kind, revoked_at=None)
    found = overlapping(rows, period).first()
    if found is not None:
        raise DelegationOverlaps(
            name=receiver.person.full_name, period=str(Period(found.valid_from, found.valid_to))
        )


def _check_written(
    actor: Actor, kind: DelegationKind, basis: str, scope: str, to_day: date
) -> None:
    errors = {}
    if not basis.strip():
        errors["basis"] = "Hãy ghi văn bản ủy quyền."
    if kind is DelegationKind.SIGNING and not scope.strip():
        errors["scope"] = "Hãy ghi nội dung được ký thừa ủy quyền."
    if to_day <= actor.today:
        errors["to_day"] = "Ngày kết thúc đã qua. Hãy chọn ngày sau hôm nay."
    if errors:
        raise Invalid(errors)


def _place(post: Post) -> Place:
    return Place(post.agency_id, Role(post.role), post.deputy)
