"""What an installation says it sent and holds, out of its rows and the bytes on its disk."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count

from vanthu.ground.files.queries import path_of
from vanthu.ground.journal import queries as journal
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.interchange.choices import Bound, Transport
from vanthu.office.interchange.models import Message, Packet, Receipt

_WELL = (Transport.SENT, Transport.DONE, Transport.APPLIED, Transport.DUPLICATE)


def tally() -> dict[str, Any]:
    """Packets either way with what their files hash to now, the ledger, and what is not as it
    should be, the faults of the journal too."""
    receipts: dict[int, list[str]] = {}
    for packet, status in Receipt.objects.order_by("pk").values_list("packet", "status"):
        receipts.setdefault(packet, []).append(status)
    sent = [_sent(row, receipts.get(row.pk, [])) for row in _packets(document__isnull=False)]
    held = [_held(row, receipts.get(row.pk, [])) for row in _packets(document=None)]
    hashes = {file[1] for row in (*sent, *held) for file in row["files"]}
    return {
        "sent": sent,
        "held": held,
        "damaged": sorted(sha256 for sha256 in hashes if not _is_whole(sha256)),
        "doubled": _doubled(),
        "missing": _missing(),
        "stuck": _stuck(),
        "out": _ledger(Bound.OUT, (Transport.SENT, Transport.DONE)),
        "in": _ledger(Bound.IN, (Transport.APPLIED,)),
        "journal": [str(fault) for fault in journal.verify_all({}, lambda _done: None)],
        "repeated": Message.objects.filter(state=Transport.DUPLICATE).count(),
    }


def _packets(**wanted: Any) -> list[Packet]:
    rows = Packet.objects.filter(kind=0, **wanted).exclude(link="")
    return list(rows.select_related("arrival").order_by("pk"))


def _sent(row: Packet, receipts: list[str]) -> dict[str, Any]:
    message = Message.objects.get(bound=Bound.OUT, uuid=row.uuid)
    return {
        "identifier": row.identifier,
        "receiver": message.receiver_code,
        "files": [[file["name"], file["sha256"]] for file in row.payload["files"]],
        "at": row.sent_at.timestamp(),
        "statuses": receipts,
    }


def _held(row: Packet, receipts: list[str]) -> dict[str, Any]:
    files = DocumentFile.objects.filter(document=row.arrival_id, replaced_at=None).order_by("order")
    return {
        "identifier": row.identifier,
        "receiver": row.addressed_code,
        "files": [[file.name, file.blob_id] for file in files],
        "at": row.sent_at.timestamp(),
        "statuses": receipts,
    }


def _is_whole(sha256: str) -> bool:
    """Whether the bytes on the disk are those of the name."""
    try:
        with path_of(sha256).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _doubled() -> list[str]:
    """Documents that arrived more than once at one agency."""
    rows = Document.objects.filter(direction=Direction.INCOMING).values("agency", "identifier")
    counted = rows.annotate(count=Count("pk")).filter(count__gt=1)
    return sorted(f"{row['identifier']} ×{row['count']}" for row in counted)


def _missing() -> list[int]:
    """Documents whose issuing was told to its clerk, and which the database does not know."""
    noted = Path(settings.VAR) / "issued"
    told = [int(word) for word in noted.read_text().split()] if noted.exists() else []
    known = set(Packet.objects.values_list("document", flat=True))
    return [number for number in told if number not in known]


def _stuck() -> list[str]:
    """Rows of the transport lists that are neither done nor set aside as repeated."""
    rows = Message.objects.exclude(state__in=_WELL)
    counted = rows.values("bound", "state", "problem").annotate(count=Count("pk"))
    return sorted(f"{r['count']} {r['bound']} {r['state']} {r['problem']}" for r in counted)


def _ledger(bound: Bound, states: tuple[Transport, ...]) -> list[list[str]]:
    """Each message as both sides know it."""
    rows = Message.objects.filter(bound=bound, state__in=states)
    names = ("uuid", "sender_code", "receiver_code", "document_id", "kind", "status")
    return [[str(value) for value in row] for row in rows.values_list(*names)]
