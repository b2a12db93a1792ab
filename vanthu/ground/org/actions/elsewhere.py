"""Agencies elsewhere: rows made when we first write to them or hear from them."""

from django.db import IntegrityError, transaction

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org import events
from vanthu.ground.org.choices import AgencyKind, CodeScheme, Level, System
from vanthu.ground.org.errors import CodeMalformed, CodeUnknown
from vanthu.ground.org.models import Agency, AgencyCode, AgencyVersion
from vanthu.ground.org.queries import agency_by_code
from vanthu.ground.org.rules import LONGEST_CODE, is_readable_code

_NAME, _ABBREVIATION = 200, 20
_HINT = "Mã gồm chữ, số và dấu chấm, dài nhất 35 ký tự."


@action
def know_agency(actor: Actor, *, code: str, name: str) -> Agency:
    """The agency that goes by `code`, made when nobody here has it yet; code and name as received.

    It has no parent, posts or registry. A closed code leads to its successor, as everywhere (I-07).
    Called where a packet leaves or arrives. Raises CodeMalformed, SuccessorUnclear.
    """
    if not is_readable_code(code):
        raise CodeMalformed(field="code", code=code[:LONGEST_CODE], hint=_HINT)
    try:
        return agency_by_code(code, actor.today)
    except CodeUnknown:
        pass
    try:
        with transaction.atomic():
            agency = _make(actor, code, name)
    except IntegrityError:
        # Another packet of theirs was quicker.
        return agency_by_code(code, actor.today)
    announce(
        actor,
        events.AgencyCreated(
            agency_id=agency.pk, object_id=agency.pk, on=actor.today, called=name[:_NAME] or code
        ),
    )
    return agency


def _make(actor: Actor, code: str, name: str) -> Agency:
    agency = Agency.objects.create(
        system=System.STATE,
        level=Level.ELSEWHERE,
        kind=AgencyKind.OTHER,
        has_registry=False,
        valid_from=actor.today,
    )
    AgencyVersion.objects.create(
        agency=agency,
        name=name[:_NAME] or code,
        abbreviation=code[:_ABBREVIATION],
        place="",
        valid_from=actor.today,
    )
    AgencyCode.objects.create(
        agency=agency, scheme=CodeScheme.AS_RECEIVED, code=code, valid_from=actor.today
    )
    return agency
