"""Clients over HTTP on loopback: each keeps its connection, asks one page after another, counts."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Result:
    """Latencies in milliseconds of the answers that were as expected, and how many were not."""

    latencies: list[float] = field(default_factory=list)
    wrong: int = 0
    seconds: float = 0.0
    bytes: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """The latency below which this share of the answers lies."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def median(self) -> float:
        """The middle latency."""
        return statistics.median(self.latencies) if self.latencies else 0.0


@dataclass(frozen=True)
class Request:
    """One request: method, path, headers, body and the status that is right."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes | None = None
    status: int = 200


def run(
    base: str, make: Callable[[int], Iterator[Request]], clients: int, seconds: float
) -> Result:
    """Let `clients` threads ask for `seconds`; `make(n)` yields the requests of the n-th client."""
    result, lock = Result(), threading.Lock()
    stop = time.perf_counter() + seconds

    def work(number: int) -> None:
        own = _client(base, make(number), stop)
        with lock:
            result.latencies += own.latencies
            result.wrong += own.wrong
            result.bytes += own.bytes

    threads = [threading.Thread(target=work, args=(n,)) for n in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - began
    return result


def _client(base: str, requests: Iterator[Request], stop: float) -> Result:
    result = Result()
    address = urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    for request in requests:
        if time.perf_counter() >= stop:
            break
        began = time.perf_counter()
        connection.request(request.method, request.path, request.body, request.headers)
        answer = connection.getresponse()
        result.bytes += len(answer.read())
        if answer.status == request.status:
            result.latencies.append((time.perf_counter() - began) * 1000)
        else:
            result.wrong += 1
    connection.close()
    return result
