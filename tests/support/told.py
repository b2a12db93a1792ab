"""What the journal was told last."""

from vanthu.ground.journal.models import Entry


def last_events(count: int) -> list[str]:
    """The names of the newest entries, the oldest of them first."""
    rows = Entry.objects.order_by("-pk").values_list("name", flat=True)[:count]
    return list(reversed(rows))
