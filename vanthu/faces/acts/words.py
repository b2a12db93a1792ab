"""A refusal in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from vanthu.kernel.errors import Refusal


def sentence_of(refusal: Refusal) -> str:
    """What the refusal says, translated where the reader's language is not Vietnamese."""
    sentence = _(refusal.template)
    return sentence.format_map(refusal.values) if refusal.values else sentence


def errors_of(refusal: Refusal) -> Mapping[str, str]:
    """The sentence of each wrong field, where the refusal has some."""
    errors = getattr(refusal, "errors", None) or {}
    return {name: _(text) for name, text in errors.items()}
