"""What was counted, how much it is, and the hash that freezes it."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from vanthu.ground.figures.choices import Counting, Unit
from vanthu.ground.figures.errors import MixedUnits


class Counted(NamedTuple):
    """One row that was counted: its version's id, whom or what it stands for, and how much."""

    id: int
    identity: int
    amount: Decimal | int = 1


@dataclass(frozen=True)
class Result:
    """A value with its evidence, in the order of ids."""

    unit: Unit
    value: Decimal
    members: tuple[Counted, ...]

    @property
    def records(self) -> int:
        """How many rows were counted."""
        return len(self.members)

    @property
    def identities(self) -> frozenset[int]:
        """Whom or what the rows stand for."""
        return frozenset(each.identity for each in self.members)

    @property
    def digest(self) -> str:
        """The hash over the frozen list."""
        return digest(self.members)


@dataclass(frozen=True)
class Difference:
    """What became of a list: rows that came, rows that went, rows that say something else now.

    A corrected record comes with its new version's id and goes with its old one's; `changed` holds
    rows whose id stayed and whose amount or identity did not.
    """

    added: tuple[Counted, ...]
    removed: tuple[Counted, ...]
    changed: tuple[Counted, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def measured(unit: Unit, counting: Counting, rows: Iterable[Counted]) -> Result:
    """The value of the rows; each row is counted once, in whatever order it comes.

    DISTINCT counts identities, AMOUNT adds amounts exactly. ValueError for one id given twice.
    """
    members = tuple(sorted(rows))
    if len({each.id for each in members}) < len(members):
        raise ValueError("a row is counted once")
    if counting is Counting.DISTINCT:
        return Result(unit, Decimal(len({each.identity for each in members})), members)
    return Result(unit, sum((Decimal(each.amount) for each in members), Decimal(0)), members)


def together(*results: Result) -> Decimal:
    """The sum of results of one unit; raises MixedUnits for persons and turns, and so on."""
    first = results[0]
    for each in results[1:]:
        if each.unit is not first.unit:
            raise MixedUnits(first=first.unit.label, second=each.unit.label)
    return sum((each.value for each in results), Decimal(0))


def difference(before: Sequence[Counted], now: Sequence[Counted]) -> Difference:
    """What changed from one list to another, row by row."""
    old = {each.id: each for each in before}
    new = {each.id: each for each in now}
    return Difference(
        tuple(each for key, each in new.items() if key not in old),
        tuple(each for key, each in old.items() if key not in new),
        tuple(each for key, each in new.items() if key in old and _plain(old[key]) != _plain(each)),
    )


def digest(members: Iterable[Counted]) -> str:
    """SHA-256 over the list in the order of ids, as hex: anyone with the list can compute it.

    The bytes hashed are lines `id,identity,amount`, ASCII, each ended by a line feed.
    """
    total = hashlib.sha256()
    for each in sorted(members):
        total.update(",".join(map(str, _plain(each))).encode() + b"\n")
    return total.hexdigest()


def pack(members: Iterable[Counted]) -> bytes:
    """The list as it is kept: compressed, a tenth of its rows."""
    rows = [_plain(each) for each in sorted(members)]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)


def unpack(kept: bytes) -> tuple[Counted, ...]:
    """The list that `pack` kept."""
    rows = json.loads(zlib.decompress(kept))
    return tuple(Counted(number, identity, Decimal(amount)) for number, identity, amount in rows)


def _plain(each: Counted) -> tuple[int, int, str]:
    # 1, 1.0 and 1E0 are one amount and must give one hash
    amount = Decimal(each.amount)
    return each.id, each.identity, f"{amount.normalize():f}" if amount else "0"
