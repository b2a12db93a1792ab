"""What people read: boxes, lists, documents, searches; beside the raw page, as two clerks."""

import random
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, repeat
from urllib.parse import quote

from bench.clients import Request, run
from bench.figures import Figure, Machine
from bench.people import Reader
from bench.servers import Server
from bench.signing import Browser
from vanthu.office.documents.models import Grant

SEARCHES = {
    "một từ thường gặp": "công",
    "một từ hiếm": "phiên",
    "hai từ": "môi trường",
    "cụm từ": '"ngân sách nhà nước"',
    "không dấu": "chuyen doi so",
    "đầu từ": "giám sá*",
    "đầu từ hai chữ": "ng*",
}
_SAMPLE = 2000


@dataclass(frozen=True)
class Time:
    """How long each measurement takes, how often it is repeated, after how many requests."""

    seconds: float
    rounds: int
    warming: int = 60


class Pages:
    """The pages of one reader."""

    def __init__(self, reader: Reader, browser: Browser) -> None:
        self.reader = reader
        self.browser = browser
        newest = Grant.objects.filter(key=reader.key).order_by("-document_id")
        self.documents = list(newest.values_list("document_id", flat=True)[:_SAMPLE])

    def box(self) -> Iterable[Request]:
        """The box to-handle, the whole page."""
        return repeat(self.browser.get("/boxes/to-handle"))

    def list(self) -> Iterable[Request]:
        """The list of what came in, the whole page."""
        return repeat(self.browser.get("/documents"))

    def open(self) -> Iterator[Request]:
        """A document with its box beside it, the whole page."""
        while True:
            yield self.browser.get(f"/documents/{random.choice(self.documents)}?box=to-handle")

    def read(self) -> Iterator[Request]:
        """A document as a click brings it: the reader alone."""
        while True:
            path = f"/documents/{random.choice(self.documents)}?box=to-handle"
            yield self.browser.get(path, htmx="reader")

    def search(self, text: str) -> Iterable[Request]:
        """The search page with what was found, by relevance."""
        return repeat(self.browser.get(f"/search?q={quote(text)}"))


def measure_pages(
    machine: Machine, server: Server, raw: Server, pages: tuple[Pages, Pages], time: Time
) -> list[Figure]:
    """Every page with 1 and 16 clients; the box and the list in turn with their raw twins."""
    found = []
    for place in (server, raw):
        warm(place, pages[0].box, time.warming)
        warm(place, pages[1].list, time.warming)
    warm(server, pages[0].open, time.warming)
    for mine in pages:
        who = f"{mine.reader.share} %"
        for clients in (1, 16):
            for name, make in (("hộp việc", mine.box), ("danh sách", mine.list)):
                found += _beside(machine, server, raw, f"{name}, {who}", make, clients, time)
            for name, opened in (("mở, cả trang", mine.open), ("mở, bấm trong hộp", mine.read)):
                found.append(_figure(machine, server, f"{name}, {who}", opened, clients, time))
    return found


def warm(server: Server, make: Callable[[], Iterable[Request]], requests: int) -> None:
    """Every process has answered some: its templates are compiled, its statements planned."""
    run(server.base, islice(make(), requests), 4, 30)


def measure_searches(
    machine: Machine, server: Server, pages: tuple[Pages, Pages], time: Time
) -> list[Figure]:
    """Every kind of search with 1 and 4 clients."""
    return [
        _figure(
            machine,
            server,
            f"tìm {kind}, {mine.reader.share} %",
            _searching(mine, text),
            clients,
            time,
        )
        for clients in (1, 4)
        for kind, text in SEARCHES.items()
        for mine in pages
    ]


def measure_share(server: Server, pages: tuple[Pages, Pages], time: Time) -> dict[str, float]:
    """How much slower it is for who sees 95 %: of pairs of short turns, the middle ratio."""
    few, many = pages
    ratios = {
        "hộp việc": _ratio(server, few.box, many.box, time),
        "danh sách": _ratio(server, few.list, many.list, time),
        "mở": _ratio(server, few.open, many.open, time),
    }
    for kind, text in SEARCHES.items():
        ratios[f"tìm {kind}"] = _ratio(server, _searching(few, text), _searching(many, text), time)
    return ratios


def _searching(pages: Pages, text: str) -> Callable[[], Iterable[Request]]:
    return lambda: pages.search(text)


def _ratio(
    server: Server,
    few: Callable[[], Iterable[Request]],
    many: Callable[[], Iterable[Request]],
    time: Time,
) -> float:
    return statistics.median(
        _turn(server, many(), time) / _turn(server, few(), time) for _ in range(time.rounds * 8)
    )


def _turn(server: Server, requests: Iterable[Request], time: Time) -> float:
    """The median latency of a short turn."""
    result = run(server.base, requests, 1, time.seconds / 8)
    if not result.latencies:
        raise RuntimeError(result.last_wrong)
    return result.median


def _beside(
    machine: Machine,
    server: Server,
    raw: Server,
    name: str,
    make: Callable[[], Iterable[Request]],
    clients: int,
    time: Time,
) -> list[Figure]:
    """In turn, so that both meet the same load of the machine; each round's ratio counts."""
    both: list[list[Figure]] = [[], []]
    for _ in range(time.rounds):
        both[0].append(_figure(machine, server, name, make, clients, Time(time.seconds, 1)))
        both[1].append(_figure(machine, raw, f"{name} · thô", make, clients, Time(time.seconds, 1)))
    return [_middle(figures) for figures in both]


def _middle(figures: list[Figure]) -> Figure:
    """The round whose rate is the middle one."""
    return sorted(figures, key=lambda figure: figure.rate)[len(figures) // 2]


def _figure(
    machine: Machine,
    server: Server,
    name: str,
    make: Callable[[], Iterable[Request]],
    clients: int,
    time: Time,
) -> Figure:
    return machine.measure(
        name, server, make, clients=clients, seconds=time.seconds, rounds=time.rounds
    )
