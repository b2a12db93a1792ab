"""Algorithms that prove nothing any more: SHA-1 and MD5, RSA below 2048 bits, EC below 224.

The limits are those of NIST SP 800-131A rev. 2 and of pyHanko's default policy.
"""

from collections.abc import Iterator
from contextlib import suppress

from asn1crypto import x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.path import ValidationPath

from vanthu.ground.signing.verifying.verdicts import Note

_DIGESTS = {"md2", "md4", "md5", "sha1", "ripemd160"}
_FEWEST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}


def weaknesses(signature: EmbeddedPdfSignature, path: ValidationPath | None) -> tuple[Note, ...]:
    """Of the signature, of its key, and of the certificates between it and the root."""
    between = list(path)[1:] if path is not None else [signature.signer_cert]
    return (
        *_digests(signature),
        *_key(signature.signer_cert),
        *(note for each in between for note in _certificate(each)),
    )


def digest_name(signature: EmbeddedPdfSignature) -> str:
    """How the digest of the content is called, as people write it: SHA-256."""
    return _written(signature.md_algorithm)


def _digests(signature: EmbeddedPdfSignature) -> Iterator[Note]:
    names = {signature.md_algorithm}
    with suppress(ValueError):  # an algorithm that names no digest of its own
        names.add(signature.signer_info["signature_algorithm"].hash_algo)
    for name in sorted(names & _DIGESTS):
        yield Note("weak-digest", {"name": _written(name)})


def _key(certificate: x509.Certificate) -> Iterator[Note]:
    kind, bits = certificate.public_key.algorithm, certificate.public_key.bit_size
    if bits < _FEWEST_BITS.get(kind, 0):
        yield Note("weak-key", {"name": kind.upper(), "bits": bits})


def _certificate(certificate: x509.Certificate) -> Iterator[Note]:
    try:
        digest = certificate.hash_algo
    except ValueError:
        return
    if digest in _DIGESTS:
        name = str(certificate.subject.native.get("common_name", ""))
        yield Note("weak-certificate", {"name": name, "digest": _written(digest)})


def _written(name: str) -> str:
    return name.upper().replace("SHA", "SHA-", 1) if name.startswith("sha") else name.upper()
