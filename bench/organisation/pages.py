"""What the organisational work is asked for, by who appraises the province's and who enters one's.

Every book that is there: its list and the page of a record; filtered lists, overviews, figures
counted, frozen and held against the records, and a list taken out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Any
from urllib.parse import quote

from bench.clients import Request, run
from bench.figures import Figure, Machine
from bench.reading import Time
from bench.servers import Server
from bench.signing import Browser
from vanthu.cadres.personnel.choices import DutyKind
from vanthu.demo.cadres import duty_accounts
from vanthu.demo.load.staff import DemoAccount
from vanthu.faces.books import catalogue
from vanthu.faces.books.base import Book
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.models import FigureRun, FigureText
from vanthu.ground.figures.registry import figure
from vanthu.ground.people.models import Tenure
from vanthu.kernel.errors import NotAllowed

FILTERED = {
    "membership/members": "here=1",
    "membership/admissions": "q=kiều",
    "targets/observations": "last_from=2023-01-01&last_to=2023-03-31",
}
OVERVIEWS = {
    "Tổ chức, cán bộ": "/cadres",
    "bảng chỉ tiêu": "/cadres/targets/board",
    "bảng quy hoạch": "/cadres/planning/overview",
    "tổng hợp đào tạo": "/cadres/training/overview?year=2023",
    "tổng hợp tinh giản": "/cadres/staffing/summary?year=2023",
    "biến động biên chế": "/cadres/staffing/balance",
    "danh mục số liệu": "/figures",
}
# The days asked of each figure: two years of a flow, the last day of a stock.
COUNTED = {
    "membership.members": "first=01/01/2023&last=31/12/2024",
    "membership.admitted": "first=01/01/2023&last=31/12/2024",
}
EXPORTED = ("membership/members", "here=1")
_SAMPLE = 200


@dataclass(frozen=True)
class Officer:
    """Somebody of the organisational work: what they do, and their browser."""

    name: str
    actor: Actor
    browser: Browser
    agency: str = ""
    pages: dict[str, Callable[[], Iterable[Request]]] = field(default_factory=dict)


def officers(server: Server, now: Any) -> tuple[Officer, Officer]:
    """Who appraises for the whole province, and who enters for one commune."""
    return (
        _officer(server, DutyKind.APPRAISE, "thẩm định cấp tỉnh", now),
        _officer(server, DutyKind.ENTER, "nhập ở một xã", now),
    )


def enterer(now: Any) -> tuple[Actor, str]:
    """Who enters for one commune, and the name of their agency."""
    actor, account = _holder(DutyKind.ENTER, now)
    return actor, account.agency


def _officer(server: Server, kind: DutyKind, name: str, now: Any) -> Officer:
    actor, account = _holder(kind, now)
    agency = account.agency if kind is DutyKind.ENTER else ""
    return Officer(name, actor, Browser(server.base, account.username), agency)


def _holder(kind: DutyKind, now: Any) -> tuple[Actor, DemoAccount]:
    account = next(each for each in duty_accounts() if each.role.endswith(str(kind.label)))
    tenure = Tenure.objects.filter(
        person__account__username=account.username, post__duties__kind=kind, valid_to=None
    ).first()
    actor = actor_of_tenure(tenure.pk, now) if tenure is not None else None
    if actor is None:
        raise RuntimeError(f"{account.username} holds no post with this duty")
    return actor, account


Asked = Callable[[Officer], dict[str, Callable[[], Iterable[Request]]]]


def measure_pages(
    machine: Machine, server: Server, who: Officer, time: Time, asked: Asked
) -> Iterator[Figure]:
    """Each page with one client; the first answers warm the processes."""
    for name, make in asked(who).items():
        warm_up(server, make, time.warming)
        yield machine.measure(
            f"{name}, {who.name}",
            server,
            make,
            clients=1,
            seconds=time.seconds,
            rounds=time.rounds,
        )


def warm_up(server: Server, make: Callable[[], Iterable[Request]], requests: int) -> None:
    """Every process has answered the page."""
    run(server.base, islice(make(), min(4, requests)), 2, 60)


def asked_of(who: Officer) -> dict[str, Callable[[], Iterable[Request]]]:
    """The pages by name."""
    found = {name: _same(who, path) for name, path in OVERVIEWS.items()}
    for book in _open(who):
        found |= _of_book(who, book)
    for key, days in COUNTED.items():
        if not _may_count(who, key):
            continue
        address = f"/figures/of/{key}?{days}&agency={quote(who.agency)}"
        found[f"tính {key}"] = _same(who, address)
        found[f"chốt {key}"] = _freezing(who, address)
        found[f"lần chốt {key}"] = _run(who, key, "")
        found[f"đối chiếu {key}"] = _run(who, key, "?check=1")
    code, chosen = EXPORTED
    found[f"xuất XLSX {code}"] = _same(who, f"/cadres/{code}/export.xlsx?{chosen}")
    return found


def _may_count(who: Officer, key: str) -> bool:
    try:
        figure(key).check(who.actor)
    except NotAllowed:
        return False
    return True


def _open(who: Officer) -> list[Book[Any]]:
    return [book for _module, books in catalogue.open_to(who.actor) for book in books]


def _of_book(who: Officer, book: Book[Any]) -> dict[str, Callable[[], Iterable[Request]]]:
    at = f"/cadres/{book.code}"
    found = {f"danh sách {book.code}": _same(who, at)}
    if chosen := FILTERED.get(book.code):
        found[f"lọc {book.code}"] = _same(who, f"{at}?{quote(chosen, safe='=&')}")
    if numbers := _numbers(who, book):
        found[f"bản ghi {book.code}"] = _records(who, at, numbers)
    return found


def _numbers(who: Officer, book: Book[Any]) -> list[int]:
    """The first records as their addresses name them."""
    rows = book.rows(who.actor).order_by("pk")
    return list(rows.values_list(book.key, flat=True)[:_SAMPLE])


def _same(who: Officer, path: str) -> Callable[[], Iterable[Request]]:
    return lambda: repeat(who.browser.get(path))


def _records(who: Officer, at: str, numbers: list[int]) -> Callable[[], Iterator[Request]]:
    def make() -> Iterator[Request]:
        while True:
            for number in numbers:
                yield who.browser.get(f"{at}/{number}")

    return make


def _freezing(who: Officer, address: str) -> Callable[[], Iterable[Request]]:
    path, _, query = address.partition("?")
    fields = dict(part.split("=") for part in query.split("&"))
    fields["agency"] = who.agency
    return lambda: repeat(who.browser.post(path, 302, **fields))


def _run(who: Officer, key: str, query: str) -> Callable[[], Iterable[Request]]:
    """The newest run of the officer's own: frozen by the pages asked before."""

    def make() -> Iterable[Request]:
        rows = FigureRun.objects.filter(key=key, run_by=who.actor.account_id)
        return repeat(who.browser.get(f"/figures/runs/{rows.latest('pk').pk}{query}"))

    return make


def report_of(who: Officer) -> dict[str, Callable[[], Iterable[Request]]]:
    """The mid-term report: written with all its figures, read, and held against the records."""
    return {
        "lập báo cáo giữa nhiệm kỳ": lambda: repeat(
            who.browser.post("/reports/midterm", 302, as_of="30/06/2023", known_at="")
        ),
        "đọc báo cáo": _report(who, ""),
        "đối chiếu báo cáo": _report(who, "?check=1"),
    }


def _report(who: Officer, query: str) -> Callable[[], Iterable[Request]]:
    def make() -> Iterable[Request]:
        rows = FigureText.objects.filter(made_by=who.actor.account_id)
        return repeat(who.browser.get(f"/reports/texts/{rows.latest('pk').pk}{query}"))

    return make


# The parts that ask pages.
ASKED: dict[str, Asked] = {"organisation": asked_of, "report": report_of}
