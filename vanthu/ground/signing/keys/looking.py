"""Which keys the server's devices and services offer, for whoever registers one."""

import asyncio
from dataclasses import dataclass

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass, PKCS11Error

from vanthu.ground.signing.choices import Driver
from vanthu.ground.signing.errors import KeyNotFound
from vanthu.ground.signing.keys.csc import certificates, client_of
from vanthu.ground.signing.keys.csc_client import Client
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer


@dataclass(frozen=True)
class Offered:
    """A key that can be registered: its place and its certificate (DER)."""

    place: KeyPlace
    certificate: bytes


def offered(driver: Driver, server: KeyServer) -> list[Offered]:
    """The keys of all tokens or of the remote service; none where the operator set nothing.

    Raises KeyServiceSilent, KeyServiceRefused, BadKeyService.
    """
    if driver is Driver.CSC and server.csc_url:
        return asyncio.run(_credentials(client_of(server)))
    if driver is Driver.PKCS11 and server.pkcs11_module:
        return _on_tokens(server)
    return []


async def _credentials(client: Client) -> list[Offered]:
    found = []
    for credential in await client.credentials():
        certificate, _chain = await certificates(client, credential)
        found.append(Offered(KeyPlace(Driver.CSC, "", credential), certificate.dump()))
    return found


def _on_tokens(server: KeyServer) -> list[Offered]:
    try:
        tokens = list(pkcs11.lib(server.pkcs11_module).get_tokens())
        return [each for token in tokens for each in _on_token(token)]
    except (PKCS11Error, RuntimeError) as error:
        raise KeyNotFound(key=server.pkcs11_module) from error


def _on_token(token: pkcs11.Token) -> list[Offered]:
    with token.open() as session:
        found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        told = [(str(each[Attribute.LABEL]), bytes(each[Attribute.VALUE])) for each in found]
    return [
        Offered(KeyPlace(Driver.PKCS11, str(token.label).strip(), label), der)
        for label, der in told
        if not x509.Certificate.load(der).ca
    ]
