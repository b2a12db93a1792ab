"""The journal of the loaded papers: every entry in order of time, each agency's chain linked.

Papers are written in order of arrival and their later steps wait in a heap until no earlier step
can come any more, so that a chain reads as it would have been written day by day.
"""

import heapq
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.bulk.moments import iso
from vanthu.demo.load.desks import Seat
from vanthu.ground.journal import rules
from vanthu.ground.journal.models import Entry, Head

_COLUMNS = (
    *("agency_id", "seq", "at", "name", "account_id", "person_id", "tenure_id", "on_behalf_of"),
    *("object_type", "object_id", "data", "digest", "hash"),
)
_Step = tuple[int, int, int, str, int | None, int | None, str, int, dict[str, Any]]


class Chronicle:
    """Takes events in any order and writes them by time."""

    def __init__(self, sink: Sink) -> None:
        """A chronicle that writes into `sink` and goes on with the chains there are."""
        self._table = Table(Entry, *_COLUMNS)
        self._sink = sink
        self._waiting: list[_Step] = []
        self._count = 0
        heads = Head.objects.values_list("agency_id", "seq", "hash")
        self._heads = {agency: (seq, bytes(value)) for agency, seq, value in heads}

    def add(
        self,
        moment: int,
        agency_id: int,
        seat: Seat | None,
        name: str,
        object_id: int,
        **details: Any,
    ) -> None:
        """An event about a document, by the holder of a post (None: the system)."""
        self._count += 1
        person = seat.person_id if seat else None
        tenure = seat.tenure_id if seat else None
        step = (moment, self._count, agency_id, name, person, tenure, "document", object_id)
        heapq.heappush(self._waiting, (*step, details))

    def write_until(self, moment: int) -> None:
        """Write what happened before `moment`; nothing earlier may be added afterwards."""
        waiting = self._waiting
        while waiting and waiting[0][0] < moment:
            self._write(heapq.heappop(waiting))

    def finish(self) -> None:
        """Write the rest and the heads of the chains."""
        self.write_until(1 << 62)
        self._sink.flush()
        heads = [
            Head(agency_id=agency, seq=seq, hash=value)
            for agency, (seq, value) in self._heads.items()
        ]
        Head.objects.bulk_create(
            heads,
            update_conflicts=True,
            update_fields=["seq", "hash"],
            unique_fields=["agency_id"],
            batch_size=500,
        )

    def _write(self, step: _Step) -> None:
        moment, _, agency, name, person, tenure, kind, object_id, details = step
        data = ",".join([f'"{key}":{_json(details[key])}' for key in sorted(details)])
        data = f"{{{data}}}"
        # What rules.digest hashes, put together here: a journal of millions is half of the time.
        who = f"{person or 'null'},{person or 'null'},{tenure or 'null'},null"
        about = f'"{kind}",{object_id},{encode_basestring(data)}'
        content = f'[{agency},"{iso(moment)}","{name}",{who},{about},"",""]'
        digest = sha256(content.encode()).digest()
        seq, before = self._heads.get(agency, (0, rules.GENESIS))
        value = rules.link(before, digest)
        self._heads[agency] = (seq + 1, value)
        stamp = self._sink.moments.stamp(moment)
        # In the demo an account has its person's number.
        row = (agency, seq + 1, stamp, name, person, person, tenure, None, kind, object_id)
        self._sink.rows(self._table).append((*row, data, digest, value))


def _json(value: object) -> str:
    """As `rules.canonical` writes it, for the few kinds of values that events carry."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, list):
        return f"[{','.join([_json(item) for item in value])}]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
