"""Passwords hashed cheaply: these tests are about who comes in, not about argon2's strength."""

import pytest


@pytest.fixture(autouse=True)
def _cheaply_hashed(cheap_hashes: None) -> None:
    pass
