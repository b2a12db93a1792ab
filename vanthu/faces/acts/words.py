"""A refusal in the reader's language."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from vanthu.kernel.errors import Refusal


class Said(Protocol):
    """A sentence with gaps and what stands in them: a refusal, or what a check found."""

    @property
    def template(self) -> str:
        """The sentence in Vietnamese."""

    @property
    def values(self) -> Mapping[str, object]:
        """What stands in its gaps."""


def sentence_of(said: Said) -> str:
    """What is said, translated where the reader's language is not Vietnamese."""
    sentence = _(said.template)
    return sentence.format_map(said.values) if said.values else sentence


def errors_of(refusal: Refusal) -> Mapping[str, str]:
    """The sentence of each wrong field, where the refusal has some."""
    errors = getattr(refusal, "errors", None) or {}
    return {name: _(text) for name, text in errors.items()}
