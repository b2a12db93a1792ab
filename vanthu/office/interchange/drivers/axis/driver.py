"""The axis behind the interface of every driver."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from vanthu.office.interchange.drivers.axis.calls import Calls
from vanthu.office.interchange.drivers.axis.directory import directory
from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fetched,
    Listed,
    OutcomeUnknown,
    Parcel,
    Report,
    Taken,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.codes import require_codes
from vanthu.office.interchange.drivers.edoc import (
    ANSWERS,
    TYPES,
    UNKNOWN,
    candidates,
    message_type,
    oldest,
    pending,
)
from vanthu.office.interchange.drivers.finding import search
from vanthu.office.interchange.drivers.packing import Packing, packed
from vanthu.office.interchange.drivers.refusals import nothing_refused
from vanthu.office.interchange.drivers.reporting import VIETNAM, reports_of
from vanthu.office.interchange.drivers.sniffing import require_packet
from vanthu.office.interchange.drivers.web.client import NoAnswer


def _now() -> datetime:
    return datetime.now(UTC)


class AxisDriver:
    """A link over the national axis (see `base.Driver` for what each call promises)."""

    def __init__(
        self, settings: AxisSettings, packing: Packing, clock: Callable[[], datetime] = _now
    ) -> None:
        self.settings = settings
        self._packing = packing
        self._clock = clock
        self._calls = Calls(settings, clock)

    def send(self, parcel: Parcel) -> Taken:
        """Hand a parcel over, to its one receiver."""
        require_codes(parcel.sender, parcel.receiver)
        with packed(self._packing, parcel) as bundle:
            parameters = {
                "from": parcel.sender,
                "to": json.dumps([parcel.receiver]),
                "messagetype": message_type(parcel),
                "hash-file": bundle.sha256,
            }
            try:
                return bundle.taken(self._calls.send(bundle.form("file_doc"), parameters))
            except (NoAnswer, BadAnswer) as fault:
                wait = self.settings.limits.settle_seconds
                raise OutcomeUnknown(UNKNOWN, fault.detail, wait=wait) from fault

    def find(self, parcel: Parcel) -> Taken | None:
        """Look for a parcel among what the axis lists as sent by us, by its bytes or its words."""
        since = self._clock().astimezone(VIETNAM) - timedelta(days=self.settings.look_back_days)
        asked = {"servicetype": "eDoc", "messagetype": message_type(parcel)}
        asked |= {"fromDate": f"{since:%Y/%m/%d}"}
        with nothing_refused():
            refs = candidates(self._calls.rows("/getSentEdocList", asked), parcel)
            return search(
                parcel, refs, self._packing, self._calls.download, self.settings.most_candidates
            )

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """What the receivers' systems have told the axis about each."""
        found: list[Report] = []
        with nothing_refused():
            for parcel, taken in parcels:
                rows = self._calls.rows("/getSentEdocList", {"docId": taken.remote_id})
                found += reports_of(parcel, taken, rows)
        return found

    def waiting(self, most: int) -> list[Waiting]:
        """What is not acknowledged yet, documents and statuses, the oldest first.

        The whole list is asked for: a page of it might hold nothing but what was acknowledged.
        """
        found: list[tuple[str, Waiting]] = []
        for kind, name in TYPES.items():
            asked = {"servicetype": "eDoc", "messagetype": name}
            rows = self._calls.rows("/getReceivedEdocList", asked)
            found += pending(rows, kind, "created_time")
        return oldest(found, most)

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """See base.Driver: whoever looks takes nothing away here."""

    def fetch(self, waiting: Waiting, folder: Path) -> Fetched:
        """Bring one packet, as bytes, into a file that we name."""
        path = folder / f"{uuid4().hex}.edxml"
        with nothing_refused():
            self._calls.download(waiting.ref, path)
        require_packet(path)
        return Fetched(raw=path)

    def acknowledge(self, waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        """Say that a packet was taken or refused; saying it again changes nothing.

        The axis carries no reason; the status message of the receiver does.
        """
        told = {"docId": waiting.ref, "status": ANSWERS[verdict]}
        with nothing_refused():
            self._calls.tell("/updateStatus", told)

    def directory(self) -> Iterator[Listed]:
        """Every agency, row by row, once the whole list is here."""
        with nothing_refused(), tempfile.TemporaryDirectory() as folder:
            yield from directory(self._calls, Path(folder))

    def close(self) -> None:
        """Let go of the connections."""
        self._calls.close()
