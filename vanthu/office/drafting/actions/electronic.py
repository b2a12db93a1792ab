"""The leader's electronic signature in three phases, so that no row waits for a key or a network.

`begin_signing` reads and checks in one short transaction and hands out a task: the bytes to sign.
They are signed outside any transaction, where a token is asked and stampers are far away.
`finish_signing` checks everything again under the lock of the document and writes all or nothing:
had anything changed meanwhile, the signed bytes are thrown away. Killed in between, nothing has
happened. Sealing (`sealing.py`) goes the same way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.errors import WrongSecret
from vanthu.ground.signing.keys.opened import OpenKey
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.signing import sign as sign_field
from vanthu.ground.signing.queries import image_of, seal_of
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import move
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.publishing import paper_name, publish
from vanthu.office.drafting.actions.steps import (
    about_version,
    approve,
    check_version,
    last_version,
    send_to_registry,
    signer_fields,
)
from vanthu.office.drafting.choices import ApprovalKind, SignatureKind, Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import ChangedWhileSigning, NoPicture, NoSheet
from vanthu.office.drafting.events import ElectronicallySigned
from vanthu.office.drafting.models import Approval, ElectronicSignature
from vanthu.office.drafting.queries.cells import LEADER
from vanthu.office.drafting.queries.mandates import signing_words
from vanthu.office.drafting.sheets import (
    bytes_of,
    kept,
    make_sheet,
    signature_picture,
    to_sign,
)
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


@dataclass(frozen=True)
class Task:
    """What is to be signed: the bytes `pdf` of the file `before`, and the digest of the draft they
    were handed out for; `look` is what the signature will show."""

    document_id: int
    version: int
    digest: str
    before: str
    pdf: bytes
    look: bytes


@dataclass(frozen=True)
class Certificate:
    """Whose key signed: what a row keeps of a certificate."""

    name: str
    serial: str
    issuer: str

    @classmethod
    def of(cls, key: OpenKey) -> "Certificate":
        """The certificate of an open key."""
        held = key.certificate
        name = held.subject.native.get("common_name") or held.subject.human_friendly
        return cls(
            str(name)[:200], f"{held.serial_number:x}"[:64], held.issuer.human_friendly[:500]
        )


def sign(
    actor: Actor,
    *,
    document_id: int,
    version: int,
    key: OpenKey,
    services: Services,
    level: Level = Level.B_LT,
    text: str = "",
    seen: str = "",
) -> ElectronicSignature:
    """Approve and sign in one act: the sheet gets the leader's signature (S-01) and becomes the
    main file; number and date come into it later without breaking it.

    `seen` is the SHA-256 of the sheet that the signer was shown; another is not signed. Raises what
    `begin_signing` and `finish_signing` raise, and what keys and stampers refuse.
    """
    task = begin_signing(actor, document_id=document_id, version=version)
    if seen and task.before != seen:
        raise ChangedWhileSigning
    signed = sign_field(
        task.pdf,
        field=LEADER,
        key=key,
        look=task.look,
        level=level,
        services=services,
        certify=True,
    )
    return finish_signing(
        actor, task=task, signed=signed, certificate=Certificate.of(key), level=level, text=text
    )


@dataclass(frozen=True)
class Chosen:
    """A paper to sign among many: its version, and the sheet that was shown of it ("" none)."""

    document_id: int
    version: int
    seen: str = ""


def sign_many(
    actor: Actor,
    *,
    papers: Sequence[Chosen],
    key: OpenKey,
    services: Services,
    level: Level = Level.B_LT,
) -> Iterator[tuple[int, ElectronicSignature | Refusal]]:
    """Sign papers with a key that is open once, each for itself, one as the next is asked for.

    What cannot be signed says why and stops nothing else. Only a wrong PIN stops them all: tried
    for every paper it would lock the device.
    """
    wrong: WrongSecret | None = None
    for paper in papers:
        result: ElectronicSignature | Refusal
        try:
            if wrong is not None:
                raise wrong
            result = sign(actor, key=key, services=services, level=level, **asdict(paper))
        except WrongSecret as refusal:
            result = wrong = refusal
        except Refusal as refusal:
            result = refusal
        yield paper.document_id, result


@action
def begin_signing(actor: Actor, *, document_id: int, version: int) -> Task:
    """Check that the actor may sign this version and hand out its sheet.

    Raises ApprovalMissing, NewerVersion, NoMandate, NoSheet for a mere file, NotOwnSignature when
    acting for another, NoPicture without a registered picture of the signature.
    """
    draft = open_draft(actor, document_id)
    _check(actor, draft, version)
    image = image_of(actor.person_id or 0)
    if image is None:
        raise NoPicture
    picture = bytes_of(image.blob)
    row = last_version(draft)
    make_sheet(draft.document, row, actor.now, actor.today)
    if row.sheet is None:
        raise NoSheet
    return Task(
        document_id=document_id,
        version=version,
        digest=draft.digest(),
        before=row.sheet.pk,
        pdf=to_sign(row, picture, _diameter(draft.document.agency_id, actor.today)),
        look=signature_picture(picture, row),
    )


@action
def finish_signing(
    actor: Actor,
    *,
    task: Task,
    signed: bytes,
    certificate: Certificate,
    level: Level = Level.B_LT,
    text: str = "",
) -> ElectronicSignature:
    """Write the approval with its signature, and the signed file in place of what stood there.

    Raises ChangedWhileSigning when the draft is not what was handed out, or the bytes do not go on
    from it.
    """
    draft = open_draft(actor, task.document_id)
    _check(actor, draft, task.version)
    if draft.digest() != task.digest or not signed.startswith(task.pdf):
        raise ChangedWhileSigning
    blob = kept(signed, actor.now)
    approval = approve(actor, draft, ApprovalKind.LEADER, text, signed_on=actor.today)
    move(actor, draft.document, "sign", **signer_fields(actor, draft))
    publish(actor, draft.document, blob, paper_name(draft.document), "Bản đã ký số")
    row = write_signature(
        actor,
        draft,
        SignatureKind.LEADER,
        before=task.before,
        after=blob,
        certificate=certificate,
        level=level,
        approval=approval,
    )
    record_step(actor, task.document_id, Act.SIGN, text=text)
    send_to_registry(actor, draft, Box.TO_NUMBER, actor.today)
    touch("fields", task.document_id)
    return row


def write_signature(
    actor: Actor,
    draft: Draft,
    kind: SignatureKind,
    *,
    before: str,
    after: Blob,
    certificate: Certificate,
    level: Level,
    approval: Approval | None = None,
) -> ElectronicSignature:
    """Keep what was signed with which certificate, and announce it."""
    row = ElectronicSignature.objects.create(
        document=draft.document,
        approval=approval,
        kind=kind,
        before_id=before,
        after=after,
        signer_post=actor.post_id,
        signer_name=actor.name,
        certificate_name=certificate.name,
        certificate_serial=certificate.serial,
        certificate_issuer=certificate.issuer,
        level=str(level),
        at=actor.now,
    )
    announce(
        actor,
        ElectronicallySigned(
            **about_version(draft),
            signature_kind=str(kind),
            sha256=after.pk,
            certificate_serial=certificate.serial,
            certificate_issuer=certificate.issuer,
            level=str(level),
        ),
    )
    return row


def _check(actor: Actor, draft: Draft, version: int) -> None:
    permissions.check(actor, Verb.SIGN, draft)
    check_version(draft, version)
    signing_words(draft.document, draft.posts()[2], actor.today)


def _diameter(agency_id: int, day: date) -> float:
    """Of the agency's seal in millimetres: as registered, before that as the rulebook has it."""
    seal = seal_of(agency_id, day)
    if seal is not None:
        return float(seal.diameter_mm)
    return float(pack_on(Subject.SIGNING, day).number("seal_diameter"))
