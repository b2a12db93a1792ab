"""The provincial platform behind the interface of every driver."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

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
from vanthu.office.interchange.drivers.lgsp.calls import Calls
from vanthu.office.interchange.drivers.lgsp.packets import files, packet
from vanthu.office.interchange.drivers.lgsp.settings import LgspSettings
from vanthu.office.interchange.drivers.packing import Packing, packed
from vanthu.office.interchange.drivers.refusals import nothing_refused
from vanthu.office.interchange.drivers.reporting import VIETNAM, reports_of
from vanthu.office.interchange.drivers.sniffing import require_packet
from vanthu.office.interchange.drivers.web.client import NoAnswer
from vanthu.office.interchange.drivers.web.rows import data_rows, outside_data
from vanthu.office.interchange.edxml.message import DocumentMessage, Organization

CANNOT_ASK = "Trục liên thông không cho tra cứu gói tin đã gửi; hãy hỏi nơi nhận trước khi gửi lại."


def _now() -> datetime:
    return datetime.now(UTC)


class LgspDriver:
    """A link over a provincial platform (see `base.Driver` for what each call promises)."""

    def __init__(
        self, settings: LgspSettings, packing: Packing, clock: Callable[[], datetime] = _now
    ) -> None:
        self.settings = settings
        self._packing = packing
        self._clock = clock
        self._calls = Calls(settings, clock)

    def send(self, parcel: Parcel) -> Taken:
        """Hand a parcel over, to its one receiver."""
        require_codes(parcel.sender, parcel.receiver)
        name = message_type(parcel)
        with packed(self._packing, addressed(parcel)) as bundle:
            try:
                return bundle.taken(self._calls.send(bundle, name))
            except (NoAnswer, BadAnswer) as fault:
                wait = self.settings.limits.settle_seconds
                raise OutcomeUnknown(UNKNOWN, fault.detail, wait=wait) from fault

    def find(self, parcel: Parcel) -> Taken | None:
        """Look for a parcel among what the platform lists as sent by us."""
        if not self.settings.sent_list:
            raise BadAnswer(CANNOT_ASK)
        asked = {"messageType": message_type(parcel), **self._days(self.settings.look_back_days)}
        with nothing_refused():
            refs = candidates(self._calls.rows("/v1/getReceiveStatus", asked), parcel)
            most = self.settings.most_candidates
            return search(addressed(parcel), refs, self._packing, self._download, most)

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """What the receivers' systems have told the platform about each."""
        found: list[Report] = []
        with nothing_refused():
            for parcel, taken in parcels:
                rows = self._calls.rows("/v1/getReceiveStatus", {"docId": taken.remote_id})
                found += reports_of(parcel, taken, rows)
        return found

    def waiting(self, most: int) -> list[Waiting]:
        """What is not acknowledged yet, documents and statuses, the oldest first."""
        found: list[tuple[str, Waiting]] = []
        days = self._days(self.settings.receive_days)
        for kind, name in TYPES.items():
            rows = self._calls.rows("/v1/syncReceivedEdocList", {"messageType": name, **days})
            found += pending(rows, kind, "createdTime")
        return oldest(found, most)

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """See base.Driver: whoever looks takes nothing away here."""

    def fetch(self, waiting: Waiting, folder: Path) -> Fetched:
        """Bring one packet, and what stands beside it, into files that we name."""
        with nothing_refused():
            value = self._calls.one("/v1/getEdoc", {"docId": waiting.ref})
        path = folder / f"{uuid4().hex}.edxml"
        path.write_bytes(packet(value))
        require_packet(path)
        return Fetched(raw=path, files=files(value, folder))

    def acknowledge(self, waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        """Say that a packet was taken or refused; the reason goes with the status message."""
        told = {"docId": waiting.ref, "status": ANSWERS[verdict]}
        with nothing_refused():
            self._calls.tell("/v1/updateStatus", told)

    def directory(self) -> Iterator[Listed]:
        """Every agency, row by row, once the whole list is here. It tells no old codes."""
        with nothing_refused(), tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "agencies.json"
            self._calls.save("/v1/getAgenciesList", path)
            outside_data(path)
            for row in data_rows(path):
                code, name = str(row.get("orgCode") or ""), str(row.get("orgName") or "")
                parent, mail = str(row.get("parentCode") or ""), str(row.get("email") or "")
                if code:
                    yield Listed(code=code, name=name, parent=parent, mail=mail)

    def close(self) -> None:
        """Let go of the connections."""
        self._calls.close()

    def _download(self, ref: str, path: Path) -> str:
        data = packet(self._calls.one("/v1/getEdoc", {"docId": ref}))
        path.write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def _days(self, back: int) -> dict[str, str]:
        today = self._clock().astimezone(VIETNAM)
        since = today - timedelta(days=back)
        return {"fromDate": f"{since:%Y/%m/%d}", "toDate": f"{today:%Y/%m/%d}"}


def addressed(parcel: Parcel) -> Parcel:
    """The parcel with its one receiver alone in its header: this network delivers by the header."""
    message = parcel.message
    if not isinstance(message, DocumentMessage):
        return parcel
    named = [one for one in message.receivers if one.code == parcel.receiver]
    only = named[0] if named else Organization(code=parcel.receiver)
    return replace(parcel, message=replace(message, receivers=(only,)))
