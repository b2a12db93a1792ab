"""What the text of a draft begins with while nobody has written any of it."""

from dataclasses import replace
from datetime import date

from vanthu.ground.org.models import AgencyVersion
from vanthu.office.documents.choices import RelationKind, SigningAuthority, TypeFamily
from vanthu.office.documents.models import Document, Relation
from vanthu.office.drafting.queries.mandates import house_of
from vanthu.office.drafting.rules import deciding
from vanthu.office.writing.choices import DECIDING, Kind
from vanthu.office.writing.content import Block, Content, Signing
from vanthu.office.writing.queries import Form, find_form, full_citation

_ADDRESSED = 20  # more are named by a group, not one by one
_RESOLUTION = "nghi-quyet"  # a body resolves, never its head alone
_OPENING = "opening"  # the id of the first block of an answer


def first_text(document: Document, day: date) -> Content:
    """The skeleton of the form, addressed to whom the document goes (cell 9a) and opened by whoever
    decides in the agency on `day`, with room for those who sign beside; an answer names the
    document that it answers in full. Empty for a type without a form."""
    form = find_form(document.type_id or "")
    if form is None:
        return Content()
    text = replace(form.skeleton, to=_addressees(document, form))
    text = replace(
        text,
        blocks=tuple(_opened(block, document, day) for block in text.blocks),
        role=form.last_signer,
        signers=tuple(Signing((title,), "") for title in form.signers),
    )
    answered = _answered(document) if form.to_label else None
    return _answering(text, document, answered) if answered else text


def to_label(document: Document) -> str:
    """What opens the addressees: `Kính gửi:`; empty where papers of the type have none."""
    form = find_form(document.type_id or "")
    return form.to_label.replace("{issuer}", document.issuer_name) if form else ""


def _opened(block: Block, document: Document, day: date) -> Block:
    """The block, with who decides where the form leaves room for it."""
    if block.kind is not Kind.CENTRED or block.text not in DECIDING:
        return block
    return replace(block, text=_deciding(document, day))


def _deciding(document: Document, day: date) -> str:
    """A consultative body decides itself; in the agency the head does, in the Party and under
    "TM." the collective. The agency goes by its name of the day."""
    rows = AgencyVersion.objects.filter(agency=document.agency_id)
    issuer = document.issuer_name
    if issuer and not rows.filter(name=issuer).exists():
        return issuer.upper()
    current = rows.on(day).first()
    own = current.name if current else issuer
    house, _head = house_of(document.agency_id, day)
    party = document.type is not None and document.type.family == TypeFamily.PARTY
    together = document.signing_authority == SigningAuthority.COLLECTIVE
    return deciding(house, own, collectively=party or together or document.type_id == _RESOLUTION)


def _addressees(document: Document, form: Form) -> tuple[str, ...]:
    if not form.to_label or form.skeleton.to:
        return form.skeleton.to
    names = document.recipients.order_by("order", "id").values_list("name", flat=True)
    return tuple(name for name in names[:_ADDRESSED] if name)


def _answered(document: Document) -> Document | None:
    rows = Relation.objects.filter(source=document, kind=RelationKind.ANSWERS)
    found = rows.select_related("target__type").order_by("id").first()
    return found.target if found else None


def _answering(text: Content, document: Document, answered: Document) -> Content:
    """The first line says what is answered, in place of the form's own opening; the last hands the
    answer to who asked, where the form has a closing line."""
    named = full_citation(
        answered.type.name if answered.type else "văn bản",
        reference=answered.reference,
        day=answered.issued_on,
        issuer=answered.issuer_name,
        subject=answered.subject,
    )
    words = f"Trả lời {named}, {document.issuer_name} có ý kiến như sau:"
    rest = text.blocks[1:] if text.blocks and text.blocks[0].kind is Kind.PARAGRAPH else text.blocks
    if rest and rest[-1].kind is Kind.PARAGRAPH and "…" not in rest[-1].text:
        rest = (*rest[:-1], replace(rest[-1], text=_handing_over(document, answered)))
    return replace(text, blocks=(Block(_OPENING, Kind.PARAGRAPH, words), *rest))


def _handing_over(document: Document, answered: Document) -> str:
    """`Trên đây là ý kiến của Sở Nội vụ, kính gửi Sở Tài chính xem xét, tổng hợp.`"""
    asked = answered.issuer_name or "quý cơ quan"
    return f"Trên đây là ý kiến của {document.issuer_name}, kính gửi {asked} xem xét, tổng hợp."
