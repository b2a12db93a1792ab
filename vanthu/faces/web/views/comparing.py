"""Versions of a draft beside each other, clause by clause, and each as a file to take along."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.clauses import count_words, shown
from vanthu.faces.web.shell import screen
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import record_access
from vanthu.office.documents.permissions import check_files
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.errors import NotComparable
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.drafting.queries import papers
from vanthu.office.writing.queries import DOCX, ClauseChange


@signed_in
@require_GET
def compare(request: Request, number: int) -> HttpResponse:
    """What changed between two versions; by default between the last two."""
    document = find_visible(request.actor, number)
    versions = drafting.versions(request.actor, number)
    check_files(request.actor, document)
    older, newer = _chosen(request, versions)
    changes, refusal = _changes(request, number, older, newer)
    return screen(
        request,
        "drafts/compare.html",
        here="drafts",
        document=document,
        versions=versions,
        choices=[(str(row.version), _named(row)) for row in versions],
        older=older,
        newer=newer,
        why=sentence_of(refusal) if refusal else "",
        summary=count_words(changes),
        changes=[shown(place, change) for place, change in enumerate(changes, start=1)],
        readable=drafting.versions_with_text(request.actor, number),
        lost=[row for row in versions if row.version in (older, newer) and row.lost],
    )


def _named(row: DraftVersion) -> str:
    number = _("Phiên bản %(number)s") % {"number": row.version}
    return f"{number} · {row.author_name}, {wording.day_time(row.made_at)}"


def _chosen(request: Request, versions: Sequence[DraftVersion]) -> tuple[int, int]:
    """The versions asked for, the older first; what is no version is passed over."""
    known = sorted(row.version for row in versions)
    last, before = (known[-1], known[max(len(known) - 2, 0)]) if known else (0, 0)
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    given = [int(each) if each.isdecimal() and int(each) in known else None for each in asked]
    older = before if given[0] is None else given[0]
    newer = last if given[1] is None else given[1]
    return min(older, newer), max(older, newer)


def _changes(
    request: Request, number: int, older: int, newer: int
) -> tuple[list[ClauseChange], Refusal | None]:
    """The changes, or the reason why a file cannot be compared."""
    if older == newer:
        return [], None
    try:
        return drafting.compare_clauses(request.actor, number, older, newer), None
    except NotComparable as refusal:
        return [], refusal


@signed_in
@require_GET
def docx(request: Request, number: int, version: int) -> HttpResponse:
    """A version as a DOCX to go on with in Word; journalled."""
    made = papers.docx_of_version(request.actor, number, version)
    record_access(request.actor, document_id=number, how="download")
    return attached(made, DOCX, f"du-thao-{number}-v{version}.docx")


@signed_in
@require_GET
def sheet(request: Request, number: int, version: int) -> HttpResponse:
    """A version as it would be printed, as a PDF to look at."""
    made = papers.sheet_of_version(request.actor, number, version)
    return attached(made, "application/pdf", f"du-thao-{number}-v{version}.pdf", inline=True)


def attached(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file made now, to be kept or (`inline`) looked at: never run in our name."""
    response = HttpResponse(content, content_type=media_type)
    kind = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
