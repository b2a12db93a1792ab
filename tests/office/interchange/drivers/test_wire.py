"""Both drivers with real packets: written by the writer, read by the reader, known again."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.factories import axis
from vanthu.config.exchange import ways_of
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.base import OutcomeUnknown, Parcel, Rejected
from vanthu.office.interchange.drivers.wire import edxml_wire
from vanthu.office.interchange.edxml.message import (
    Attachment,
    DocumentMessage,
    Trace,
)
from vanthu.office.interchange.ways import Unreadable, Way

CONTENT = "Kính gửi: Sở Y tế".encode()
FILE = """
[[links]]
name = "nha"
kind = "{kind}"
title = "Trục"
own = ["{own}"]
reaches = ["*"]
[links.settings]
endpoint = "{url}"
system_id = "he-thong-{own}"
secret = "khoa-{own}"
{more}
[links.settings.limits]
settle_seconds = 0.1
"""


def _way(simulator: Simulator, folder: Path, kind: str, own: str) -> Way:
    axis.axis_settings(simulator.url, folder, own)
    axis.lgsp_settings(simulator.url, folder, own)
    more = f'username = "nguoi-{own}"\npassword = "mat-khau-{own}"' if kind == "lgsp" else ""
    url = simulator.url + ("" if kind == "lgsp" else "/XrdAdapter/adapter")
    path = folder / f"{kind}-{own}.toml"
    path.write_text(FILE.format(kind=kind, own=own, url=url, more=more), encoding="utf-8")
    (way,) = ways_of(path)
    return way


def _whole(number: int = 1, **more: Any) -> Parcel:
    parcel = axis.document(number)
    message = parcel.message
    assert isinstance(message, DocumentMessage)
    file = Attachment(
        name="Công văn.txt",
        media_type="text/plain",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        content_id="cid:1",
        open=lambda: BytesIO(CONTENT),
    )
    trace = Trace(code=axis.OURS, at=datetime(2026, 11, 29, 8, 0, tzinfo=UTC))
    fields: dict[str, Any] = {"type_name": "Công văn", "place": "Vĩnh Long", "attachments": (file,)}
    fields |= {"traces": (trace,), **more}
    values = {name: getattr(message, name) for name in message.__dataclass_fields__}
    return Parcel(
        uuid=parcel.uuid,
        kind=parcel.kind,
        sender=parcel.sender,
        receiver=parcel.receiver,
        document_id=parcel.document_id,
        message=DocumentMessage(**{**values, **fields}),
    )


@pytest.mark.parametrize("kind", ["axis", "lgsp"])
def test_a_document_is_read_as_it_was_written_and_found_again(
    simulator: Simulator, tmp_path: Path, kind: str
) -> None:
    here = _way(simulator, tmp_path, kind, axis.OURS)
    there = _way(simulator, tmp_path, kind, axis.THEIRS)
    assert here.driver() is here.driver()
    parcel = _whole()
    simulator.store.put_fault(Fault(trouble=Trouble.HALF, path="/sendEdoc"))
    with pytest.raises(OutcomeUnknown) as caught:
        here.driver().send(parcel)
    assert caught.value.wait == pytest.approx(0.1)
    assert here.driver().find(parcel) is not None
    assert here.driver().find(_whole(2)) is None
    (waiting,) = there.driver().waiting(10)
    fetched = there.driver().fetch(waiting, tmp_path)
    message = there.read(fetched.raw, fetched.files, tmp_path)
    assert isinstance(message, DocumentMessage)
    assert (message.document_id, message.subject) == (
        parcel.document_id,
        parcel.message.subject,  # type: ignore[union-attr]
    )
    (file,) = message.attachments
    assert file.open is not None
    with file.open() as stream:
        assert stream.read() == CONTENT
    assert there.speaks_for(waiting.sender, message.sender.code)


def test_a_packet_is_known_by_what_it_says(tmp_path: Path) -> None:
    packing = edxml_wire().packing
    parcel, other = _whole(1), _whole(2)
    stream = BytesIO()
    packing.write(parcel, stream)
    path = tmp_path / "x"
    path.write_bytes(stream.getvalue().replace(b"?>\n", b"?><!-- hop -->\n", 1))
    assert packing.is_same(parcel, path)
    assert not packing.is_same(other, path)
    assert not packing.is_same(axis.status(parcel), path)
    path.write_bytes(b"<html/>")
    assert not packing.is_same(parcel, path)


def test_what_cannot_be_written_is_refused_before_anything_is_sent(
    simulator: Simulator, tmp_path: Path
) -> None:
    here = _way(simulator, tmp_path, "axis", axis.OURS)
    with pytest.raises(Rejected) as caught:
        here.driver().send(_whole(subject=""))
    assert (caught.value.code, caught.value.ours) == ("edxml-unwritable", False)
    assert simulator.store.all("SELECT 1 FROM sent") == []


def test_what_cannot_be_read_says_why(simulator: Simulator, tmp_path: Path) -> None:
    way = _way(simulator, tmp_path, "axis", axis.OURS)
    raw = tmp_path / "raw"
    raw.write_bytes(b"<html/>")
    read: Callable[..., object] = way.read
    with pytest.raises(Unreadable):
        read(raw, {}, tmp_path)
