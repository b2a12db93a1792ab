"""The fields that acts on records have besides those of documents (faces/acts/inputs).

A label and a control are given where a field is used: `Annotated[Money, asked(N_("Tổng tiền"),
"money")]`. On the screen numbers are typed as Vietnamese papers write them; programs
send them plain.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import (
    Day,
    Id,
    Line,
    Note,
    Nothing,
    Paragraph,
    Reason,
    Reasoned,
    asked,
)


def _first_day(value: Any) -> Any:
    """`2023-06` as the first day of the month; anything else as it is."""
    return f"{value}-01" if isinstance(value, str) and len(value) == 7 else value


# Whole đồng; widget "money".
Money = Annotated[int, Field(ge=0, le=10**15)]
# Any exact number, four decimals at most; widget "decimal".
Amount = Annotated[Decimal, Field(max_digits=18, decimal_places=4)]
# Of a whole, 0 to 100 with two decimals; widget "decimal".
Percentage = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
# People, turns, cases; widget "number".
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Year = Annotated[int, Field(ge=1930, le=2100)]
# A month as its first day; `2023-06` will do; widget "month".
Month = Annotated[
    date, BeforeValidator(_first_day), Field(ge=date(1945, 1, 1), le=date(2200, 1, 1))
]

__all__ = [
    "ActInput",
    "Amount",
    "Count",
    "Day",
    "Id",
    "Line",
    "Money",
    "Month",
    "Note",
    "Nothing",
    "Paragraph",
    "Percentage",
    "Reason",
    "Reasoned",
    "Year",
    "asked",
]
