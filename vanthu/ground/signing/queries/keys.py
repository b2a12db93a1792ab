"""Reads of keys and pictures."""

from datetime import date, datetime, timedelta

from vanthu.ground.base.actor import Actor
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.keys.places import KeyPlace
from vanthu.ground.signing.models import AgencySeal, SignatureImage, SigningKey
from vanthu.kernel.errors import NotFound


def own_keys(person_id: int) -> list[SigningKey]:
    """A person's keys, those in use first, then the withdrawn, newest first."""
    return _listed(person=person_id)


def agency_keys(agency_id: int) -> list[SigningKey]:
    """An agency's keys, those in use first, then the withdrawn, newest first."""
    return _listed(agency=agency_id)


def _listed(**holder: int) -> list[SigningKey]:
    rows = SigningKey.objects.filter(**holder).order_by("-registered_at")
    return sorted(rows, key=lambda key: key.withdrawn_at is not None)


def usable_keys(actor: Actor, holder: KeyHolder) -> list[SigningKey]:
    """The keys that the actor can sign with now, as a person or for the agency."""
    rows = own_keys(actor.person_id or 0)
    if holder is KeyHolder.AGENCY:
        rows = agency_keys(actor.agency_id)
    return [
        key for key in rows if not key.withdrawn_at and key.starts_at <= actor.now < key.ends_at
    ]


def find_key(key_id: int) -> SigningKey:
    """The key; raises NotFound."""
    key = SigningKey.objects.filter(pk=key_id).first()
    if key is None:
        raise NotFound
    return key


def place_of(key: SigningKey) -> KeyPlace:
    """Where the key is opened."""
    return KeyPlace(Driver(key.driver), key.token, key.credential, bytes.fromhex(key.fingerprint))


def image_of(person_id: int) -> SignatureImage | None:
    """The picture of a person's signature as it is now."""
    rows = SignatureImage.objects.filter(person=person_id).select_related("blob")
    return rows.order_by("-registered_at", "-pk").first()


def seal_of(agency_id: int, day: date) -> AgencySeal | None:
    """The agency's seal on the day."""
    return AgencySeal.objects.on(day).filter(agency=agency_id).select_related("blob").first()


def expiring(now: datetime, days: int) -> list[SigningKey]:
    """The keys in use whose certificates end within so many days, or have ended, soonest first."""
    rows = SigningKey.objects.filter(withdrawn_at=None, ends_at__lt=now + timedelta(days=days))
    return list(rows.select_related("person").order_by("ends_at", "pk"))
