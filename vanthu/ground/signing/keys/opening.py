"""Opens a registered key with the secret that its holder gives."""

from collections.abc import Iterator
from contextlib import contextmanager

from vanthu.ground.signing.choices import Driver
from vanthu.ground.signing.errors import OtherKey
from vanthu.ground.signing.keys import csc, pkcs11, pkcs12
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer


@contextmanager
def open_key(place: KeyPlace, secret: Secret, server: KeyServer) -> Iterator[OpenKey]:
    """The key, open until the block ends; `secret` is kept by nobody.

    Raises WrongSecret, BadKeyFile, KeyNotFound, KeyServiceSilent, KeyServiceRefused,
    BadKeyService, TokenBusy, OtherKey when it is not the key that was registered.
    """
    match place.driver:
        case Driver.PKCS12:
            opened = pkcs12.opened(secret)
        case Driver.PKCS11:
            opened = pkcs11.opened(place, secret, server)
        case Driver.CSC:
            opened = csc.opened(place, secret, server)
    with opened as key:
        if place.fingerprint and key.certificate.sha256 != place.fingerprint:
            raise OtherKey
        yield key
