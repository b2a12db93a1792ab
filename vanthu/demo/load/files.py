"""Files of papers: the approved text of each, stored once under its hash like every other file."""

from vanthu.demo.bulk import Table
from vanthu.demo.load.context import Context
from vanthu.demo.load.issued import Issued
from vanthu.demo.load.payload import files_of
from vanthu.demo.load.search import store_text
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.office.documents.models import DocumentFile
from vanthu.office.search.models import BlobText

_BLOB = Table(Blob, "sha256", "size", "media_type", "stored_at")
_FILE = Table(DocumentFile, "document", "blob", "name", "role", "order", "added_at")
_TEXT = Table(BlobText, "blob", "text")


def keep(context: Context, issued: Issued, moment: int) -> None:
    """Store the text of a paper: the file, its row and its words; once for all its documents."""
    if issued.blob in context.stored:
        return
    context.stored[issued.blob] = issued.paper.head.index
    content = issued.paper.body.encode()
    context.sink.keep(path_of(issued.blob), content)
    stamp = context.stamp(moment)
    context.table(_BLOB).append((issued.blob, len(content), "text/plain", stamp))
    context.table(_TEXT).append((issued.blob, issued.paper.body))
    store_text(context, issued)
    if issued.scan and issued.scan not in context.stored:
        context.stored[issued.scan] = issued.paper.head.index
        sheet = context.sheets[issued.paper.head.index]
        context.sink.keep(path_of(issued.scan), sheet)
        context.table(_BLOB).append((issued.scan, len(sheet), "application/pdf", stamp))


def attach(context: Context, issued: Issued, document_id: int, moment: int) -> None:
    """Give a document the files of its paper."""
    keep(context, issued, moment)
    stamp = context.stamp(moment)
    for order, file in enumerate(files_of(issued)):
        context.table(_FILE).append((document_id, *file, order, stamp))
