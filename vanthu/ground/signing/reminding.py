"""Tells holders in good time that a certificate ends: a leader without one cannot sign."""

from django.conf import settings

from vanthu.ground.access.keys import post, registry
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import Notify, notify_all
from vanthu.ground.people.queries import tenures_of
from vanthu.ground.signing.models import SigningKey
from vanthu.ground.signing.queries import expiring
from vanthu.kernel.dates import short_date


def remind_expiring(actor: Actor) -> int:
    """One notice for each certificate that ends within `VANTHU_KEY_WARNING_DAYS`; how many."""
    rows = expiring(actor.now, int(settings.SIGNING["warning_days"]))
    return notify_all(actor, [note for key in rows for note in _notes(actor, key)])


def _notes(actor: Actor, key: SigningKey) -> list[Notify]:
    ends = short_date(key.ends_at.date())
    return [
        Notify(
            holder=holder,
            kind="key-ends",
            text=f"Chứng thư số “{key.subject}” hết hạn ngày {ends}. Hãy gia hạn và đăng ký lại.",
            link="/account/signing" if key.person_id else "/config/seal",
            object_type="signing-key",
            object_id=key.pk,
            repeat_key=f"key-ends:{key.pk}:{holder}",
        )
        for holder in _holders(actor, key)
    ]


def _holders(actor: Actor, key: SigningKey) -> list[int]:
    if key.agency_id is not None:
        return [registry(key.agency_id)]
    return [post(tenure.post_id) for tenure in tenures_of(key.person_id or 0, actor.today)]
