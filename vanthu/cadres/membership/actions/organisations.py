"""Found Party organisations and change their names and parents, each from a day on."""

from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.choices import OrganisationKind
from vanthu.cadres.membership.errors import BadOrganisation
from vanthu.cadres.membership.events import OrganisationChanged, OrganisationFounded
from vanthu.cadres.membership.models import OrganisationVersion, PartyOrganisation
from vanthu.cadres.membership.queries import organisation_on
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import nfc, one_line


@action
def found_organisation(
    actor: Actor,
    *,
    agency_id: int,
    name: str,
    kind: OrganisationKind,
    valid_from: date,
    parent_id: int | None = None,
) -> PartyOrganisation:
    """Enter an organisation that exists from a day on; raises NoDuty, BadOrganisation."""
    permissions.check_list(actor, agency_id)
    said = _name(name)
    if parent_id is not None:
        organisation_on(parent_id, valid_from)
    row = PartyOrganisation.objects.create(agency_id=agency_id, kind=kind, valid_from=valid_from)
    OrganisationVersion.objects.create(
        organisation=row, name=said, parent_id=parent_id, valid_from=valid_from
    )
    event = OrganisationFounded(
        agency_id=agency_id, object_id=row.pk, called=said, kind=kind.value, valid_from=valid_from
    )
    announce(actor, event)
    return row


@action
def change_organisation(
    actor: Actor, *, organisation_id: int, name: str, parent_id: int | None, valid_from: date
) -> OrganisationVersion:
    """Give an organisation another name or parent from a day on; what was stays readable.

    Raises NoDuty, OrganisationNotFound, BadOrganisation.
    """
    row = organisation_on(organisation_id, valid_from)
    permissions.check_list(actor, row.agency_id)
    said = _name(name)
    last = row.versions.order_by("-valid_from").first()
    if last is not None and last.valid_from >= valid_from:
        text = "Đã có tên từ ngày này hoặc sau đó. Hãy chọn ngày muộn hơn."
        raise BadOrganisation({"valid_from": text})
    if parent_id is not None and _is_below(parent_id, organisation_id, valid_from):
        text = "Tổ chức đảng cấp trên không được là chính tổ chức này hoặc tổ chức trực thuộc nó."
        raise BadOrganisation({"parent_id": text})
    row.versions.open_ended().update(valid_to=valid_from)
    version = OrganisationVersion.objects.create(
        organisation=row, name=said, parent_id=parent_id, valid_from=valid_from
    )
    event = OrganisationChanged(
        agency_id=row.agency_id,
        object_id=row.pk,
        called=said,
        parent_id=parent_id,
        valid_from=valid_from,
    )
    announce(actor, event)
    return version


def _name(text: str) -> str:
    said = one_line(nfc(text))
    if not said:
        raise BadOrganisation({"name": "Hãy nhập tên tổ chức đảng."})
    return said


def _is_below(parent_id: int, organisation_id: int, day: date) -> bool:
    """Whether walking up from the parent meets the organisation; at most the height of the tree."""
    seen: set[int] = set()
    place: int | None = parent_id
    while place is not None and place not in seen:
        if place == organisation_id:
            return True
        seen.add(place)
        rows = OrganisationVersion.objects.on(day).filter(organisation=place)
        place = rows.values_list("parent_id", flat=True).first()
    return False
