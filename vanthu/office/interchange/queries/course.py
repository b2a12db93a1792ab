"""What the exchange did to a document, as steps of its course: who said what, when, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.office.documents.permissions import check_see
from vanthu.office.interchange.choices import ANSWERS, CHANGES, PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Message, Packet, Receipt
from vanthu.office.interchange.permissions import opens_messages
from vanthu.office.interchange.queries.changes import once
from vanthu.office.interchange.queries.papers import BRINGS_PAPERS

_NAMED = 3
_SENT = {
    PacketKind.RECALL: N_("Đề nghị nơi nhận trả lại văn bản"),
    PacketKind.UPDATE: N_("Gửi cập nhật văn bản"),
    PacketKind.REPLACE: N_("Báo văn bản thay thế"),
}
_CAME = {
    PacketKind.NEW: N_("Gửi văn bản này đến"),
    PacketKind.RECALL: N_("Đề nghị lấy lại văn bản này"),
    PacketKind.UPDATE: N_("Gửi bản cập nhật của văn bản này"),
    PacketKind.REPLACE: N_("Báo văn bản này được thay thế"),
}
_UNASKED = N_("Gửi bản thứ hai của văn bản này, được nhận như bản cập nhật")
_ANSWERED = {
    (PacketKind.RECALL, ReceiptStatus.TAKE_BACK_AGREED): N_("Đồng ý trả lại văn bản"),
    (PacketKind.RECALL, ReceiptStatus.TAKE_BACK_REFUSED): N_("Không trả lại văn bản"),
    (PacketKind.UPDATE, ReceiptStatus.TAKE_BACK_AGREED): N_("Đồng ý cập nhật văn bản"),
    (PacketKind.UPDATE, ReceiptStatus.TAKE_BACK_REFUSED): N_("Không cập nhật văn bản"),
    (PacketKind.REPLACE, ReceiptStatus.TAKE_BACK_AGREED): N_("Đồng ý thay thế văn bản"),
    (PacketKind.REPLACE, ReceiptStatus.TAKE_BACK_REFUSED): N_("Không thay thế văn bản"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """One step: `agency` did what `label` says, towards `to` where it was sent to somebody.

    `person` is who answered, blank where nobody is named. `change` is the id of the change that
    shows what differs (queries.Change), `message` the message that brought or carries it, for the
    clerks who may open it; 0 without one.
    """

    at: datetime
    agency: str
    person: str
    label: str
    to: str
    text: str
    change: int
    message: int


def course(actor: Actor, document_id: int) -> list[Turn]:
    """Arrival, recall, updates and replacements of a document with every answer, oldest first.

    One statement where there is none of it, three at most, and one more for clerks where a link
    carried some. Raises DocumentNotFound.
    """
    check_see(actor, document_id)
    about = Q(document=document_id, kind__gt=PacketKind.NEW) | Q(arrival=document_id)
    rows = list(Packet.objects.filter(about).order_by("pk"))
    if not rows:
        return []
    names = last_names({number for row in rows for number in (row.sender_id, row.receiver_id)})
    told = _Telling(document_id, names, _messages(actor, rows))
    turns = [told.order(list(of_one)) for _key, of_one in groupby(rows, key=once)]
    turns += _answers(told, rows)
    return sorted(turns, key=lambda each: each.at)


def _messages(actor: Actor, rows: Sequence[Packet]) -> Mapping[int, int]:
    """By packet, the message that carried it over a link: of the own agency, for its clerks."""
    linked = [row.pk for row in rows if row.link]
    if not linked or not opens_messages(actor, actor.agency_id):
        return {}
    found = Message.objects.filter(BRINGS_PAPERS, packet__in=linked, agency_id=actor.agency_id)
    return dict(found.order_by("-pk").values_list("packet", "pk"))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Packets in words, as they are read at one of their two ends."""

    document_id: int
    names: Mapping[int, str]
    messages: Mapping[int, int]

    def order(self, rows: Sequence[Packet]) -> Turn:
        """What went to all receivers by one act, or came here."""
        first, kind = rows[0], PacketKind(rows[0].kind)
        ours = first.document_id == self.document_id
        return Turn(
            at=first.sent_at if ours else first.delivered_at or first.sent_at,
            agency=self.names.get(first.sender_id, ""),
            person="",
            label=_(_SENT[kind]) if ours else _came(first),
            to=self._receivers(rows) if ours else "",
            text="" if kind == PacketKind.NEW else first.reason,
            change=first.pk if kind in CHANGES else 0,
            message=self._carried(rows),
        )

    def answer(self, order: Packet, said: Receipt) -> Turn:
        """What a receiver answered to an order."""
        person = ", ".join(part for part in (said.by_name, said.department) if part)
        answered = (PacketKind(order.kind), ReceiptStatus(said.status))
        return Turn(
            at=said.at,
            agency=self.names.get(order.receiver_id, order.addressed_name),
            person=person,
            label=_(_ANSWERED[answered]),
            to="",
            text=said.text,
            change=0,
            message=self._carried([order]),
        )

    def _carried(self, rows: Sequence[Packet]) -> int:
        """The one message that carried them; of several none, as each has an answer of its own."""
        found = [self.messages[row.pk] for row in rows if row.pk in self.messages]
        return found[0] if len(found) == 1 else 0

    def _receivers(self, rows: Sequence[Packet]) -> str:
        if len(rows) <= _NAMED:
            return ", ".join(self.names.get(row.receiver_id, row.addressed_name) for row in rows)
        return _("%(count)s nơi nhận") % {"count": len(rows)}


def _came(packet: Packet) -> str:
    by = packet.payload.get("by", {}).get("reference", "")
    if by:
        return _("Báo văn bản này được thay thế bằng %(reference)s") % {"reference": by}
    return _(_UNASKED if packet.payload.get("unasked") else _CAME[PacketKind(packet.kind)])


def _answers(told: _Telling, rows: Sequence[Packet]) -> Iterator[Turn]:
    orders = {row.pk: row for row in rows if row.kind != PacketKind.NEW}
    if orders:
        said = Receipt.objects.filter(packet__in=orders, status__in=ANSWERS)
        for each in said.order_by("at", "pk"):
            yield told.answer(orders[each.packet_id], each)
