"""The form of a PDF: opening it for an update, finding its fields and what they hold."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from vanthu.ground.signing.errors import NoSlot, NotASheet

TEXT = "/Tx"
SIGNATURE = "/Sig"
Handler = IncrementalPdfFileWriter | PdfFileReader


def updating(pdf: bytes) -> IncrementalPdfFileWriter:
    """The file opened so that what is written is added behind it. Raises NotASheet."""
    try:
        return IncrementalPdfFileWriter(BytesIO(pdf))
    except (PdfError, ValueError, OSError) as error:
        raise NotASheet from error


def written(writer: IncrementalPdfFileWriter) -> bytes:
    """The file with its update."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def fields(
    handler: Handler,
) -> dict[str, generic.DictionaryObject]:
    """The top fields of the form by name; empty without a form."""
    form = entry(handler.root, "/AcroForm", {})
    found = (reference.get_object() for reference in entry(form, "/Fields", ()))
    return {str(field["/T"]): field for field in found if "/T" in field}


def entry(dictionary: Any, key: str, missing: Any) -> Any:
    """The value under `key`, followed where it is a reference (`get` does not)."""
    return dictionary[key] if key in dictionary else missing  # noqa: SIM401 - see above


def field_of(handler: Handler, name: str, kind: str) -> generic.DictionaryObject:
    """The field of this name and kind (TEXT, SIGNATURE). Raises NoSlot."""
    field = fields(handler).get(name)
    if field is None or field.get("/FT") != kind:
        raise NoSlot(name=name)
    return field


def is_signed(field: generic.DictionaryObject) -> bool:
    """Whether a signature field holds a signature."""
    return field.get("/FT") == SIGNATURE and "/V" in field


def locks_of(field: generic.DictionaryObject) -> list[str]:
    """The names of the fields that signing this one makes final."""
    return [str(name) for name in entry(entry(field, "/Lock", {}), "/Fields", ())]


def locked_by(handler: Handler) -> frozenset[str]:
    """The names of the fields that a signature has made final."""
    signed = (field for field in fields(handler).values() if is_signed(field))
    return frozenset(name for field in signed for name in locks_of(field))


def form_of(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    """The form of the file, made when there is none."""
    if "/AcroForm" not in writer.root:
        form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
        writer.root[pdf_name("/AcroForm")] = writer.add_object(form)
        writer.update_root()
    form = writer.root["/AcroForm"]
    assert isinstance(form, generic.DictionaryObject)
    return form
