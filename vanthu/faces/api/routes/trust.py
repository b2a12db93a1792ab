"""The trust list, and what checks found of a document's signatures."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line200
from vanthu.faces.acts.inputs import Day, Id
from vanthu.faces.api.routes.organisation import Created
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.signatures import expected_of, file_words
from vanthu.ground.access.choices import Right
from vanthu.ground.signing import actions, queries
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.models import SignatureCheck, TrustAnchor
from vanthu.ground.signing.verifying.identity import compared
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.permissions import check_files
from vanthu.office.documents.queries import find_visible

router = Operations(tags=["signatures"])
Source = Annotated[Line200, Field(min_length=1)]


class AnchorOut(Schema):
    """A root on which signatures of its period may rest."""

    id: int
    name: str
    kind: str
    fingerprint: str
    source: str
    valid_from: date
    valid_to: date | None


class AnchorIn(ActInput):
    """A root in PEM, with its published fingerprint and the source of both."""

    certificate: Annotated[str, Field(min_length=1, max_length=64 * 1024)]
    fingerprint: Annotated[str, Field(min_length=64, max_length=200)]
    source: Source
    kind: Literal["government", "public", "own"]
    name: Line200 = ""
    valid_from: Day | None = None


class HostOut(Schema):
    """A machine that may be asked for revocations."""

    id: int
    name: str
    internal: bool
    source: str
    valid_from: date
    valid_to: date | None


class HostIn(ActInput):
    """A machine (`host` or `host:port`) and the source that names it."""

    name: Annotated[str, Field(min_length=1, max_length=260)]
    source: Source
    internal: bool = False


class TrustEnding(ActInput):
    """From which day it no longer counts."""

    valid_to: Day


class TrustOut(Schema):
    """The trust list: all rows, whatever their period."""

    anchors: list[AnchorOut]
    hosts: list[HostOut]


class CheckOut(Schema):
    """One check of one file: what `vanthu verify` prints, when, and by which list."""

    file_id: int
    name: str
    at: datetime
    state: str
    sentence: str
    asked_network: bool
    trust_list: str
    trusted_roots: list[str]
    signatures: list[dict[str, Any]]
    timestamps: list[dict[str, Any]]


@router.get("/trust", response=TrustOut, operation_id="trust_list", summary="Danh sách tin cậy")
@needs(Right.CONFIGURE)
def trust(request: Request) -> TrustOut:
    """Roots and hosts, those in force first."""
    return TrustOut(
        anchors=[AnchorOut.from_orm(row) for row in queries.anchors()],
        hosts=[HostOut.from_orm(row) for row in queries.hosts()],
    )


@router.post(
    "/trust/anchors", response=Created, operation_id="add_anchor", summary="Thêm chứng thư gốc"
)
@needs(Right.CONFIGURE)
def add_anchor(request: Request, data: AnchorIn) -> Created:
    """Trust a root; refused when its fingerprint is not the published one."""
    given = data.model_dump(exclude={"certificate", "kind"})
    row: TrustAnchor = actions.add_anchor(
        request.actor,
        certificate=data.certificate.encode(),
        kind=AnchorKind(data.kind),
        **given,
    )
    return Created(id=row.pk)


@router.post(
    "/trust/anchors/{int:anchor_id}/end",
    response=Done,
    operation_id="end_anchor",
    summary="Kết thúc tin cậy chứng thư gốc",
)
@needs(Right.CONFIGURE)
def end_anchor(request: Request, anchor_id: PathId, data: TrustEnding) -> Done:
    """Signatures made from that day on may no longer rest on it."""
    actions.end_anchor(request.actor, anchor_id=anchor_id, valid_to=data.valid_to)
    return Done(sentence="Không còn tin cậy chữ ký ký từ ngày đã chọn.")


@router.post(
    "/trust/hosts", response=Created, operation_id="allow_host", summary="Cho phép hỏi máy chủ"
)
@needs(Right.CONFIGURE)
def allow_host(request: Request, data: HostIn) -> Created:
    """Let a machine be asked for revocations."""
    return Created(id=actions.allow_host(request.actor, **data.model_dump()).pk)


@router.post(
    "/trust/hosts/{int:host_id}/end",
    response=Done,
    operation_id="end_host",
    summary="Thôi hỏi máy chủ",
)
@needs(Right.CONFIGURE)
def end_host(request: Request, host_id: PathId, data: TrustEnding) -> Done:
    """Ask it no longer from that day on."""
    actions.end_host(request.actor, host_id=host_id, valid_to=data.valid_to)
    return Done(sentence="Từ ngày đã chọn không hỏi máy chủ này nữa.")


@router.get(
    "/documents/{int:document_id}/signatures",
    response=list[CheckOut],
    operation_id="document_signatures",
    summary="Kết quả kiểm tra chữ ký số của các tệp, lần mới nhất trước",
)
@signed_in
def signatures(request: Request, document_id: PathId, file_id: Id | None = None) -> list[CheckOut]:
    """Every check of the document's files (or of one), the latest first; none is ever dropped."""
    document = find_visible(request.actor, document_id)
    check_files(request.actor, document)
    files = DocumentFile.objects.filter(document=document, replaced_at=None).order_by("order", "id")
    if file_id is not None:
        files = files.filter(pk=file_id)
    return [
        _check(document, file, check) for file in files for check in queries.checks_of(file.blob_id)
    ]


def _check(document: Document, file: DocumentFile, check: SignatureCheck) -> CheckOut:
    report = compared(queries.report_of(check), expected_of(document))
    return CheckOut(
        file_id=file.pk,
        name=file.name,
        at=check.at,
        state=report.state.value,
        sentence=file_words(report),
        asked_network=check.asked_network,
        trust_list=check.trust_digest,
        trusted_roots=check.trust_names,
        signatures=[each.as_json() for each in report.signatures],
        timestamps=[each.as_json() for each in report.timestamps],
    )
