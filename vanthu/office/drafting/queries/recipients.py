"""Groups of recipients, and the place "Nơi nhận" as it is printed (Q-075)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.errors import SuccessorUnclear
from vanthu.ground.org.models import Agency, AgencyVersion
from vanthu.ground.org.queries import successor, unit_names
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Purpose
from vanthu.office.documents.models import Document, Recipient, RecipientGroup
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting.models import Addressee
from vanthu.office.drafting.rules import LETTERS, recipient_lines
from vanthu.office.writing.queries import Family, find_form


def groups(agency_id: int) -> Sequence[RecipientGroup]:
    """The agency's groups of recipients, by name."""
    return list(RecipientGroup.objects.filter(agency=agency_id).order_by("name"))


def group_members(
    agency_id: int, group_ids: Sequence[int], day: date, besides: Iterable[NewRecipient] = ()
) -> list[NewRecipient]:
    """The agencies of the groups, each once, without the agency itself and those `besides`.

    A member that has ended by `day` gives its place to its successor; without a clear one it stays
    under its last name, for the clerk to see that it cannot be reached.
    """
    if not group_ids:
        return []
    rows = RecipientGroup.objects.filter(agency=agency_id, pk__in=list(group_ids))
    named = {recipient.agency_id for recipient in besides} | {agency_id}
    found = set(rows.values_list("members", flat=True)) - {None}
    members = [_alive(member, day) for member in Agency.objects.filter(pk__in=found).order_by("pk")]
    wanted = {each.agency_id: each for each in members if each.agency_id not in named}
    return list(wanted.values())


def _alive(member: Agency, day: date) -> NewRecipient:
    try:
        return NewRecipient(agency_id=successor(member, day).pk)
    except SuccessorUnclear:
        last = AgencyVersion.objects.filter(agency=member).latest("valid_from")
        return NewRecipient(agency_id=member.pk, name=last.name)


def lines(actor: Actor, document_id: int) -> list[str]:
    """The lines of "Nơi nhận", each ending with ";", the last "Lưu: VT, ..." with ".".

    Whoever was sent the document after it was issued is not among them.
    """
    check_see(actor, document_id)
    return lines_on(Document.objects.get(pk=document_id), actor.today)


def lines_on(document: Document, day: date, saluted: Collection[str] = ()) -> list[str]:
    """As `lines`, under the names of a day, for the system's own reading; `saluted` are those whom
    the text itself addresses, whatever they get it for."""
    rows = Recipient.objects.filter(document=document, added_at=None).order_by("order", "id")
    named = list(rows.values_list("name", "purpose"))
    letter = document.type_id in LETTERS
    above = set(saluted) if letter else set()
    besides = [each for each in named if each[1] != Purpose.EXECUTE and each[0] not in above]
    names = [each[0] for each in named if each not in besides]
    names += [row.name for row in _addressees(document.pk)]
    unit = unit_names([document.unit_id], day) if document.unit_id else {}
    abbreviation = unit[document.unit_id].abbreviation if document.unit_id in unit else ""
    form = find_form(document.type_id) if document.type_id else None
    party = document.issuer_name if form and form.family is Family.PARTY else ""
    return recipient_lines(names, abbreviation, letter=letter, besides=besides, party_issuer=party)


def addressees(actor: Actor, document_id: int) -> Sequence[Addressee]:
    """Whom an internal document goes to, and who has read it when."""
    check_see(actor, document_id)
    return _addressees(document_id)


def _addressees(document_id: int) -> list[Addressee]:
    return list(Addressee.objects.filter(document=document_id).order_by("order", "id"))
