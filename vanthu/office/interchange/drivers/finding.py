"""Was it taken? A parcel is looked for among what the other side lists as sent by us."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from vanthu.office.interchange.drivers.base import BadAnswer, Parcel, Taken
from vanthu.office.interchange.drivers.packing import Packing, packed

TOO_MANY = "Trục liên thông liệt kê quá nhiều gói tin, chưa xác định được gói tin này đã gửi chưa."


def search(
    parcel: Parcel,
    refs: Sequence[str],
    packing: Packing,
    fetch: Callable[[str, Path], str],
    most: int,
) -> Taken | None:
    """The first of these that holds the bytes of the parcel, or the same message with hops added.

    `fetch` writes one to a new file and tells its SHA-256. Raises BadAnswer where more than `most`
    would have to be looked at: "no" must be certain, or the parcel would be sent twice.
    """
    with packed(packing, parcel) as bundle, tempfile.TemporaryDirectory() as folder:
        for ref in refs[:most]:
            path = Path(folder) / uuid4().hex
            if fetch(ref, path) == bundle.sha256 or packing.is_same(parcel, path):
                return bundle.taken(ref)
            path.unlink()
    if len(refs) > most:
        raise BadAnswer(TOO_MANY, f"{len(refs)} candidates")
    return None
