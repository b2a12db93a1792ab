"""What the document's main file is: the approved text, signed, numbered, sealed, and back again."""

import io

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.office.documents.actions import NewFile, put_file, set_aside
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting.actions.steps import last_version
from vanthu.office.drafting.choices import SignatureKind
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.models import DraftVersion, ElectronicSignature
from vanthu.office.drafting.sheets import bytes_of, kept, numbered


def publish_text(actor: Actor, draft: Draft) -> None:
    """Make the newest version the main file, as its sheet where it has one."""
    version = last_version(draft)
    blob = version.sheet or version.blob or _stored(actor, version)
    name = paper_name(draft.document) if version.sheet else version.file_name
    reason = f"Thay bằng phiên bản {version.version} đã duyệt"
    publish(actor, draft.document, blob, name or f"du-thao-{version.version}.txt", reason)


def publish(actor: Actor, document: Document, blob: Blob, name: str, reason: str) -> None:
    """Make a file the main file; what stood there stays, marked replaced for the reason."""
    rows = DocumentFile.objects.filter(document=document, role=FileRole.MAIN, replaced_at=None)
    older = list(rows)
    if any(row.blob_id == blob.pk for row in older):
        return
    for row in older:
        set_aside(actor, document=document, row=row, reason=reason)
    put_file(actor, document=document, file=NewFile(blob, name, FileRole.MAIN))


def main_file(document: Document) -> DocumentFile | None:
    """The main file in force; None where there is none."""
    rows = DocumentFile.objects.filter(document=document, role=FileRole.MAIN, replaced_at=None)
    return rows.select_related("blob").order_by("-id").first()


def paper_name(document: Document) -> str:
    """What the file of a paper is called: its number and symbol, before them its type."""
    if document.reference:
        return f"{document.reference.replace('/', '_')}.pdf"
    return f"{document.type_id or 'van-ban'}.pdf"


def number_paper(actor: Actor, draft: Draft) -> None:
    """Put number and date into the paper, in the transaction that gives them.

    A paper that is a mere file, or was replaced by hand after its approval, stays as it is.
    """
    base = unnumbered(draft)
    main = main_file(draft.document)
    if base is None or main is None or main.blob_id != base.pk:
        return
    filled = numbered(bytes_of(base), last_version(draft), draft.document)
    name = paper_name(draft.document)
    publish(actor, draft.document, kept(filled, actor.now), name, "Đã ghi số và ngày")


def unnumber_paper(actor: Actor, draft: Draft) -> None:
    """Back to what the leader signed: the number is void, and the seal with it.

    The files that bore the number stay, marked replaced.
    """
    withdraw(actor, draft, SignatureKind.AGENCY, SignatureKind.ANNEX)
    base = unnumbered(draft)
    if base is not None and main_file(draft.document) is not None:
        publish(actor, draft.document, base, paper_name(draft.document), "Hủy số")


def unnumbered(draft: Draft) -> Blob | None:
    """The paper without number: as the leader signed it, else its sheet; a copy has neither."""
    signed = draft.leader_signature
    if signed is not None:
        return signed.after
    return draft.last.sheet if draft.last is not None else None


def withdraw(actor: Actor, draft: Draft, *kinds: SignatureKind) -> None:
    """Let signatures of these kinds count no more; annexes are as they were before theirs."""
    rows = ElectronicSignature.objects.filter(
        document=draft.document, kind__in=kinds, withdrawn_at=None
    ).select_related("before")
    for row in list(rows):
        if row.kind == SignatureKind.ANNEX:
            _restore(actor, draft, row)
    rows.update(withdrawn_at=actor.now)
    draft.forget_signatures()


def _restore(actor: Actor, draft: Draft, signature: ElectronicSignature) -> None:
    rows = DocumentFile.objects.filter(
        document=draft.document,
        role=FileRole.ANNEX,
        replaced_at=None,
        blob=signature.after_id,
    )
    for row in list(rows):
        set_aside(actor, document=draft.document, row=row, reason="Hủy số")
        new = NewFile(signature.before, row.name, FileRole.ANNEX)
        put_file(actor, document=draft.document, file=new)


def _stored(actor: Actor, version: DraftVersion) -> Blob:
    """A body written in the system goes out as the same UTF-8 text that was hashed."""
    return store(io.BytesIO(version.body.encode()), now=actor.now)
