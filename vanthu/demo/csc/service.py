"""What the service answers to each call, as values; `site` puts it on the web."""

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from vanthu.demo.csc.vault import Vault

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
MOST_HASHES = 100
_LEAVE = timedelta(minutes=5)


def _now() -> datetime:
    return datetime.now(UTC)


class Refused(Exception):
    """The service says no: the error code of the API, and a sentence."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


@dataclass(frozen=True)
class _Leave:
    """What one authorisation allows: these digests, by this key, once, for some minutes."""

    credential: str
    key: RSAPrivateKey
    digests: tuple[str, ...]
    until: datetime


@dataclass
class Service:
    """The calls of the API over a vault; what was authorised is remembered for some minutes."""

    vault: Vault
    clock: Callable[[], datetime] = _now
    _leaves: dict[str, _Leave] = field(default_factory=dict)

    def answer(self, name: str, asked: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to one call, None for a call that there is not. Raises Refused."""
        calls = {
            "info": self._info,
            "credentials/list": self._list,
            "credentials/info": self._credential,
            "credentials/authorize": self._authorize,
            "signatures/signHash": self._sign,
        }
        return calls[name](asked) if name in calls else None

    def _info(self, _asked: dict[str, Any]) -> dict[str, Any]:
        return {
            "specs": "2.0.0.2",
            "name": "vanthu DEMO – ký số từ xa, không có giá trị pháp lý",
            "region": "VN",
            "lang": "vi-VN",
            "authType": ["external"],
            "methods": [
                "credentials/list",
                "credentials/info",
                "credentials/authorize",
                "signatures/signHash",
            ],
        }

    def _list(self, _asked: dict[str, Any]) -> dict[str, Any]:
        return {"credentialIDs": self.vault.ids()}

    def _credential(self, asked: dict[str, Any]) -> dict[str, Any]:
        certificates = self.vault.certificates(str(asked.get("credentialID")))
        if certificates is None:
            raise _unknown()
        chain = [
            base64.b64encode(each.public_bytes(Encoding.DER)).decode() for each in certificates
        ]
        return {
            "key": {"status": "enabled", "algo": [RSA_SHA256], "len": 2048},
            "cert": {"status": "valid", "certificates": chain},
            "auth": {"mode": "explicit", "expression": "PIN", "objects": [{"id": "PIN"}]},
            "SCAL": "2",
            "multisign": MOST_HASHES,
        }

    def _authorize(self, asked: dict[str, Any]) -> dict[str, Any]:
        credential, digests = str(asked.get("credentialID")), _digests(asked)
        if self.vault.certificates(credential) is None:
            raise _unknown()
        if asked.get("numSignatures") != len(digests):
            raise Refused("invalid_request", "numSignatures is not the number of hashes")
        key = self.vault.key(credential, _pin(asked))
        if key is None:
            raise Refused("invalid_pin", "The PIN is wrong")
        activation, until = secrets.token_urlsafe(24), self.clock() + _LEAVE
        self._leaves[activation] = _Leave(credential, key, digests, until)
        return {"SAD": activation, "expiresIn": int(_LEAVE.total_seconds())}

    def _sign(self, asked: dict[str, Any]) -> dict[str, Any]:
        leave = self._leaves.pop(str(asked.get("SAD")), None)
        if leave is None or leave.until < self.clock():
            raise Refused("invalid_request", "The SAD is unknown, used or has expired")
        if (leave.credential, leave.digests) != (asked.get("credentialID"), _digests(asked)):
            raise Refused("invalid_request", "The SAD was given for other hashes")
        if asked.get("signAlgo") != RSA_SHA256:
            raise Refused("invalid_request", "Only RSA with SHA-256")
        return {"signatures": [_signed(leave.key, digest) for digest in leave.digests]}


def _unknown() -> Refused:
    return Refused("invalid_request", "There is no such credential")


def _digests(asked: dict[str, Any]) -> tuple[str, ...]:
    told = asked.get("hashes")
    if asked.get("hashAlgorithmOID") != SHA256:
        raise Refused("invalid_request", "Only SHA-256")
    if not isinstance(told, list) or not 0 < len(told) <= MOST_HASHES:
        raise Refused("invalid_request", f"hashes must be 1 to {MOST_HASHES} digests")
    if not all(isinstance(each, str) and _is_digest(each) for each in told):
        raise Refused("invalid_request", "hashes must be base64 of SHA-256 digests")
    return tuple(told)


def _is_digest(told: str) -> bool:
    try:
        return len(base64.b64decode(told, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def _pin(asked: dict[str, Any]) -> str:
    given = asked.get("authData")
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict) and each.get("id") == "PIN":
            return str(each.get("value", ""))
    raise Refused("invalid_request", "authData holds no PIN")


def _signed(key: RSAPrivateKey, digest: str) -> str:
    signature = key.sign(base64.b64decode(digest), padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    return _base64(signature)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
