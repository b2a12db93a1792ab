"""The form of an answer, filled in from the incoming document that is answered."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Purpose
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting.rules import LETTER, PARTY_LETTER
from vanthu.office.writing.queries import full_citation

_SUBJECT = 500


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The fields and recipients an answer begins with."""

    fields: OutgoingFields
    recipients: tuple[NewRecipient, ...]


def answer_form(actor: Actor, *, incoming_id: int) -> AnswerForm:
    """Subject, reference, urgency and recipient of an answer; raises DocumentNotFound."""
    check_see(actor, incoming_id)
    incoming = Document.objects.get(pk=incoming_id)
    fields = OutgoingFields(
        subject=_subject(incoming),
        type_code=letter_of(actor.agency_id),
        urgency=incoming.urgency,
        unit_id=actor.unit_id,
    )
    name = incoming.issuer_name.strip()
    to = NewRecipient(name, incoming.issuer_id, purpose=_purpose(actor, incoming.issuer_id))
    return AnswerForm(fields, (to,) if name or incoming.issuer_id else ())


def _purpose(actor: Actor, issuer_id: int | None) -> Purpose:
    """An answer is nothing to carry out: it reports to the agency above, informs any other."""
    own = agency_names([actor.agency_id], actor.today).get(actor.agency_id)
    above = own is not None and issuer_id is not None and own.parent_id == issuer_id
    return Purpose.REPORT if above else Purpose.EXCHANGE


def letter_of(agency_id: int) -> str:
    """The type of a letter (công văn) in the agency's system: the Party has its own."""
    system = Agency.objects.values_list("system", flat=True).get(pk=agency_id)
    return PARTY_LETTER if system == System.PARTY else LETTER


def _subject(incoming: Document) -> str:
    """`Trả lời Công văn số 15/UBND-VX ngày 02/11/2026 của ... về việc ...`, without what is
    unknown."""
    named = full_citation(
        incoming.type.name if incoming.type else "văn bản",
        reference=incoming.reference,
        day=incoming.issued_on,
        issuer=incoming.issuer_name,
        subject=incoming.subject,
        dated=lambda day: f"ngày {short_date(day)}",
    )
    return f"Trả lời {named}"[:_SUBJECT]
