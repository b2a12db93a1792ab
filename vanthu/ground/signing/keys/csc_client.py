"""The calls of the CSC API v2 that signing needs, each a POST of JSON with a time limit."""

import json
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from vanthu.ground.signing.errors import (
    BadKeyService,
    KeyServiceRefused,
    KeyServiceSilent,
    WrongSecret,
)

_LARGEST = 1 << 20
"""Bytes of an answer: a chain of certificates needs some thousands."""
_PIN_ERRORS = frozenset({"invalid_pin", "invalid_otp", "invalid_authdata"})
_REFUSED = range(400, 500)


@dataclass(frozen=True)
class Client:
    """A signing service below `url` (".../csc/v2"), spoken to with a bearer token.

    Each call raises KeyServiceSilent (no answer within `seconds`), KeyServiceRefused with the
    service's own reason, BadKeyService (an answer that is none of the API's).
    """

    url: str
    token: str = field(repr=False)
    seconds: float = 10

    async def info(self) -> dict[str, Any]:
        """What the service says of itself (CSC API v2, 11.1)."""
        return await self._call("info", {})

    async def credentials(self) -> list[str]:
        """The ids of the credentials that the token's user has (11.4)."""
        found = (await self._call("credentials/list", {}))["credentialIDs"]
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise BadKeyService
        return found

    async def credential(self, credential: str) -> dict[str, Any]:
        """Certificates, key and way of authorisation of one credential (11.5)."""
        return await self._call(
            "credentials/info", {"credentialID": credential, "certificates": "chain"}
        )

    async def authorize(self, credential: str, hashes: list[str], hashed: str, pin: str) -> str:
        """Leave to sign these digests once, for the PIN of the holder (11.6): the SAD.

        Raises WrongSecret too.
        """
        asked = {
            "credentialID": credential,
            "numSignatures": len(hashes),
            "hashes": hashes,
            "hashAlgorithmOID": hashed,
            "authData": [{"id": "PIN", "value": pin}],
        }
        activation = (await self._call("credentials/authorize", asked))["SAD"]
        if not isinstance(activation, str):
            raise BadKeyService
        return activation

    async def sign_hash(
        self, credential: str, activation: str, hashes: list[str], hashed: str, mechanism: str
    ) -> Any:
        """The signatures over the digests, in their order (11.9)."""
        asked = {
            "credentialID": credential,
            "SAD": activation,
            "hashes": hashes,
            "hashAlgorithmOID": hashed,
            "signAlgo": mechanism,
        }
        return (await self._call("signatures/signHash", asked))["signatures"]

    async def _call(self, name: str, asked: dict[str, Any]) -> "_Answer":
        limit = aiohttp.ClientTimeout(total=self.seconds)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            async with (
                aiohttp.ClientSession(timeout=limit, headers=headers) as session,
                session.post(
                    f"{self.url.rstrip('/')}/{name}", json=asked, allow_redirects=False
                ) as response,
            ):
                return _read(response.status, await _body(response))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise KeyServiceSilent from error


class _Answer(dict[str, Any]):
    """The object that the service sent; a member that is not there makes it no answer."""

    def __missing__(self, key: str) -> Any:
        raise BadKeyService


async def _body(response: aiohttp.ClientResponse) -> bytes:
    pieces, size = [], 0
    async for piece in response.content.iter_chunked(65536):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            raise BadKeyService
    return b"".join(pieces)


def _read(status: int, body: bytes) -> _Answer:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise BadKeyService
    if status == 200:
        return _Answer(told)
    if status not in _REFUSED:
        raise BadKeyService
    code, why = str(told.get("error", status))[:100], str(told.get("error_description", ""))[:200]
    raise WrongSecret() if code in _PIN_ERRORS else KeyServiceRefused(why=why or code)
