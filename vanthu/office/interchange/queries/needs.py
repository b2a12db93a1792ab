"""What of the exchange needs somebody: each with what is wrong, since when, and what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import hour_and_day
from vanthu.ground.org.queries import last_names
from vanthu.office.interchange.choices import (
    UNANSWERED,
    Bound,
    Cause,
    Need,
    PacketKind,
    ReceiptStatus,
    Transport,
)
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.permissions import check_exchange
from vanthu.office.interchange.queries.papers import (
    Paper,
    came_again,
    kind_of,
    papers,
    with_papers,
)
from vanthu.office.interchange.queries.waiting import Late, late

_MOST = 200
# How long what was refused for good stays on the list: nobody can do anything about it here.
_TOLD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing to do: about a message of the network, or a packet of ours whose receiver has not
    answered. `sentence` says what is wrong, `advice` what to do."""

    need: str
    label: str
    about: str
    who: str
    sentence: str
    advice: str
    since: datetime
    message_id: int | None
    packet_id: int | None
    document_id: int | None


def needs(actor: Actor) -> list[Needed]:
    """What waits for the clerks of the actor's agency, kind by kind, the oldest first; five
    statements and one for each link. Raises MissingRight, NotTheClerk."""
    check_exchange(actor)
    found = [*_of_messages(actor), *_late(actor), *_unanswered(actor)]
    order = list(Need)
    return sorted(found, key=lambda each: order.index(Need(each.need)))


def _of_messages(actor: Actor) -> list[Needed]:
    recent = Q(state=Transport.REFUSED, state_at__gte=actor.now - _TOLD)
    held = Q(bound=Bound.IN) & (Q(state=Transport.QUARANTINED) | recent)
    failed = Q(bound=Bound.OUT, state=Transport.FAILED)
    rows = with_papers(Message.objects.filter(held | failed, agency_id=actor.agency_id))
    found = list(rows.order_by("pk")[:_MOST])
    return [_of_message(row, paper) for row, paper in zip(found, papers(found), strict=True)]


def _of_message(row: Message, paper: Paper) -> Needed:
    need = _NEEDS[Transport(row.state)]
    return Needed(
        need=need.value,
        label=str(need.label),
        about=f"{kind_of(row)} {paper.reference or row.document_id}".strip(),
        who=paper.name or paper.code or row.vouched_for,
        sentence=_with_repeats(row),
        advice=_advice(need, row),
        since=row.state_at,
        message_id=row.pk,
        packet_id=row.packet_id,
        document_id=paper.document_id,
    )


def _with_repeats(row: Message) -> str:
    """Why it waits; of what comes again and again also how often it came."""
    count, last = came_again(row)
    if last is None:
        return row.problem
    again = _("Gói tin này đã đến lại %(count)s lần, lần cuối lúc %(when)s.") % {
        "count": count,
        "when": hour_and_day(last),
    }
    return f"{row.problem} {again}"


_NEEDS = {
    Transport.QUARANTINED: Need.HELD,
    Transport.FAILED: Need.FAILED,
    Transport.REFUSED: Need.UNREADABLE,
}


def _advice(need: Need, row: Message) -> str:
    if need is Need.FAILED:
        return _("Sửa nguyên nhân rồi gửi lại; nếu không được, gửi bằng cách khác.")
    if need is Need.UNREADABLE:
        return _("Không thể nhận. Liên hệ nơi gửi để gửi lại; gói tin gốc được giữ để đối chiếu.")
    return {
        Cause.CONFLICT: _("So sánh hai bản, rồi nhận như bản cập nhật hoặc loại bỏ."),
        Cause.SENDER: _("Liên hệ nơi gửi bằng số điện thoại đã biết trước khi quyết định."),
        Cause.DIGEST: _("Đề nghị nơi gửi gửi lại; chỉ nhận khi đã đối chiếu với bản giấy."),
        Cause.UNMATCHED: _("Liên hệ nơi gửi, rồi loại bỏ gói tin."),
    }[Cause(row.cause)]


def _late(actor: Actor) -> list[Needed]:
    """Receivers at the other end of a link that owe a status."""
    return [_of_late(each) for each in late(actor, actor.agency_id)[:_MOST]]


def _of_late(each: Late) -> Needed:
    arrived = each.owes == ReceiptStatus.ACCEPTED
    need = Need.NOT_ACCEPTED if arrived else Need.NOT_ARRIVED
    words = (
        _("Đã đến nhưng chưa vào sổ sau %(hours)s giờ làm việc.")
        if arrived
        else _("Chưa đến sau %(hours)s giờ làm việc.")
    )
    return Needed(
        need=need.value,
        label=str(need.label),
        about=each.reference,
        who=each.receiver,
        sentence=words % {"hours": each.hours},
        advice=_("Gọi văn thư nơi nhận nhắc tiếp nhận.")
        if arrived
        else _("Kiểm tra đường liên thông, gọi nơi nhận; nếu họ chưa thấy thì gửi lại."),
        since=each.since,
        message_id=None,
        packet_id=each.packet_id,
        document_id=each.document_id,
    )


def _unanswered(actor: Actor) -> list[Needed]:
    """Orders that went out over a link and nobody has answered."""
    rows = Packet.objects.filter(
        sender=actor.agency_id, kind__gt=PacketKind.NEW, status__in=UNANSWERED
    )
    rows = rows.filter(document__isnull=False).exclude(link="").select_related("document")
    found = list(rows.order_by("pk")[:_MOST])
    names = last_names(row.receiver_id for row in found)
    return [_order(row, names.get(row.receiver_id, row.addressed_name)) for row in found]


def _order(row: Packet, name: str) -> Needed:
    reference = row.document.reference if row.document is not None else row.identifier
    return Needed(
        need=Need.UNANSWERED.value,
        label=str(Need.UNANSWERED.label),
        about=f"{PacketKind(row.kind).label} {reference}",
        who=name,
        sentence=_("Nơi nhận chưa trả lời đồng ý hay từ chối."),
        advice=_("Gọi văn thư nơi nhận; đề nghị còn hiệu lực đến khi có trả lời."),
        since=row.sent_at,
        message_id=None,
        packet_id=row.pk,
        document_id=row.document_id,
    )
