"""A message as JSON and back: what `vanthu edxml read` prints and `vanthu edxml write` takes.

The first keys are a contract with programs; those after `error` say the rest of the message. A
moment is written as the wire has it, in Vietnam's time without a zone.
"""

from datetime import datetime
from typing import Any

from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.errors import Unreadable
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Message,
    Organization,
    Signer,
    Staff,
    StatusMessage,
)
from vanthu.office.interchange.edxml.notes import OTHER_BYTES
from vanthu.office.interchange.edxml.reading import Reading

Object = dict[str, Any]
_CONTRACT: Object = {
    "kind": None,
    "business": None,
    "from": None,
    "to": [],
    "document_id": None,
    "number": None,
    "symbol": None,
    "date": None,
    "type": None,
    "subject": None,
    "signer": None,
    "priority": None,
    "due": None,
    "response_for": [],
    "status": None,
    "attachments": [],
    "warnings": [],
    "error": None,
}


def reading_as_object(reading: Reading) -> Object:
    """A packet that was read; `error` is filled when an attachment is not what the packet says."""
    told = {**_CONTRACT, **message_as_object(reading.message)}
    told["warnings"] = [str(note) for note in reading.notes]
    if reading.tampered:
        told["error"] = OTHER_BYTES.format(name="», «".join(reading.tampered))
        told["code"] = "edxml-digest"
    told["others"] = [{"path": p, "xml": xml} for p, xml in reading.message.others]
    told["as_received"] = [{"path": p, "text": t} for p, t in reading.message.as_received]
    told["packet"] = {
        "sha256": reading.sha256,
        "size": reading.size,
        "form": "2803" if reading.old_form else "102",
    }
    return told


def refusal_as_object(refusal: Unreadable) -> Object:
    """A packet that was not read: the same keys with nothing in them, and why."""
    return {**_CONTRACT, "error": refusal.told, "code": refusal.code}


def message_as_object(message: Message) -> Object:
    """The keys of the contract that the message fills, and the rest of it."""
    return _status(message) if isinstance(message, StatusMessage) else _document(message)


def _document(message: DocumentMessage) -> Object:
    return {
        "kind": "document",
        "business": message.change.business.name.lower(),
        "from": _organization(message.sender),
        "to": [_organization(each) for each in message.receivers],
        "document_id": message.document_id or None,
        "number": message.number or None,
        "symbol": message.symbol or None,
        "date": _day(message.day),
        "type": message.type_name or None,
        "subject": message.subject or None,
        "signer": _signer(message.signer),
        "priority": message.urgency,
        "due": _day(message.due),
        "response_for": [_answered(each) for each in message.answers],
        "status": None,
        "attachments": [_attachment(each) for each in message.attachments],
        "warnings": [],
        "error": None,
        **_rest(message),
    }


def _rest(message: DocumentMessage) -> Object:
    return {
        "place": message.place,
        "content": message.content,
        "type_number": message.type_number,
        "type_detail": message.type_detail,
        "type_notation": message.type_notation,
        "sphere": message.sphere,
        "pages": message.page_count,
        "copies": message.copies,
        "direction": message.direction,
        "steering": message.steering,
        "appendixes": list(message.appendixes),
        "places": list(message.places),
        "change": _change(message.change),
        "traces": [{"id": each.code, "at": _moment(each.at)} for each in message.traces],
    }


def _status(message: StatusMessage) -> Object:
    """What it is about is the one document it answers; it goes to that document's agency."""
    about = message.about
    return {
        "kind": "status",
        "from": _organization(message.sender),
        "to": [{"id": about.code, "name": ""}] if about.code else [],
        "document_id": about.document_id or None,
        "response_for": [_answered(about)],
        "status": {
            "code": message.code,
            "description": message.description,
            "at": _moment(message.at),
        },
        "attachments": [],
        "warnings": [],
        "error": None,
        "staff": _staff(message.staff),
    }


def _organization(each: Organization) -> Object:
    rest = {
        "in_charge": each.in_charge,
        "address": each.address,
        "email": each.email,
        "telephone": each.telephone,
        "fax": each.fax,
        "website": each.website,
    }
    return {"id": each.code, "name": each.name} | {k: v for k, v in rest.items() if v}


def _signer(each: Signer) -> Object:
    return {"authority": each.authority, "position": each.position, "name": each.name}


def _staff(each: Staff) -> Object:
    return {
        "department": each.department,
        "name": each.name,
        "mobile": each.mobile,
        "email": each.email,
    }


def _answered(each: Answered) -> Object:
    return {
        "document_id": each.document_id,
        "id": each.code,
        "code": each.reference,
        "date": _day(each.day),
    }


def _change(each: Change) -> Object:
    return {
        "document_id": each.document_id,
        "reason": each.reason,
        "fields_changed": each.fields_changed,
        "receivers_added": list(each.receivers_added),
        "receivers_removed": list(each.receivers_removed),
        "replaced": [
            {"document_id": one.document_id, "receivers": list(one.receivers)}
            for one in each.replaced
        ],
        "paper": each.paper,
        "staff": _staff(each.staff),
    }


def _attachment(each: Attachment) -> Object:
    return {
        "name": each.name,
        "type": each.media_type,
        "size": each.size,
        "sha256": each.sha256,
        "content_id": each.content_id,
        "description": each.description,
        "flags": [str(flag) for flag in each.flags],
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _moment(at: datetime | None) -> str | None:
    if at is None:
        return None
    local = at.astimezone(VIETNAM) if at.tzinfo else at
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


BUSINESSES = {business.name.lower(): business for business in Business}
