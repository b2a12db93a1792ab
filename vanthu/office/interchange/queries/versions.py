"""A message in quarantine beside what stands here, for its clerk: what differs, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.fields import CommonFields
from vanthu.office.documents.queries import type_names
from vanthu.office.interchange.choices import Bound, PacketKind, ReceiptStatus, Verb
from vanthu.office.interchange.edxml.message import DocumentMessage, StatusMessage
from vanthu.office.interchange.errors import MessageNotFound, NoWay
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.permissions import check_clerk
from vanthu.office.interchange.queries.changes import Changed, shown
from vanthu.office.interchange.reading import packet_of, reading
from vanthu.office.interchange.translating import payload_of, said
from vanthu.office.interchange.ways import Unreadable, way_named

_SHOWN = ("reference", "issued_on", "issuer_name", *(each.name for each in fields(CommonFields)))


@dataclass(frozen=True, slots=True)
class File:
    """A file by name, size in bytes and hash."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What a message says beside the document that stands here under the same id.

    `standing` is that document, 0 without one; `fields` holds every field that is told, `before`
    what stands here; `differs` names those that differ. `files` came with the message, `known` are
    the hashes of those that are here already. `unreadable` says why nothing can be shown,
    `warnings` what the reader found odd.
    """

    standing: int
    fields: tuple[Changed, ...]
    differs: frozenset[str]
    files: tuple[File, ...]
    known: frozenset[str]
    status: str
    text: str
    unreadable: str
    warnings: tuple[str, ...] = ()


def versions(actor: Actor, message_id: int) -> Versions:
    """Both versions of a message's document, read from the packet as it came.

    For the clerk of the agency it is for. Raises MessageNotFound, NotTheClerk, NoWay.
    """
    row = Message.objects.filter(pk=message_id, bound=Bound.IN).first()
    if row is None or row.agency_id != actor.agency_id:
        raise MessageNotFound
    check_clerk(actor, Verb.ACCEPT_MESSAGE, row.agency_id)
    way = way_named(row.link)
    if way is None:
        raise NoWay(link=row.link)
    try:
        with reading(way, row) as message:
            return replace(_beside(row, message), warnings=tuple(way.warn(*packet_of(row))))
    except Unreadable as fault:
        return Versions(0, (), frozenset(), (), frozenset(), "", "", fault.sentence)


def _beside(row: Message, message: DocumentMessage | StatusMessage) -> Versions:
    if isinstance(message, StatusMessage):
        told = (message.code, message.description)
        return Versions(0, (), frozenset(), (), frozenset(), *told, "")
    standing = _standing(row)
    before = said(standing) if standing is not None else {}
    now = payload_of(message, 0, ())
    types = type_names()
    both = [(name, before.get(name), now.get(name)) for name in _SHOWN if name in now]
    return Versions(
        standing=(standing.arrival_id or 0) if standing is not None else 0,
        fields=tuple(
            Changed(name, *(_text(name, one, types) for one in (a, b))) for name, a, b in both
        ),
        differs=frozenset(name for name, a, b in both if standing is not None and a != b),
        files=tuple(File(each.name, each.size, each.sha256) for each in message.attachments),
        known=frozenset(file["sha256"] for file in before.get("files", ())),
        status="",
        text=message.change.reason,
        unreadable="",
    )


def _standing(row: Message) -> Packet | None:
    """The packet by which the document came before."""
    rows = Packet.objects.filter(
        receiver=row.agency_id,
        identifier=row.document_id,
        document=None,
        kind=PacketKind.NEW,
    )
    mine = rows.filter(sender__codes__code=row.sender_code)
    return mine.exclude(status=ReceiptStatus.REFUSED).order_by("-pk").first()


def _text(name: str, value: Any, types: Mapping[str, str]) -> str:
    if name == "type_code":
        return types.get(value, "")
    return "" if value is None else shown(name, value)
