"""Packets as others write them: strings put together by hand."""

import base64
from io import BytesIO
from pathlib import Path

from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import DocumentMessage, StatusMessage
from vanthu.office.interchange.edxml.reading import LIMITS, Reading, read

SPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
HEADER = (
    "<e:From><e:OrganId>000.00.00.H49</e:OrganId><e:OrganName>UBND</e:OrganName></e:From>"
    "<e:To><e:OrganId>H61.01</e:OrganId></e:To><e:DocumentId>H49,1</e:DocumentId>"
    "<e:Subject>V/v họp</e:Subject>"
)
SMALL = ReadLimits(attachment_bytes=1 << 20, total_bytes=1 << 21, small=1 << 16)


def packet(header: str = HEADER, traces: str = "", body: str = "", attached: str = "") -> str:
    """A document message in the form of QCVN 102, with a prefix of its own."""
    encoded = f"<AttachmentEncoded>{attached}</AttachmentEncoded>" if attached else ""
    return (
        f'<edXML xmlns="{SPACE}" xmlns:e="{SPACE}"><e:edXMLEnvelope><e:edXMLHeader>'
        f"<e:MessageHeader>{header}</e:MessageHeader>"
        f"<e:TraceHeaderList>{traces}</e:TraceHeaderList></e:edXMLHeader>"
        f"<e:edXMLBody><e:edXMLManifest>{body}</e:edXMLManifest></e:edXMLBody>"
        f"</e:edXMLEnvelope>{encoded}</edXML>"
    )


def reference(number: int = 1, name: str = "a.pdf", description: str = "") -> str:
    """One line of the manifest."""
    return (
        f"<e:Reference><e:ContentId>cid:{number}</e:ContentId><e:ContentType>application/zip"
        f"</e:ContentType><e:Description>{description}</e:Description>"
        f"<e:AttachmentName>{name}</e:AttachmentName></e:Reference>"
    )


def attached(content: bytes | str, number: int = 1, name: str = "a.pdf", kind: str = "") -> str:
    """One attachment; a text stands where the base64 should."""
    told = content if isinstance(content, str) else base64.b64encode(content).decode()
    return (
        f"<Attachment><ContentId>cid:{number}</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<ContentType>{kind}</ContentType>"
        f"<ContentTransferEncoded>{told}</ContentTransferEncoded></Attachment>"
    )


def with_file(content: bytes | str, name: str = "a.pdf", kind: str = "") -> str:
    """A packet with one attachment that is listed."""
    return packet(body=reference(1, name), attached=attached(content, 1, name, kind))


def reading(told: str | bytes, folder: Path | None = None, limits: ReadLimits = LIMITS) -> Reading:
    """The packet as read."""
    data = told.encode() if isinstance(told, str) else told
    return read(BytesIO(data), folder, limits=limits)


def document(told: str | bytes, folder: Path | None = None) -> DocumentMessage:
    """The document message of a packet."""
    message = reading(told, folder).message
    assert isinstance(message, DocumentMessage)
    return message


def status(told: str | bytes) -> StatusMessage:
    """The status message of a packet."""
    message = reading(told).message
    assert isinstance(message, StatusMessage)
    return message


def sentences(told: str | bytes) -> str:
    """The remarks, one a line."""
    return "\n".join(map(str, reading(told).notes))
