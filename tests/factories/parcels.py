"""Documents as somebody elsewhere writes them, for the loop to hand out."""

import hashlib
from functools import partial
from io import BytesIO
from typing import Any

from tests.factories.province import NOW
from vanthu.office.interchange.edxml.message import Attachment, DocumentMessage, Organization


def file(content: bytes = b"Toan van", name: str = "van-ban.txt", **more: Any) -> Attachment:
    """An attachment of a message."""
    digest = hashlib.sha256(content).hexdigest()
    given = {"media_type": "text/plain", "size": len(content), "sha256": digest, **more}
    return Attachment(name=name, open=partial(BytesIO, content), **given)


def message(**more: Any) -> DocumentMessage:
    """A document as somebody elsewhere writes it to the receiver."""
    given = {
        "sender": Organization(code="H07.555", name="Sở Y tế bên kia"),
        "receivers": (Organization(code="H61.902", name="UBND xã"),),
        "document_id": "H07.555,2026/11/20,15/SYT-VP",
        "number": "15",
        "symbol": "SYT-VP",
        "day": NOW.date(),
        "type_name": "Công văn",
        "subject": "Về việc tiêm chủng",
        "attachments": (file(),),
        **more,
    }
    return DocumentMessage(**given)
