"""Keys in a PKCS#12 file that its holder hands over at each signing; for evaluation.

The file and its password are held in memory for the one act and kept nowhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from asn1crypto import x509
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509 import Certificate
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from vanthu.ground.signing.errors import BadKeyFile, WrongSecret
from vanthu.ground.signing.keys.opened import OpenKey, Secret


@contextmanager
def opened(secret: Secret) -> Iterator[OpenKey]:
    """The key of the file, with the chain that lies in it. Raises WrongSecret, BadKeyFile."""
    try:
        held = pkcs12.load_pkcs12(secret.file, secret.pin.encode())
    except ValueError as error:
        raise _reason(error) from error
    if held.cert is None or not isinstance(held.key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise BadKeyFile
    chain = tuple(_asn1(extra.certificate) for extra in held.additional_certs)
    plain = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    certificate = _asn1(held.cert.certificate)
    yield OpenKey(
        certificate,
        chain,
        SimpleSigner(certificate, PrivateKeyInfo.load(plain), store),
    )


def _reason(error: ValueError) -> WrongSecret | BadKeyFile:
    told = str(error).lower()
    return WrongSecret() if "password" in told or "mac" in told else BadKeyFile()


def _asn1(certificate: Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
