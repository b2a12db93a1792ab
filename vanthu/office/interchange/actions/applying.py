"""A message that came in is read, judged and applied, in one transaction and once.

What is applied is what the actions of one installation do: a document arrives, a status is
reported, an order reaches its clerks. What is doubtful is kept apart for somebody to look at.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import discard, store
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.errors import CodeUnknown, SuccessorUnclear
from vanthu.ground.org.queries import agency_by_code
from vanthu.kernel.errors import Refusal, StateSecretRefused
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions import incoming, outbox
from vanthu.office.interchange.choices import Bound, Cause, Content, Transport
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import DocumentMessage, Organization, StatusMessage
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.errors import Held, NotYet, SeenBefore
from vanthu.office.interchange.events import MessageQuarantined, MessageRefused
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.reading import reading
from vanthu.office.interchange.routing import followed, living_here
from vanthu.office.interchange.rules import TRANSPORT_IN, pause
from vanthu.office.interchange.translating import content_hash, said_on, status_of
from vanthu.office.interchange.ways import Unreadable, Way

_TEXT = 500
# An order that comes before what it is about waits so long for it (interchange 2.4).
_WAITS = timedelta(hours=24)
_NOBODY = "Không có nơi nhận nào của gói tin thuộc hệ thống này."
_EMPTY = "Gói tin thiếu nội dung của tệp “{name}”."


@dataclass(frozen=True, slots=True)
class _Address:
    """One of our agencies that a message is for, under the code it was addressed by."""

    code: str
    name: str
    agency_id: int


def apply(way: Way, row: Message, now: datetime) -> None:
    """Read a message and apply it to each of our agencies that it is for."""
    system = Actor.system(now)
    files: list[tuple[Blob, str]] = []
    try:
        with reading(way, row) as message:
            addresses = _addresses(message, row, system)
            refuse_secrets(0, _texts(message))
            if _is_its_senders(way, row, message, system):
                files = stored(message, now)
    except StateSecretRefused as refusal:
        _refuse_secret(system, way, row, message, addresses[0], refusal, files)
    except Unreadable as fault:
        refuse(system, row, fault.sentence)
    except Refusal as refusal:
        _turn_away(system, way, row, message, addresses[0], refusal.sentence)
    else:
        for address, each in zip(addresses, _siblings(row, addresses), strict=True):
            _apply_one(way, each, message, address, files, now)


def _addresses(message: Wire, row: Message, actor: Actor) -> list[_Address]:
    """Which agencies of ours it is for; closed codes lead to their successors (I-07)."""
    if isinstance(message, StatusMessage):
        wanted: Sequence[Organization] = [Organization(code=message.about.code)]
    elif row.receiver_code:
        wanted = [each for each in message.receivers if each.code == row.receiver_code]
    else:
        wanted = message.receivers
    found = {each.code: holder_of(each.code, actor) for each in wanted}
    here = living_here([number for number in found.values() if number], actor.today)
    names = {each.code: each.name for each in wanted}
    ours = [_Address(code, names[code], number) for code, number in found.items() if number in here]
    if not ours:
        raise Unreadable(_NOBODY)
    return ours


def holder_of(code: str, actor: Actor) -> int:
    """The agency whose code it is or was; 0 when nobody can tell."""
    try:
        return agency_by_code(code, actor.today).pk
    except SuccessorUnclear:
        return 0
    except CodeUnknown:
        return _by_directory(code, actor)


def _by_directory(code: str, actor: Actor) -> int:
    """Whose old code it is, where the directory of a link alone knows it."""
    try:
        return followed(code, "", actor.today).agency or 0
    except SuccessorUnclear:
        return 0


def _texts(message: Wire) -> list[str]:
    if isinstance(message, StatusMessage):
        return [message.description]
    names = [each.name for each in message.attachments]
    return [message.subject, message.content, *message.appendixes, *names]


def stored(message: Wire, now: datetime) -> list[tuple[Blob, str]]:
    """The attachments in the store; those that came apart lie there already."""
    if isinstance(message, StatusMessage):
        return []
    found = []
    for file in message.attachments:
        if file.open is None:
            raise Refusal(_EMPTY, name=file.name)
        with file.open() as stream:
            found.append((store(stream, now=now), file.name))
    return found


def _siblings(row: Message, addresses: Sequence[_Address]) -> list[Message]:
    """A row for each of our agencies that one packet is for."""
    if row.receiver_code or len(addresses) == 1:
        return [row]
    more = [_sibling(row, address) for address in addresses[1:]]
    return [row, *more]


def _sibling(row: Message, address: _Address) -> Message:
    copied = ("uuid", "kind", "vouched_for", "raw", "state", "made_at", "state_at", "next_at")
    return Message.objects.get_or_create(
        bound=Bound.IN,
        link=row.link,
        ref=row.ref,
        receiver_code=address.code,
        defaults={name: getattr(row, name) for name in copied},
    )[0]


def _apply_one(
    way: Way,
    row: Message,
    message: Wire,
    address: _Address,
    files: Sequence[tuple[Blob, str]],
    now: datetime,
) -> None:
    actor = Actor.system(now, agency_id=address.agency_id)
    try:
        _apply_once(actor, way, row, message, address, files)
    except IntegrityError:
        # The same message came twice at once: the other is applied by now.
        _apply_once(actor, way, row, message, address, files)
    except StateSecretRefused as refusal:
        _refuse_secret(actor, way, row, message, address, refusal, files)
    except Refusal as refusal:
        _turn_away(actor, way, row, message, address, refusal.sentence)


@action
def _apply_once(
    actor: Actor,
    way: Way,
    row: Message,
    message: Wire,
    address: _Address,
    files: Sequence[tuple[Blob, str]],
) -> None:
    """Apply under the lock of the row; what is doubtful, repeated or too early is only marked."""
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    if held.state != Transport.ARRIVED:
        return
    describe(held, message, address)
    try:
        _check_sender(way, held, message, actor)
        _check_digests(message, files)
        sender = know_agency(actor, code=message.sender.code, name=message.sender.name)
        incoming.take_in(actor, held, message, sender, address.name, files)
    except SeenBefore:
        finish(actor, held, "repeat")
    except NotYet:
        _wait(actor, held)
    except Held as doubt:
        hold(actor, held, doubt.cause, doubt.sentence)
    else:
        finish(actor, held, "apply")


def describe(row: Message, message: Wire, address: _Address) -> None:
    """Write down what the message is, as it says itself."""
    row.sender_code, row.receiver_code = message.sender.code, address.code
    row.agency_id, row.content_hash = address.agency_id, content_hash(message)
    row.fingerprint, row.said_on = fingerprint(message), said_on(message)
    if isinstance(message, StatusMessage):
        row.kind, row.status = Content.STATUS, status_of(message) or ""
        row.document_id = message.about.document_id
        return
    row.kind, row.business = Content.DOCUMENT, int(message.change.business)
    row.document_id = incoming.document_named(message)
    row.order_id = message.document_id if message.document_id != row.document_id else ""


def _check_sender(way: Way, row: Message, message: Wire, actor: Actor) -> None:
    """Raise Held unless the network's sender may send for whom the message names."""
    if not _is_its_senders(way, row, message, actor):
        raise Held(Cause.SENDER, sender=message.sender.code, link=way.title)


