"""Numbers of rows as addresses and forms bring them: digits, and no more than a row can have."""

from collections.abc import Iterable

# So many always fit into the 63 bits of a key, on either database.
_DIGITS = 18


def row_number(text: str) -> int | None:
    """The number of a row; None for what is none."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def row_numbers(texts: Iterable[str]) -> list[int]:
    """The numbers of rows among these, in their order."""
    return [number for text in texts if (number := row_number(text)) is not None]
