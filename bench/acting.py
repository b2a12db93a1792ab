"""What people do over HTTP: register, assign, issue; the form sent, the answer with the way on."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from bench.clerks import Clerk
from bench.clients import Request
from bench.figures import Figure, Machine
from bench.papers import given, received
from bench.people import hold_post, largest_agency
from bench.servers import Server
from bench.signing import Browser
from vanthu.ground.org.choices import Role
from vanthu.office.documents.models import Recipient
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import Assignment, BoxItem

_LONG = 600.0


def measure_acts(
    machine: Machine, server: Server, clerks: Sequence[Clerk], count: int, now: datetime
) -> list[Figure]:
    """Each act `count` times with 1 client, then with 16; issuing while there is something."""
    found = _registering(machine, server, clerks, count, now)
    found += _assigning(machine, server, count, now)
    return found + _issuing(machine, server, clerks, count)


def _registering(
    machine: Machine, server: Server, clerks: Sequence[Clerk], count: int, now: datetime
) -> list[Figure]:
    browsers = [Browser(server.base, clerk.username) for clerk in clerks]
    found = []
    for clients in (1, 16):
        each = -(-count // len(clerks))
        waiting = [received(clerk.actor.agency_id, each, now) for clerk in clerks]
        turns = [
            browser.post(f"/documents/{number}/acts/register")
            for turn in zip(*waiting, strict=True)
            for browser, number in zip(browsers, turn, strict=True)
        ]
        found.append(_all(machine, server, "đăng ký", turns, clients))
    return found


def _assigning(machine: Machine, server: Server, count: int, now: datetime) -> list[Figure]:
    """A head gives what came to the unit on to one of its people."""
    agency_id = largest_agency()
    username, head = hold_post(agency_id, "Giao", Role.UNIT_HEAD, now)
    _someone, post = hold_post(agency_id, "Nhận", Role.SPECIALIST, now)
    post.unit_id = head.unit_id
    post.save(update_fields=["unit"])
    work = given(head, 2 * count, now, indexed=2 * count)
    rows = Assignment.objects.filter(pk__in=work).order_by("pk")
    numbers = list(rows.values_list("document_id", flat=True))
    browser = Browser(server.base, username)
    halves = {1: numbers[:count], 16: numbers[count:]}
    return [
        _all(
            machine,
            server,
            "giao việc",
            [browser.post(f"/documents/{n}/acts/assign", lead=f"post:{post.pk}") for n in half],
            clients,
        )
        for clients, half in halves.items()
    ]


def _issuing(machine: Machine, server: Server, clerks: Sequence[Clerk], count: int) -> list[Figure]:
    """Papers of the province that have a number: they go to their receivers."""
    turns = list(_to_issue(server, clerks, 2 * count))
    half = len(turns) // 2
    return [
        _all(machine, server, "phát hành", part, clients)
        for clients, part in ((1, turns[:half]), (16, turns[half:]))
        if part
    ]


def _to_issue(server: Server, clerks: Sequence[Clerk], count: int) -> Iterator[Request]:
    by_agency = {clerk.actor.agency_id: clerk for clerk in clerks}
    addressed = Recipient.objects.filter(document=OuterRef("document"))
    waiting = BoxItem.objects.filter(Exists(addressed), box=Box.TO_ISSUE, agency_id__in=by_agency)
    for agency_id, _number in (
        waiting.values_list("agency_id").annotate(n=Count("pk")).order_by("-n", "agency_id")
    ):
        browser = Browser(server.base, by_agency[agency_id].username)
        for number in waiting.filter(agency_id=agency_id).values_list("document_id", flat=True):
            yield browser.post(f"/documents/{number}/acts/issue")
            count -= 1
        if count <= 0:
            return


def _all(machine: Machine, server: Server, name: str, turns: list[Request], clients: int) -> Figure:
    return machine.measure(name, server, lambda: turns, clients=clients, seconds=_LONG)
