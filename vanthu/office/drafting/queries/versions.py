"""The versions of a draft, who approved which, and what changed between two."""

from collections.abc import Sequence

from django.db.models import Q

from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import Piece, compare
from vanthu.office.documents.permissions import check_files, check_see
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.errors import NoSuchVersion, NotComparable
from vanthu.office.drafting.models import Approval, DraftVersion, PaperSignature, Route
from vanthu.office.drafting.queries.texts import content_of
from vanthu.office.writing.queries import ClauseChange, Content, compare_contents


def versions(actor: Actor, document_id: int) -> Sequence[DraftVersion]:
    """Every version, the newest first, without its body and content."""
    check_see(actor, document_id)
    rows = DraftVersion.objects.filter(document=document_id).defer("body", "content")
    return list(rows.order_by("-version"))


def versions_with_text(actor: Actor, document_id: int) -> set[int]:
    """The numbers of those versions that are more than a mere file."""
    check_see(actor, document_id)
    written = Q(content__isnull=False) | Q(blob=None)
    rows = DraftVersion.objects.filter(written, document=document_id)
    return set(rows.values_list("version", flat=True))


def version(actor: Actor, document_id: int, number: int | None = None) -> DraftVersion:
    """One version with its body, the newest unless a number is given; raises NoSuchVersion,
    SecrecyHeld."""
    check_files(actor, find_visible(actor, document_id))
    return _version(document_id, number)


def _version(document_id: int, number: int | None) -> DraftVersion:
    rows = DraftVersion.objects.filter(document=document_id).order_by("-version")
    found = (rows if number is None else rows.filter(version=number)).first()
    if found is None:
        raise NoSuchVersion(version=1 if number is None else number)
    return found


def compare_versions(actor: Actor, document_id: int, older: int, newer: int) -> list[Piece]:
    """What changed between the bodies of two versions; raises NoSuchVersion, NotComparable,
    SecrecyHeld."""
    check_files(actor, find_visible(actor, document_id))
    rows = [_version(document_id, number) for number in (older, newer)]
    for row in rows:
        if row.blob_id is not None:
            raise NotComparable(version=row.version, name=row.file_name)
    return compare(rows[0].body, rows[1].body)


def compare_clauses(actor: Actor, document_id: int, older: int, newer: int) -> list[ClauseChange]:
    """What changed between the texts of two versions, by clause; raises NoSuchVersion,
    NotComparable for a file that no text was read out of, SecrecyHeld."""
    check_files(actor, find_visible(actor, document_id))
    texts = [_content(_version(document_id, number)) for number in (older, newer)]
    return compare_contents(*texts)


def _content(row: DraftVersion) -> Content:
    found = content_of(row)
    if found is None:
        raise NotComparable(version=row.version, name=row.file_name)
    return found


def approvals(actor: Actor, document_id: int) -> Sequence[Approval]:
    """Every approval and return with name, title, time and version, oldest first (III.5.a)."""
    check_see(actor, document_id)
    rows = Approval.objects.filter(document=document_id).select_related("version")
    return list(rows.defer("version__body").order_by("id"))


def route(actor: Actor, document_id: int) -> Route | None:
    """Whom the draft goes to."""
    check_see(actor, document_id)
    return Route.objects.filter(document=document_id).first()


def signatures(actor: Actor, document_id: int) -> Sequence[PaperSignature]:
    """The signatures on paper that were recorded."""
    check_see(actor, document_id)
    return list(PaperSignature.objects.filter(document=document_id).order_by("id"))
