"""Secrets: made at random, kept hashed, or encrypted where they must be read again."""

import base64
import hashlib
import hmac
import secrets
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

# Letters and digits that are not mistaken for one another when copied from paper.
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """256 random bits for a cookie or a token."""
    return secrets.token_urlsafe(32)


def readable(length: int) -> str:
    """A random text for people to copy, in groups of five."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(length))
    return "-".join(letters[at : at + 5] for at in range(0, length, 5))


def keyed(purpose: str, text: str) -> str:
    """A hash that cannot be tried offline by who has the database alone (short secrets)."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def encrypt(text: str) -> str:
    """What is kept of a text that must be read again."""
    return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()


def decrypt(kept: str) -> str | None:
    """The text again; None when it was encrypted under another SECRET_KEY."""
    try:
        return _box(settings.SECRET_KEY).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


@cache
def _box(secret_key: str) -> Fernet:
    key = hashlib.sha256(b"vanthu.access.totp:" + secret_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
