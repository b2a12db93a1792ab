"""Minutes of handing over, for who holds the post now to print and both to sign."""

from dataclasses import dataclass

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names, post_names
from vanthu.ground.people.models import Tenure
from vanthu.kernel.dates import short_date, vietnamese_date
from vanthu.kernel.errors import NotAllowed
from vanthu.office.dossiers.actions.opening import code_of
from vanthu.office.dossiers.models import Dossier
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import STATE_MOTTO, Column, Heading, Table

_COLUMNS = (
    Column("TT", 0.5, centred=True),
    Column("Việc, hồ sơ", 1.6),
    Column("Số, ký hiệu", 1.4),
    Column("Trích yếu, tiêu đề", 4),
    Column("Từ ngày", 1, centred=True),
    Column("Hạn", 1, centred=True),
)


@dataclass(frozen=True)
class Item:
    """One thing handed over: where it lies, its number, what it is about, since when, due when."""

    kind: str
    reference: str
    subject: str
    since: str
    due: str


@dataclass(frozen=True)
class HandOver:
    """Who gives, who receives from when, and what; `receiver` is empty while nobody is named."""

    title: str
    giver: str
    receiver: str
    on: str
    basis: str
    items: tuple[Item, ...]


def hand_over(actor: Actor) -> HandOver:
    """What goes with the actor's post; raises NotAllowed for who acts for another or from none.

    Whoever held the post last gives and whoever holds it next receives: before the day it is the
    leaving holder who prints, after it the new one.
    """
    held = _own_tenure(actor)
    after = _next(held)
    before = None if after else _previous(held)
    giver = before or held
    receiver = after or (held if before else None)
    name = post_names([held.post_id], actor.today).get(held.post_id)
    return HandOver(
        title=str(name) if name else "",
        giver=giver.person.full_name,
        receiver=receiver.person.full_name if receiver else "",
        on=short_date(receiver.valid_from) if receiver else "",
        basis=receiver.basis if receiver else giver.basis,
        items=tuple(_items(held.post_id)),
    )


def _own_tenure(actor: Actor) -> Tenure:
    if actor.tenure_id is None or actor.on_behalf_of is not None:
        raise NotAllowed("Chỉ người đang giữ chức vụ lập được biên bản bàn giao của chức vụ đó.")
    return Tenure.objects.select_related("person", "post").get(pk=actor.tenure_id)


def _next(held: Tenure) -> Tenure | None:
    if held.valid_to is None:
        return None
    rows = Tenure.objects.filter(post=held.post_id, valid_from__gte=held.valid_to)
    return rows.select_related("person").order_by("valid_from").first()


def _previous(held: Tenure) -> Tenure | None:
    rows = Tenure.objects.filter(post=held.post_id, valid_to__lte=held.valid_from)
    return rows.select_related("person").order_by("-valid_to").first()


def _items(post_id: int) -> list[Item]:
    """Open work in its boxes, the most urgent first, then the open dossiers of the post."""
    work = BoxItem.objects.filter(holder=keys.post(post_id)).order_by("box", "-rank", "pk")
    found = [
        Item(
            kind=str(Box(row.box).label),
            reference=row.reference,
            subject=row.subject,
            since=short_date(row.since.date()),
            due=short_date(row.due_on) if row.due_on else "",
        )
        for row in work
    ]
    dossiers = Dossier.objects.filter(creator_post=post_id, closed_at=None).order_by("pk")
    found += [
        Item("Hồ sơ công việc", code_of(row), row.title, short_date(row.start_on), "")
        for row in dossiers
    ]
    return found


def minutes(actor: Actor) -> Table:
    """The minutes as a table to print, with the two signatures at the end."""
    what = hand_over(actor)
    name = agency_names([actor.agency_id], actor.today).get(actor.agency_id)
    receiver = what.receiver or "……………………………"
    lines = (
        f"Chức vụ: {what.title}",
        f"Người bàn giao: {what.giver}. Người nhận bàn giao: {receiver}",
        f"Bàn giao từ ngày {what.on or '……/……/………'}"
        + (f", theo {what.basis}" if what.basis else ""),
    )
    heading = Heading(
        title="Biên bản bàn giao công việc, hồ sơ",
        agency=name.name if name else "",
        motto=STATE_MOTTO,
        lines=lines,
        mark=print_mark(actor),
        place=name.place if name else "",
    )
    rows = [
        [str(place), each.kind, each.reference, each.subject, each.since, each.due]
        for place, each in enumerate(what.items, 1)
    ]
    closing = (
        f"Tổng số: {len(rows)} mục. Biên bản lập {vietnamese_date(actor.today)}, "
        "mỗi bên giữ một bản.",
        f"NGƯỜI BÀN GIAO (ký, ghi rõ họ tên): {what.giver}",
        f"NGƯỜI NHẬN BÀN GIAO (ký, ghi rõ họ tên): {receiver}",
    )
    return Table(heading, _COLUMNS, rows, closing=closing)
