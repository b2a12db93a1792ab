"""The simulated axis, drivers that speak to it, and parcels; every code is made up."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4
from xml.sax.saxutils import escape

from lxml import etree

from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.base import Kind, Parcel, Sheet
from vanthu.office.interchange.drivers.lgsp.driver import LgspDriver
from vanthu.office.interchange.drivers.lgsp.settings import LgspSettings
from vanthu.office.interchange.drivers.packing import Packing
from vanthu.office.interchange.drivers.secrets import SecretFile
from vanthu.office.interchange.drivers.web.endpoint import read_endpoint
from vanthu.office.interchange.drivers.web.limits import Limits
from vanthu.office.interchange.edxml.message import (
    Answered,
    DocumentMessage,
    Organization,
    StatusMessage,
)

OURS, THEIRS = "Z61.03", "Z61.04"
SECRET = "khoa-bi-mat"
PATIENCE = 0.4
"""Seconds that a driver of these tests waits for an answer."""
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


@contextmanager
def simulator(folder: Path, port: int = 0) -> Iterator[Simulator]:
    """The axis with two systems, one agency each."""
    running = Simulator(folder / "axis", port)
    for code in (OURS, THEIRS):
        running.store.register(f"he-thong-{code}", SECRET, [code], f"nguoi-{code}", f"mk-{code}")
    running.start()
    try:
        yield running
    finally:
        running.stop()


def limits(**more: Any) -> Limits:
    """Short ones, so that a test of silence is a short test."""
    return Limits(**{"connect_seconds": 2, "answer_seconds": PATIENCE, "settle_seconds": 0, **more})


def secret_file(folder: Path, name: str, value: str = SECRET) -> SecretFile:
    """A secret as an administrator lays it down."""
    path = folder / name
    path.write_text(f"{value}\n", encoding="utf-8")
    return SecretFile(path)


def axis_settings(url: str, folder: Path, code: str = OURS, **more: Any) -> AxisSettings:
    """The settings of one system."""
    given = {
        "endpoint": read_endpoint(f"{url}/XrdAdapter/adapter"),
        "system_id": f"he-thong-{code}",
        "secret": secret_file(folder, f"khoa-{code}"),
        "limits": limits(),
        **more,
    }
    return AxisSettings(**given)


def axis_driver(running: Simulator, folder: Path, code: str = OURS, **more: Any) -> AxisDriver:
    """The driver of one system."""
    return AxisDriver(axis_settings(running.url, folder, code, **more), PACKING)


def lgsp_settings(url: str, folder: Path, code: str = OURS, **more: Any) -> LgspSettings:
    """The settings of one system at the provincial platform."""
    given = {
        "endpoint": read_endpoint(url),
        "system_id": f"he-thong-{code}",
        "secret": secret_file(folder, f"khoa-{code}"),
        "username": f"nguoi-{code}",
        "password": secret_file(folder, f"mat-khau-{code}", f"mk-{code}"),
        "limits": limits(),
        **more,
    }
    return LgspSettings(**given)


def lgsp_driver(running: Simulator, folder: Path, code: str = OURS, **more: Any) -> LgspDriver:
    """The driver of one system at the provincial platform."""
    return LgspDriver(lgsp_settings(running.url, folder, code, **more), PACKING)


def document(
    number: int = 1, sender: str = OURS, receiver: str = THEIRS, *others: Organization
) -> Parcel:
    """A document for one receiver; `others` stand in its header as well."""
    name = f"{sender},2026/11/29,{number}/SNV-VX"
    message = DocumentMessage(
        sender=Organization(code=sender, name="Sở Nội vụ"),
        receivers=(Organization(code=receiver, name="Sở Y tế"), *others),
        document_id=name,
        number=str(number),
        symbol="SNV-VX",
        day=date(2026, 11, 29),
        subject=f"V/v phối hợp số {number}",
    )
    return Parcel(
        uuid=uuid4(),
        kind=Kind.DOCUMENT,
        sender=sender,
        receiver=receiver,
        document_id=name,
        message=message,
    )


def status(about: Parcel, code: str = "01") -> Parcel:
    """What the receiver of a document says about it."""
    message = StatusMessage(
        sender=Organization(code=about.receiver),
        about=Answered(document_id=about.document_id, code=about.sender, reference="1/SNV-VX"),
        code=code,
        at=datetime(2026, 11, 29, 8, 0, tzinfo=UTC),
    )
    return Parcel(
        uuid=uuid4(),
        kind=Kind.STATUS,
        sender=about.receiver,
        receiver=about.sender,
        document_id=about.document_id,
        message=message,
    )


def packet(parcel: Parcel) -> bytes:
    """The parcel as a small packet, the same bytes each time."""
    message = parcel.message
    if isinstance(message, Sheet):
        return message.data
    if isinstance(message, DocumentMessage):
        words = (
            "".join(
                f"<edXML:To><edXML:OrganId>{to.code}</edXML:OrganId></edXML:To>"
                for to in message.receivers
            )
            + f"<edXML:DocumentId>{escape(parcel.document_id)}</edXML:DocumentId>"
            f"<edXML:Code><edXML:CodeNumber>{message.number}</edXML:CodeNumber>"
            f"<edXML:CodeNotation>{message.symbol}</edXML:CodeNotation></edXML:Code>"
            f"<edXML:Subject>{escape(message.subject)}</edXML:Subject>"
        )
    else:
        words = (
            f"<edXML:ResponseFor><edXML:OrganId>{parcel.receiver}</edXML:OrganId>"
            f"<edXML:Code>{message.about.reference}</edXML:Code>"
            f"<edXML:DocumentId>{escape(parcel.document_id)}</edXML:DocumentId></edXML:ResponseFor>"
            f"<edXML:StatusCode>{message.code}</edXML:StatusCode>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">'
        f'<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}"><edXML:edXMLHeader><edXML:MessageHeader>'
        f"<edXML:From><edXML:OrganId>{parcel.sender}</edXML:OrganId></edXML:From>{words}"
        "</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"
    ).encode()


def sha256(parcel: Parcel) -> str:
    """The hash of a parcel's bytes."""
    return hashlib.sha256(packet(parcel)).hexdigest()


def identity(raw: bytes) -> tuple[str, str]:
    """Document id and status code of a packet."""
    root = etree.fromstring(raw)
    found = [
        root.findtext(f".//{{{NAMESPACE}}}{name}", "") for name in ("DocumentId", "StatusCode")
    ]
    return found[0], found[1]


def _write(parcel: Parcel, stream: BinaryIO) -> None:
    stream.write(packet(parcel))


def _is_same(parcel: Parcel, path: Path) -> bool:
    return identity(path.read_bytes()) == identity(packet(parcel))


PACKING = Packing(_write, _is_same)
