"""What checks of a file's signatures found."""

from collections.abc import Iterable

from vanthu.ground.signing.models import SignatureCheck
from vanthu.ground.signing.verifying.reports import FileReport


def checks_of(sha256: str) -> list[SignatureCheck]:
    """Every check of a file, the latest first."""
    return list(SignatureCheck.objects.filter(blob=sha256).order_by("-id"))


def latest_checks(files: Iterable[str]) -> dict[str, SignatureCheck]:
    """The latest check of each file that was checked; one statement."""
    rows = SignatureCheck.objects.filter(blob__in=list(files)).order_by("id")
    return {row.blob_id: row for row in rows}


def report_of(check: SignatureCheck) -> FileReport:
    """What the check found."""
    return FileReport.of_evidence(check.report)
