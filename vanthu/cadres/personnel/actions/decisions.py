"""Enter a decision as it was issued."""

from dataclasses import dataclass
from datetime import date

from vanthu.cadres.personnel.errors import BadDecision, NoDuty
from vanthu.cadres.personnel.events import DecisionRecorded
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.personnel.permissions import duties
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line
from vanthu.office.documents.rules import refuse_secrets


@dataclass(frozen=True, kw_only=True)
class DecisionFields:
    """What stands on the decision; `effective_on` None: in force from its signing."""

    reference: str
    signed_on: date
    issuer: str
    signer: str = ""
    effective_on: date | None = None
    abstract: str = ""
    document_id: int | None = None


@action
def record_decision(actor: Actor, *, fields: DecisionFields) -> Decision:
    """Enter the decision, or find the one entered before: it is one paper, however many rest on it.

    Raises BadDecision, StateSecretRefused, NoDuty without any duty in organisational work.
    """
    if not duties(actor):
        raise NoDuty(duty="ghi nhận quyết định", matter="tổ chức, cán bộ")
    reference, issuer = one_line(fields.reference), one_line(fields.issuer)
    _check(actor, fields, reference, issuer)
    refuse_secrets(0, [fields.abstract])
    found = Decision.objects.filter(
        reference=reference, signed_on=fields.signed_on, issuer=issuer
    ).first()
    if found is not None:
        return found
    row = Decision.objects.create(
        agency_id=actor.agency_id,
        reference=reference,
        signed_on=fields.signed_on,
        effective_on=fields.effective_on or fields.signed_on,
        issuer=issuer,
        signer=one_line(fields.signer),
        abstract=one_line(fields.abstract),
        document_id=fields.document_id,
        entered_at=actor.now,
    )
    announce(
        actor,
        DecisionRecorded(
            agency_id=actor.agency_id,
            object_id=row.pk,
            reference=reference,
            signed_on=row.signed_on,
            issuer=issuer,
        ),
    )
    return row


def _check(actor: Actor, fields: DecisionFields, reference: str, issuer: str) -> None:
    errors = {}
    if not reference:
        errors["reference"] = "Hãy nhập số, ký hiệu của quyết định."
    if not issuer:
        errors["issuer"] = "Hãy nhập cơ quan ban hành quyết định."
    if fields.signed_on > actor.today:
        errors["signed_on"] = "Ngày ký không được sau ngày hôm nay."
    if errors:
        raise BadDecision(errors)
