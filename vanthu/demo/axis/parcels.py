"""Taking packets in and listing them: what both APIs do alike."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from vanthu.demo.axis import words
from vanthu.demo.axis.store import Row, Store

KINDS = frozenset({"edoc", "status"})


class Refused(Exception):
    """A no, with its code (interchange 3.3) and a reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def take_in(
    store: Store,
    packet: bytes,
    kind: str,
    codes: Sequence[str],
    now: datetime,
    *,
    to: Sequence[str] = (),
    twice: bool = False,
) -> str:
    """Keep a packet of one of these agencies and deliver it. Raises Refused.

    `to` limits the receivers; a packet without it goes to everybody whom its header names.
    """
    read = words.read(packet)
    if read is None or kind not in KINDS:
        raise Refused("22", "Sai cấu trúc edXML")
    if read.sender not in codes:
        raise Refused("19", f"Đơn vị gửi {read.sender} chưa đăng ký")
    receivers = [_receiver(store, code) for code in to or read.receivers]
    if not receivers:
        raise Refused("18", "Không có nơi nhận")
    row: Row = {
        "sender": read.sender,
        "kind": kind,
        "sha256": hashlib.sha256(packet).hexdigest(),
        "title": read.title,
        "notation": read.notation,
        "at": written(now),
    }
    return store.keep(row, packet, receivers, twice=twice)


def _receiver(store: Store, code: str) -> str:
    agency = store.agency(code)
    if agency is None:
        raise Refused("18", f"Không có đơn vị nhận {code}")
    if agency["closed"] or agency["locked"]:
        raise Refused("23", f"Đơn vị nhận {code} đã bị khóa")
    return str(agency["code"])


def written(moment: datetime) -> str:
    """A moment as the lists print it."""
    return f"{moment:%Y/%m/%d %H:%M:%S}"


def waiting(store: Store, codes: Sequence[str], kind: str, *, youngest_first: bool) -> list[Row]:
    """What these agencies have not acknowledged."""
    marks = ",".join("?" * len(codes))
    order = "DESC" if youngest_first else "ASC"
    return store.all(
        "SELECT d.*, s.kind, s.sender, s.at AS created FROM delivery d JOIN sent s"
        f" ON s.doc_id = d.sent_id WHERE d.receiver IN ({marks}) AND s.kind = ?"
        f" AND d.status IN ('initial', 'processing') ORDER BY d.place {order}, d.doc_id",
        *codes,
        kind,
    )


def sent(
    store: Store, codes: Sequence[str], *, doc_id: str = "", kind: str = "", since: str = ""
) -> list[Row]:
    """What these agencies sent, a row for each receiver."""
    marks = ",".join("?" * len(codes))
    return store.all(
        "SELECT d.*, s.kind, s.sender, s.title, s.notation, s.at AS created FROM delivery d"
        f" JOIN sent s ON s.doc_id = d.sent_id WHERE s.sender IN ({marks})"
        " AND (? = '' OR s.doc_id = ?) AND (? = '' OR s.kind = ?) AND s.at >= ?"
        " ORDER BY s.place",
        *codes,
        doc_id,
        doc_id,
        kind,
        kind,
        since,
    )


def end(store: Store, codes: Sequence[str], doc_id: str, status: str, now: datetime) -> None:
    """Note what a receiver says became of a packet; the same again changes nothing."""
    row = store.one("SELECT * FROM delivery WHERE doc_id = ?", doc_id)
    if row is None or row["receiver"] not in codes:
        raise Refused("21", f"Không có gói tin {doc_id}")
    if status.lower() not in {"initial", "processing", "done", "fail"}:
        raise Refused("21", f"Không có trạng thái {status}")
    if row["status"] in {"done", "fail"}:
        return
    with store.act() as rows:
        rows.execute(
            "UPDATE delivery SET status = ?, ended = ? WHERE doc_id = ?",
            (status.lower(), written(now), doc_id),
        )
