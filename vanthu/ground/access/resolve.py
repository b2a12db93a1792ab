"""From a secret to an actor in one statement: account, tenures, posts, delegations and shares."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection

from vanthu.ground.access import keys, statements
from vanthu.ground.access.choices import Right
from vanthu.ground.access.policy import Policy, policy
from vanthu.ground.access.rules import keys_of, rights_of
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.base.moments import stamp
from vanthu.ground.people.choices import DelegationKind
from vanthu.kernel.errors import NotFound


class Hold(StrEnum):
    """What must be done before a signed-in person may do anything else."""

    SECOND_FACTOR = "second-factor"
    ENROL_SECOND_FACTOR = "enrol-second-factor"
    CHANGE_PASSWORD = "change-password"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post the person may act from: an own one, or that of an absent person (`for_name`)."""

    dossiers: tuple[int, ...]
    tenure_id: int
    own_tenure_id: int
    post_id: int
    title: str
    role: str
    agency_id: int
    agency_name: str
    unit_id: int | None
    for_name: str
    kind: str

    @property
    def own(self) -> bool:
        """Whether it is the person's own post."""
        return self.tenure_id == self.own_tenure_id

    @property
    def keys(self) -> tuple[int, ...]:
        """The scope keys of the post, and the dossiers shared with them."""
        of_post = keys_of(
            self.role, post_id=self.post_id, agency_id=self.agency_id, unit_id=self.unit_id
        )
        return (*of_post, *(keys.dossier(number) for number in self.dossiers if of_post))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in: the actor, and what the screens need of the account.

    While `hold` is set the actor has neither rights nor keys. `stale` says that the time of last
    use should be written again (`sessions.mark_seen`).
    """

    actor: Actor
    session: str
    username: str
    language: str
    seat: Seat | None
    seats: tuple[Seat, ...]
    hold: Hold | None
    stale: bool


def hashed(secret: str) -> str:
    """What is kept of a secret. It is random and long, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def resolve_session(
    secret: str, now: datetime, ip: str = "", request_id: str = ""
) -> SignedIn | None:
    """Who holds the session's secret at `now`; None when it is unknown, over, revoked or idle."""
    rules = policy()
    row = _Row.fetch(
        statements.session(),
        {
            "hash": hashed(secret),
            "stale": now - timedelta(minutes=rules.seen_minutes),
            "idle": now - timedelta(minutes=rules.idle_minutes),
        },
        now,
    )
    return row.signed_in(rules, now, ip, request_id) if row else None


def resolve_token(
    secret: str, now: datetime, ip: str = "", request_id: str = ""
) -> SignedIn | None:
    """Who an API token acts for at `now`; None also when the holder has left the token's post."""
    rules = policy()
    values = {"hash": hashed(secret), "stale": now - timedelta(minutes=rules.seen_minutes)}
    row = _Row.fetch(statements.token(), values, now)
    if row is None or all(seat.tenure_id != row.wanted for seat in row.seats):
        return None
    return row.signed_in(rules, now, ip, request_id)


def actor_of_tenure(
    tenure_id: int, now: datetime, ip: str = "", request_id: str = ""
) -> Actor | None:
    """The holder of a tenure as an actor, without a session: for jobs that act for somebody."""
    row = _Row.fetch(statements.tenure(), {"tenure": tenure_id}, now)
    if row is None or all(seat.tenure_id != tenure_id for seat in row.seats):
        return None
    return row.signed_in(Policy(), now, ip, request_id).actor


def resolve_username(username: str, now: datetime) -> Actor:
    """Whoever has the name, acting from the first of their posts: for commands on the machine.

    Raises NotFound for a name that is nobody's or whose account is closed.
    """
    row = _Row.fetch(statements.username(), {"username": username.strip().lower()}, now)
    if row is None:
        raise NotFound("Không có tài khoản đang mở mang tên đăng nhập này. Hãy kiểm tra lại tên.")
    return row.signed_in(Policy(), now, "", "").actor


