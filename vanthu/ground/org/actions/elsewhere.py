"""Agencies elsewhere: rows made when we first write to them or hear from them."""

from collections.abc import Mapping

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
_BASIS = "Danh bạ liên thông"
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


@action
def rename_known(actor: Actor, *, names: Mapping[str, str]) -> int:
    """Agencies elsewhere bear other names from today on, by their code; how many there were.

    What they were called until today stays; a name given today already is put right.
    """
    held = AgencyCode.objects.open_ended().filter(
        scheme=CodeScheme.AS_RECEIVED, code__in=list(names)
    )
    codes = dict(held.values_list("agency_id", "code")) if names else {}
    rows = AgencyVersion.objects.open_ended().filter(agency__in=codes) if codes else ()
    changed = [row for row in rows if row.name != names[codes[row.agency_id]][:_NAME]]
    for row in changed:
        _rename(actor, row, names[codes[row.agency_id]][:_NAME])
    return len(changed)


def _rename(actor: Actor, row: AgencyVersion, called: str) -> None:
    before = row.name
    if row.valid_from < actor.today:
        row.valid_to = actor.today
        row.save(update_fields=["valid_to"])
        row.pk, row.valid_from, row.valid_to = None, actor.today, None
        row._state.adding = True
    row.name = called
    row.save()
    announce(
        actor,
        events.AgencyRenamed(
            agency_id=row.agency_id,
            object_id=row.agency_id,
            on=actor.today,
            before=before,
            called=called,
            basis=_BASIS,
        ),
    )


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
