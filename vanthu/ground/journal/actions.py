"""The unit of work: one transaction, its events journalled as its last statements."""

import functools
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from vanthu.ground.base import bus
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import stamp
from vanthu.ground.journal import rules
from vanthu.ground.journal.events import Recorded

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _Work:
    """What a unit of work has gathered and writes before it commits."""

    actor: Actor
    entries: list[tuple[Actor, Recorded]] = field(default_factory=list)
    touched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


_current: ContextVar[_Work | None] = ContextVar("unit_of_work", default=None)


@contextmanager
def unit_of_work(actor: Actor) -> Iterator[None]:
    """One transaction; nested units join the outermost, which journals at its end."""
    if _current.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    work = _Work(actor)
    token = _current.set(work)
    try:
        with transaction.atomic():
            yield
            _finish(work)
    finally:
        _current.reset(token)


def action(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Run the function, whose first argument is the actor, as a unit of work."""

    @functools.wraps(function)
    def run(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with unit_of_work(actor):
            return function(actor, *args, **kwargs)

    return run


def announce(actor: Actor, event: Recorded) -> None:
    """Journal the event with this unit of work and hand it to its handlers now.

    Raises RuntimeError outside a unit of work: an event without its transaction would be a rumour.
    """
    _require().entries.append((actor, event))
    bus.dispatch(actor, event)


@contextmanager
def attempt() -> Iterator[None]:
    """A part of a unit of work that can be taken back alone: its rows and its events go together.

    What is raised inside passes through; what was announced and touched inside is forgotten.
    """
    work = _require()
    announced, touched = len(work.entries), work.touched
    work.touched = defaultdict(set)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del work.entries[announced:]
        work.touched = touched
        raise
    for kind, ids in work.touched.items():
        touched[kind] |= ids
    work.touched = touched


def touch(kind: str, *ids: int) -> None:
    """Say that rows of `kind` changed: what is derived from them is made again at the end."""
    _require().touched[kind].update(ids)


def _require() -> _Work:
    work = _current.get()
    if work is None:
        raise RuntimeError("announce() and touch() belong inside a unit of work")
    return work


# A lesser change of a row is covered when more of the row is made again.
_COVERED_BY = {"access": ("fields", "document"), "fields": ("document",)}


def _finish(work: _Work) -> None:
    for lesser, greater in _COVERED_BY.items():
        for more in greater:
            work.touched[lesser] -= work.touched[more]
    for kind, ids in list(work.touched.items()):
        if ids:
            bus.finish(work.actor, kind, ids)
    # Heads are locked in the order of agency ids, so that two units over the same agencies cannot
    # wait for each other in a circle.
    for actor, event in sorted(work.entries, key=lambda pair: pair[1].agency_id):
        _append(actor, event)


_COLUMNS = (
    "agency_id, at, name, account_id, person_id, tenure_id, on_behalf_of, object_type, object_id, "
    "data, ip, request_id, digest"
)


def _head(link: str) -> str:
    return (
        "INSERT INTO journal_head AS h (agency_id, seq, hash) "
        f"VALUES (%s, 1, {link.format(previous='%s', digest='%s')}) "
        "ON CONFLICT (agency_id) DO UPDATE SET seq = h.seq + 1, "
        f"hash = {link.format(previous='h.hash', digest='%s')} RETURNING seq, hash"
    )


# PostgreSQL does it in one statement; SQLite, with its single writer, in two.
_ENTRY_POSTGRES = (
    f"WITH head AS ({_head('sha256({previous}::bytea || {digest}::bytea)')}) "
    f"INSERT INTO journal_entry ({_COLUMNS}, seq, hash) "
    f"SELECT {', '.join(['%s'] * 13)}, seq, hash FROM head"
)
_HEAD_SQLITE = _head("chain_link({previous}, {digest})")
_ENTRY_SQLITE = (
    f"INSERT INTO journal_entry ({_COLUMNS}, seq, hash) VALUES ({', '.join(['%s'] * 15)})"
)


def content(actor: Actor, event: Recorded) -> tuple[Any, ...]:
    """What the digest covers, in the order of the columns."""
    return (
        event.agency_id,
        actor.now.astimezone(UTC).isoformat(timespec="microseconds"),
        event.name,
        actor.account_id,
        actor.person_id,
        actor.tenure_id,
        actor.on_behalf_of,
        event.object_type,
        event.object_id,
        json.dumps(event.details(), ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        actor.ip,
        actor.request_id,
    )


def _append(actor: Actor, event: Recorded) -> None:
    row = content(actor, event)
    digest = rules.digest(row)
    stored = (row[0], stamp(actor.now), *row[2:], digest)
    head = (event.agency_id, rules.GENESIS, digest, digest)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ENTRY_POSTGRES, (*head, *stored))
            return
        cursor.execute(_HEAD_SQLITE, head)
        cursor.execute(_ENTRY_SQLITE, (*stored, *cursor.fetchone()))


def teach_sqlite(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Give SQLite the function that links a chain; connected to `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("chain_link", 2, rules.link, deterministic=True)
