"""API tokens: bearer secrets that act from one post with its rights."""

from datetime import timedelta

from vanthu.ground.access import events
from vanthu.ground.access.errors import SeatNotYours
from vanthu.ground.access.models import ApiToken
from vanthu.ground.access.permissions import check_own_account
from vanthu.ground.access.policy import policy
from vanthu.ground.access.resolve import hashed
from vanthu.ground.access.secret import new_secret
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import Invalid, NotFound

# Lets scanners of published code recognise a token of ours that was published by mistake.
PREFIX = "vanthu_"


@action
def make_token(actor: Actor, *, label: str, days: int = 90) -> tuple[str, ApiToken]:
    """A token for the post at hand; its secret is shown this once. Raises Invalid, SeatNotYours.

    Not while acting for somebody absent: the token would outlive the delegation's sense.
    """
    check_own_account(actor)
    if actor.tenure_id is None or actor.on_behalf_of is not None:
        raise SeatNotYours("Hãy chuyển về chức vụ của chính bạn rồi tạo mã truy cập.")
    if not label.strip():
        raise Invalid({"label": "Hãy đặt tên để biết mã này dùng cho phần mềm nào."})
    longest = policy().token_days
    if not 1 <= days <= longest:
        raise Invalid({"days": f"Thời hạn phải từ 1 đến {longest} ngày."})
    secret = PREFIX + new_secret()
    token = ApiToken.objects.create(
        token_hash=hashed(secret),
        tenure_id=actor.tenure_id,
        label=label.strip()[:80],
        created_at=actor.now,
        expires_at=actor.now + timedelta(days=days),
    )
    announce(
        actor,
        events.TokenMade.of(
            actor,
            token=token.pk,
            label=token.label,
            expires_at=token.expires_at.isoformat(),
        ),
    )
    return secret, token


@action
def revoke_token(actor: Actor, *, token_id: int) -> None:
    """The token opens nothing from now on; raises NotFound for one of somebody else."""
    token = ApiToken.objects.filter(
        pk=token_id, tenure__person=actor.person_id, revoked_at=None
    ).first()
    if token is None:
        raise NotFound
    token.revoked_at = actor.now
    token.save(update_fields=["revoked_at"])
    announce(
        actor,
        events.TokenRevoked.of(
            actor,
            token=token.pk,
            label=token.label,
        ),
    )
