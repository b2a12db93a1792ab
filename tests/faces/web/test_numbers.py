"""Numbers of rows out of addresses and forms."""

import pytest

from vanthu.faces.web.numbers import row_number, row_numbers


@pytest.mark.parametrize("text", ["", "-1", "1.0", "một", "²", "9" * 19, "9" * 5000])
def test_what_no_row_can_have_is_none(text: str) -> None:
    assert row_number(text) is None


def test_every_number_it_gives_fits_into_a_key() -> None:
    assert row_number("9" * 18) == int("9" * 18) < 2**63
    assert row_numbers(["3", "x", "1", "", "3"]) == [3, 1, 3]
