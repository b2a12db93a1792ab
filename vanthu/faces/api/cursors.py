"""Cursors of keyset pages, as the texts a client hands back."""

from vanthu.kernel.errors import Invalid

_LARGEST = (1 << 63) - 1


def paired(first: int, second: int) -> str:
    """Two numbers as a cursor."""
    return f"{first}.{second}"


def pair(cursor: str) -> tuple[int, int]:
    """The two numbers of a cursor; raises Invalid for what is none."""
    first, _dot, second = cursor.partition(".")
    return number(first), number(second)


def number(cursor: str) -> int:
    """The number of a cursor; raises Invalid for what is none."""
    digits = cursor.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 19 or int(digits) > _LARGEST:
        raise Invalid({"cursor": "Con trỏ trang không hợp lệ. Hãy đọc lại từ đầu."})
    return int(cursor)
