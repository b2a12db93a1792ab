"""Taking documents in: files dropped, each becoming a received document that the worker reads."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.rows import arrival
from vanthu.faces.web.sheets import LOCKED, is_locked
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import store
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import NewFile, receive_incoming
from vanthu.office.documents.choices import Channel
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.queries import find_visible, same_file
from vanthu.office.reading.choices import CHECK_BELOW

Item = dict[str, Any]

HELD = N_(
    "Có thể là bí mật nhà nước nên tệp đang bị tạm giữ. Hãy mở, đối chiếu bản gốc rồi chọn "
    "“Không phải văn bản mật” hoặc “Loại bỏ văn bản mật”."
)
_READING = ("files.read", "files.recognise")
ACCEPT = ".pdf,.docx,.doc,.png,.jpg,.jpeg,.tif,.tiff,.zip,.xlsx,.xls"


@needs(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def upload(request: Request) -> HttpResponse:
    """The drop zone; files sent to it come back as rows that follow the reading."""
    if request.method == "POST":
        rows = [_receive(request, sent) for sent in request.FILES.getlist("files")]
        if wants_fragment(request):
            return screen(request, "upload/sent.html", here="upload", rows=rows)
        made = ",".join(str(row["number"]) for row in rows if row["number"])
        if all(row["number"] for row in rows):
            return HttpResponseRedirect(f"/upload?made={made}")
    else:
        rows = [
            _row(request.actor, _document(request, n))
            for n in _numbers(request.GET.get("made", ""))
        ]
    limit = settings.UPLOAD_LIMIT
    return screen(
        request, "upload/upload.html", here="upload", rows=rows, accept=ACCEPT, limit=limit
    )


@needs(Right.REGISTER)
@require_GET
def progress(request: Request, number: int) -> HttpResponse:
    """How far the reading of a document's files has come."""
    return screen(
        request, "upload/rows.html", rows=[_row(request.actor, _document(request, number))]
    )


def _receive(request: Request, sent: Any) -> Item:
    """Keep one file and begin its document; what is refused says why in its own row."""
    try:
        blob = store(sent.chunks(), now=request.actor.now)
        document = receive_incoming(
            request.actor,
            fields=IncomingFields(),
            files=[NewFile(blob, sent.name)],
            channel=Channel.UPLOAD,
            received_at=request.actor.now,
        )
    except Refusal as refusal:
        note = sentence_of(refusal)
        return {"number": 0, "name": sent.name, "state": "failed", "note": note, "same": None}
    return _row(request.actor, document)


def _row(actor: Actor, document: Document) -> Item:
    files = DocumentFile.objects.filter(document=document, replaced_at=None)
    file = files.select_related("blob").order_by("id").first()
    item = {"number": document.pk, "name": file.name if file else document.subject, "note": ""}
    item["same"] = _same(actor, document.pk, file.blob_id) if file else None
    job = reading_job(document.pk)
    if job is not None:
        done = job.progress / job.total if job.total else None
        note = _("Đang nhận dạng chữ trong bản quét") if job.task == _READING[1] else ""
        return {**item, "state": "reading", "value": done, "note": note}
    if document.held_at is not None:
        return {**item, "state": "held", "note": _(HELD)}
    sure = list(FieldReading.objects.filter(document=document).values_list("confidence", flat=True))
    if file and not sure and is_locked(file.blob):
        return {**item, "state": "locked", "note": _(LOCKED)}
    return {**item, "state": "ready", "note": _found(sure)}


def _same(actor: Actor, document_id: int, sha256: str) -> Item | None:
    """Where these very bytes came in before."""
    twin = same_file(actor, document_id, sha256)
    if twin is None:
        return None
    words = (twin.reference or twin.subject or _("(Chưa có trích yếu)"), arrival(twin.number))
    return {"number": twin.document_id, "words": ", ".join(filter(None, words))}


def reading_job(document_id: int) -> Job | None:
    """The job that still reads the files of a document: open jobs are few."""
    open_jobs = Job.objects.filter(
        state__in=(JobState.WAITING, JobState.RUNNING),
        task__in=_READING,
        arguments__document_id=document_id,
    )
    return open_jobs.order_by("-id").first()


def _found(sure: Sequence[float]) -> str:
    """How much was read, by how sure each field is."""
    if not sure:
        return _("Không đọc được thông tin nào từ tệp; hãy nhập tay.")
    doubtful = sum(value < CHECK_BELOW for value in sure)
    if not doubtful:
        return _("Đã đọc %(n)s mục, tất cả rõ ràng.") % {"n": len(sure)}
    return _("Đã đọc %(n)s mục, %(d)s mục đề nghị kiểm tra.") % {"n": len(sure), "d": doubtful}


def _document(request: Request, number: int) -> Document:
    return find_visible(request.actor, number)


def _numbers(text: str) -> list[int]:
    return row_numbers(text.split(",")[:50])
