"""Keys on a token or HSM that a PKCS#11 module of this server reaches.

A login to a token holds for the whole process, so two people signing at once could use each other's
login: a session lives only while it signs, and one at a time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass, PKCS11Error
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer

from vanthu.ground.signing.errors import KeyNotFound, NoKeyServer, TokenBusy, WrongSecret
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer

_one_at_a_time = threading.Lock()
_LONGEST_WAIT = 30  # seconds
_WRONG = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked)


@contextmanager
def opened(place: KeyPlace, secret: Secret, server: KeyServer) -> Iterator[OpenKey]:
    """The key labelled `place.credential` on the token labelled `place.token`.

    Raises NoKeyServer, KeyNotFound, WrongSecret, TokenBusy.
    """
    with _session(place, secret, server) as session:
        certificates = _certificates(session)
    certificate = certificates.pop(place.credential, None)
    if certificate is None:
        raise KeyNotFound(key=place.credential)
    chain = tuple(each for each in certificates.values() if each.ca)
    yield OpenKey(certificate, chain, _TokenSigner(certificate, chain, place, secret, server))


class _TokenSigner(Signer):
    """Signs in a session of its own each time."""

    def __init__(
        self,
        certificate: x509.Certificate,
        chain: tuple[x509.Certificate, ...],
        place: KeyPlace,
        secret: Secret,
        server: KeyServer,
    ) -> None:
        super().__init__(signing_cert=certificate)
        self._cert_registry.register_multiple([certificate, *chain])
        self._where = (place, secret, server)
        self._label = place.credential

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature over `data`; some bytes of its size when it only estimates."""
        if dry_run:
            return bytes(512)
        with _session(*self._where) as session:
            signer = PKCS11Signer(session, key_label=self._label, signing_cert=self.signing_cert)
            try:
                return await signer.async_sign_raw(data, digest_algorithm)
            except PKCS11Error as error:
                raise KeyNotFound(key=self._label) from error


@contextmanager
def _session(place: KeyPlace, secret: Secret, server: KeyServer) -> Iterator[pkcs11.Session]:
    if not server.pkcs11_module:
        raise NoKeyServer(setting="VANTHU_PKCS11_MODULE")
    if not _one_at_a_time.acquire(timeout=_LONGEST_WAIT):
        raise TokenBusy
    try:
        with _token(place, server).open(user_pin=secret.pin) as session:
            yield session
    except _WRONG as error:
        raise WrongSecret from error
    except pkcs11.UserAlreadyLoggedIn as error:
        raise TokenBusy from error
    finally:
        _one_at_a_time.release()


def _token(place: KeyPlace, server: KeyServer) -> pkcs11.Token:
    try:
        return pkcs11.lib(server.pkcs11_module).get_token(token_label=place.token)
    except (PKCS11Error, RuntimeError) as error:
        raise KeyNotFound(key=place.token) from error


def _certificates(session: pkcs11.Session) -> dict[str, x509.Certificate]:
    """The certificates on the token by their labels."""
    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    return {
        str(each[Attribute.LABEL]): x509.Certificate.load(each[Attribute.VALUE]) for each in found
    }
