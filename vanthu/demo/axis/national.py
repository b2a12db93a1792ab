"""The API of the national axis (interchange 3.1)."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from vanthu.demo.axis import parcels
from vanthu.demo.axis.calls import Call, Reply, parts_of, said
from vanthu.demo.axis.parcels import Refused
from vanthu.demo.axis.signatures import PREFIX, caller
from vanthu.demo.axis.store import Store

ROOT = "/XrdAdapter/adapter"
_READ = frozenset({"/downloadEdoc", "/countReceiveEdoc", "/countReceiveStatus"})


def answer(store: Store, call: Call, now: datetime) -> Reply:
    """Handle one call below ROOT."""
    path = call.path.removeprefix(ROOT)
    handle = _HANDLERS.get(path)
    if handle is None or call.method != ("GET" if path in _READ else "POST"):
        return Reply(404, "text/html", b"<html><body>404</body></html>")
    try:
        codes = store.codes_of(caller(store, call, now))
        return handle(store, call, codes, now)
    except Refused as no:
        failed = {"status": "FAIL", "ErrorCode": no.code, "ErrorDesc": no.reason}
        return said({**failed, "DocId": ""})


def _yes(**values: Any) -> Reply:
    return said({"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success", **values})


def _told(call: Call, name: str) -> str:
    return call.headers.get(f"{PREFIX}{name.lower()}", "")


def _send(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    parts = parts_of(call) or {}
    packet = parts.get("file_doc")
    if packet is None or hashlib.sha256(packet).hexdigest() != _told(call, "hash-file"):
        raise Refused("10", "Tệp không khớp mã băm")
    if _told(call, "from") not in codes or _told(call, "servicetype") != "eDoc":
        raise Refused("19", "Đơn vị gửi không thuộc hệ thống này")
    to = json.loads(_told(call, "to") or "[]")
    kind = _told(call, "messagetype")
    doc_id = parcels.take_in(store, packet, kind, codes, now, to=to, twice=call.twice)
    return _yes(DocId=doc_id)


def _received(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    rows = parcels.waiting(
        store, codes, _told(call, "messagetype"), youngest_first=call.youngest_first
    )
    size = int(_told(call, "pageSize") or len(rows) or 1)
    first = size * (int(_told(call, "pageIndex") or 1) - 1)
    listed = [
        {
            "docId": row["doc_id"],
            "serviceType": "eDoc",
            "messageType": row["kind"],
            "from": row["sender"],
            "to": row["receiver"],
            "status": row["status"],
            "status_desc": "",
            "created_time": row["created"],
            "updated_time": row["at"],
        }
        for row in rows[first : first + size]
    ]
    return _yes(data=listed)


def _sent(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    rows = parcels.sent(
        store,
        codes,
        doc_id=_told(call, "docId"),
        kind=_told(call, "messagetype"),
        since=_told(call, "fromDate"),
    )
    return _yes(data=[sent_row(row) for row in rows])


def sent_row(row: Mapping[str, Any]) -> dict[str, str]:
    """A row of the list of what was sent."""
    return {
        "serviceType": "eDoc",
        "messageType": row["kind"],
        "fromCode": row["sender"],
        "toCode": row["receiver"],
        "title": row["title"],
        "notation": row["notation"],
        "senderDocId": row["sent_id"],
        "receiverDocId": row["doc_id"],
        "sendStatus": "done",
        "sendStatusDesc": "",
        "receiveStatus": row["status"],
        "receiveStatusDesc": "",
        "sentTime": row["created"],
        "receivedTime": row["ended"],
    }


def _download(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    path = store.packet(_told(call, "docId"), codes)
    if path is None:
        raise Refused("21", "Không có gói tin này")
    return Reply(200, "application/octet-stream", path)


def _get(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    path = store.packet(_told(call, "docId"), codes)
    if path is None:
        raise Refused("21", "Không có gói tin này")
    return _yes(data=base64.b64encode(path.read_bytes()).decode())


def _end(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    parcels.end(store, codes, _told(call, "docId"), _told(call, "status"), now)
    return _yes()


def _count(kind: str) -> Callable[[Store, Call, Sequence[str], datetime], Reply]:
    def handle(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
        return _yes(count=len(parcels.waiting(store, codes, kind, youngest_first=False)))

    return handle


def _agencies(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    rows = store.all("SELECT id, pid, code, name, mail, code102 FROM agency WHERE NOT closed")
    return _yes(data=rows)


def _units(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    gone = int(_told(call, "deleted") == "true")
    rows = store.all("SELECT id, pid, code, name, mail, closed FROM agency WHERE closed = ?", gone)
    for row in rows:
        row |= {
            "deleted": bool(row.pop("closed")),
            "version": 1,
            "centerCode": "",
            "isAgency": True,
        }
        row["modifyDate"] = "2025/07/01 00:00:00"
    return _yes(data=rows)


_HANDLERS: Mapping[str, Callable[[Store, Call, Sequence[str], datetime], Reply]] = MappingProxyType(
    {
        "/sendEdoc": _send,
        "/getReceivedEdocList": _received,
        "/getSentEdocList": _sent,
        "/downloadEdoc": _download,
        "/getEdoc": _get,
        "/updateStatus": _end,
        "/countReceiveEdoc": _count("edoc"),
        "/countReceiveStatus": _count("status"),
        "/getAgenciesList": _agencies,
        "/getAgenciesListQD20": _agencies,
        "/getSynchronizeUnit": _units,
    }
)
