"""One call over HTTP: a bounded pool, timeouts, TLS that is checked, and no second try."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    EmptyPoolError,
    HTTPError,
    NewConnectionError,
    SSLError,
)

from vanthu.office.interchange.drivers.base import Unreachable
from vanthu.office.interchange.drivers.web.answer import Answer
from vanthu.office.interchange.drivers.web.endpoint import Endpoint
from vanthu.office.interchange.drivers.web.form import FileForm
from vanthu.office.interchange.drivers.web.limits import Limits

CANNOT_REACH = "Không kết nối được với trục liên thông."
NO_ANSWER = "Trục liên thông không trả lời."


_NEVER_SENT = (NewConnectionError, ConnectTimeoutError, EmptyPoolError, SSLError)


class NoAnswer(Unreachable):
    """The request went out whole and nothing came back: the other side may have acted on it."""


class Client:
    """Calls below one endpoint, over a pool of its own."""

    def __init__(self, endpoint: Endpoint, limits: Limits, ca_file: Path | None = None) -> None:
        self.limits = limits
        self._path = endpoint.path
        self._pool = _pool(endpoint, limits, ca_file)

    @contextmanager
    def call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        query: Mapping[str, str] | None = None,
        body: bytes | FileForm = b"",
    ) -> Iterator[Answer]:
        """Make one request and lend its answer, whatever its status is.

        Raises NoAnswer when the whole request went out, Unreachable when it surely did not.
        """
        address = self._path + quote(path) + (f"?{urlencode(query)}" if query else "")
        length = body.length if isinstance(body, FileForm) else len(body)
        sent = {**headers, "Accept-Encoding": "identity", "Connection": "keep-alive"}
        if method != "GET":
            sent["Content-Length"] = str(length)
        try:
            response = self._pool.urlopen(
                method,
                address,
                body=body or None,
                headers=sent,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
                pool_timeout=max(1, round(self.limits.connect_seconds)),
            )
        except (HTTPError, OSError) as error:
            raise _fault(error, body) from error
        answer = Answer(response, self.limits.whole_seconds)
        try:
            yield answer
        finally:
            answer.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()


def _pool(endpoint: Endpoint, limits: Limits, ca_file: Path | None) -> HTTPConnectionPool:
    timeout = Timeout(connect=limits.connect_seconds, read=limits.answer_seconds)
    if endpoint.scheme == "http":
        return HTTPConnectionPool(
            endpoint.host, endpoint.port, timeout=timeout, maxsize=limits.connections, block=True
        )
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return HTTPSConnectionPool(
        endpoint.host,
        endpoint.port,
        timeout=timeout,
        maxsize=limits.connections,
        block=True,
        ssl_context=context,
    )


def _fault(error: Exception, body: bytes | FileForm) -> Unreachable:
    """What a failed request may have done: a body that did not go out whole did nothing."""
    detail = f"{type(error).__name__}: {error}"
    if isinstance(body, FileForm):
        never = not body.finished
    else:
        never = isinstance(error, _NEVER_SENT)
    return Unreachable(CANNOT_REACH, detail) if never else NoAnswer(NO_ANSWER, detail)
