"""Signing in and out, sessions, and the post a session acts from."""

from datetime import datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password, verify_password
from django.db.models import QuerySet

from vanthu.ground.access import events
from vanthu.ground.access.attempts import attempt
from vanthu.ground.access.errors import SeatNotYours, WrongCredentials
from vanthu.ground.access.models import Session
from vanthu.ground.access.policy import policy
from vanthu.ground.access.queries import has_second_factor
from vanthu.ground.access.resolve import hashed
from vanthu.ground.access.secret import new_secret
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, unit_of_work
from vanthu.ground.people import queries as people
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.models import Account
from vanthu.kernel.errors import NotFound

# How long one has for the second factor after the password.
_FOR_SECOND_FACTOR = timedelta(minutes=10)


def sign_in(
    username: str,
    password: str,
    *,
    now: datetime,
    ip: str = "",
    agent: str = "",
    request_id: str = "",
    previous: str = "",
) -> tuple[str, Session]:
    """Open a session; the secret for the cookie and the row.

    The secret is always new, and the session of `previous` (what the cookie held) is ended: nobody
    can be made to sign in to a session somebody else knows. Raises WrongCredentials or LockedOut.
    An account with a second factor may nothing yet (resolve.Hold).
    """
    caller = Actor(now=now, ip=ip, request_id=request_id)
    found = Account.objects.filter(username=username.strip().lower()).first()
    with attempt(caller, username, means="password", account_id=found.pk if found else None):
        account = _with_password(found, password)
    return open_session(caller, account, means="password", agent=agent, previous=previous)


def _with_password(account: Account | None, password: str) -> Account:
    """The account when the password is its own; an unknown name costs the same time."""
    usable = account is not None and account.closed_at is None and bool(account.password)
    kept = account.password if account and usable else nobodys()
    right, must_update = verify_password(password, kept)
    if account is None or not usable or not right:
        raise WrongCredentials
    if must_update:
        account.password = make_password(password)
        account.save(update_fields=["password"])
    return account


@cache
def nobodys() -> str:
    """A hash nobody knows the password of: what an unknown name is compared with."""
    return make_password(new_secret())


def open_session(
    caller: Actor,
    account: Account,
    *,
    means: str,
    agent: str,
    previous: str = "",
    challenge: str = "",
    second_factor: bool = False,
) -> tuple[str, Session]:
    """Write the session of somebody who has proved who they are; used by every way in."""
    secret, now = new_secret(), caller.now
    seat = next(iter(people.tenures_of(account.person_id, caller.today)), None)
    owes = has_second_factor(account.pk) and not second_factor
    hours = timedelta(hours=policy().session_hours)
    actor = _as(caller, account, seat.post.agency_id if seat else events.NO_AGENCY)
    with unit_of_work(actor):
        if previous:
            _end(previous, now)
        session = Session.objects.create(
            token_hash=hashed(secret),
            account=account,
            tenure=seat,
            created_at=now,
            seen_at=now,
            expires_at=now + (_FOR_SECOND_FACTOR if owes else hours),
            second_factor_at=now if second_factor else None,
            ip=caller.ip,
            agent=agent[:200],
            challenge=challenge,
        )
        announce(
            actor,
            events.SignedIn.of(actor, account.pk, means=means, agent=agent[:200]),
        )
    return secret, session


def second_factor_shown(actor: Actor, session: str, means: str) -> str:
    """Mark the session and give it a new secret, since it may more now than before."""
    now, secret = actor.now, new_secret()
    with unit_of_work(actor):
        changed = Session.objects.filter(token_hash=session, revoked_at=None).update(
            token_hash=hashed(secret),
            second_factor_at=now,
            expires_at=now + timedelta(hours=policy().session_hours),
            challenge="",
        )
        if not changed:
            raise NotFound
        announce(
            actor,
            events.SecondFactorPassed.of(actor, means=means),
        )
    return secret


@action
def sign_out(actor: Actor, *, session: str) -> None:
    """End the session at hand."""
    if Session.objects.filter(token_hash=session, revoked_at=None).update(revoked_at=actor.now):
        announce(actor, events.SignedOut.of(actor))


@action
def revoke_session(actor: Actor, *, handle: str) -> None:
    """End one of the own sessions, named by `queries.OpenSession.handle`; raises NotFound."""
    rows = Session.objects.filter(account=actor.account_id, revoked_at=None)
    if len(handle) < 16 or not _revoke(actor, rows.filter(token_hash__startswith=handle)):
        raise NotFound


@action
def revoke_other_sessions(actor: Actor, *, session: str) -> int:
    """End every own session but the one at hand; how many."""
    rows = Session.objects.filter(account=actor.account_id, revoked_at=None)
    return _revoke(actor, rows.exclude(token_hash=session))


def _revoke(actor: Actor, rows: QuerySet[Session]) -> int:
    count = rows.update(revoked_at=actor.now)
    if count:
        announce(
            actor,
            events.SessionsRevoked.of(actor, count=count),
        )
    return count


@action
def switch_seat(actor: Actor, *, session: str, tenure_id: int) -> None:
    """Act from another own post, or for an absent person who delegated; raises SeatNotYours."""
    own = [tenure.pk for tenure in people.tenures_of(actor.person_id or 0, actor.today)]
    given = {
        delegation.giver_id
        for delegation in people.delegations_received(own, actor.today)
        if delegation.kind == DelegationKind.ABSENCE and delegation.giver.in_force(actor.today)
    }
    if tenure_id not in {*own, *given}:
        raise SeatNotYours
    Session.objects.filter(token_hash=session, account=actor.account_id).update(tenure=tenure_id)
    announce(
        actor,
        events.SeatSwitched.of(
            actor,
            tenure=tenure_id,
            on_behalf_of=None if tenure_id in own else tenure_id,
        ),
    )


def _end(secret: str, now: datetime) -> None:
    Session.objects.filter(token_hash=hashed(secret), revoked_at=None).update(revoked_at=now)


def _as(caller: Actor, account: Account, agency_id: int) -> Actor:
    """The person who came in, whoever was signed in at that browser before."""
    return Actor(
        now=caller.now,
        ip=caller.ip,
        request_id=caller.request_id,
        account_id=account.pk,
        person_id=account.person_id,
        agency_id=agency_id,
    )