def _is_its_senders(way: Way, row: Message, message: Wire, actor: Actor) -> bool:
    code = message.sender.code
    vouched = not row.vouched_for or way.speaks_for(row.vouched_for, code)
    ours = living_here([holder_of(code, actor)], actor.today)
    return vouched and way.reaches(code) and not ours


def _check_digests(message: Wire, files: Sequence[tuple[Blob, str]]) -> None:
    """Raise Held when a file is not the one its message names by hash."""
    if isinstance(message, DocumentMessage):
        for file, (blob, name) in zip(message.attachments, files, strict=True):
            if file.sha256 and file.sha256 != blob.pk:
                raise Held(Cause.DIGEST, name=name)


def finish(actor: Actor, row: Message, verb: str, **values: object) -> None:
    """Move a locked row as its machine says, and save it."""
    row.state = TRANSPORT_IN.target(row.state, verb)
    row.state_at, row.problem = actor.now, ""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _wait(actor: Actor, row: Message) -> None:
    """What it is about is not here yet: it waits a day at most, then somebody looks."""
    if actor.now - row.made_at > _WAITS:
        doubt = Held(Cause.UNMATCHED, document=row.document_id)
        hold(actor, row, doubt.cause, doubt.sentence)
        return
    row.attempts += 1
    row.next_at = actor.now + pause(row.attempts, random.random())
    row.save()


