"""Lays form fields into a finished paper: what is signed first leaves room for what comes later."""

from collections.abc import Sequence

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

from vanthu.ground.signing.choices import SlotKind
from vanthu.ground.signing.errors import AlreadySigned, SlotTaken
from vanthu.ground.signing.pdf.forms import entry, fields, form_of, is_signed, updating, written
from vanthu.ground.signing.pdf.looks import appearance
from vanthu.ground.signing.pdf.slots import Slot

_PRINT = 4  # annotation flag: shown on paper too, as PDF/A-2 wants (ISO 19005-2, 6.3.2)
_READ_ONLY = 1  # field flag: no program offers to type here


def reserve(pdf: bytes, slots: Sequence[Slot]) -> bytes:
    """The paper with a form field at each slot; it stays PDF/A-2b.

    Raises AlreadySigned (a field added afterwards would break the signature), SlotTaken (a name
    twice), NotASheet.
    """
    writer = updating(pdf)
    known = fields(writer)
    if any(is_signed(field) for field in known.values()):
        raise AlreadySigned
    names = [*known, *(slot.name for slot in slots)]
    if len(set(names)) < len(names):
        raise SlotTaken
    for slot in slots:
        _add(writer, slot)
    return written(writer)


def _add(writer: IncrementalPdfFileWriter, slot: Slot) -> None:
    if slot.kind is SlotKind.SIGNATURE:
        add_signature_field(writer, slot)
    else:
        _add_text_field(writer, slot)


def add_signature_field(writer: IncrementalPdfFileWriter, slot: Slot) -> None:
    """An empty signature field at the slot; what it locks is fixed here, not when it is signed."""
    locks = FieldMDPSpec(FieldMDPAction.INCLUDE, list(slot.locks)) if slot.locks else None
    append_signature_field(
        writer,
        SigFieldSpec(
            slot.name,
            on_page=slot.page - 1,
            box=slot.rect,  # type: ignore[arg-type]  # declared as whole points, written as given
            field_mdp_spec=locks,
            readable_field_name=slot.label or None,
        ),
    )
    if slot.look is not None:
        field = fields(writer)[slot.name]
        field[pdf_name("/AP")] = appearance(writer, slot.look, slot.rect)


def _add_text_field(writer: IncrementalPdfFileWriter, slot: Slot) -> None:
    page, _resources = writer.find_page_for_modification(slot.page - 1)
    look = appearance(writer, slot.look, slot.rect)
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.TextStringObject(slot.name),
            pdf_name("/TU"): generic.TextStringObject(slot.label or slot.name),
            pdf_name("/V"): generic.TextStringObject(""),
            pdf_name("/F"): generic.NumberObject(_PRINT),
            pdf_name("/Ff"): generic.NumberObject(_READ_ONLY),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, slot.rect)),
            pdf_name("/P"): page,
            pdf_name("/AP"): look,
        }
    )
    reference = writer.add_object(field)
    writer.register_annotation(page, reference)
    form = form_of(writer)
    form["/Fields"].append(reference)
    _offer_font(writer, form, look)
    writer.update_container(form["/Fields"])


def _offer_font(
    writer: IncrementalPdfFileWriter,
    form: generic.DictionaryObject,
    look: generic.DictionaryObject,
) -> None:
    """Every text field needs a font (ISO 32000-1, 12.7.3.3): the embedded one of the first look."""
    fonts = entry(entry(look["/N"], "/Resources", {}), "/Font", {})
    if "/DA" in form or not fonts:
        return
    name = next(iter(fonts))
    form[pdf_name("/DR")] = generic.DictionaryObject(
        {pdf_name("/Font"): generic.DictionaryObject({name: fonts.raw_get(name)})}
    )
    form[pdf_name("/DA")] = generic.TextStringObject(f"{name} 0 Tf 0 g")
    writer.update_container(form)
