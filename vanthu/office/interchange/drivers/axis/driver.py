"""The axis behind the interface of every driver."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from vanthu.office.interchange.drivers.axis.calls import Calls, Row
from vanthu.office.interchange.drivers.axis.directory import directory
from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.axis.signing import VIETNAM
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fetched,
    Kind,
    Listed,
    OutcomeUnknown,
    Parcel,
    Rejected,
    Report,
    Taken,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.codes import is_ref, require_codes
from vanthu.office.interchange.drivers.finding import notation_of, search
from vanthu.office.interchange.drivers.packing import Packing, packed
from vanthu.office.interchange.drivers.refusals import nothing_refused
from vanthu.office.interchange.drivers.reporting import reports_of
from vanthu.office.interchange.drivers.sniffing import require_packet
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD
from vanthu.office.interchange.drivers.web.client import NoAnswer
from vanthu.office.interchange.drivers.web.form import FileForm

TYPES: Mapping[Kind, str] = MappingProxyType({Kind.DOCUMENT: "edoc", Kind.STATUS: "status"})
PENDING = frozenset({"", "initial", "processing"})
ANSWERS: Mapping[Verdict, str] = MappingProxyType({Verdict.TAKEN: "done", Verdict.REFUSED: "fail"})
UNKNOWN = "Chưa rõ trục liên thông đã nhận gói tin hay chưa."
NOT_CARRIED = "Trục liên thông không chuyển loại gói tin này."


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
            form = FileForm(bundle.file, bundle.size, field="file_doc", fields={})
            try:
                return bundle.taken(self._calls.send(form, parameters))
            except (NoAnswer, BadAnswer) as fault:
                wait = self.settings.limits.settle_seconds
                raise OutcomeUnknown(UNKNOWN, fault.detail, wait=wait) from fault

    def find(self, parcel: Parcel) -> Taken | None:
        """Look for a parcel among what the axis lists as sent by us, by its bytes or its words."""
        since = self._clock().astimezone(VIETNAM) - timedelta(days=self.settings.look_back_days)
        asked = {"servicetype": "eDoc", "messagetype": message_type(parcel)}
        asked |= {"fromDate": f"{since:%Y/%m/%d}"}
        with nothing_refused():
            refs = _refs(self._calls.rows("/getSentEdocList", asked), parcel)
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
        """What is not acknowledged yet, documents and statuses, the oldest first."""
        rows: list[tuple[str, Waiting]] = []
        for kind, name in TYPES.items():
            asked = {"servicetype": "eDoc", "messagetype": name}
            asked |= {"pageSize": str(most), "pageIndex": "1"}
            for row in self._calls.rows("/getReceivedEdocList", asked):
                if str(row.get("status") or "").lower() in PENDING:
                    rows.append((str(row.get("created_time") or ""), _waiting(row, kind)))
        rows.sort(key=lambda pair: pair[0])
        return [waiting for _, waiting in rows[:most]]

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


def message_type(parcel: Parcel) -> str:
    """The word of the axis for a kind. Raises Rejected for one that it does not carry."""
    if parcel.kind not in TYPES:
        raise Rejected(NOT_CARRIED, code="kind", detail=parcel.kind)
    return TYPES[parcel.kind]


def _refs(rows: Sequence[Row], parcel: Parcel) -> list[str]:
    """The axis's ids of what may be this parcel: those of its number first, then the youngest.

    A number written otherwise excludes nothing: to miss it would mean to send twice.
    """
    wanted = notation_of(parcel)
    near = [
        row
        for row in rows
        if row.get("toCode") == parcel.receiver and row.get("fromCode") in {parcel.sender, None, ""}
    ]
    near.sort(key=lambda row: str(row.get("sentTime") or ""), reverse=True)
    near.sort(key=lambda row: row.get("notation") != wanted)
    refs = [row.get("senderDocId") for row in near]
    if not all(is_ref(ref) for ref in refs):
        raise BadAnswer(NOT_UNDERSTOOD, "a row without senderDocId")
    return list(dict.fromkeys(str(ref) for ref in refs))


def _waiting(row: Row, kind: Kind) -> Waiting:
    ref, sender = row.get("docId"), row.get("from")
    if not is_ref(ref):
        raise BadAnswer(NOT_UNDERSTOOD, f"docId {str(ref)[:100]!r}")
    return Waiting(ref=str(ref), kind=kind, sender=str(sender or ""))
