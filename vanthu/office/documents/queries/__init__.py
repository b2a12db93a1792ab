"""Reads of documents, lists and registers."""

from vanthu.office.documents.permissions import visible
from vanthu.office.documents.queries.damage import damaged_files
from vanthu.office.documents.queries.duplicates import (
    HAS_IDENTIFIER,
    HAS_REFERENCE,
    Twin,
    duplicate_refusal,
    duplicates,
    issuer_key,
    same_file,
    to_register,
)
from vanthu.office.documents.queries.finding import (
    direction_of,
    find_visible,
    has_signed_scan,
    type_names,
    types_by_code,
    types_for,
)
from vanthu.office.documents.queries.lists import ListRow, Page, newest
from vanthu.office.documents.queries.registers import (
    Audit,
    RegisterRow,
    audit,
    periods_of,
    register_rows,
)
from vanthu.office.documents.queries.secrecy import check_suspected, is_cleared, is_suspected
from vanthu.office.documents.queries.symbols import expected_symbol, symbol_of

__all__ = [
    "HAS_IDENTIFIER",
    "HAS_REFERENCE",
    "Audit",
    "ListRow",
    "Page",
    "RegisterRow",
    "Twin",
    "audit",
    "check_suspected",
    "damaged_files",
    "direction_of",
    "duplicate_refusal",
    "duplicates",
    "expected_symbol",
    "find_visible",
    "is_cleared",
    "has_signed_scan",
    "is_suspected",
    "issuer_key",
    "newest",
    "periods_of",
    "register_rows",
    "same_file",
    "symbol_of",
    "to_register",
    "type_names",
    "types_by_code",
    "types_for",
    "visible",
]
