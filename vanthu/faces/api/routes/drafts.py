"""What belongs to a draft and to what was sent: versions, approvals, deliveries."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.drafts import Seen
from vanthu.faces.acts.esigning import SignManyInput, sign_many
from vanthu.faces.acts.inputs import Id
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.api.errors import body_of
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId, Problem, Small
from vanthu.faces.web.access import Request, signed_in
from vanthu.kernel.errors import Refusal
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.actions import Chosen
from vanthu.office.drafting.models import Approval, DraftVersion, ElectronicSignature
from vanthu.office.interchange import queries as interchange
from vanthu.office.writing.queries import ClauseChange

router = Operations(tags=["drafts"])


class VersionOut(Schema):
    """A version of a draft."""

    version: int
    file_name: str
    digest: str
    note: str
    author_name: str
    made_at: datetime


class VersionBody(VersionOut):
    """A version with its text; empty where it is a file."""

    body: str


class ApprovalOut(Schema):
    """Somebody's named word on one version."""

    version: int
    kind: str
    verdict: str
    round: int
    text: str
    name: str
    title: str
    on_paper: bool
    signed_on: date | None
    at: datetime

    @staticmethod
    def resolve_version(row: Approval) -> int:
        """The number of the version."""
        return row.version.version


class PieceOut(Schema):
    """A piece of text that is the same, was removed or was added."""

    change: str
    text: str


class CellOut(Schema):
    """A cell of a table that differs, by row and column from 1."""

    row: int
    column: int
    pieces: list[PieceOut]


class ClauseOut(Schema):
    """A part that was added, removed, changed or moved, as it is cited in the newer text.

    `was` is how it was cited before, where that differs; `what` is addressee, block or annex,
    `kind` what kind of block; `looks` tells that bold, italics, widths or the page changed.
    """

    change: str
    what: str
    kind: str
    citation: str
    was: str
    pieces: list[PieceOut]
    cells: list[CellOut]
    looks: bool

    @staticmethod
    def resolve_what(row: ClauseChange) -> str:
        """What the part is."""
        return row.part.what

    @staticmethod
    def resolve_kind(row: ClauseChange) -> str:
        """What the block of the part is."""
        return row.part.block.kind


class DeliveryOut(Schema):
    """One recipient of an issued document, and where it stands since when.

    `way` is the link it goes by, blank inside; `transport` where it is on the network until its
    receiver says more.
    """

    packet_id: int | None
    outside_id: int | None
    receiver_id: int | None
    name: str
    status: str
    label: str
    at: datetime
    text: str
    attention: bool
    recall: str
    recall_label: str
    way: str
    transport: str
    message_id: int | None


class ChangedOut(Schema):
    """One field as it was and as it is."""

    field: str
    before: str
    after: str


class AnswerOut(Schema):
    """What one receiver said of a change, and when."""

    packet_id: int
    agency: str
    status: str
    label: str
    at: datetime


class ChangeOut(Schema):
    """An update of an issued document (kind 2), or what replaces it (kind 3)."""

    kind: int
    label: str
    at: datetime
    reason: str
    fields: list[ChangedOut]
    files: list[str]
    by_reference: str
    answers: list[AnswerOut]


@router.get(
    "/{int:document_id}/versions",
    response=list[VersionOut],
    operation_id="versions",
    summary="Các phiên bản dự thảo",
)
@signed_in
def versions(request: Request, document_id: PathId) -> list[DraftVersion]:
    """Every version, the newest first."""
    return list(drafting.versions(request.actor, document_id))


@router.get(
    "/{int:document_id}/versions/{int:version}",
    response=VersionBody,
    operation_id="version",
    summary="Một phiên bản dự thảo",
)
@signed_in
def version(request: Request, document_id: PathId, version: Small) -> DraftVersion:
    """A version with its text."""
    return drafting.version(request.actor, document_id, version)


@router.get(
    "/{int:document_id}/versions/{int:older}/changes/{int:newer}",
    response=list[PieceOut],
    operation_id="changes",
    summary="So sánh hai phiên bản",
)
@signed_in
def changes(request: Request, document_id: PathId, older: Small, newer: Small) -> list[PieceOut]:
    """What changed between the plain texts of two versions, letter by letter."""
    found = drafting.compare_versions(request.actor, document_id, older, newer)
    return [PieceOut.from_orm(each) for each in found]


