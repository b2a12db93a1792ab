"""Passkeys (WebAuthn): registered by who is signed in, then a second factor or a way in by itself.

A challenge is good once: for a session it lies in its row and is taken out when answered; before
there is one it travels signed in a cookie, and the session it opened remembers it.
"""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from vanthu.ground.access import events
from vanthu.ground.access.actions.signing import open_session, second_factor_shown
from vanthu.ground.access.attempts import attempt
from vanthu.ground.access.errors import PasskeyRefused, PasskeysUnavailable
from vanthu.ground.access.models import Passkey, Session
from vanthu.ground.access.permissions import check_own_account
from vanthu.ground.access.queries import has_second_factor
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, unit_of_work
from vanthu.ground.people.models import Account
from vanthu.kernel.errors import NotFound

Credential = dict[str, Any]
_SIGN_IN_TIME = timedelta(minutes=5)
_signer = TimestampSigner(salt="vanthu.passkey")


def begin_passkey(actor: Actor, *, session: str) -> str:
    """The options (JSON) for navigator.credentials.create(); the challenge waits in the session."""
    account = Account.objects.select_related("person").get(pk=check_own_account(actor))
    options = webauthn.generate_registration_options(
        rp_id=_domain(),
        rp_name="Văn thư",
        user_name=account.username,
        user_id=str(account.pk).encode(),
        user_display_name=account.person.full_name,
        exclude_credentials=_descriptors(account.pk),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    _remember(actor, session, options.challenge)
    return webauthn.options_to_json(options)


@action
def add_passkey(actor: Actor, *, session: str, credential: Credential, label: str) -> Passkey:
    """Register the key the browser made; raises PasskeyRefused.

    With the first key of an account the session counts as having shown a second factor.
    """
    account_id = check_own_account(actor)
    first = not has_second_factor(account_id)
    try:
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=_take(actor, session),
            expected_rp_id=_domain(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    kept_id = bytes_to_base64url(verified.credential_id)
    if Passkey.objects.filter(credential_id=kept_id).exists():
        raise PasskeyRefused
    passkey = Passkey.objects.create(
        account_id=account_id,
        credential_id=kept_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        label=label.strip()[:80] or "Khóa truy cập",
        created_at=actor.now,
    )
    if first:
        Session.objects.filter(token_hash=session).update(second_factor_at=actor.now)
    announce(
        actor,
        events.PasskeyAdded.of(
            actor,
            passkey=passkey.pk,
            label=passkey.label,
        ),
    )
    return passkey


@action
def remove_passkey(actor: Actor, *, passkey_id: int) -> None:
    """The key no longer opens the account; raises NotFound."""
    check_own_account(actor)
    passkey = Passkey.objects.filter(pk=passkey_id, account=actor.account_id).first()
    if passkey is None:
        raise NotFound
    announce(
        actor,
        events.PasskeyRemoved.of(
            actor,
            passkey=passkey.pk,
            label=passkey.label,
        ),
    )
    passkey.delete()


def begin_passkey_check(actor: Actor, *, session: str) -> str:
    """The options (JSON) for navigator.credentials.get(), as the second factor."""
    options = webauthn.generate_authentication_options(
        rp_id=_domain(),
        allow_credentials=_descriptors(actor.account_id or 0),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    _remember(actor, session, options.challenge)
    return webauthn.options_to_json(options)


def pass_passkey(actor: Actor, *, session: str, credential: Credential) -> str:
    """Show a passkey as the second factor; the session's new secret. Raises PasskeyRefused."""
    username = Account.objects.values_list("username", flat=True).get(pk=actor.account_id or 0)
    with attempt(actor, username, means="passkey", account_id=actor.account_id):
        challenge = _take(actor, session)
        passkey = _find(credential, actor.account_id)
        _verify(actor, passkey, credential, challenge, verified_user=False)
    return second_factor_shown(actor, session, "passkey")


def begin_passkey_sign_in() -> tuple[str, str]:
    """The options (JSON) for signing in without a name, and the signed challenge for a cookie."""
    options = webauthn.generate_authentication_options(
        rp_id=_domain(), user_verification=UserVerificationRequirement.REQUIRED
    )
    signed = _signer.sign(bytes_to_base64url(options.challenge))
    return webauthn.options_to_json(options), signed


def sign_in_with_passkey(
    caller: Actor, *, signed_challenge: str, credential: Credential, agent: str, previous: str = ""
) -> tuple[str, Session]:
    """Open a session for the key's owner: possession and the device's own check are two factors.

    `caller` carries now, ip and request id. Raises PasskeyRefused, LockedOut.
    """
    kept_id = str(credential.get("id", ""))
    with attempt(caller, kept_id, means="passkey", account_id=None):
        challenge = _unsigned(signed_challenge)
        passkey = _find(credential, None)
        if passkey.account.closed_at is not None:
            raise PasskeyRefused
        _verify(caller, passkey, credential, base64url_to_bytes(challenge), verified_user=True)
    with unit_of_work(caller):
        return open_session(
            caller,
            passkey.account,
            means="passkey",
            agent=agent,
            previous=previous,
            challenge=challenge,
            second_factor=True,
        )


def _unsigned(signed: str) -> str:
    """The challenge of the cookie: ours, fresh, and not one that has opened a session already."""
    try:
        challenge = _signer.unsign(signed, max_age=_SIGN_IN_TIME)
    except BadSignature as error:
        raise PasskeyRefused from error
    if Session.objects.filter(challenge=challenge).exists():
        raise PasskeyRefused
    return challenge


def _find(credential: Credential, account_id: int | None) -> Passkey:
    rows = Passkey.objects.select_related("account")
    if account_id is not None:
        rows = rows.filter(account=account_id)
    passkey = rows.filter(credential_id=str(credential.get("id", ""))).first()
    if passkey is None:
        raise PasskeyRefused
    return passkey


def _verify(
    actor: Actor, passkey: Passkey, credential: Credential, challenge: bytes, *, verified_user: bool
) -> None:
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_domain(),
            expected_origin=_origin(),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=verified_user,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    passkey.sign_count, passkey.used_at = verified.new_sign_count, actor.now
    passkey.save(update_fields=["sign_count", "used_at"])


def _remember(actor: Actor, session: str, challenge: bytes) -> None:
    rows = Session.objects.filter(token_hash=session, account=actor.account_id)
    rows.update(challenge=bytes_to_base64url(challenge))


def _take(actor: Actor, session: str) -> bytes:
    """The session's challenge, taken out in one statement: nobody answers it a second time."""
    rows = Session.objects.filter(token_hash=session, account=actor.account_id)
    kept = rows.exclude(challenge="").values_list("challenge", flat=True).first()
    if kept is None or not rows.filter(challenge=kept).update(challenge=""):
        raise PasskeyRefused
    return base64url_to_bytes(kept)


def _descriptors(account_id: int) -> list[PublicKeyCredentialDescriptor]:
    ids = Passkey.objects.filter(account=account_id).values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(kept)) for kept in ids]


def _origin() -> str:
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _domain() -> str:
    """The name keys are bound to; raises PasskeysUnavailable for an address in numbers."""
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host
    raise PasskeysUnavailable
