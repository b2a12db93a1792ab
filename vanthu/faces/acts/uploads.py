"""Files on their way into an act: kept first, named to the act by a token only their sender has.

A hash alone would do to name a file, but hashes stand in the journal and in packets: who knows one
must not thereby get the bytes. So the token is signed, for one account, and lasts a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from django.core import signing

from vanthu.ground.base.actor import Actor
from vanthu.ground.files import actions as files
from vanthu.ground.files.models import Blob
from vanthu.ground.files.rules import clean_name
from vanthu.kernel.errors import Invalid

_SALT = "vanthu.faces.acts.uploads"
_LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """A file that was kept; `token` names it to the act that will use it."""

    token: str
    name: str
    size: int
    sha256: str
    media_type: str


def keep(actor: Actor, *, name: str, stream: BinaryIO | Iterable[bytes]) -> Kept:
    """Keep the bytes and hand out their token; raises what the file store refuses."""
    blob = files.store(stream, now=actor.now)
    shown = clean_name(name)
    until = int((actor.now + _LASTS).timestamp())
    token = signing.dumps([blob.pk, shown, actor.account_id, until], salt=_SALT)
    return Kept(token, shown, blob.size, blob.pk, blob.media_type)


def taken(actor: Actor, token: str, field: str = "file") -> tuple[Blob, str]:
    """The kept file and its name; raises Invalid for a token of somebody else, or too old."""
    try:
        sha256, name, account_id, until = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise Invalid({field: _AGAIN}) from error
    fresh = datetime.fromtimestamp(until, tz=actor.now.tzinfo) > actor.now
    blob = Blob.objects.filter(pk=sha256).first() if account_id == actor.account_id else None
    if blob is None or not fresh:
        raise Invalid({field: _AGAIN})
    return blob, name


_AGAIN = "Tệp đã tải lên không còn dùng được. Hãy tải tệp lên lại."
