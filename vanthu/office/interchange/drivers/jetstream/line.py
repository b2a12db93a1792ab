"""A connection to the network that synchronous code may use: one thread with its own loop.

Every call has an end: what is not answered in time is a fault, never a wait. Connecting again is
the client's work; while it is not connected, a call fails at once as Unreachable.
"""

import asyncio
import logging
import math
import ssl
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from typing import TypeVar

import nats

from vanthu.office.interchange.drivers.base import Rejected, Unreachable
from vanthu.office.interchange.drivers.jetstream.client import FAREWELL, Client
from vanthu.office.interchange.drivers.jetstream.settings import Settings

T = TypeVar("T")
logger = logging.getLogger(__name__)
# Older servers forget or misplace what they have confirmed when nodes are killed (decision 0021).
NEEDED = (2, 15)
OLD = (
    "Máy chủ NATS của mạng liên thông cũ hơn bản {needed}, có thể mất gói tin khi mất điện; "
    "hãy nâng cấp."
)
SILENT = "Mạng liên thông giữa các hệ thống không trả lời; hệ thống sẽ tự gửi lại."
# Seconds for what is still being done to notice the farewell.
_NOTICE = 1.0


class Line:
    """The connection of one driver; nothing is opened before the first call."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: Client | None = None
        self._connecting: asyncio.Lock | None = None

    def call(self, work: Callable[[Client], Awaitable[T]], seconds: float) -> T:
        """Run `work` with the connected client, for so long at most. Raises Unreachable, Rejected
        for a server that is too old, and what `work` raises."""
        task = asyncio.run_coroutine_threadsafe(self._run(work), self._running())
        try:
            return task.result(seconds + self._settings.seconds)
        except NotInTime:
            task.cancel()
            raise Unreachable(SILENT, f"not done in {seconds:.0f} s") from None
        except CancelledError:
            raise Unreachable(SILENT, "the connection was closed meanwhile") from None

    def close(self) -> None:
        """Close the connection and end the thread; a later call opens both again."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            return
        with suppress(NotInTime):
            asyncio.run_coroutine_threadsafe(self._end(), loop).result(2 * (FAREWELL + _NOTICE))
        loop.call_soon_threadsafe(loop.stop)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._connecting = asyncio.Lock()
                threading.Thread(
                    target=_serve, args=(self._loop,), name="jetstream", daemon=True
                ).start()
            return self._loop

    async def _run(self, work: Callable[[Client], Awaitable[T]]) -> T:
        return await work(await self._connected())

    async def _connected(self) -> Client:
        assert self._connecting
        async with self._connecting:
            client = self._client
            if client is not None and client.is_connected:
                return client
            if client is not None and (client.is_reconnecting or client.is_connecting):
                raise Unreachable(SILENT, "the connection is lost and being made again")
            await self._drop()
            self._client = await self._connect()
            return self._client

    async def _connect(self) -> Client:
        client = Client()
        settings = self._settings
        try:
            async with asyncio.timeout(settings.seconds):
                await client.connect(
                    servers=list(settings.servers),
                    name=f"vanthu {settings.site}",
                    tls=context_of(settings),
                    connect_timeout=math.ceil(settings.seconds),
                    reconnect_time_wait=1,
                    max_reconnect_attempts=-1,
                    ping_interval=10,
                    max_outstanding_pings=2,
                    error_cb=_noted,
                )
        except (OSError, nats.errors.Error, TimeoutError) as problem:
            await client.end()
            raise Unreachable(SILENT, f"connect: {problem!r}") from problem
        except asyncio.CancelledError:
            client.cut()
            raise
        version = client.connected_server_version
        if (version.major, version.minor) < NEEDED:
            await client.end()
            sentence = OLD.format(needed=".".join(map(str, NEEDED)))
            raise Rejected(sentence, code="old-server", ours=True, detail=repr(version))
        return client

    async def _end(self) -> None:
        """Let go of the connection and of whatever is still being done with it."""
        client = self._client
        await self._drop()
        if left := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in left:
                task.cancel()
            await asyncio.wait(left, timeout=_NOTICE)
        if client is not None:
            client.cut()  # connecting again may have gone on until it was cancelled

    async def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.end()


def context_of(settings: Settings) -> ssl.SSLContext:
    """How the installation shows who it is, and knows the servers of the network."""
    context = ssl.create_default_context(cafile=str(settings.authority))
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(settings.certificate, settings.key)
    return context


async def _noted(problem: Exception) -> None:
    logger.info("jetstream: %r", problem)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()
