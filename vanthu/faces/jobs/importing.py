"""Importing a workbook for the person who sent it: configuration, or the records of a book."""

import json
import tempfile
from collections.abc import Sequence
from typing import Any

from vanthu.faces.books import catalogue
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.reports import Fault, Report
from vanthu.faces.imports.running import KINDS, run
from vanthu.faces.imports.workbook import corrected
from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.access.secret import encrypt
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import store
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import NotAllowed, NotFound

IMPORT = "config.import"
BOOK_IMPORT = "books.import"
# What a page shows; nobody corrects more at a time.
_MOST = 500
_IN_MEMORY = 2 * 1024 * 1024


@task(IMPORT)
def import_configuration(
    actor: Actor,
    progress: Progress,
    *,
    kind: str,
    sha256: str,
    tenure_id: int,
    trial: bool,
    file_name: str,
) -> dict[str, Any]:
    """Try or import the file with the rights the sender has now; first passwords are encrypted."""
    sender = _sender(actor, tenure_id)
    report = run(sender, KINDS[kind], path_of(sha256), trial=trial, progress=progress)
    told = _told(report)
    if report.opened:
        told["secrets"] = encrypt(json.dumps(report.opened))
    return told


@task(BOOK_IMPORT)
def import_book(
    actor: Actor,
    progress: Progress,
    *,
    book: str,
    sha256: str,
    tenure_id: int,
    trial: bool,
    partial: bool,
    file_name: str,
    once: str = "",
) -> dict[str, Any]:
    """Try or import records; the sheet with what is to be corrected is kept as a file.

    What was imported is written on the job (named by `once`) in the transaction of the import, so
    that a worker that ends right after it never imports twice.
    """
    own = Job.objects.filter(task=BOOK_IMPORT, arguments__once=once or None)
    done = own.filter(result__isnull=False).values_list("result", flat=True).first()
    if isinstance(done, dict):
        return done
    sender = _sender(actor, tenure_id)
    kind = _kind(sender, book)
    report = run(
        sender,
        kind,
        path_of(sha256),
        trial=trial,
        partial=partial,
        progress=progress,
        keep=lambda found: own.update(result=_told(found)),
    )
    told = _told(report)
    if report.faults:
        told["errors"] = _corrected(sender, kind, sha256, report)
    return told


def _sender(actor: Actor, tenure_id: int) -> Actor:
    sender = actor_of_tenure(tenure_id, actor.now, request_id=actor.request_id)
    if sender is None:
        raise NotAllowed("Người gửi tệp không còn giữ chức vụ này.")
    return sender


def _kind(sender: Actor, code: str) -> Kind:
    kind = catalogue.opened(sender, code).imports
    if kind is None:
        raise NotFound
    return kind


def _told(report: Report) -> dict[str, Any]:
    told = report.plain()
    told["fault_count"], told["faults"] = len(report.faults), told["faults"][:_MOST]
    return told


def _corrected(sender: Actor, kind: Kind, sha256: str, report: Report) -> str:
    """The hash of the sender's sheet with what is wrong beside each wrong row."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as out:
        corrected(kind, path_of(sha256), _by_row(report.faults), out, only=report.kept)
        out.seek(0)
        return store(out, now=sender.now).sha256


def _by_row(faults: Sequence[Fault]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for fault in faults:
        said = f"{fault.column}: {fault.sentence}" if fault.column else fault.sentence
        found.setdefault(fault.row, []).append(said)
    return {row: " ".join(said) for row, said in found.items()}
