"""Closed sets as a form offers them."""

from typing import Any

from django.db.models import Choices


def options(choices: type[Choices], *besides: object) -> list[tuple[Any, str]]:
    """Value and label of each member in the reader's language, without those named `besides`."""
    return [(value, str(label)) for value, label in choices.choices if value not in besides]
