"""Keep what a check of signatures found."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing.events import SignaturesChecked
from vanthu.ground.signing.models import SignatureCheck
from vanthu.ground.signing.verifying.reports import FileReport
from vanthu.ground.signing.verifying.trust import TrustList


@action
def keep_check(
    actor: Actor, *, sha256: str, report: FileReport, trust: TrustList
) -> SignatureCheck:
    """Keep what a check found as evidence, beside all earlier ones."""
    anchors = sorted({each.anchor for each in report.signatures if each.anchor})
    row = SignatureCheck.objects.create(
        blob_id=sha256,
        at=actor.now,
        state=report.state.value,
        report=report.as_evidence(),
        trust_digest=trust.digest,
        trust_names=anchors,
        asked_network=report.asked_network,
    )
    announce(
        actor,
        SignaturesChecked(
            agency_id=actor.agency_id,
            object_id=row.pk,
            file=sha256,
            state=row.state,
            verdicts=tuple(each.verdict.value for each in report.signatures),
            trust_list=trust.digest,
        ),
    )
    return row
