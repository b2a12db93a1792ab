"""What fuzzing begins with: packets of our own writer, zips, specifications."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.asjson import message_as_object
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Message,
    Organization,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.writing import to_bytes

AT = datetime(2026, 9, 5, 8, 30, 15, tzinfo=VIETNAM)
OURS = Organization(code="H61.01", name="Sở Nội vụ", email="vanthu@example.vn", fax="0270")
THEIRS = Organization(code="000.00.00.H49", name="UBND tỉnh Quảng Ninh", website="example.vn")
CONTENT = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def document() -> DocumentMessage:
    """A document with every field filled and two attachments."""
    return DocumentMessage(
        sender=OURS,
        receivers=(THEIRS, replace(THEIRS, code="H01.151")),
        document_id="H61.01,2026/09/05,125/SNV-VP",
        number="125",
        symbol="SNV-VP",
        day=date(2026, 9, 5),
        place="Vĩnh Long",
        type_name="Công văn",
        type_notation="CV",
        subject="V/v kết nối, liên thông",
        content="Trích yếu & <nội dung>",
        signer=Signer(authority="KT.", position="Phó Giám đốc", name="Trần Văn An"),
        urgency=2,
        due=date(2026, 9, 30),
        answers=(Answered(document_id="x,2026/01/02,1/UBND", code="H49", reference="1/UBND"),),
        places=("Như trên", "Lưu: VT"),
        sphere="Nội vụ",
        page_count=3,
        copies=2,
        appendixes=("Phụ lục I",),
        steering=1,
        traces=(Trace(code="H61.01", at=AT),),
        attachments=(
            attachment("cong-van.pdf", CONTENT),
            attachment("kem.txt", b"abc", "text/plain"),
        ),
    )


def attachment(name: str, content: bytes, media_type: str = "application/pdf") -> Attachment:
    """A file of a message."""
    return Attachment(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        description="Bản chính",
        open=lambda: BytesIO(content),
    )


def orders() -> Iterator[DocumentMessage]:
    """Recall, update and replacement of a document."""
    staff = Staff(department="Văn thư", name="Lê Thị Bình", mobile="0270")
    plain = Change(business=Business.RECALL, document_id="x,1", reason="Sai", staff=staff)
    yield replace(document(), change=plain)
    added = replace(plain, fields_changed=True, receivers_added=("H01",), receivers_removed=("A",))
    yield replace(document(), change=replace(added, business=Business.UPDATE))
    by = (Replaced(document_id="x,1", receivers=("H01", "H02")), Replaced(document_id="x,2"))
    yield replace(document(), change=replace(plain, business=Business.REPLACE, replaced=by))


def status() -> StatusMessage:
    """A status with every field filled."""
    return StatusMessage(
        sender=OURS,
        about=Answered(
            document_id="000.00.00.H49,2026/09/01,7/UBND",
            code="000.00.00.H49",
            reference="7/UBND",
            day=date(2026, 9, 1),
        ),
        code="03",
        description="Đã tiếp nhận",
        at=AT,
        staff=Staff(department="Văn phòng", name="Lê Thị Bình", email="a@example.vn"),
    )


def messages() -> list[Message]:
    """One of every kind."""
    return [document(), *orders(), status()]


def packets() -> list[bytes]:
    """Messages of every kind, in the encodings that are read, and in the forms of CV 2803."""
    made = [to_bytes(each) for each in messages()]
    text = made[0].decode().partition("?>")[2]
    old = (
        '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:edXML="http://www.e-doc.vn/Schema/"><S:Header><edXML:MessageHeader><edXML:From>'
        "<edXML:OrganId>1</edXML:OrganId></edXML:From><edXML:PromulgationInfo>"
        "<edXML:PromulgationDate>30/10/2013</edXML:PromulgationDate></edXML:PromulgationInfo>"
        "</edXML:MessageHeader></S:Header><S:Body><edXML:AllDocument><edXML:Document><edXML:Attach>"
        '<edXML:Attachment Content-Type="application/pdf"><name>a.pdf</name><value>JVBERg==</value>'
        "</edXML:Attachment></edXML:Attach></edXML:Document></edXML:AllDocument></S:Body>"
        "</S:Envelope><x/>"
    )
    plain = made[-1].replace(b"edXML:", b"")
    return [*made, text.encode("utf-16"), plain, old.encode(), _in_parts(old.encode())]


def _in_parts(envelope: bytes) -> bytes:
    """An envelope and a file in MIME parts."""
    top = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    root = b"--b\r\nContent-Type: text/xml\r\nContent-ID: <s>\r\n\r\n" + envelope
    name = b"filename*=utf-8''a%20b.pdf"
    headers = b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; " + name
    file = b"\r\n--b\r\nContent-ID: <1>\r\n" + headers + b"\r\n\r\nJVBERg=="
    return top + root + file + b"\r\n--b\r\nContent-ID: <2>\r\n\r\nx\r\n--b--\r\n"


def contents() -> list[bytes]:
    """Bytes of attachments: a PDF, zips of one entry and of two, an office file."""
    return [
        CONTENT,
        zipped({"0c1d.pdf": CONTENT}),
        zipped({"a.pdf": CONTENT, "b.txt": b"text"}),
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        CONTENT.decode("latin-1").encode() + b"\xef\xbf\xbd" * 9,
    ]


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip that holds these files."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def specifications() -> list[bytes]:
    """What `vanthu edxml write` takes, without files."""
    told = [message_as_object(each) for each in messages()]
    return [json.dumps({**each, "attachments": []}).encode() for each in told]