def hold(actor: Actor, row: Message, cause: Cause, sentence: str) -> None:
    """Keep a message apart until somebody has looked; its agency's registry is told once.

    Who sends the same again and again makes no second row to look at: it is counted on the first,
    and each packet stays as it came.
    """
    if (first := _held_before(row, cause)) is not None:
        _count_again(actor, first)
        finish(actor, row, "repeat", cause=cause)
        return
    finish(actor, row, "hold", cause=cause, problem=sentence[:_TEXT])
    announce(
        actor,
        MessageQuarantined(
            agency_id=row.agency_id,
            object_id=row.pk,
            link=row.link,
            sender=row.sender_code,
            document=row.document_id,
            cause=cause.value,
        ),
    )
    notify_all(actor, [notices.of_quarantine(row, keys.registry(row.agency_id))])


def _held_before(row: Message, cause: Cause) -> Message | None:
    """What came before from the same sender by the network's word, said the same, and was held for
    the same cause, whatever was decided about it since."""
    same = ("link", "vouched_for", "receiver_code", "agency_id", "business", "status")
    rows = incoming.kept_alike(row).filter(
        cause=cause, **{name: getattr(row, name) for name in same}
    )
    return rows.select_for_update(no_key=True).order_by("pk").first()


def _count_again(actor: Actor, first: Message) -> None:
    """Write on a locked row how often it came again, and when last."""
    first.told = {
        **first.told,
        "again": int(first.told.get("again", 0)) + 1,
        "again_at": actor.now.isoformat(),
    }
    first.save(update_fields=["told"])


@action
def refuse(actor: Actor, row: Message, sentence: str) -> None:
    """Refuse for good what no message can be read from: it is kept as it came, and the network is
    told."""
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    if held.state == Transport.ARRIVED:
        _refused(actor, held, sentence)


@action
def _turn_away(
    actor: Actor, way: Way, row: Message, message: Wire, address: _Address, sentence: str
) -> None:
    """Refuse a message for good and tell its sender, unless somebody else wrote it: nobody is told
    of a refusal by who only bears another's name. What was kept before is a repeat, whatever is
    wrong with it now."""
    held = Message.objects.select_for_update(no_key=True).get(pk=row.pk)
    if held.state != Transport.ARRIVED:
        return
    describe(held, message, address)
    if incoming.is_known(held):
        finish(actor, held, "repeat")
        return
    told = _is_its_senders(way, held, message, actor) and not incoming.has_come(held)
    if isinstance(message, DocumentMessage) and told:
        outbox.turn_away(actor, held, message, sentence)
    _refused(actor, held, sentence)


def _refused(actor: Actor, row: Message, sentence: str) -> None:
    finish(actor, row, "refuse", problem=sentence[:_TEXT])
    announce(
        actor,
        MessageRefused(
            agency_id=row.agency_id,
            object_id=row.pk,
            link=row.link,
            sender=row.sender_code,
            document=row.document_id,
            reason=sentence[:_TEXT],
        ),
    )


def _refuse_secret(
    actor: Actor,
    way: Way,
    row: Message,
    message: Wire,
    address: _Address,
    refusal: Refusal,
    files: Sequence[tuple[Blob, str]],
) -> None:
    """A state secret is refused at this door too, and nothing of it is kept (M-08, Q-144)."""
    _turn_away(actor, way, row, message, address, refusal.sentence)
    blobs = [
        row.raw_id,
        *row.parts.values_list("blob", flat=True),
        *(blob.pk for blob, _n in files),
    ]
    row.parts.all().delete()
    Message.objects.filter(link=row.link, ref=row.ref, bound=Bound.IN).update(raw=None)
    for sha256 in filter(None, blobs):
        discard(sha256)
