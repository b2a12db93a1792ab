"""Remote keys by the API of the Cloud Signature Consortium, version 2 (CSC API v2.0.0.2).

The service authorises each signature for the digest that will be signed (SCAL2), with the PIN that
the holder gave. What it says is distrusted: sizes and kinds are checked, and pyHanko checks nothing
of the signature, so the caller's verification does.
"""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asn1crypto import algos, x509
from pyhanko.sign.signers import Signer

from vanthu.ground.signing.errors import BadKeyService, KeyNotFound, NoKeyServer
from vanthu.ground.signing.keys.csc_client import Client
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer


@contextmanager
def opened(place: KeyPlace, secret: Secret, server: KeyServer) -> Iterator[OpenKey]:
    """The credential `place.credential` of the service.

    Raises NoKeyServer, KeyNotFound, KeyServiceSilent, KeyServiceRefused, BadKeyService; a wrong PIN
    is told when it signs (WrongSecret).
    """
    client = client_of(server)
    certificate, chain = asyncio.run(certificates(client, place.credential))
    yield OpenKey(certificate, chain, _RemoteSigner(certificate, chain, place, secret, client))


def client_of(server: KeyServer) -> Client:
    """The client of the service that the operator named. Raises NoKeyServer."""
    if not server.csc_url:
        raise NoKeyServer(setting="VANTHU_CSC_URL")
    return Client(server.csc_url, server.csc_token, server.seconds)


async def certificates(
    client: Client, credential: str
) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    """The certificate of the credential and the ones above it. Raises KeyNotFound too."""
    if credential not in await client.credentials():
        raise KeyNotFound(key=credential)
    told = await client.credential(credential)
    try:
        listed = told["cert"]["certificates"]
        found = [x509.Certificate.load(base64.b64decode(each), strict=True) for each in listed]
        return found[0], tuple(found[1:])
    except (KeyError, IndexError, TypeError, ValueError, binascii.Error) as error:
        raise BadKeyService from error


class _RemoteSigner(Signer):
    """Authorises each digest with the holder's PIN, then has it signed."""

    def __init__(
        self,
        certificate: x509.Certificate,
        chain: tuple[x509.Certificate, ...],
        place: KeyPlace,
        secret: Secret,
        client: Client,
    ) -> None:
        super().__init__(signing_cert=certificate)
        self._cert_registry.register_multiple([certificate, *chain])
        self._credential = place.credential
        self._secret = secret
        self._client = client

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature over `data`; some bytes of its size when it only estimates."""
        if dry_run:
            return bytes(512)
        digest = hashlib.new(digest_algorithm, data).digest()
        return (await self.sign_digests([digest], digest_algorithm))[0]

    async def sign_digests(self, digests: list[bytes], digest_algorithm: str) -> list[bytes]:
        """One signature for each digest, under one authorisation. Raises what the client raises."""
        told = [base64.b64encode(digest).decode() for digest in digests]
        hashed = algos.DigestAlgorithmId(digest_algorithm).dotted
        activation = await self._client.authorize(self._credential, told, hashed, self._secret.pin)
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        signed = await self._client.sign_hash(
            self._credential, activation, told, hashed, mechanism["algorithm"].dotted
        )
        return [_signature(each) for each in _as_many(signed, len(digests))]


def _as_many(signed: Any, count: int) -> list[Any]:
    if not isinstance(signed, list) or len(signed) != count:
        raise BadKeyService
    return signed


def _signature(told: Any) -> bytes:
    try:
        signature = base64.b64decode(told, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise BadKeyService from error
    if not 0 < len(signature) <= 512:
        raise BadKeyService
    return signature
