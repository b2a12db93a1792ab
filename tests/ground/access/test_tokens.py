"""API tokens: hashed, limited in time, bound to a post, revocable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import province
from tests.factories.province import NOW
from vanthu.ground.access import actions, queries
from vanthu.ground.access.errors import SeatNotYours
from vanthu.ground.access.models import ApiToken
from vanthu.ground.access.resolve import resolve_token
from vanthu.ground.journal.models import Entry
from vanthu.ground.people.models import Account, Tenure
from vanthu.kernel.errors import Invalid, NotFound

pytestmark = pytest.mark.django_db


def test_a_token_acts_from_its_post_until_it_expires() -> None:
    office = province.office()
    secret, token = actions.make_token(office.clerk, label="Phần mềm một cửa", days=30)
    assert secret.startswith("vanthu_")
    assert secret not in token.token_hash
    somebody = resolve_token(secret, NOW, "10.1.1.1", "req-99999")
    assert somebody is not None
    assert set(somebody.actor.keys) == set(office.clerk.keys)
    assert somebody.actor.rights == office.clerk.rights
    assert somebody.stale
    actions.mark_used(somebody.session, NOW)
    again = resolve_token(secret, NOW)
    assert again is not None
    assert not again.stale
    assert resolve_token(secret, NOW + timedelta(days=30)) is None
    assert resolve_token(secret + "x", NOW) is None


def test_a_token_is_worth_nothing_once_revoked_or_the_post_is_left() -> None:
    office = province.office()
    first, token = actions.make_token(office.clerk, label="A")
    with pytest.raises(NotFound):
        actions.revoke_token(office.leader, token_id=token.pk)
    actions.revoke_token(office.clerk, token_id=token.pk)
    assert resolve_token(first, NOW) is None
    second, _token = actions.make_token(office.clerk, label="B")
    Tenure.objects.filter(pk=office.clerk.tenure_id or 0).update(valid_to=NOW.date())
    assert resolve_token(second, NOW) is None


def test_a_token_ends_with_the_account() -> None:
    office = province.office()
    secret, _token = actions.make_token(office.clerk, label="A")
    Account.objects.filter(pk=office.clerk.account_id or 0).update(closed_at=NOW)
    assert resolve_token(secret, NOW) is None


@pytest.mark.parametrize(("label", "days"), [("", 30), ("A", 0), ("A", 366)])
def test_a_token_has_a_name_and_an_end(label: str, days: int) -> None:
    office = province.office()
    with pytest.raises(Invalid):
        actions.make_token(office.clerk, label=label, days=days)
    assert not ApiToken.objects.exists()


def test_no_token_is_made_for_somebody_absent() -> None:
    office = province.office()
    acting = replace(office.head, on_behalf_of=office.leader.tenure_id)
    with pytest.raises(SeatNotYours):
        actions.make_token(acting, label="A")


def test_tokens_are_listed_and_journalled() -> None:
    office = province.office()
    _secret, token = actions.make_token(office.clerk, label="Phần mềm một cửa")
    actions.revoke_token(office.clerk, token_id=token.pk)
    assert [row.label for row in queries.tokens_of(office.clerk.account_id or 0)] == [token.label]
    names = Entry.objects.filter(agency_id=office.id).order_by("seq")
    assert [entry.name for entry in names] == ["token-made", "token-revoked"]
