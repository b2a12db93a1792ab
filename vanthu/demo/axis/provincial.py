"""The REST API of a provincial platform (interchange 3.3, the variant of Lạng Sơn)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from vanthu.demo.axis import parcels
from vanthu.demo.axis.calls import Call, Reply, parts_of, said
from vanthu.demo.axis.national import sent_row
from vanthu.demo.axis.parcels import Refused
from vanthu.demo.axis.store import Row, Store

ROOT = "/v1"
TOKEN_LIFE = timedelta(minutes=30)
_WRITES = frozenset({"/sendEdoc", "/updateStatus"})
_NOBODY = {"success": False, "message": "licenseInfo:invalid"}


def answer(store: Store, call: Call, now: datetime) -> Reply:
    """Handle one call below ROOT."""
    path = call.path.removeprefix(ROOT)
    if path == "/auth/login" and call.method == "POST":
        return _login(store, call, now)
    handle = _HANDLERS.get(path)
    if handle is None or call.method != ("POST" if path in _WRITES else "GET"):
        return said({"success": False, "message": "Not found"}, 404)
    system = _caller(store, call, now)
    if system is None:
        return said(_NOBODY, 401)
    try:
        return handle(store, call, store.codes_of(system["system_id"]), now)
    except Refused as no:
        data = {"docId": None, "status": "error", "errorCode": no.code, "errorDesc": no.reason}
        return said({"success": False, "message": "Lỗi", "data": data})


def _login(store: Store, call: Call, now: datetime) -> Reply:
    given = _json(call)
    username, password = str(given.get("username")), str(given.get("password"))
    known = store.one(
        "SELECT * FROM system WHERE username = ? AND password = ?", username, password
    )
    if known is None or not password:
        return said({"code": 401, "message": "Sai tài khoản"}, 401)
    token = uuid4().hex
    with store.act() as rows:
        until = (now + TOKEN_LIFE).timestamp()
        rows.execute("INSERT INTO token VALUES (?, ?, ?)", (token, username, until))
    return said({"code": 200, "message": "OK", "data": {"username": username, "token": token}})


def _json(call: Call) -> dict[str, Any]:
    try:
        value = json.loads(call.body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _caller(store: Store, call: Call, now: datetime) -> Row | None:
    """The system of a call; wrong and rotated credentials give the same answer."""
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    row = store.one("SELECT * FROM token WHERE token = ?", token)
    if row is None or row["until"] < now.timestamp():
        return None
    return store.one(
        "SELECT * FROM system WHERE system_id = ? AND secret = ? AND username = ?",
        call.headers.get("x-systemid", ""),
        call.headers.get("x-secretkey", ""),
        row["username"],
    )


def _send(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    parts = parts_of(call) or {}
    packet = parts.get("edocFile")
    if not packet:
        raise Refused("10", "Thiếu tệp")
    kind = parts.get("messageType", b"").decode()
    doc_id = parcels.take_in(store, packet, kind, codes, now, twice=call.twice)
    return said({"success": True, "message": "OK", "docId": doc_id})


def _received(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    kind = call.query.get("messageType", "")
    rows = parcels.waiting(store, codes, kind, youngest_first=call.youngest_first)
    since = call.query.get("fromDate", "")
    listed = [
        {
            "docId": row["doc_id"],
            "serviceType": "eDoc",
            "messageType": row["kind"],
            "from": row["sender"],
            "to": row["receiver"],
            "status": row["status"].upper(),
            "statusDesc": "",
            "createdTime": row["created"],
            "updatedTime": row["at"],
        }
        for row in rows
        if row["created"] >= since
    ]
    return said({"success": True, "message": "OK", "count": len(listed), "data": listed})


def _get(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    doc_id = call.query.get("docId", "")
    path = store.packet(doc_id, codes)
    if path is None:
        raise Refused("21", "Không có gói tin này")
    data = {"docId": doc_id, "edxml": path.read_text(encoding="utf-8"), "attachments": []}
    return said({"success": True, "message": "OK", "data": data})


def _statuses(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    rows = parcels.sent(
        store,
        codes,
        doc_id=call.query.get("docId", ""),
        kind=call.query.get("messageType", ""),
        since=call.query.get("fromDate", ""),
    )
    return said({"success": True, "message": "OK", "data": [sent_row(row) for row in rows]})


def _end(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    given = _json(call)
    parcels.end(store, codes, str(given.get("docId")), str(given.get("status")), now)
    return said({"success": True, "message": "OK"})


def _agencies(store: Store, call: Call, codes: Sequence[str], now: datetime) -> Reply:
    rows = store.all(
        "SELECT a.code AS orgCode, a.name AS orgName, p.code AS parentCode, a.mail AS email"
        " FROM agency a LEFT JOIN agency p ON p.id = a.pid WHERE NOT a.closed"
    )
    return said({"success": True, "data": rows})


_HANDLERS: Mapping[str, Callable[[Store, Call, Sequence[str], datetime], Reply]] = MappingProxyType(
    {
        "/sendEdoc": _send,
        "/syncReceivedEdocList": _received,
        "/getEdoc": _get,
        "/getReceiveStatus": _statuses,
        "/updateStatus": _end,
        "/getAgenciesList": _agencies,
    }
)
