"""Who may register and use keys (Decree 30/2020/NĐ-CP, Art. 32), and who keeps the trust list."""

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.permissions import is_provincial
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.errors import KeyEnded, NotTheClerk, NotTheTrustKeeper, NotYourKey
from vanthu.ground.signing.models import SigningKey
from vanthu.kernel.text import fold


def check_own(actor: Actor) -> int:
    """The actor's person; raises NotYourKey while acting for another: signatures are one's own."""
    if actor.person_id is None or actor.on_behalf_of is not None:
        raise NotYourKey
    return actor.person_id


def check_keeps_seal(actor: Actor) -> int:
    """The actor's person; raises NotTheClerk unless it is the clerk who keeps device and seal."""
    if actor.role != Role.RECORDS_CLERK or actor.person_id is None:
        raise NotTheClerk
    check_right(actor, Right.ISSUE)
    return actor.person_id


def may_be_of(actor: Actor, holder: KeyHolder, subject: str) -> bool:
    """Whether a certificate of this name could be the actor's; an agency's may say anything."""
    return holder is KeyHolder.AGENCY or fold(actor.name) in fold(subject)


def check_holds(actor: Actor, key: SigningKey) -> None:
    """Raise NotYourKey or NotTheClerk unless the key is the actor's, or the clerk's agency's."""
    if key.holder == KeyHolder.AGENCY:
        check_keeps_seal(actor)
        if key.agency_id != actor.agency_id:
            raise NotYourKey
    elif key.person_id != check_own(actor):
        raise NotYourKey


def check_use(actor: Actor, key: SigningKey) -> None:
    """Raise unless the actor may sign with the key now: NotYourKey, NotTheClerk, KeyEnded."""
    check_holds(actor, key)
    if key.withdrawn_at is not None or not key.starts_at <= actor.now < key.ends_at:
        raise KeyEnded(subject=key.subject)


def check_keep_trust(actor: Actor) -> None:
    """Raise NotTheTrustKeeper unless the actor may change the trust list."""
    if not (actor.may(Right.CONFIGURE) and is_provincial(actor)):
        raise NotTheTrustKeeper
