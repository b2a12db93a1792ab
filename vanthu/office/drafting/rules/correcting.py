"""How an issued document is put right (Decree 30/2020 Art. 18.3; D-06)."""

from datetime import date

from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.kernel.dates import short_date

PUT_RIGHT = DECREE_30_2020.at("khoản 3 Điều 18", Certainty.READ)
_LONGEST = 500


def correcting_subject(type_name: str, reference: str, issued_on: date | None) -> str:
    """`V/v đính chính Quyết định số 15/QĐ-UBND ngày 02/11/2026`, without what is unknown."""
    parts = ["V/v đính chính", type_name or "văn bản"]
    if reference:
        parts.append(f"số {reference}")
    if issued_on:
        parts.append(f"ngày {short_date(issued_on)}")
    return " ".join(parts)[:_LONGEST]
