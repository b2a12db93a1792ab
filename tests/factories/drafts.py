"""Drafts on their way: each function takes one to the next state by the real actions."""

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from tests.factories.province import NOW, Office
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions
from vanthu.office.drafting.actions import RouteChoice, Text
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.handling.actions import Receiver

_numbers = count(1)


def blob(content: str = "", at: datetime = NOW) -> Blob:
    """A stored text file of its own, unless its content is given."""
    words = content or f"Dự thảo thứ {next(_numbers)}"
    return store(io.BytesIO(words.encode()), now=at)


def route(place: Office) -> RouteChoice:
    """The head approves the content, the chief the format, the leader signs."""
    return RouteChoice(
        content_post=place.head.post_id,
        format_post=place.chief.post_id,
        signer_post=place.leader.post_id,
    )


def to(*agencies: Office) -> list[NewRecipient]:
    """These agencies as recipients."""
    return [NewRecipient(agency_id=agency.id) for agency in agencies]


def draft(
    place: Office,
    *,
    recipients: Sequence[NewRecipient] = (NewRecipient(name="Bộ Nội vụ"),),
    direction: str = Direction.OUTGOING,
    addressees: Sequence[Receiver] = (),
    text: Text | None = None,
    **fields: Any,
) -> Document:
    """Begun by the specialist, with a first version and its route."""
    given = {"type_code": "ke-hoach", "subject": "Kế hoạch phòng, chống thiên tai", **fields}
    return actions.start(
        place.specialist,
        direction=direction,
        fields=OutgoingFields(**given),
        recipients=recipients if direction == Direction.OUTGOING else (),
        addressees=addressees,
        route=route(place),
        text=text or Text(body=f"Nội dung kế hoạch số {next(_numbers)}."),
    )


def submitted(place: Office, **more: Any) -> Document:
    """Waits for the head's approval of the content."""
    document = draft(place, **more)
    actions.submit(place.specialist, document_id=document.pk)
    return fresh(document)


def content_approved(place: Office, **more: Any) -> Document:
    """Waits for the chief's approval of the format."""
    document = submitted(place, **more)
    actions.approve_content(place.head, document_id=document.pk)
    return fresh(document)


def format_approved(place: Office, **more: Any) -> Document:
    """Waits for the leader."""
    document = content_approved(place, **more)
    actions.approve_format(place.chief, document_id=document.pk)
    return fresh(document)


def returned(place: Office, **more: Any) -> Document:
    """Sent back to the drafter by the leader."""
    document = format_approved(place, **more)
    actions.return_draft(place.leader, document_id=document.pk, reason="Thiếu căn cứ pháp lý")
    return fresh(document)


def approved(place: Office, **more: Any) -> Document:
    """The leader approved; waits for its number."""
    document = format_approved(place, **more)
    newest = DraftVersion.objects.filter(document=document).count()
    actions.approve_signing(place.leader, document_id=document.pk, version=newest)
    return fresh(document)


def numbered(place: Office, **more: Any) -> Document:
    """Numbered and dated; waits to be issued."""
    document = approved(place, **more)
    actions.give_number(place.clerk, document_id=document.pk)
    return fresh(document)


def issued(place: Office, **more: Any) -> Document:
    """Issued to its recipients."""
    document = numbered(place, **more)
    actions.issue(place.clerk, document_id=document.pk)
    return fresh(document)


def recalled(place: Office, **more: Any) -> Document:
    """Issued and recalled by the leader."""
    document = issued(place, **more)
    actions.recall_issued(place.leader, document_id=document.pk, reason="Sai thẩm quyền")
    return fresh(document)


def cancelled(place: Office, **more: Any) -> Document:
    """Cancelled by its drafter."""
    document = draft(place, **more)
    actions.cancel(place.specialist, document_id=document.pk, reason="Không ban hành nữa")
    return fresh(document)


def replacement(sender: Office, old: Document) -> Document:
    """What replaces the other, drafted, approved, numbered and issued."""
    draft = actions.replace_issued(
        sender.specialist,
        document_id=old.pk,
        route=route(sender),
        text=Text(body="Nội dung đúng"),
    )
    return issue(sender, draft)


def issue(sender: Office, draft: Document) -> Document:
    """Whatever its sender has drafted, approved by all, numbered and issued."""
    actions.submit(sender.specialist, document_id=draft.pk)
    actions.approve_content(sender.head, document_id=draft.pk)
    actions.approve_format(sender.chief, document_id=draft.pk)
    actions.approve_signing(sender.leader, document_id=draft.pk, version=1)
    actions.give_number(sender.clerk, document_id=draft.pk)
    actions.issue(sender.clerk, document_id=draft.pk)
    return fresh(draft)


def fresh(document: Document) -> Document:
    """The row as the database has it now."""
    return Document.objects.get(pk=document.pk)
