"""What a clerk decides about a message in quarantine: let it in, or discard it, with a reason."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.models import Agency
from vanthu.office.documents.errors import NeedsReason
from vanthu.office.interchange import permissions
from vanthu.office.interchange.actions import incoming
from vanthu.office.interchange.actions.applying import stored
from vanthu.office.interchange.choices import Bound, Cause, Verb
from vanthu.office.interchange.edxml.message import DocumentMessage
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.errors import (
    Held,
    KnownAlready,
    MessageNotFound,
    NotYet,
    NoWay,
    SeenBefore,
)
from vanthu.office.interchange.events import MessageAccepted, MessageDiscarded
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.reading import reading
from vanthu.office.interchange.rules import TRANSPORT_IN
from vanthu.office.interchange.ways import way_named


def accept_message(actor: Actor, *, message_id: int, reason: str) -> None:
    """Let a message in: a second version of a document as its update, others as what they are.

    Both versions stay readable. Raises MessageNotFound, NotTheClerk, WrongState, NeedsReason,
    NothingToMatch, KnownAlready, NoWay.
    """
    row = _asked(actor, Verb.ACCEPT_MESSAGE, message_id, reason)
    way = way_named(row.link)
    if way is None:
        raise NoWay(link=row.link)
    with reading(way, row) as message:
        files = stored(message, actor.now)
    _accept(actor, row, message, files, reason.strip())


@action
def _accept(actor: Actor, row: Message, message: Wire, files: incoming.Files, reason: str) -> None:
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    permissions.check_message(actor, Verb.ACCEPT_MESSAGE, held)
    sender = know_agency(actor, code=message.sender.code, name=message.sender.name)
    try:
        if not _let_in_second(actor, held, message, sender, files, reason):
            incoming.take_in(actor, held, message, sender, "", files)
    except (SeenBefore, NotYet, Held) as doubt:
        raise KnownAlready from doubt
    _end(actor, held, "accept", reason)
    announce(actor, MessageAccepted(agency_id=held.agency_id, object_id=held.pk, reason=reason))


def _let_in_second(
    actor: Actor, row: Message, message: Wire, sender: Agency, files: incoming.Files, reason: str
) -> bool:
    """Whether it was a second version of a document that stands here, and is its update now."""
    if row.cause != Cause.CONFLICT or not isinstance(message, DocumentMessage):
        return False
    return incoming.as_update(actor, row, message, sender, files, reason)


@action
def discard_message(actor: Actor, *, message_id: int, reason: str) -> None:
    """Keep a message out for good; it stays readable, with the reason.

    Raises MessageNotFound, NotTheClerk, WrongState, NeedsReason.
    """
    row = _asked(actor, Verb.DISCARD_MESSAGE, message_id, reason)
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    permissions.check_message(actor, Verb.DISCARD_MESSAGE, held)
    _end(actor, held, "discard", reason.strip())
    announce(
        actor,
        MessageDiscarded(agency_id=held.agency_id, object_id=held.pk, reason=reason.strip()),
    )


def _asked(actor: Actor, verb: Verb, message_id: int, reason: str) -> Message:
    row = Message.objects.filter(pk=message_id, bound=Bound.IN).first()
    if row is None or row.agency_id != actor.agency_id:
        raise MessageNotFound
    permissions.check_message(actor, verb, row)
    if not reason.strip():
        raise NeedsReason(field="reason")
    return row


def _end(actor: Actor, row: Message, verb: str, reason: str) -> None:
    row.state = TRANSPORT_IN.target(row.state, verb)
    row.state_at = actor.now
    row.told = {**row.told, "by": actor.name, "reason": reason}
    row.save()
