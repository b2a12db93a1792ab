"""Requests to JetStream: each brings an answer, the server's refusal, or a fault of base."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import ConnectionClosedError, MaxPayloadError, NoRespondersError
from nats.errors import Error as ClientError

from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    OutcomeUnknown,
    Rejected,
    Unreachable,
)
from vanthu.office.interchange.drivers.jetstream.faults import (
    IN_PROCESS,
    TOO_LARGE_SENTENCE,
    UNKNOWN,
    Refused,
    fault_of,
)
from vanthu.office.interchange.drivers.jetstream.line import SILENT

MESSAGE_ID = "Nats-Msg-Id"
EXPECTED_LAST = "Nats-Expected-Last-Sequence"
EXPECTED_LAST_OURS = "Nats-Expected-Last-Subject-Sequence"
EXPECTED_LAST_ID = "Nats-Expected-Last-Msg-Id"
# No box has this length, no message this id.
NEVER, NEVER_SENT = str(2**64 - 1), "never"
# A link slower than this (bytes a second) gives up, so that no worker is held for ever.
SLOWEST = 16 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """A stream's answer to what was published into it."""

    seq: int
    duplicate: bool


@dataclass(slots=True)
class Load:
    """How many bytes are on their way over a connection: what is asked meanwhile waits behind them
    and is given so much longer."""

    size: int = 0


@dataclass(frozen=True, slots=True)
class Asker:
    """A connected client with the time each answer may take and the API's prefix."""

    client: Client
    seconds: float
    domain: str
    load: Load

    async def api(self, name: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Ask the JetStream API. Raises Refused, Unreachable, BadAnswer."""
        data = json.dumps(body).encode() if body is not None else b""
        return answer(await self._ask(self.prefix + name, data))

    @property
    def prefix(self) -> str:
        """What the subjects of the API begin with."""
        return f"$JS.{self.domain}.API." if self.domain else "$JS.API."

    async def raw(self, name: str, body: Mapping[str, Any], size: int = 0) -> Msg:
        """Ask the API for a message as it is, of about so many bytes. Raises Refused,
        Unreachable."""
        message = await self._ask(self.prefix + name, json.dumps(body).encode(), size)
        headers = message.headers or {}
        if status := headers.get("Status"):
            raise Refused(0, int(status), headers.get("Description", ""))
        return message

    async def confirm(self, subject: str, data: bytes) -> None:
        """Publish and wait until the server says that it has it. Raises Unreachable."""
        await self._ask(subject, data)

    async def publish(self, subject: str, data: bytes, headers: dict[str, str]) -> Stored:
        """Publish into a stream. Raises Unreachable when nothing was taken for sure,
        OutcomeUnknown, Refused, Rejected, BadAnswer."""
        try:
            said = answer(await self._request(subject, data, headers))
        except TimeoutError as problem:
            raise OutcomeUnknown(UNKNOWN, f"{subject}: no answer") from problem
        except Refused as refused:
            if refused.code == IN_PROCESS:
                raise fault_of(refused) from refused
            raise
        return Stored(int(said["seq"]), bool(said.get("duplicate")))

    async def _ask(self, subject: str, data: bytes, size: int = 0) -> Msg:
        try:
            return await self._request(subject, data, None, size)
        except TimeoutError as problem:
            raise Unreachable(SILENT, f"{subject}: no answer") from problem
        except OutcomeUnknown as problem:
            raise Unreachable(SILENT, problem.detail) from problem

    async def _request(
        self, subject: str, data: bytes, headers: dict[str, str] | None, size: int = 0
    ) -> Msg:
        weight = len(data) + size
        self.load.size += weight
        seconds = self.seconds + self.load.size / SLOWEST
        try:
            return await self.client.request(subject, data, timeout=seconds, headers=headers)
        except NoRespondersError as problem:
            raise Unreachable(SILENT, f"{subject}: nobody answers there") from problem
        except MaxPayloadError as problem:
            raise Rejected(TOO_LARGE_SENTENCE, code="max-payload", detail=subject) from problem
        except TimeoutError:
            raise
        except (ClientError, ConnectionClosedError, OSError) as problem:
            raise OutcomeUnknown(UNKNOWN, f"{subject}: {problem!r}") from problem
        finally:
            self.load.size -= weight


def answer(message: Msg) -> dict[str, Any]:
    """The answer in a message. Raises Refused, BadAnswer."""
    try:
        said = json.loads(message.data)
    except ValueError as problem:
        raise BadAnswer("Mạng liên thông trả lời không đọc được.", repr(problem)) from problem
    if not isinstance(said, dict):
        raise BadAnswer("Mạng liên thông trả lời không đọc được.", "no object")
    if error := said.get("error"):
        raise Refused(
            int(error.get("err_code", 0)), int(error.get("code", 0)), error.get("description", "")
        )
    return said
