"""Puts number and date into the places that were kept for them, under the leader's signature."""

from collections.abc import Mapping

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from vanthu.ground.signing.errors import SlotLocked
from vanthu.ground.signing.pdf.forms import TEXT, field_of, locked_by, updating, written
from vanthu.ground.signing.pdf.looks import appearance
from vanthu.ground.signing.pdf.slots import Filling


def fill(pdf: bytes, fillings: Mapping[str, Filling]) -> bytes:
    """The paper with the text slots filled by one update, which the first signature allows.

    A slot can be filled anew until a signature locks it. Raises NoSlot, SlotLocked, NotASheet.
    """
    writer = updating(pdf)
    locked = locked_by(writer)
    for name, filling in fillings.items():
        if name in locked:
            raise SlotLocked(name=name)
        _fill(writer, field_of(writer, name, TEXT), filling)
    return written(writer)


def _fill(
    writer: IncrementalPdfFileWriter, field: generic.DictionaryObject, filling: Filling
) -> None:
    x0, y0, x1, y1 = (float(value) for value in field["/Rect"])
    field[pdf_name("/V")] = generic.TextStringObject(filling.value)
    field[pdf_name("/AP")] = appearance(writer, filling.look, (x0, y0, x1, y1))
    writer.update_container(field)
