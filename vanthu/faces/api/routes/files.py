"""Files: kept before they are used, listed, handed out piece by piece."""

from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import File, Schema
from ninja.files import UploadedFile

from vanthu.faces.acts.uploads import keep
from vanthu.faces.api.documents import FileOut, files_of
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId, Small
from vanthu.faces.web.access import Request, signed_in
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import open_stream
from vanthu.office.copies.actions import print_original
from vanthu.office.documents.actions import record_access
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import DocumentFile
from vanthu.office.documents.permissions import check_files, check_see
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import queries as drafting

router = Operations(tags=["files"])
uploads = Operations(tags=["files"])

# The bytes are somebody else's: never run, never framed, never guessed at.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}
BINARY: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The bytes as they came in",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}


class KeptFile(Schema):
    """A kept file; `token` names it for a day to the act that will use it."""

    token: str
    name: str
    size: int
    sha256: str
    media_type: str


@uploads.post("", response={201: KeptFile}, operation_id="upload", summary="Tải tệp lên")
@signed_in
def upload(request: Request, file: File[UploadedFile]) -> KeptFile:
    """Keep one file (multipart, streamed to disk). It belongs to nothing until an act uses it."""
    kept = keep(request.actor, name=file.name or "tep", stream=file.chunks())
    return KeptFile.from_orm(kept)


@router.get(
    "/{int:document_id}/files",
    response=list[FileOut],
    operation_id="document_files",
    summary="Các tệp của văn bản",
)
@signed_in
def listed(request: Request, document_id: PathId) -> list[FileOut]:
    """The files in their order."""
    check_see(request.actor, document_id)
    return files_of(document_id)


@router.get(
    "/{int:document_id}/files/{int:file_id}",
    operation_id="download",
    summary="Tải tệp về",
    openapi_extra=BINARY,
)
@signed_in
def download(request: Request, document_id: PathId, file_id: PathId) -> FileResponse:
    """The bytes of one file, as they came in. Taking a file away is journalled."""
    check_see(request.actor, document_id)
    row = DocumentFile.objects.select_related("blob").filter(pk=file_id, document=document_id)
    found = row.first()
    if found is None:
        raise DocumentNotFound
    return _handed_out(request, document_id, found.blob, found.name, file_id)


@router.get(
    "/{int:document_id}/versions/{int:version}/file",
    operation_id="download_version",
    summary="Tải tệp của một phiên bản dự thảo",
    openapi_extra=BINARY,
)
@signed_in
def download_version(request: Request, document_id: PathId, version: Small) -> FileResponse:
    """The file of a draft's version; not found where the version is a text."""
    found = drafting.version(request.actor, document_id, version)
    if found.blob is None:
        raise DocumentNotFound
    return _handed_out(request, document_id, found.blob, found.file_name)


@router.get(
    "/{int:document_id}/paper-original",
    operation_id="print_original",
    summary="In bản chính giấy từ văn bản điện tử",
    openapi_extra=BINARY,
)
@signed_in
def paper_original(request: Request, document_id: PathId) -> HttpResponse:
    """The pages of an issued electronic document as they print, to be sealed by the clerk (Decree
    30/2020 Art. 18.5); its own bytes stay. Printing is journalled."""
    pages = print_original(request.actor, document_id=document_id)
    return HttpResponse(pages, content_type="application/pdf", headers=HARMLESS)


def _handed_out(
    request: Request, document_id: int, blob: Blob, name: str, file_id: int | None = None
) -> FileResponse:
    check_files(request.actor, find_visible(request.actor, document_id))
    record_access(request.actor, document_id=document_id, how="download", file_id=file_id)
    return attached(blob, name)


def attached(blob: Blob, name: str) -> FileResponse:
    """The bytes as a download that is never run nor framed."""
    return FileResponse(
        open_stream(blob.pk),
        as_attachment=True,
        filename=name,
        content_type=blob.media_type,
        headers=HARMLESS,
    )
