"""Checking the signatures of a document's files, in a process apart from the worker's own."""

from datetime import datetime, timedelta
from typing import Any

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.queries import path_of
from vanthu.ground.signing.actions import keep_check
from vanthu.ground.signing.models import SignatureCheck
from vanthu.ground.signing.queries import latest_checks, trust_list
from vanthu.ground.signing.verifying.apart import check_apart
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.office.documents.actions.signatures import PDF
from vanthu.office.documents.models import DocumentFile
from vanthu.office.documents.queries import is_suspected

# A packet that goes to a hundred agencies of one installation is one file: checked once a day.
_FRESH = timedelta(days=1)


@task("signatures.check")
def check_signatures(
    actor: Actor, progress: Progress, *, document_id: int, again: bool = False
) -> dict[str, Any]:
    """Check each PDF of the document and keep what was found; `again` also what is fresh.

    A document held for its secrecy mark is not looked into.
    """
    if is_suspected(document_id):
        return {"checked": 0}
    trust = trust_list(actor.today)
    rows = DocumentFile.objects.filter(
        document_id=document_id, replaced_at=None, blob__media_type=PDF
    )
    files = sorted(set(rows.values_list("blob_id", flat=True)))
    known = {} if again else latest_checks(files)
    due = [each for each in files if not _is_fresh(known.get(each), trust, actor.now)]
    for number, sha256 in enumerate(due, 1):
        report = check_apart(path_of(sha256), trust=trust, now=actor.now, ask=bool(trust.hosts))
        keep_check(actor, sha256=sha256, report=report, trust=trust)
        progress(number, len(due))
    return {"checked": len(due)}


def _is_fresh(check: SignatureCheck | None, trust: TrustList, now: datetime) -> bool:
    return check is not None and check.trust_digest == trust.digest and now - check.at < _FRESH
