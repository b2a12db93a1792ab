"""A packet is kept as it came, whatever it is; one too long to be read, while there is room.

What is longer than `limit` is never read, yet it is evidence: it is kept whole as long as all that
a link has brought of that kind stays under `ROOM` times the limit, and beyond that with its size,
its hash and its beginning, where the envelope stands. So nobody fills the disk by being refused.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q, Sum

from vanthu.ground.files.actions import store_unread
from vanthu.ground.files.errors import EmptyFile
from vanthu.ground.files.models import Blob
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.choices import Bound, Transport
from vanthu.office.interchange.drivers.base import Fetched
from vanthu.office.interchange.models import Message, MessagePart

ROOM = 4
HEAD = 1024 * 1024
_MEGABYTE = 1024 * 1024
_ALTERED = (
    "Gói tin không khớp mã băm mà nơi gửi ghi kèm, có thể đã bị sửa trên đường truyền. "
    "Hãy đề nghị nơi gửi gửi lại."
)
_TOO_LONG = (
    "Gói tin dài {size} MB, vượt giới hạn {limit} MB nên không được đọc; gói tin gốc vẫn giữ "
    "nguyên. Hãy đề nghị nơi gửi giảm dung lượng tệp hoặc chia thành nhiều văn bản rồi gửi lại."
)
_CUT = (
    "Gói tin dài {size} MB, vượt giới hạn {limit} MB nên không được đọc. Chỗ lưu dành cho gói tin "
    "quá giới hạn đã hết nên không giữ toàn bộ: chỉ giữ dung lượng, mã băm SHA-256 {sha256} và "
    "phần đầu có phong bì. Hãy đề nghị nơi gửi giảm dung lượng tệp hoặc chia thành nhiều văn bản "
    "rồi gửi lại."
)
_NOT_FETCHED = (
    "Gói tin lớn hơn mức tải về cho một gói tin của đường liên thông nên không tải về và không "
    "giữ được gói tin gốc. Hãy đề nghị nơi gửi giảm dung lượng tệp hoặc chia thành nhiều văn bản "
    "rồi gửi lại."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds of a packet, and why it is refused, if it is. `whole` is the SHA-256
    and the size in bytes of one of which `raw` is the beginning alone."""

    raw: Blob | None
    parts: Sequence[Blob] = ()
    refusal: str = ""
    whole: tuple[str, int] = ("", 0)


NOT_FETCHED = Kept(None, refusal=_NOT_FETCHED)


def keep_bytes(link: str, fetched: Fetched, now: datetime, limit: int) -> Kept:
    """Keep what a link has brought; what is empty, other than its sender stated, or in any file
    longer than `limit` bytes is refused. Raises StoreFull."""
    paths = [fetched.raw, *fetched.files.values()]
    sizes = {path: path.stat().st_size for path in paths}
    longest = max(sizes.values())
    if not sizes[fetched.raw]:
        return Kept(None, refusal=EmptyFile().sentence)
    if longest > limit and sum(sizes.values()) > ROOM * limit - _kept_of(link, limit):
        return _cut(fetched.raw, longest, now, limit)
    raw, *parts = (_store(path, now, longest) for path in paths if sizes[path])
    if longest > limit:
        return Kept(raw, parts, Refusal(_TOO_LONG, **_megabytes(longest, limit)).sentence)
    if not all(sizes.values()):
        return Kept(raw, parts, EmptyFile().sentence)
    return Kept(raw, parts, "" if fetched.sha256 in ("", raw.pk) else _ALTERED)


def _cut(path: Path, longest: int, now: datetime, limit: int) -> Kept:
    """The beginning of a packet; the whole of one that itself is short and has a file too long."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        head = stream.read(size if size <= limit else min(HEAD, limit))
    raw = store_unread(io.BytesIO(head), now=now, limit=len(head))
    told = Refusal(_CUT, **_megabytes(longest, limit), sha256=digest)
    return Kept(raw, (), told.sentence, (digest, size))


def _megabytes(size: int, limit: int) -> dict[str, str]:
    """Rounded so that the size is never told as within the limit."""
    return {"size": str(size // _MEGABYTE + 1), "limit": str(limit // _MEGABYTE)}


def _kept_of(link: str, limit: int) -> int:
    """The bytes of what came over the link, was refused, and is longer than any that is read."""
    rows = Message.objects.filter(bound=Bound.IN, link=link, state=Transport.REFUSED)
    parts = MessagePart.objects.filter(message__in=rows)
    held = Blob.objects.filter(Q(pk__in=rows.values("raw")) | Q(pk__in=parts.values("blob")))
    return held.filter(size__gt=limit).aggregate(total=Sum("size"))["total"] or 0


def _store(path: Path, now: datetime, limit: int) -> Blob:
    with path.open("rb") as stream:
        return store_unread(stream, now=now, limit=limit)
