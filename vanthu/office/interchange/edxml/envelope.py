"""The form of a message as the official samples have it: names, prefixes and order."""

from datetime import date, datetime

from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.digests import Digest, with_digest
from vanthu.office.interchange.edxml.elements import Element, group, leaf, nonempty, optional
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Message,
    Organization,
    Staff,
    StatusMessage,
)
from vanthu.office.interchange.edxml.names import QCVN

# Some receivers look elements up by the literal prefix (interchange 1.1).
_SPACE, _PREFIX = f' xmlns="{QCVN}"', f' xmlns:edXML="{QCVN}"'


def packet(message: Message, *, embed: bool) -> Element:
    """The whole message; `embed` puts the attachments into it."""
    if isinstance(message, StatusMessage):
        return group("edXML", _envelope(_status(message)), attributes=_SPACE)
    held = [_attachment(n, each) for n, each in enumerate(message.attachments, 1)]
    return group(
        "edXML",
        _envelope(_header(message), _traces(message), body=_body(message)),
        nonempty("AttachmentEncoded", *held) if embed else None,
        attributes=_SPACE,
    )


def _envelope(*header: Element, body: Element | None = None) -> Element:
    held = group("edXML:edXMLHeader", *header)
    return group("edXML:edXMLEnvelope", held, body, attributes=_PREFIX)


def _header(message: DocumentMessage) -> Element:
    return group(
        "edXML:MessageHeader",
        _organization("From", message.sender),
        *(_organization("To", each) for each in message.receivers),
        leaf("edXML:DocumentId", message.document_id),
        group(
            "edXML:Code",
            leaf("edXML:CodeNumber", message.number),
            leaf("edXML:CodeNotation", message.symbol),
        ),
        group(
            "edXML:PromulgationInfo",
            optional("edXML:Place", message.place),
            optional("edXML:PromulgationDate", day_text(message.day)),
        ),
        _type(message),
        leaf("edXML:Subject", message.subject),
        optional("edXML:Content", message.content),
        _signer(message),
        optional("edXML:DueDate", day_text(message.due)),
        _other(message),
        *(_answered(each) for each in message.answers),
        optional("edXML:SteeringType", message.steering),
        nonempty("edXML:ToPlaces", *(optional("edXML:Place", each) for each in message.places)),
    )


def _type(message: DocumentMessage) -> Element:
    return group(
        "edXML:DocumentType",
        leaf("edXML:Type", message.type_number),
        leaf("edXML:TypeDetail", message.type_detail),
        leaf("edXML:TypeName", message.type_name),
    )


def _signer(message: DocumentMessage) -> Element | None:
    return nonempty(
        "edXML:SignerInfo",
        optional("edXML:Competence", message.signer.authority),
        optional("edXML:Position", message.signer.position),
        optional("edXML:FullName", message.signer.name),
    )


def _other(message: DocumentMessage) -> Element:
    appendixes = (optional("edXML:Appendix", each) for each in message.appendixes)
    return group(
        "edXML:OtherInfo",
        leaf("edXML:Priority", message.urgency),
        optional("edXML:SphereOfPromulgation", message.sphere),
        optional("edXML:TyperNotation", message.type_notation),
        optional("edXML:PromulgationAmount", message.copies),
        optional("edXML:PageAmount", message.page_count),
        leaf("edXML:Direction", str(message.direction).lower()),
        nonempty("edXML:Appendixes", *appendixes),
    )


def _organization(name: str, each: Organization) -> Element:
    return group(
        f"edXML:{name}",
        leaf("edXML:OrganId", each.code),
        optional("edXML:OrganizationInCharge", each.in_charge),
        leaf("edXML:OrganName", each.name),
        optional("edXML:OrganAdd", each.address),
        optional("edXML:Email", each.email),
        optional("edXML:Telephone", each.telephone),
        optional("edXML:Fax", each.fax),
        optional("edXML:Website", each.website),
    )


def _answered(each: Answered) -> Element:
    return group(
        "edXML:ResponseFor",
        optional("edXML:OrganId", each.code),
        optional("edXML:Code", each.reference),
        optional("edXML:PromulgationDate", day_text(each.day)),
        leaf("edXML:DocumentId", each.document_id),
    )


