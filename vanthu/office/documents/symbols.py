"""How number, symbol and identifier of a document are written (Decree 30/2020, Annex I, II.3)."""

import re
from string import Formatter

from vanthu.kernel.text import normalise_reference
from vanthu.office.documents.choices import TypeFamily

PARTY = "party"
_PARTS = re.compile(r"^(\d{1,8}[A-Za-z]{0,3})\s*([/-])\s*(.+)$")
_PARTY_SYMBOL = re.compile(r"^[^\W\d]+/", re.UNICODE)


def display_number(number: int, suffix: str = "") -> str:
    """`7` as `07`, `15` with suffix `a` as `15a`: numbers below 10 get a leading 0 (N-06).

    Raises ValueError below 1: no register begins with nought.
    """
    if number < 1:
        raise ValueError("numbers of a register begin with 1")
    return f"{number:02d}{suffix}"


def build_symbol(
    type_abbr: str,
    agency_abbr: str,
    unit_abbr: str = "",
    family: str = TypeFamily.ADMINISTRATIVE,
    system: str = "state",
    year: int | None = None,
) -> str:
    """The symbol (ký hiệu) without the number, from the catalogues of the agency (N-05, N-07).

    `QĐ-UBND`; a type without abbreviation (công văn) names agency and drafting unit: `UBND-VX`;
    a normative document carries its year: `2026/NQ-HĐND`; the Party writes `NQ/ĐU` (Guidance 05).
    Raises ValueError when a part is missing or contains a space.
    """
    parts = [type_abbr or agency_abbr, agency_abbr if type_abbr else unit_abbr]
    symbol = ("/" if system == PARTY else "-").join(part for part in parts if part)
    if not agency_abbr or " " in symbol:
        raise ValueError("a symbol is built of abbreviations without spaces")
    if family == TypeFamily.NORMATIVE:
        if year is None:
            raise ValueError("a normative document carries the year of its issue")
        return f"{year}/{symbol}"
    return symbol


def join_reference(number: str, symbol: str, system: str | None = None) -> str:
    """`15/QĐ-UBND`, in the Party `05-NQ/ĐU`; without `system`, the symbol tells."""
    if not number or not symbol:
        return number or symbol
    party = system == PARTY if system is not None else bool(_PARTY_SYMBOL.match(symbol))
    return f"{number}{'-' if party else '/'}{symbol}"


def split_reference(reference: str) -> tuple[str, str]:
    """Number and symbol of a written reference; the number is empty where none can be told."""
    line = normalise_reference(reference)
    found = _PARTS.match(line)
    return (found[1], found[3]) if found else ("", line)


# How an identifier is put together. Decision 395/QĐ-BTTTT, which would fix order and separators,
# was not available: unverified, so an installation may set its own (VANTHU_DOCUMENT_IDENTIFIER).
IDENTIFIER_FORMAT = "{agency}.{series}.{number}.{symbol}"
_IDENTIFIER_PARTS = ("agency", "series", "number", "symbol")


def check_identifier_format(pattern: str) -> None:
    """Raise ValueError unless every part stands in the pattern once, each pair with a sign between:
    else two documents could get one identifier."""
    plain = Formatter()
    told = list(plain.parse(pattern))
    names = [name for _text, name, _spec, _conversion in told if name is not None]
    between = [text for text, name, _spec, _conversion in told[1:] if name is not None]
    if sorted(names) != sorted(_IDENTIFIER_PARTS) or not all(between):
        raise ValueError(f"an identifier has {', '.join(_IDENTIFIER_PARTS)} with signs between")


def document_identifier(
    agency_code: str,
    series: int | str,
    number: str,
    symbol: str,
    pattern: str = IDENTIFIER_FORMAT,
) -> str:
    """The identifier of an issued document (Annex VI, I.III.1.c; Q-078): unique in the country.

    Agency code, year (in the Party the congress term, through which numbers run on), number and
    symbol, by default joined by dots as the levels of an agency code are.
    """
    return pattern.format(agency=agency_code, series=series, number=number, symbol=symbol)