# How many columns of the statement are about the account; the rest is a seat.
_OF_ACCOUNT = 11


@dataclass(frozen=True, slots=True)
class _Row:
    """What the statement answered: the account once, and every seat."""

    seats: tuple[Seat, ...]
    session: str
    wanted: int | None
    second_factor: bool
    stale: bool
    account_id: int
    username: str
    language: str
    must_change_password: bool
    enrolled: bool
    person_id: int
    name: str

    @classmethod
    def fetch(cls, sql: str, values: Mapping[str, Any], now: datetime) -> "_Row | None":
        given = {
            name: stamp(value) if isinstance(value, datetime) else value
            for name, value in {**values, "now": now}.items()
        }
        day: date = now.astimezone(VIETNAM).date()
        with connection.cursor() as cursor:
            cursor.execute(sql, {**given, "day": day})
            rows = cursor.fetchall()
        if not rows:
            return None
        seats = tuple(_seat(row[_OF_ACCOUNT:]) for row in rows if row[_OF_ACCOUNT] is not None)
        return cls(seats, *rows[0][:_OF_ACCOUNT])

    def signed_in(self, rules: Policy, now: datetime, ip: str, request_id: str) -> SignedIn:
        seat = self._chosen()
        hold = self._hold(rules, seat)
        actor = Actor(
            now=now,
            account_id=self.account_id,
            person_id=self.person_id,
            name=self.name,
            tenure_id=seat.own_tenure_id if seat else None,
            post_id=seat.post_id if seat else None,
            agency_id=seat.agency_id if seat else 0,
            unit_id=seat.unit_id if seat else None,
            role=seat.role if seat else "",
            rights=self._rights(seat) if seat and not hold else frozenset(),
            keys=self._keys(seat) if seat and not hold else (),
            on_behalf_of=seat.tenure_id if seat and not seat.own else None,
            second_factor=bool(self.second_factor),
            ip=ip,
            request_id=request_id,
        )
        return SignedIn(
            actor=actor,
            session=self.session,
            username=self.username,
            language=self.language,
            seat=seat,
            seats=tuple(s for s in self.seats if s.own or s.kind == DelegationKind.ABSENCE),
            hold=hold,
            stale=bool(self.stale),
        )

    def _chosen(self) -> Seat | None:
        """The seat asked for while it is still theirs, else the first of their own."""
        usable = [seat for seat in self.seats if seat.own or seat.kind == DelegationKind.ABSENCE]
        return next(
            (seat for seat in usable if seat.tenure_id == self.wanted),
            next((seat for seat in usable if seat.own), None),
        )

    def _hold(self, rules: Policy, seat: Seat | None) -> Hold | None:
        if not self.second_factor:
            if self.enrolled:
                return Hold.SECOND_FACTOR
            if any(rules.demands_second_factor(each.role) for each in self.seats):
                return Hold.ENROL_SECOND_FACTOR
        return Hold.CHANGE_PASSWORD if self.must_change_password else None

    def _rights(self, seat: Seat) -> frozenset[str]:
        """A delegate cannot delegate on; who may sign "TUQ." signs from the own post."""
        rights = rights_of(seat.role)
        if not seat.own:
            return rights - {str(Right.DELEGATE)}
        signing = any(other.kind == DelegationKind.SIGNING for other in self._received(seat))
        return rights | {str(Right.SIGN)} if signing else rights

    def _keys(self, seat: Seat) -> tuple[int, ...]:
        """The own post also sees what waits for the absent; acting for them sees theirs alone."""
        found = list(seat.keys)
        if seat.own:
            for other in self._received(seat):
                found += other.keys if other.kind == DelegationKind.ABSENCE else ()
        return tuple(dict.fromkeys(found))

    def _received(self, seat: Seat) -> list[Seat]:
        return [s for s in self.seats if not s.own and s.own_tenure_id == seat.tenure_id]


def _seat(values: Sequence[Any]) -> Seat:
    *first, dossiers = values
    return Seat(tuple(map(int, dossiers.split(","))) if dossiers else (), *first)
