"""The words that axis and provincial platforms share: kinds of messages, lists of what waits."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Kind,
    Parcel,
    Rejected,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.codes import is_ref
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD
from vanthu.office.interchange.edxml.message import DocumentMessage, StatusMessage

TYPES: Mapping[Kind, str] = MappingProxyType({Kind.DOCUMENT: "edoc", Kind.STATUS: "status"})
ANSWERS: Mapping[Verdict, str] = MappingProxyType({Verdict.TAKEN: "done", Verdict.REFUSED: "fail"})
UNKNOWN = "Chưa rõ trục liên thông đã nhận gói tin hay chưa."
NOT_CARRIED = "Trục liên thông không chuyển loại gói tin này."
_PENDING = frozenset({"", "initial", "processing"})
Row = Mapping[str, Any]


def message_type(parcel: Parcel) -> str:
    """The word of these networks for a kind. Raises Rejected for one that they do not carry."""
    if parcel.kind not in TYPES:
        raise Rejected(NOT_CARRIED, code="kind", detail=parcel.kind)
    return TYPES[parcel.kind]


def pending(rows: Iterable[Row], kind: Kind, made: str) -> list[tuple[str, Waiting]]:
    """What no verdict was told about yet, each with the moment under the name `made`.

    Raises BadAnswer for a row that could not be fetched.
    """
    found: list[tuple[str, Waiting]] = []
    for row in rows:
        if str(row.get("status") or "").lower() not in _PENDING:
            continue
        ref, sender = row.get("docId"), row.get("from")
        if not is_ref(ref):
            raise BadAnswer(NOT_UNDERSTOOD, f"docId {str(ref)[:100]!r}")
        waiting = Waiting(ref=str(ref), kind=kind, sender=str(sender or ""))
        found.append((str(row.get(made) or ""), waiting))
    return found


def oldest(pairs: list[tuple[str, Waiting]], most: int) -> list[Waiting]:
    """At most so many, the oldest first."""
    pairs.sort(key=lambda pair: pair[0])
    return [waiting for _, waiting in pairs[:most]]


def candidates(rows: Sequence[Row], parcel: Parcel) -> list[str]:
    """The network's ids of what may be this parcel: those of its number first, then the youngest.

    A number written otherwise excludes nothing: to miss it would mean to send twice.
    """
    near = [
        row
        for row in rows
        if row.get("toCode") == parcel.receiver and row.get("fromCode") in {parcel.sender, None, ""}
    ]
    near.sort(key=lambda row: str(row.get("sentTime") or ""), reverse=True)
    near.sort(key=lambda row: row.get("notation") != notation_of(parcel))
    refs = [row.get("senderDocId") for row in near]
    if not all(is_ref(ref) for ref in refs):
        raise BadAnswer(NOT_UNDERSTOOD, "a row without senderDocId")
    return list(dict.fromkeys(str(ref) for ref in refs))


def notation_of(parcel: Parcel) -> str:
    """Number and notation as the lists print them, empty where there are none."""
    message = parcel.message
    if isinstance(message, DocumentMessage):
        return f"{message.number}/{message.symbol}" if message.number else message.symbol
    return message.about.reference if isinstance(message, StatusMessage) else ""