def _staff(each: Staff) -> Element | None:
    return nonempty(
        "edXML:StaffInfo",
        optional("edXML:Department", each.department),
        optional("edXML:Staff", each.name),
        optional("edXML:Email", each.email),
        optional("edXML:Mobile", each.mobile),
    )


def _status(message: StatusMessage) -> Element:
    return group(
        "edXML:MessageHeader",
        _organization("From", message.sender),
        _answered(message.about),
        _staff(message.staff),
        leaf("edXML:StatusCode", message.code),
        optional("edXML:Description", message.description),
        leaf("edXML:Timestamp", moment_text(message.at)),
    )


def _traces(message: DocumentMessage) -> Element:
    hops = (
        group(
            "edXML:TraceHeader",
            leaf("edXML:OrganId", each.code),
            leaf("edXML:Timestamp", moment_text(each.at)),
        )
        for each in message.traces
    )
    return group("edXML:TraceHeaderList", *hops, _business(message.change))


def _business(change: Change) -> Element:
    return group(
        "edXML:Bussiness",
        optional("edXML:DocumentId", change.document_id),
        leaf("edXML:BussinessDocType", int(change.business)),
        optional("edXML:BussinessDocReason", change.reason),
        leaf("edXML:Paper", change.paper),
        _changed(change) if change.business is Business.UPDATE else None,
        _replaced(change) if change.business is Business.REPLACE else None,
        _staff(change.staff),
    )


def _changed(change: Change) -> Element:
    kinds = ((change.receivers_removed, 0), (change.receivers_added, 1))
    receivers = [
        group("edXML:Receiver", leaf("edXML:OrganId", code), leaf("edXML:ReceiverType", kind))
        for codes, kind in kinds
        for code in codes
    ]
    return group(
        "edXML:BussinessDocumentInfo",
        leaf("edXML:DocumentInfo", int(change.fields_changed)),
        leaf("edXML:DocumentReceiver", int(bool(receivers))),
        nonempty("edXML:ReceiverList", *receivers),
    )


def _replaced(change: Change) -> Element | None:
    documents = (
        group(
            "edXML:ReplacementInfo",
            leaf("edXML:DocumentId", each.document_id),
            nonempty("edXML:OrganIdList", *(leaf("edXML:OrganId", c) for c in each.receivers)),
        )
        for each in change.replaced
    )
    return nonempty("edXML:ReplacementInfoList", *documents)


def _body(message: DocumentMessage) -> Element:
    references = (
        group(
            "edXML:Reference",
            leaf("edXML:ContentId", content_id(n, each)),
            leaf("edXML:ContentType", each.media_type),
            leaf(
                "edXML:Description",
                with_digest(each.description, Digest(each.sha256, each.size)),
            ),
            leaf("edXML:AttachmentName", each.name),
        )
        for n, each in enumerate(message.attachments, 1)
    )
    manifest = group("edXML:edXMLManifest", *references, attributes=' version="1.0"')
    return group("edXML:edXMLBody", manifest)


def _attachment(number: int, each: Attachment) -> Element:
    return group(
        "Attachment",
        leaf("ContentId", content_id(number, each)),
        leaf("AttachmentName", each.name),
        optional("Description", each.description),
        leaf("ContentType", each.media_type),
        Element("edXML:ContentTransferEncoded", each, _PREFIX),
    )


def content_id(number: int, each: Attachment) -> str:
    """What joins the manifest with the bytes: the attachment's own id, else its place."""
    return f"cid:{each.content_id.removeprefix('cid:') or number}"


def day_text(day: date | None) -> str | None:
    """A day as the wire has it."""
    return day.strftime("%Y/%m/%d") if day is not None else None


def moment_text(at: datetime | None) -> str:
    """A moment as the wire has it: Vietnam's time, without a zone."""
    if at is None:
        return ""
    return (at.astimezone(VIETNAM) if at.tzinfo else at).strftime("%Y/%m/%d %H:%M:%S")
