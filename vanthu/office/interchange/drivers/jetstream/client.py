"""The network's own client, which here closes whatever it opened.

nats-py forgets a connection that failed half-way when it tries the next one, and waits up to half a
minute for a lost one to say farewell. What it forgets stays open until the collector finds it.
"""

import asyncio
from contextlib import suppress

import nats
from nats.aio.client import Client as NatsClient
from nats.aio.client import Srv

# Seconds for a farewell.
FAREWELL = 2.0


class Client(NatsClient):
    """A client whose attempts to connect leave nothing open."""

    async def _attempt_reconnect(self) -> None:
        self.cut()
        await super()._attempt_reconnect()

    async def _connect_to_server(self, s: Srv) -> None:
        self.cut()
        await super()._connect_to_server(s)

    def cut(self) -> None:
        """Cut off the connection, whole or half made, without a farewell."""
        for name in ("_io_writer", "_bare_io_writer"):
            if writer := getattr(self._transport, name, None):
                writer.transport.abort()

    async def end(self) -> None:
        """Close the connection, whole or half made; one whose other end is gone or hangs is cut
        off instead of waited for."""
        with suppress(OSError, nats.errors.Error, TimeoutError):
            async with asyncio.timeout(FAREWELL):
                await self.close()
        self.cut()
        await asyncio.sleep(0)
