"""Trying an act and taking it back: what it was refused with, and which events it left."""

from collections.abc import Callable

from django.db import transaction

from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Refusal


def refusal_of(act: Callable[[], object]) -> str:
    """The sentence the act is refused with, empty when it is done; nothing of it stays."""
    with transaction.atomic():
        try:
            act()
            sentence = ""
        except Refusal as refusal:
            sentence = refusal.sentence
        transaction.set_rollback(True)
    return sentence


def events_of(act: Callable[[], object]) -> list[str]:
    """The names of the events the act left in the journal, sorted; the act stays done."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    act()
    return sorted(Entry.objects.filter(pk__gt=last).values_list("name", flat=True))
