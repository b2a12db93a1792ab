"""Writes notices, and asks for mail that carries only a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import unit_of_work
from vanthu.ground.notify.models import Notice

MAIL_TASK = "notify.mail"
_URGENT = 10


@dataclass(frozen=True, slots=True)
class Notify:
    """A notice to be written: for whoever holds the scope key `holder`.

    `text` is a sentence for the screen and must not carry the subject of a document; what leaves
    the machine carries only `link` (Q-132). With a `repeat_key` already written, nothing happens.
    """

    holder: int
    kind: str
    text: str
    link: str
    urgent: bool = False
    object_type: str = ""
    object_id: int | None = None
    repeat_key: str | None = None


def notify(
    actor: Actor,
    *,
    holder: int,
    kind: str,
    text: str,
    link: str,
    urgent: bool = False,
    object_type: str = "",
    object_id: int | None = None,
    repeat_key: str | None = None,
) -> None:
    """Write one notice (see Notify) and, where mail is configured, ask for its mail."""
    note = Notify(holder, kind, text, link, urgent, object_type, object_id, repeat_key)
    notify_all(actor, [note])


def notify_all(actor: Actor, notes: Sequence[Notify]) -> int:
    """Write several notices with one statement; returns how many were new.

    A notice is no act of the administration and leaves no event in the journal; the act that causes
    it does.
    """
    if not notes:
        return 0
    with unit_of_work(actor):
        rows = _unwritten(notes)
        Notice.objects.bulk_create([_row(actor, note) for note in rows], ignore_conflicts=True)
        if settings.EMAIL_HOST and rows:
            _ask_for_mail(actor, rows)
    return len(rows)


def mark_read(actor: Actor, *, notice_ids: Sequence[int] | None = None) -> int:
    """Mark notices of the actor's keys as read (all of them when no ids are given)."""
    rows = Notice.objects.filter(holder__in=actor.keys, read_at=None)
    if notice_ids is not None:
        rows = rows.filter(pk__in=list(notice_ids))
    return rows.update(read_at=actor.now)


def mark_read_about(actor: Actor, *, object_type: str, object_id: int) -> int:
    """Mark as read what the actor was told about an object: opening it is reading it."""
    rows = Notice.objects.filter(holder__in=actor.keys, read_at=None)
    return rows.filter(object_type=object_type, object_id=object_id).update(read_at=actor.now)


def _unwritten(notes: Sequence[Notify]) -> list[Notify]:
    """Without those whose repeat key stands already: only what is new is mailed."""
    repeated = [note.repeat_key for note in notes if note.repeat_key is not None]
    if not repeated:
        return list(notes)
    written = set(
        Notice.objects.filter(repeat_key__in=repeated).values_list("repeat_key", flat=True)
    )
    fresh = {note.repeat_key: note for note in notes if note.repeat_key not in written}
    return [note for note in notes if note.repeat_key is None or fresh.get(note.repeat_key) is note]


def _row(actor: Actor, note: Notify) -> Notice:
    return Notice(
        holder=note.holder,
        kind=note.kind,
        text=note.text[:300],
        link=note.link,
        urgent=note.urgent,
        object_type=note.object_type,
        object_id=note.object_id,
        created_at=actor.now,
        repeat_key=note.repeat_key,
    )


def _ask_for_mail(actor: Actor, notes: Sequence[Notify]) -> None:
    """One job for each urgent notice, one for all others of this unit of work."""
    urgent = [note for note in notes if note.urgent]
    calm = [note for note in notes if not note.urgent]
    for group, priority in ((urgent, _URGENT), (calm, 0)):
        if group:
            targets = sorted({(note.holder, note.link) for note in group})
            enqueue(actor, MAIL_TASK, priority=priority, targets=targets, urgent=bool(priority))
