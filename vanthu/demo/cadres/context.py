"""What every loader of cadres gets: where rows go, who there is to draw from, ids and moments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from uuid import UUID

from django.db import models

from vanthu.cadres.personnel.models import Decision
from vanthu.demo.bulk import Sink, Table
from vanthu.demo.bulk.moments import at
from vanthu.demo.cadres.pool import PoolPerson
from vanthu.demo.load.province import Ids

_DECISION = Table(
    Decision,
    *("id", "agency", "reference", "signed_on", "effective_on", "issuer", "signer", "abstract"),
    "entered_at",
)
_NINE = 9 * 60


@dataclass
class CadreContext:
    """One load; rows are written in bulk by `sink`, which must be the connection's only user."""

    sink: Sink
    ids: Ids
    seed: int
    today: date
    pool: Sequence[PoolPerson]
    numbered: Counter[type[models.Model]] = field(default_factory=Counter)

    def number(self, model: type[models.Model]) -> int:
        """The next id of a model that nothing else has filled; its sequence follows at the end."""
        self.numbered[model] += 1
        return self.numbered[model]

    def uuid(self, purpose: str, index: int) -> str:
        """The `record` of a Known row, the same for the same seed."""
        name = f"{self.seed}/{purpose}/{index}".encode()
        return self.sink.uuid(UUID(bytes=blake2b(name, digest_size=16).digest(), version=4))

    def moment(self, day: date, minute: int = _NINE) -> str | None:
        """A moment of that day in Việt Nam (nine o'clock) as its column takes it."""
        return self.sink.moments.stamp(at(day, minute))

    def decision(
        self, agency: str, reference: str, signed_on: date, issuer: str, abstract: str = ""
    ) -> int:
        """Write a decision of the agency (a key of the demo); gives its id."""
        number = self.number(Decision)
        days = (signed_on, signed_on)
        head = (number, self.ids.agencies[agency], reference, *days, issuer, "", abstract)
        self.sink.rows(_DECISION).append((*head, self.moment(signed_on)))
        return number
