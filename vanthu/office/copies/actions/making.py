"""Makes a copy: an outgoing document with its number, its file, and its tie to what it copies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.actions import action
from vanthu.office.copies import permissions, rules, sheets
from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.copies.errors import ScanMissing
from vanthu.office.copies.models import Copy
from vanthu.office.copies.signers import Signer, signer_of
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions import NewFile, NewRecipient
from vanthu.office.documents.choices import FileRole, RelationKind
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.queries import lines
from vanthu.office.reading.queries import page_count, scan_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of copy is to be made, how, and by whose signature.

    `file` is the scan of a paper (electronic copy), or the pages to be printed when the system has
    none of the source; `pages` are those of an extract, as `1-3, 5`.
    """

    kind: CopyKind
    source_medium: Medium
    medium: Medium
    signer_post: int
    pages: str = ""
    file: NewFile | None = None
    copies: int | None = None


def make_copy(
    actor: Actor, *, source_id: int, wanted: Wanted, recipients: Sequence[NewRecipient] = ()
) -> Document:
    """Make a copy of a document the clerk sees: numbered in the register of copies, ready to print
    or to be signed by the agency; it is then issued to its recipients.

    Raises WayNotAllowed, ScanMissing, ScanTooPoor, BadPages, NothingToPrint, NoSigner, and what
    numbering raises (NoRegister). Nothing of the source changes.
    """
    if wanted.file is not None:
        documents.refuse_secrets(0, [], [wanted.file])
    return _make(actor, source_id, wanted, recipients)


@action
def _make(
    actor: Actor, source_id: int, wanted: Wanted, recipients: Sequence[NewRecipient]
) -> Document:
    source = find_visible(actor, source_id)
    permissions.check_make(actor, source)
    rules.check_way(wanted.kind, wanted.source_medium, wanted.medium)
    blobs = [wanted.file.blob] if wanted.file else sheets.papers_of(source)
    scan = _measured(wanted) if _is_scanned(wanted) else []
    pages = _pages(wanted, blobs)
    signer = signer_of(actor, wanted.signer_post)
    document = documents.create_copy(
        actor,
        source_id=source_id,
        fields=_fields(source, wanted, signer),
        recipients=recipients,
    )
    Copy.objects.create(
        document=document,
        source=source,
        kind=wanted.kind,
        source_medium=wanted.source_medium,
        medium=wanted.medium,
        pages=wanted.pages.strip()[:100] if wanted.kind is CopyKind.EXTRACT else "",
        scan=scan,
        signer_post=wanted.signer_post,
        made_at=actor.now,
    )
    documents.tie(actor, source_id=document.pk, target_id=source_id, kind=RelationKind.COPY_OF)
    document = documents.give_number(actor, document_id=document.pk)
    _put_file(actor, document, wanted, signer, pages)
    return document


def _is_scanned(wanted: Wanted) -> bool:
    return wanted.source_medium is Medium.PAPER and wanted.medium is Medium.ELECTRONIC


def _measured(wanted: Wanted) -> list[dict[str, Any]]:
    """What was measured on the scan of a paper; raises ScanMissing, ScanTooPoor (S-06, Q-072)."""
    if wanted.file is None or wanted.file.blob.media_type != sheets.PDF:
        raise ScanMissing
    scan = scan_of(path_of(wanted.file.blob.pk))
    pages = [
        rules.Measured(each.page, each.width, each.height, each.dpi, each.colour)
        for each in scan.pages
    ]
    rules.check_scan(scan.version, pages)
    return [
        {
            "page": each.page,
            "dpi": each.dpi,
            "width": round(each.width),
            "height": round(each.height),
        }
        for each in pages
    ]


def _pages(wanted: Wanted, blobs: Sequence[Blob]) -> bytes | None:
    """The pages of the copy; None where the clerk photocopies a paper the system has no pages of.

    The scan of a whole paper goes out as it is, byte for byte, where it can be signed so.
    """
    if wanted.kind is CopyKind.EXTRACT and wanted.pages.strip() and blobs:
        rules.pages_of(wanted.pages, page_count(path_of(blobs[0].pk)))
    if _is_scanned(wanted) and wanted.kind is not CopyKind.EXTRACT:
        return sheets.signable(path_of(blobs[0].pk).read_bytes())
    from_paper = wanted.source_medium is Medium.PAPER and wanted.medium is Medium.PAPER
    if from_paper and not blobs:
        return None
    return sheets.pages_for(wanted.kind, blobs, wanted.pages)


def _fields(source: Document, wanted: Wanted, signer: Signer) -> OutgoingFields:
    return OutgoingFields(
        subject=rules.copy_subject(
            wanted.kind,
            source.type.name if source.type else "",
            source.reference,
            source.issuer_name,
            source.subject,
        ),
        type_code=wanted.kind,
        urgency=source.urgency,
        circulation=source.circulation,
        signing_authority=signer.authority,
        signer_position=signer.title,
        signer_name=signer.name,
        copies=wanted.copies,
    )


def _put_file(
    actor: Actor, document: Document, wanted: Wanted, signer: Signer, pages: bytes | None
) -> None:
    """On paper the pages with their block, ready to print; electronic the pages, to be signed."""
    content = pages
    if wanted.medium is Medium.PAPER:
        block = sheets.block_of(document, wanted.kind, signer.signing, lines(actor, document.pk))
        content = sheets.sheet_of(pages, block)
    assert content is not None, "an electronic copy has pages"
    blob = store([content], now=actor.now)
    name = f"{document.number}-{document.symbol}.pdf".replace("/", "-")
    documents.put_file(actor, document=document, file=NewFile(blob, name, FileRole.MAIN))
