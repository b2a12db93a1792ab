"""What stands in the cells of one row, read as what it should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import Choices

from vanthu.kernel.numbers import NotANumber, parse_vi
from vanthu.kernel.text import fold, one_line

_E = TypeVar("_E", bound=Choices)
_D = TypeVar("_D")
_YES, _NO = {"có", "x", "1", "yes"}, {"", "không", "0", "no"}
Cell = object


class WrongCell(Exception):
    """A cell of a column cannot be read; the sentence says what belongs there."""

    def __init__(self, column: str, sentence: str) -> None:
        self.column = column
        self.sentence = sentence
        super().__init__(f"{column}: {sentence}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns; `number` as the spreadsheet shows it."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str, *, required: bool = True) -> str:
        """A text; a number that the spreadsheet made of it is written back whole."""
        value = self.cells.get(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        found = one_line(str(value)) if value is not None else ""
        if not found and required:
            raise WrongCell(column, "Hãy nhập ô này.")
        return found

    def day(self, column: str) -> date:
        """A day, as a cell of dates or as the text 05/01/2026."""
        value = self.cells.get(column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(self.text(column), "%d/%m/%Y").date()  # noqa: DTZ007 - a day
        except ValueError as error:
            raise WrongCell(column, "Hãy nhập ngày dạng 05/01/2026.") from error

    def day_or_none(self, column: str) -> date | None:
        """A day, or nothing for an empty cell."""
        return self.day(column) if self.filled(column) else None

    def decimal(self, column: str) -> Decimal:
        """An exact number: what a cell of numbers shows, or a text as papers write it (1.234,5)."""
        value = self.cells.get(column)
        if isinstance(value, int | float) and not isinstance(value, bool):
            # as the spreadsheet shows it: 54.3, never the 54.2999… behind it
            return Decimal(repr(value))
        try:
            return parse_vi(self.text(column))
        except NotANumber as refusal:
            raise WrongCell(column, refusal.sentence) from refusal

    def decimal_or_none(self, column: str) -> Decimal | None:
        """An exact number, or nothing for an empty cell."""
        return self.decimal(column) if self.filled(column) else None

    def filled(self, column: str) -> bool:
        """Whether something stands in the cell."""
        value = self.cells.get(column)
        return value is not None and bool(str(value).strip())

    def whole(self, column: str, *, default: int | None = None) -> int:
        """A whole number from 0 on; `default` for an empty cell."""
        found = self.text(column, required=default is None)
        if not found and default is not None:
            return default
        if not found.isdecimal() or len(found) > 9:
            raise WrongCell(column, "Hãy nhập số nguyên.")
        return int(found)

    def yes(self, column: str) -> bool:
        """Có or nothing."""
        found = self.text(column, required=False).lower()
        if found not in _YES | _NO:
            raise WrongCell(column, "Hãy nhập Có hoặc để trống.")
        return found in _YES

    def one_of_or(self, column: str, choices: type[_E], default: _D) -> _E | _D:
        """A member of a closed set; `default` for an empty cell."""
        return self.one_of(column, choices) if self.text(column, required=False) else default

    def one_of(self, column: str, choices: type[_E]) -> _E:
        """A member of a closed set, by its label (marks or not) or its value."""
        wanted = fold(self.text(column))
        for member in choices:
            if wanted in (fold(str(member.label)), fold(str(member.value))):
                return member
        labels = "; ".join(str(member.label) for member in choices)
        raise WrongCell(column, f"Hãy chọn một trong: {labels}.")
