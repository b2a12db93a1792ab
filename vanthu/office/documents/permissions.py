"""Who may do what with documents and registers, and who may see a document, with the reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause, KeyKind, Right
from vanthu.ground.access.rules import keys_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import hour_and_day
from vanthu.kernel.dates import short_date
from vanthu.office.documents.choices import Direction, DocumentState, FileRole
from vanthu.office.documents.demands import Change, who_may
from vanthu.office.documents.emergencies import open_access
from vanthu.office.documents.errors import (
    DocumentNotFound,
    FutureDay,
    LatePeriod,
    NeedsRight,
    NothingToChange,
    NotYoursToChange,
    OtherAgency,
    SecrecyHeld,
    SecrecyUndecided,
    Withdrawn,
)
from vanthu.office.documents.models import Document, EmergencyAccess, Grant


def check_right(actor: Actor, right: Right) -> None:
    """Raise NeedsRight unless the post carries the right. Jobs of the system act without a post."""
    if not actor.may(right) and not is_system(actor):
        raise NeedsRight(right=str(right.label))


def is_system(actor: Actor) -> bool:
    """Whether a job acts, not a person: it may deliver and register, and sees nothing."""
    return actor.account_id is None and actor.person_id is None and actor.tenure_id is None


def check_agency(actor: Actor, agency_id: int) -> None:
    """Raise OtherAgency unless the row belongs to the actor's agency (Q-003)."""
    if actor.agency_id != agency_id:
        raise OtherAgency


def check_receive(actor: Actor) -> None:
    """Receiving, registering, correcting and refusing belong to the records clerk (Art. 4.2.b)."""
    check_right(actor, Right.REGISTER)


def check_draft(actor: Actor) -> None:
    """Whoever handles work may draft."""
    check_right(actor, Right.DRAFT)


def check_issue(actor: Actor) -> None:
    """Numbers are given and documents issued by the records clerk (Art. 15, 18)."""
    check_right(actor, Right.ISSUE)


def check_registers(actor: Actor) -> None:
    """Series, reserved, inserted and void numbers, opening and closing (Q-021, Q-024, Q-027)."""
    check_right(actor, Right.MANAGE_REGISTERS)


def check_day(actor: Actor, day: date, ends_before: date | None = None) -> None:
    """Raise FutureDay for tomorrow, LatePeriod for a period that is over and no right to it."""
    if day > actor.today:
        raise FutureDay(day=short_date(day))
    over = ends_before is not None and ends_before <= actor.today
    if over and not actor.may(Right.MANAGE_REGISTERS):
        raise LatePeriod(day=short_date(day))


def visible(actor: Actor) -> QuerySet[Document]:
    """The documents open to one of the actor's keys."""
    granted = Grant.objects.filter(document=OuterRef("pk"), key__in=actor.keys)
    return Document.objects.filter(Exists(granted)) if actor.keys else Document.objects.none()


def can_see(actor: Actor, document_id: int) -> bool:
    """Whether one of the actor's keys opens the document."""
    if not actor.keys:
        return False
    return Grant.objects.filter(document_id=document_id, key__in=actor.keys).exists()


def check_see(actor: Actor, document_id: int) -> None:
    """Raise DocumentNotFound when no key opens the document: the same answer as for none at all."""
    if not can_see(actor, document_id):
        raise DocumentNotFound


def check_files(actor: Actor, document: Document) -> None:
    """Raise Withdrawn when the issuer took the document back: its metadata stay, its files close;
    SecrecyHeld while a secrecy mark read on one of them waits for the clerk (Q-145).

    The registry, which answers for both, still reads them (Annex VI, III.8.b and c).
    """
    if keys.registry(document.agency_id) in actor.keys:
        return
    if document.held_at is not None:
        raise SecrecyHeld
    if document.direction == Direction.INCOMING and document.frozen_at is not None:
        raise Withdrawn


def can_read_files(actor: Actor, document: Document) -> bool:
    """Whether `check_files` would let it pass."""
    try:
        check_files(actor, document)
    except (Withdrawn, SecrecyHeld):
        return False
    return True


def check_not_held(actor: Actor, document: Document) -> None:
    """Raise while a secrecy mark waits for the clerk: to the clerk SecrecyUndecided, which says
    what to do, to anybody else SecrecyHeld."""
    if document.held_at is not None:
        mine = keys.registry(document.agency_id) in actor.keys or is_system(actor)
        raise SecrecyUndecided if mine else SecrecyHeld


def seat_keys(actor: Actor) -> tuple[int, ...]:
    """The scope keys of the seat the actor acts from, without those of whoever delegated."""
    if actor.post_id is None:
        return ()
    agency, unit = actor.agency_id, actor.unit_id
    return keys_of(actor.role, post_id=actor.post_id, agency_id=agency, unit_id=unit)


def relations(actor: Actor, document_id: int) -> frozenset[str]:
    """The causes for which the document is open to the seat the actor acts from.

    What is open through an absent person's keys alone is read, and changed from that seat only.
    """
    rows = Grant.objects.filter(document_id=document_id, key__in=seat_keys(actor))
    return frozenset(rows.values_list("cause", flat=True))


def check_change(document: Document, change: Change, held: frozenset[str]) -> None:
    """Raise NothingToChange, or NotYoursToChange unless one of the causes `held` is asked for."""
    wanted = who_may(change, document.direction, document.state)
    state, what = DocumentState(document.state).label, change.label
    if not wanted:
        raise NothingToChange(state=state, what=what)
    if held.isdisjoint(wanted):
        names = ", ".join(str(cause.label).lower() for cause in wanted)
        raise NotYoursToChange(who=names, state=state, what=what)


def change_of(role: str) -> Change:
    """Whether a file in this role is the paper itself."""
    return Change.FILES if role == FileRole.ANNEX else Change.PAPER


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a yes (the `cause` of a grant to a key of theirs) or the reason for a no."""

    allowed: bool
    cause: str
    holder: str
    since: datetime | None
    sentence: str


def why_see(actor: Actor, document_id: int) -> list[Why]:
    """Every reason why the actor sees the document, oldest first; or the one reason why not."""
    emergency = open_access(actor, document_id)
    if emergency is not None:
        return [_by_emergency(emergency)]
    if not actor.keys:
        return [_no("Vị trí của bạn (quản trị, thanh tra) không có quyền xem nội dung văn bản.")]
    rows = Grant.objects.filter(document_id=document_id, key__in=actor.keys).order_by("since", "id")
    found = [
        Why(True, row.cause, _holder(row.key), row.since, str(GrantCause(row.cause).label))
        for row in rows
    ]
    return found or [
        _no(
            "Văn bản này chưa được trình, phân công, gửi để biết hay chia sẻ cho bạn, "
            "đơn vị hoặc chức vụ của bạn."
        )
    ]


def _by_emergency(access: EmergencyAccess) -> Why:
    sentence = _("Truy cập khẩn cấp do lãnh đạo cho phép, đến %(until)s. Lý do: %(reason)s") % {
        "until": hour_and_day(access.until) if access.until else "",
        "reason": access.reason,
    }
    return Why(True, "emergency", _("Người yêu cầu"), access.decided_at, sentence)


def _holder(key: int) -> str:
    kind, _row = keys.parts(key)
    return str(KeyKind(kind).label)


def _no(sentence: str) -> Why:
    return Why(False, "", "", None, sentence)
