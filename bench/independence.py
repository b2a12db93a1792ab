"""What must not depend on how much somebody holds: statements and time at 10 and at 10,000."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.papers import given
from bench.people import SINCE, hold_post, largest_agency
from vanthu.ground.access.choices import Right
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.actions.units import UnitFields, rename_unit
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post
from vanthu.ground.people.actions import move_person
from vanthu.ground.people.models import Account, Tenure
from vanthu.office.handling.actions import Receiver, assign
from vanthu.office.handling.choices import Box
from vanthu.office.handling.queries import box_page

TIMES = 40


@dataclass(frozen=True)
class Held:
    """One act by or on somebody whose box holds that much."""

    name: str
    held: int
    statements: float
    milliseconds: float

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


@dataclass(frozen=True)
class _Unit:
    head: Actor
    post: Post
    worker: Post
    assignments: list[int]


def measure(few: int, many: int) -> list[Held]:
    """Read a box, assign, rename the unit, move its head: for a small box and for a large one."""
    now = timezone.localtime()
    found = []
    for held in (few, many):
        unit = _unit(held, now)
        found += [
            _timed("mở hộp việc", held, TIMES, partial(_look, unit)),
            _timed("giao việc", held, min(TIMES, held), partial(_assign, unit)),
            _timed("đổi tên đơn vị", held, 1, partial(_rename, unit)),
            _timed("chuyển người", held, 1, partial(_move, unit)),
        ]
    return found


def _unit(held: int, now: datetime) -> _Unit:
    agency_id = largest_agency()
    username, post = hold_post(agency_id, f"Hộp {held}", Role.UNIT_HEAD, now)
    _someone, worker = hold_post(agency_id, f"Nhận {held}", Role.SPECIALIST, now)
    worker.unit_id = post.unit_id
    worker.save(update_fields=["unit"])
    assignments = given(post, held, now, indexed=TIMES)
    tenure = Tenure.objects.get(person__account=Account.objects.get(username=username))
    head = actor_of_tenure(tenure.pk, now)
    assert head is not None
    return _Unit(head, post, worker, assignments)


def _look(unit: _Unit, _number: int) -> None:
    box_page(unit.head, Box.TO_ASSIGN)


def _assign(unit: _Unit, number: int) -> None:
    receiver = Receiver(post_id=unit.worker.pk)
    assign(unit.head, assignment_id=unit.assignments[number], lead=receiver)


def _rename(unit: _Unit, _number: int) -> None:
    fields = UnitFields(name="Phòng Đổi tên", abbreviation="PĐT")
    rename_unit(
        _manager(unit), unit_id=unit.post.unit_id or 0, fields=fields, from_day=unit.head.today
    )


def _move(unit: _Unit, _number: int) -> None:
    spare = Post.objects.create(
        agency_id=unit.post.agency_id,
        title="Chỗ trống",
        role=Role.SPECIALIST,
        rank=99,
        valid_from=SINCE,
    )
    move_person(
        _manager(unit),
        tenure_id=unit.head.tenure_id or 0,
        to_post_id=spare.pk,
        on=unit.head.today,
        basis="Quyết định đo lường",
    )


def _manager(unit: _Unit) -> Actor:
    """Who may configure the agency."""
    return Actor(
        now=unit.head.now,
        account_id=unit.head.account_id,
        person_id=unit.head.person_id,
        agency_id=unit.post.agency_id,
        rights=frozenset({str(Right.CONFIGURE)}),
    )


def _timed(name: str, held: int, times: int, act: Callable[[int], object]) -> Held:
    spent = []
    statements = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        for number in range(times):
            began = time.perf_counter()
            act(number)
            spent.append((time.perf_counter() - began) * 1000)
    return Held(name, held, statements / times, statistics.median(spent))
