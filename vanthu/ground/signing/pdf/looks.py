"""One-page PDFs become what a form field shows."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from vanthu.ground.signing.pdf.slots import Rect


def appearance(
    writer: BasePdfFileWriter, look: bytes | None, rect: Rect
) -> generic.DictionaryObject:
    """The /AP of a field: the page of `look` as it is, or nothing of the size of `rect`.

    PDF/A-2 wants an appearance of every field that has a size (ISO 19005-2, 6.3.3).
    """
    drawn = _nothing(writer, rect) if look is None else page_of(writer, look)
    return generic.DictionaryObject({pdf_name("/N"): drawn})


def page_of(writer: BasePdfFileWriter, look: bytes) -> generic.IndirectObject:
    """The only page of `look`, taken into `writer` as a form XObject."""
    drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(look)))
    assert isinstance(drawn, generic.IndirectObject)
    return drawn


def _nothing(writer: BasePdfFileWriter, rect: Rect) -> generic.IndirectObject:
    x0, y0, x1, y1 = rect
    box = [generic.FloatObject(value) for value in (0, 0, x1 - x0, y1 - y0)]
    empty = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(box),
            pdf_name("/Resources"): generic.DictionaryObject(),
        },
        stream_data=b"",
    )
    reference = writer.add_object(empty)
    assert isinstance(reference, generic.IndirectObject)
    return reference