@router.get(
    "/{int:document_id}/versions/{int:older}/clauses/{int:newer}",
    response=list[ClauseOut],
    operation_id="changed_clauses",
    summary="So sánh hai phiên bản theo điều, khoản, điểm",
)
@signed_in
def clauses(
    request: Request, document_id: PathId, older: Small, newer: Small
) -> list[ClauseChange]:
    """What changed between the structured texts of two versions, clause by clause, as the page of
    comparison shows it; 4xx for a file that no text was read out of."""
    return drafting.compare_clauses(request.actor, document_id, older, newer)


@router.get(
    "/{int:document_id}/approvals",
    response=list[ApprovalOut],
    operation_id="approvals",
    summary="Ai đã duyệt, trả lại phiên bản nào",
)
@signed_in
def approvals(request: Request, document_id: PathId) -> list[Approval]:
    """Every approval and return, oldest first."""
    return list(drafting.approvals(request.actor, document_id))


@router.get(
    "/{int:document_id}/deliveries",
    response=list[DeliveryOut],
    operation_id="deliveries",
    summary="Tình trạng gửi, nhận ở từng nơi",
)
@signed_in
def deliveries(request: Request, document_id: PathId) -> list[DeliveryOut]:
    """Each recipient of an issued document with its last status and the time of it."""
    found = interchange.deliveries(request.actor, document_id)
    return [DeliveryOut.from_orm(each) for each in found]


@router.get(
    "/{int:document_id}/changes",
    response=list[ChangeOut],
    operation_id="changes_sent",
    summary="Cập nhật, thay thế sau khi gửi",
)
@signed_in
def changes_sent(request: Request, document_id: PathId) -> list[ChangeOut]:
    """What changed after sending, with the answers: for the sender, and for a receiver its own."""
    found = interchange.changes(request.actor, document_id)
    return [ChangeOut.from_orm(each) for each in found]


class PreparedOut(Schema):
    """A paper that waits for the signer; `reason` says why it cannot be signed."""

    document_id: int
    type_name: str
    subject: str
    version: int
    urgency: int
    reason: str


class PaperIn(Schema):
    """A paper and the version of it that was read."""

    document_id: Id
    version: Seen


class SigningIn(Schema):
    """The papers that are signed, and the key that signs them."""

    papers: Annotated[list[PaperIn], Field(min_length=1, max_length=200)]
    key: SignManyInput


class SignedOut(Schema):
    """What became of one paper among many."""

    document_id: int
    problem: Problem | None = None


class SignatureOut(Schema):
    """An electronic signature as it was made; `withdrawn_at` when it ceased to count."""

    kind: str
    signer_name: str
    certificate_name: str
    certificate_serial: str
    certificate_issuer: str
    level: str
    at: datetime
    withdrawn_at: datetime | None


signing = Operations(tags=["signing"])


@signing.get(
    "/prepared",
    response=list[PreparedOut],
    operation_id="prepared_to_sign",
    summary="Văn bản chờ tôi ký số",
)
@signed_in
def prepared(request: Request) -> list[PreparedOut]:
    """What waits for one's own signature, urgent papers first."""
    return [
        PreparedOut(
            document_id=each.document_id,
            type_name=each.type_name,
            subject=each.subject,
            version=each.version,
            urgency=each.urgency,
            reason=sentence_of(each.refusal) if each.refusal else "",
        )
        for each in drafting.prepared_to_sign(request.actor)
    ]


@signing.post(
    "/batch",
    response=list[SignedOut],
    operation_id="sign_batch",
    summary="Ký số nhiều văn bản bằng một lần mở khóa",
)
@signed_in
def sign_batch(request: Request, data: SigningIn) -> list[SignedOut]:
    """Sign the papers named, each for itself, with a key that is open once."""
    order = [Chosen(each.document_id, each.version) for each in data.papers]
    found = sign_many(request.actor, data.key, order)
    return [
        SignedOut(
            document_id=number,
            problem=Problem(**body_of(result)) if isinstance(result, Refusal) else None,
        )
        for number, result in found
    ]


@router.get(
    "/{int:document_id}/esignatures",
    response=list[SignatureOut],
    operation_id="esignatures",
    summary="Chữ ký số trên văn bản đi",
)
@signed_in
def esignatures(request: Request, document_id: PathId) -> list[ElectronicSignature]:
    """Every electronic signature that was made, in order."""
    return list(drafting.esignatures(request.actor, document_id))
