"""Draws that depend only on what they are for: item i never depends on how many are made."""

import struct
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Generic, TypeVar

Item = TypeVar("Item")

_DRAWS = struct.Struct("<32H")


class Draws:
    """32 draws of 16 bits for one purpose; each call takes the next, and starts over at the end.

    One hash yields all of them: seeding a generator for every document costs five times as much.
    """

    __slots__ = ("_at", "_values")

    def __init__(self, seed: int, purpose: str, index: int) -> None:
        """Draws for item `index` of `purpose` under `seed`."""
        digest = blake2b(b"%d/%b/%d" % (seed, purpose.encode(), index)).digest()
        self._values: tuple[int, ...] = _DRAWS.unpack(digest)
        self._at = 0

    def next(self) -> int:
        """The next draw, 0..65535."""
        at = self._at
        self._at = (at + 1) & 31
        return self._values[at]

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1; `limit` is at most 65,536."""
        return self.next() * limit >> 16

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self.next() < share * 65536

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, all equally likely."""
        return items[self.next() * len(items) >> 16]


class Weighted(Generic[Item]):
    """Items drawn by weight."""

    __slots__ = ("_edges", "_items")

    def __init__(self, weights: dict[Item, int]) -> None:
        """Items with whole weights."""
        self._items = list(weights)
        self._edges = list(accumulate(weights.values()))

    def pick(self, draws: Draws) -> Item:
        """One item, likely by its weight."""
        return self._items[bisect_right(self._edges, draws.below(self._edges[-1]))]
