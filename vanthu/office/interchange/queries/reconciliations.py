"""The daily reconciliation as its screens and its command show it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import AgencyCode
from vanthu.ground.org.queries import last_names
from vanthu.office.interchange.choices import (
    Agreement,
    Bound,
    Content,
    Gap,
    PacketKind,
    ReceiptStatus,
)
from vanthu.office.interchange.errors import DayNotFound
from vanthu.office.interchange.models import Difference, Reconciliation
from vanthu.office.interchange.permissions import visible
from vanthu.office.interchange.queries.exchange import PAGE
from vanthu.office.interchange.ways import title_of


@dataclass(frozen=True, slots=True)
class DayView:
    """What went between two agencies on a day, at both ends. A name is "" where nobody bears the
    code, `their_sent` and `their_received` are None where the other side told nothing; `asked` of
    how many messages a network without sheets was asked."""

    id: int
    link: str
    day: date
    our_code: str
    our_name: str
    their_code: str
    their_name: str
    state: str
    label: str
    sent: int
    received: int
    their_sent: int | None
    their_received: int | None
    underway: int
    asked: int | None
    differences: int
    compared_at: datetime | None


@dataclass(frozen=True, slots=True)
class GapView:
    """One difference: what it is, how it differs, what to do; `message_id` is our row, if any."""

    way: str
    what: str
    about: str
    label: str
    advice: str
    hash_here: str
    hash_there: str
    message_id: int | None


def reconciliations(actor: Actor, *, state: str = "", before: int | None = None) -> list[DayView]:
    """A page of days, the newest day first whenever it was compared, `before` an id: of the own
    agency for its clerks, of all for administrators; four statements, and one for `before`.
    Raises MissingRight, NotTheClerk."""
    rows = _days(actor)
    if before is not None and (last := rows.filter(pk=before).first()) is not None:
        rows = rows.filter(day__lte=last.day).exclude(day=last.day, pk__gte=last.pk)
    if state:
        rows = rows.filter(state=state)
    return views_of(rows.order_by("-day", "-pk")[:PAGE])


def reconciliation(actor: Actor, row_id: int) -> tuple[DayView, list[GapView]]:
    """One day with its differences. Raises MissingRight, NotTheClerk, DayNotFound."""
    found = views_of(_days(actor).filter(pk=row_id))
    if not found:
        raise DayNotFound
    rows = Difference.objects.filter(reconciliation=row_id).order_by("pk")
    return found[0], [gap_view(row) for row in rows]


def views_of(rows: QuerySet[Reconciliation]) -> list[DayView]:
    """The rows as they are shown; four statements."""
    found = list(rows)
    names = _names({code for row in found for code in (row.our_code, row.their_code)})
    gaps = _gaps([row.pk for row in found])
    return [_view(row, names, gaps.get(row.pk, 0)) for row in found]


def _gaps(ids: Collection[int]) -> dict[int, int]:
    """How many differences each of the days has: there may be thousands."""
    rows = Difference.objects.filter(reconciliation__in=ids).order_by()
    return dict(rows.values_list("reconciliation").annotate(Count("pk")))


def _names(codes: Collection[str]) -> dict[str, str]:
    """What whoever was addressed by these codes is called; two statements."""
    rows = AgencyCode.objects.filter(code__in=codes).order_by("valid_from")
    holders = dict(rows.values_list("code", "agency_id"))
    names = last_names(holders.values())
    return {code: names.get(agency_id, "") for code, agency_id in holders.items()}


def _days(actor: Actor) -> QuerySet[Reconciliation]:
    return visible(actor, Reconciliation.objects.all())


def _view(row: Reconciliation, names: Mapping[str, str], gaps: int) -> DayView:
    return DayView(
        id=row.pk,
        link=title_of(row.link),
        day=row.day,
        our_code=row.our_code,
        our_name=names.get(row.our_code, ""),
        their_code=row.their_code,
        their_name=names.get(row.their_code, ""),
        state=row.state,
        label=str(Agreement(row.state).label),
        sent=row.sent_count,
        received=row.received_count,
        their_sent=row.their_sent,
        their_received=row.their_received,
        underway=row.underway,
        asked=row.asked,
        differences=gaps,
        compared_at=row.compared_at,
    )


def gap_view(row: Difference) -> GapView:
    """A difference in words, with what to do about it."""
    return GapView(
        way=str(Bound(row.bound).label),
        what=_what(row),
        about=row.about,
        label=str(Gap(row.gap).label),
        advice=_advice(Bound(row.bound), Gap(row.gap)),
        hash_here=row.hash_here,
        hash_there=row.hash_there,
        message_id=row.message_id,
    )


def _what(row: Difference) -> str:
    if row.kind == Content.DOCUMENT and row.code in map(str, PacketKind.values):
        return str(PacketKind(int(row.code)).label)
    if row.kind == Content.STATUS and row.code in ReceiptStatus.values:
        return f"{row.code} {ReceiptStatus(row.code).label}"
    return row.code


def _advice(bound: Bound, gap: Gap) -> str:
    if gap is Gap.UNLISTED:
        return _("Hai bên lập danh sách trong ngày từ trang Gửi đi, Nhận về rồi so từng dòng.")
    if gap is Gap.OTHER:
        return _("Đề nghị bên kia đọc lại nội dung đang giữ, đối chiếu bản gốc, rồi gửi lại.")
    return _ADVICES[bound, gap]()


_ADVICES = {
    (Bound.OUT, Gap.ONLY_HERE): lambda: _("Gọi nơi nhận xác nhận chưa có, rồi gửi lại."),
    (Bound.OUT, Gap.ONLY_THERE): lambda: _(
        "Ở đây không ghi đã gửi: hỏi nơi nhận gói tin đến từ đâu, báo quản trị hệ thống."
    ),
    (Bound.IN, Gap.ONLY_HERE): lambda: _(
        "Nơi gửi không ghi đã gửi: gọi nơi gửi xác minh trước khi xử lý tiếp."
    ),
    (Bound.IN, Gap.ONLY_THERE): lambda: _("Chưa nhận được: đề nghị nơi gửi gửi lại."),
}
