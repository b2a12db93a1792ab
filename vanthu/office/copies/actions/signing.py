"""The agency's signature on an electronic copy, in text alone (Decree 30/2020, Annex I, cell 14).

In three phases, as every signature: look and make ready in a transaction, sign outside any, keep
what came of it only if the file is still the one that was signed.
"""

import io
from dataclasses import dataclass

from pypdf import PdfReader

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.keys.opened import OpenKey
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.signing import sign_text_only
from vanthu.ground.signing.pdf.slots import Rect
from vanthu.office.copies import permissions, queries, sheets
from vanthu.office.copies.errors import CopyChanged
from vanthu.office.copies.events import CopySigned
from vanthu.office.copies.models import Copy
from vanthu.office.copies.rules import signature_lines
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.choices import SignatureKind
from vanthu.office.drafting.models import ElectronicSignature
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act
from vanthu.office.writing.queries import text_signature_look, text_signature_place

_FIELD = "sao"
_SERIAL = 64


@dataclass(frozen=True, slots=True)
class _Ready:
    """What will be signed: the file of the copy, and the words of its signature."""

    file: DocumentFile
    lines: tuple[str, ...]


def sign_copy(
    actor: Actor,
    *,
    document_id: int,
    key: OpenKey,
    services: Services,
    level: Level = Level.B_LT,
) -> Document:
    """Sign an electronic copy with the agency's key, top right of its first page.

    Raises NotACopy, OnPaper, SignedAlready, CopyChanged, and what signing raises.
    """
    ready = _ready(actor, document_id)
    before = path_of(ready.file.blob_id).read_bytes()
    look = text_signature_look(list(ready.lines), sheets.fonts())
    after = sign_text_only(
        before,
        field=_FIELD,
        page=1,
        rect=_corner(before, look),
        look=look,
        key=key,
        level=level,
        services=services,
    )
    blob = store([after], now=actor.now)
    return _keep(actor, document_id, ready, blob, key, level)


def _ready(actor: Actor, document_id: int) -> _Ready:
    document = find_visible(actor, document_id)
    copy = queries.copy_of(document_id)
    permissions.check_sign(actor, document, copy)
    assert copy is not None, "checked above"
    kind = str(copy.get_kind_display())
    return _Ready(_main_file(document), signature_lines(kind, document.issuer_name, actor.now))


def _corner(pdf: bytes, look: bytes) -> Rect:
    """The upper right of the first page, whatever its size."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    place = text_signature_place(look, float(box.width), float(box.height))
    left, bottom = float(box.left), float(box.bottom)
    return place.x0 + left, place.y0 + bottom, place.x1 + left, place.y1 + bottom


def _main_file(document: Document) -> DocumentFile:
    rows = DocumentFile.objects.filter(document=document, role=FileRole.MAIN, replaced_at=None)
    return rows.select_related("blob").latest("order", "id")


@action
def _keep(
    actor: Actor, document_id: int, ready: _Ready, blob: Blob, key: OpenKey, level: Level
) -> Document:
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    document = rows.get(pk=document_id)
    copy = queries.copy_of(document_id)
    permissions.check_sign(actor, document, copy)
    if _main_file(document).blob_id != ready.file.blob_id:
        raise CopyChanged
    documents.set_aside(actor, document=document, row=ready.file, reason="Ký số của cơ quan")
    documents.put_file(actor, document=document, file=NewFile(blob, ready.file.name, FileRole.MAIN))
    Copy.objects.filter(document=document).update(signed_at=actor.now)
    certificate = key.certificate
    ElectronicSignature.objects.create(
        document=document,
        kind=SignatureKind.COPY,
        before_id=ready.file.blob_id,
        after=blob,
        signer_post=actor.post_id,
        signer_name=actor.name,
        certificate_name=str(certificate.subject.native.get("common_name", ""))[:200],
        certificate_serial=format(certificate.serial_number, "x")[:_SERIAL],
        certificate_issuer=certificate.issuer.human_friendly[:500],
        level=str(level),
        at=actor.now,
    )
    record_step(actor, document_id, Act.SEAL)
    announce(
        actor,
        CopySigned(
            agency_id=document.agency_id,
            object_id=document_id,
            before=ready.file.blob_id,
            after=blob.pk,
            certificate=format(certificate.serial_number, "x")[:_SERIAL],
            level=str(level),
        ),
    )
    return document
