"""A registered key is opened by whom it belongs to, outside any transaction; nothing is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from vanthu.ground.base.actor import Actor
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.keys.opening import open_key
from vanthu.ground.signing.outside import key_server
from vanthu.ground.signing.permissions import check_use
from vanthu.ground.signing.queries import find_key, place_of


@contextmanager
def open_registered(actor: Actor, *, key_id: int, secret: Secret) -> Iterator[OpenKey]:
    """The key, open until the block ends. It writes no row: the signing that follows does.

    Raises NotFound, NotYourKey, NotTheClerk, KeyEnded, and what `open_key` raises.
    """
    key = find_key(key_id)
    check_use(actor, key)
    with open_key(place_of(key), secret, key_server()) as opened:
        yield opened
