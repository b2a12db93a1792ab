"""Keys are registered by who holds them, and withdrawn."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing import events
from vanthu.ground.signing.certificates import Facts, facts_of
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.errors import CertificateEnded, KeyTaken, NotYourName
from vanthu.ground.signing.models import SigningKey
from vanthu.ground.signing.permissions import check_holds, check_keeps_seal, check_own, may_be_of
from vanthu.ground.signing.queries import find_key
from vanthu.kernel.errors import Conflict, Invalid

_NO_BASIS = "Hãy ghi văn bản giao thiết bị khóa bí mật cho văn thư: số, ngày, tháng, năm."


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What is said of a key: its certificate (DER or PEM), and where the key is reached."""

    driver: Driver
    certificate: bytes
    token: str = ""
    credential: str = ""
    basis: str = ""


@action
def register_key(actor: Actor, *, holder: KeyHolder, key: Registration) -> SigningKey:
    """One's own key, or as the clerk the agency's, which needs the paper of its hand-over.

    Raises NotYourKey, NotTheClerk, NotYourName, CertificateEnded, KeyTaken, BadCertificate and
    Invalid.
    """
    by = check_keeps_seal(actor) if holder is KeyHolder.AGENCY else check_own(actor)
    facts = facts_of(key.certificate)
    _check(actor, holder, key, facts)
    row = SigningKey.objects.create(
        holder=holder,
        driver=key.driver,
        token=key.token.strip(),
        credential=key.credential.strip(),
        certificate=facts.der,
        fingerprint=facts.fingerprint,
        subject=facts.subject,
        issuer=facts.issuer,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        basis=key.basis.strip(),
        registered_by_id=by,
        registered_at=actor.now,
        **_held(actor, holder),
    )
    announce(actor, _registered(actor, row))
    return row


def _check(actor: Actor, holder: KeyHolder, key: Registration, facts: Facts) -> None:
    if facts.ends_at <= actor.now:
        raise CertificateEnded(subject=facts.subject)
    if not may_be_of(actor, holder, facts.subject):
        raise NotYourName(subject=facts.subject, name=actor.name)
    if holder is KeyHolder.AGENCY and not key.basis.strip():
        raise Invalid({"basis": _NO_BASIS})
    if SigningKey.objects.filter(fingerprint=facts.fingerprint, withdrawn_at=None).exists():
        raise KeyTaken


def _held(actor: Actor, holder: KeyHolder) -> dict[str, int | None]:
    if holder is KeyHolder.AGENCY:
        return {"agency_id": actor.agency_id}
    return {"person_id": actor.person_id}


def _registered(actor: Actor, row: SigningKey) -> events.KeyRegistered:
    return events.KeyRegistered(
        agency_id=actor.agency_id,
        object_id=row.pk,
        holder=row.holder,
        of=row.person_id or row.agency_id or 0,
        driver=row.driver,
        subject=row.subject,
        issuer=row.issuer,
        fingerprint=row.fingerprint,
        ends=row.ends_at.date(),
        basis=row.basis,
    )


@action
def withdraw_key(actor: Actor, *, key_id: int, why: str) -> None:
    """Stop using a key: lost, replaced, handed back. What was signed with it stays signed.

    Raises NotFound, NotYourKey, NotTheClerk, Conflict, Invalid.
    """
    row = find_key(key_id)
    check_holds(actor, row)
    if not why.strip():
        raise Invalid({"why": "Hãy ghi lý do ngừng dùng khóa này."})
    done = SigningKey.objects.filter(pk=row.pk, withdrawn_at=None)
    if not done.update(withdrawn_at=actor.now, withdrawn_why=why.strip()[:200]):
        raise Conflict
    announce(
        actor,
        events.KeyWithdrawn(
            agency_id=actor.agency_id, object_id=row.pk, subject=row.subject, why=why.strip()
        ),
    )
