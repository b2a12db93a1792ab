"""A passkey in software: answers WebAuthn challenges as a browser with a security key would."""

import hashlib
import json
import secrets
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """One key pair (ES256) bound to a domain; `verifies` says whether it checks who holds it."""

    def __init__(self, origin: str, *, verifies: bool = True) -> None:
        self.origin = origin
        self.verifies = verifies
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        self.count = 0

    def create(self, options: str) -> dict[str, Any]:
        """What navigator.credentials.create() gives for the options."""
        asked = json.loads(options)
        data = self._data(asked["rp"]["id"], _ATTESTED) + bytes(16)
        data += struct.pack(">H", len(self.credential_id)) + self.credential_id + self._cose()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            clientDataJSON=self._client("webauthn.create", asked["challenge"]),
            attestationObject=attestation,
        )

    def get(self, options: str) -> dict[str, Any]:
        """What navigator.credentials.get() gives for the options."""
        asked = json.loads(options)
        self.count += 1
        data = self._data(asked["rpId"])
        client = self._client("webauthn.get", asked["challenge"])
        signed = data + hashlib.sha256(client).digest()
        return self._credential(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    def _credential(self, **response: bytes) -> dict[str, Any]:
        kept = bytes_to_base64url(self.credential_id)
        return {
            "id": kept,
            "rawId": kept,
            "type": "public-key",
            "response": {name: bytes_to_base64url(value) for name, value in response.items()},
        }

    def _data(self, domain: str, flags: int = 0) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        return hashlib.sha256(domain.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        plain = bytes_to_base64url(base64url_to_bytes(challenge))
        return json.dumps({"type": kind, "challenge": plain, "origin": self.origin}).encode()

    def _cose(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
