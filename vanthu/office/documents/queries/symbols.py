"""The symbol a document bears, and the one it would get, from the catalogues of a day."""

from datetime import date

from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import agency_names, unit_names
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import numbers, rules
from vanthu.office.documents.errors import NoSymbol
from vanthu.office.documents.models import Document, DocumentType
from vanthu.office.documents.symbols import build_symbol


def symbol_of(document: Document, kind: DocumentType, body_symbol: str, day: date) -> str:
    """The symbol, without the number; `body_symbol` is that of the series. Raises NoSymbol."""
    names = agency_names([document.agency_id], day)
    own = names[document.agency_id].abbreviation if document.agency_id in names else ""
    system = Agency.objects.values_list("system", flat=True).get(pk=document.agency_id)
    unit = "" if kind.abbreviation else _unit_abbreviation(document, day)
    try:
        return build_symbol(
            kind.abbreviation, body_symbol or own, unit, kind.family, system, day.year
        )
    except ValueError as error:
        raise NoSymbol(field="type_code") from error


def expected_symbol(document: Document, day: date) -> str:
    """The symbol it would get on the day from the series that takes it; empty while the catalogues
    do not say."""
    kind = document.type
    if kind is None:
        return ""
    try:
        series = numbers.choose_series(
            document.agency_id,
            rules.kinds_for(document.direction, kind.family),
            kind.code,
            document.issuer_name,
            day,
        )
        body_symbol = series.body_symbol
    except Refusal:
        body_symbol = ""
    try:
        return symbol_of(document, kind, body_symbol, day)
    except NoSymbol:
        return ""


def _unit_abbreviation(document: Document, day: date) -> str:
    found = unit_names([document.unit_id], day) if document.unit_id else {}
    return found[document.unit_id].abbreviation if document.unit_id in found else ""
