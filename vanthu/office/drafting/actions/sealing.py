"""The agency's signature (seal) on a numbered paper and its separate annexes, by the clerk alone.

Decree 30/2020, Art. 32.2 and Annex I: red seal over a third of the leader's signature (S-02), each
annex in a file of its own signed with text only (S-04). In three phases, as `electronic.py` says.
"""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.errors import AlreadySigned
from vanthu.ground.signing.keys.opened import OpenKey
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.signing import sign as sign_field
from vanthu.ground.signing.pdf.signing import sign_text_only
from vanthu.ground.signing.queries import seal_of
from vanthu.office.documents.actions import NewFile, put_file, set_aside
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import DocumentFile
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.electronic import Certificate, write_signature
from vanthu.office.drafting.actions.publishing import main_file, paper_name, publish
from vanthu.office.drafting.choices import SignatureKind, Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import ChangedWhileSigning, NoPicture, NotSignedElectronically
from vanthu.office.drafting.models import ElectronicSignature
from vanthu.office.drafting.sheets import (
    SEAL,
    annex_lines,
    bytes_of,
    corner,
    kept,
    seal_picture,
    text_look,
)
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act

PDF = "application/pdf"


@dataclass(frozen=True)
class Enclosed:
    """An annex in a file of its own: which row, and its bytes."""

    file_id: int
    before: str
    pdf: bytes


@dataclass(frozen=True)
class Sealing:
    """What is to be sealed: the numbered paper and the annexes, as they were handed out."""

    document_id: int
    digest: str
    reference: str
    before: str
    pdf: bytes
    look: bytes
    annexes: tuple[Enclosed, ...]


@dataclass(frozen=True)
class Sealed:
    """The files with the agency's signature; annexes by row, those that could take one."""

    pdf: bytes
    annexes: dict[int, bytes]


def seal(
    actor: Actor,
    *,
    document_id: int,
    key: OpenKey,
    services: Services,
    level: Level = Level.B_LTA,
) -> ElectronicSignature:
    """Sign for the agency what its leader signed and the clerk numbered, and every annex in PDF.

    Number and date are final from here. Raises NotSignedElectronically (S-07, Q-071),
    SealedAlready, ChangedWhileSigning, and what keys and stampers refuse.
    """
    task = begin_sealing(actor, document_id=document_id)
    pdf = sign_field(task.pdf, field=SEAL, key=key, look=task.look, level=level, services=services)
    annexes = {}
    for each in task.annexes:
        signed = _with_text(actor, each, task.reference, key, services, level)
        if signed is not None:
            annexes[each.file_id] = signed
    return finish_sealing(
        actor,
        task=task,
        sealed=Sealed(pdf, annexes),
        certificate=Certificate.of(key),
        level=level,
    )


def _with_text(
    actor: Actor,
    annex: Enclosed,
    reference: str,
    key: OpenKey,
    services: Services,
    level: Level,
) -> bytes | None:
    """The annex signed with text only; None for a file that somebody's signature has closed."""
    look = text_look(annex_lines(reference, actor.now))
    try:
        return sign_text_only(
            annex.pdf,
            field=SEAL,
            page=1,
            rect=corner(annex.pdf, look),
            look=look,
            key=key,
            level=level,
            services=services,
        )
    except AlreadySigned:
        return None


@action
def begin_sealing(actor: Actor, *, document_id: int) -> Sealing:
    """Check that the paper may be sealed and hand out its files.

    Raises NoPicture without a registered picture of the seal.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.SEAL, draft)
    picture = seal_of(draft.document.agency_id, actor.today)
    if picture is None:
        raise NoPicture
    main = main_file(draft.document)
    if main is None:
        raise NotSignedElectronically
    return Sealing(
        document_id=document_id,
        digest=draft.digest(),
        reference=draft.document.reference,
        before=main.blob_id,
        pdf=bytes_of(main.blob),
        look=seal_picture(bytes_of(picture.blob), float(picture.diameter_mm)),
        annexes=tuple(Enclosed(row.pk, row.blob_id, bytes_of(row.blob)) for row in _annexes(draft)),
    )


@action
def finish_sealing(
    actor: Actor,
    *,
    task: Sealing,
    sealed: Sealed,
    certificate: Certificate,
    level: Level = Level.B_LTA,
) -> ElectronicSignature:
    """Put the sealed files in place of what was handed out. Raises ChangedWhileSigning when the
    number, the paper or an annex is no more what it was."""
    draft = open_draft(actor, task.document_id)
    permissions.check(actor, Verb.SEAL, draft)
    _check_unchanged(draft, task, sealed)
    document, blob = draft.document, kept(sealed.pdf, actor.now)
    publish(actor, document, blob, paper_name(document), "Bản có chữ ký số của cơ quan")
    rows = {row.pk: row for row in _annexes(draft)}
    for each in task.annexes:
        signed = sealed.annexes.get(each.file_id)
        if signed is not None:
            _put_annex(actor, draft, rows[each.file_id], signed, certificate, level)
    row = write_signature(
        actor,
        draft,
        SignatureKind.AGENCY,
        before=task.before,
        after=blob,
        certificate=certificate,
        level=level,
    )
    record_step(actor, task.document_id, Act.SEAL, text=document.reference)
    return row


def _check_unchanged(draft: Draft, task: Sealing, sealed: Sealed) -> None:
    main = main_file(draft.document)
    same = main is not None and main.blob_id == task.before
    same = same and draft.document.reference == task.reference
    same = same and draft.digest() == task.digest
    goes_on = sealed.pdf.startswith(task.pdf)
    for each in task.annexes:
        goes_on = goes_on and sealed.annexes.get(each.file_id, each.pdf).startswith(each.pdf)
    if not (same and goes_on):
        raise ChangedWhileSigning


def _annexes(draft: Draft) -> list[DocumentFile]:
    rows = DocumentFile.objects.filter(
        document=draft.document,
        role=FileRole.ANNEX,
        replaced_at=None,
        blob__media_type=PDF,
    )
    return list(rows.select_related("blob").order_by("order", "id"))


def _put_annex(
    actor: Actor,
    draft: Draft,
    row: DocumentFile,
    signed: bytes,
    certificate: Certificate,
    level: Level,
) -> None:
    blob = kept(signed, actor.now)
    set_aside(actor, document=draft.document, row=row, reason="Bản có chữ ký số của cơ quan")
    put_file(actor, document=draft.document, file=NewFile(blob, row.name, FileRole.ANNEX))
    write_signature(
        actor,
        draft,
        SignatureKind.ANNEX,
        before=row.blob_id,
        after=blob,
        certificate=certificate,
        level=level,
    )
