"""What the networks' words for the fate of a parcel mean."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from vanthu.office.interchange.drivers.base import Fate, Parcel, Report, Taken

_FATES = {"done": Fate.TAKEN, "fail": Fate.REFUSED, "cancellation": Fate.REFUSED}
_FORMS = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S")
VIETNAM = timezone(timedelta(hours=7))


def reports_of(parcel: Parcel, taken: Taken, rows: Sequence[Mapping[str, Any]]) -> Iterator[Report]:
    """What the rows of a list of sent ones say about one parcel of ours."""
    for row in rows:
        mine = row.get("senderDocId") == taken.remote_id and row.get("toCode") == parcel.receiver
        if mine:
            yield Report(
                uuid=parcel.uuid,
                fate=fate_of(row.get("receiveStatus")),
                at=moment(row.get("receivedTime")),
                reason=str(row.get("receiveStatusDesc") or "")[:500],
            )


def fate_of(word: object) -> Fate:
    """initial, processing, done, fail in either case (interchange 2.4); any other is underway."""
    return _FATES.get(str(word or "").lower(), Fate.UNDERWAY)


def moment(text: object) -> datetime | None:
    """A time of Vietnam in one of the forms seen, None for what is none of them."""
    for form in _FORMS:
        try:
            return datetime.strptime(str(text)[:19], form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    return None
