"""Clients over HTTP on loopback: each keeps its connection, asks one page after another, counts."""

import http.client
import statistics
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Result:
    """Latencies in milliseconds of the answers that were as expected, and how many were not."""

    latencies: list[float] = field(default_factory=list)
    wrong: int = 0
    seconds: float = 0.0
    bytes: int = 0
    last_wrong: str = ""

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

    def add(self, other: "Result") -> None:
        """Take in what another client or another round brought, but for its time."""
        self.latencies += other.latencies
        self.wrong += other.wrong
        self.bytes += other.bytes
        self.last_wrong = other.last_wrong or self.last_wrong


@dataclass(frozen=True)
class Request:
    """One request: method, path, headers, body and the status that is right."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes | None = None
    status: int = 200


class Queue:
    """Requests that several clients share: each is sent once."""

    def __init__(self, requests: Iterable[Request]) -> None:
        self._requests = iter(requests)
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Request]:
        while True:
            with self._lock:
                found = next(self._requests, None)
            if found is None:
                return
            yield found


def run(base: str, requests: Iterable[Request], clients: int, seconds: float) -> Result:
    """Let `clients` threads send what the queue holds, for `seconds` at most."""
    queue = Queue(requests)
    result, lock = Result(), threading.Lock()
    began = time.perf_counter()

    def work() -> None:
        own = _client(base, queue, began + seconds)
        with lock:
            result.add(own)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - began
    return result


def _client(base: str, requests: Iterable[Request], stop: float) -> Result:
    result = Result()
    address = urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    for request in requests:
        began = time.perf_counter()
        connection.request(request.method, request.path, request.body, request.headers)
        answer = connection.getresponse()
        page = answer.read()
        result.bytes += len(page)
        if answer.status == request.status:
            result.latencies.append((time.perf_counter() - began) * 1000)
        else:
            result.wrong += 1
            result.last_wrong = f"{request.path}: {answer.status} {page[:300]!r}"
        if time.perf_counter() >= stop:
            break
    connection.close()
    return result
