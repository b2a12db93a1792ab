"""Transfer between organisations: the change, the paper, its presentation."""

from dataclasses import dataclass
from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.choices import MoveKind, OffList, OnList
from vanthu.cadres.membership.errors import AlreadyMember, BadDays, CaseOpen, MoveNotOpen
from vanthu.cadres.membership.events import MoveBegun, MovePaperIssued, MovePresented
from vanthu.cadres.membership.models import Member, Move
from vanthu.cadres.membership.queries import listed, organisation_names, organisation_on
from vanthu.cadres.personnel.errors import CaseNotFound
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A member of a list here goes; `target_id` inside the province, else `elsewhere`."""

    person_id: int
    changed_on: date
    target_id: int | None = None
    elsewhere: str = ""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A member from outside the province comes, with the days the paper states."""

    person_id: int
    target_id: int
    elsewhere: str
    changed_on: date
    paper_on: date
    joined_on: date
    official_on: date | None = None


@action
def begin_move(actor: Actor, *, leaving: Leaving) -> Move:
    """A member's work or residence changed, so the list will.

    Raises NoDuty, OwnCase, RelativesCase, MemberNotFound, OrganisationNotFound, CaseOpen, BadDays.
    """
    member = listed(leaving.person_id)
    _may(actor, member.agency_id, leaving.person_id)
    if not member.since <= leaving.changed_on <= actor.today:
        raise BadDays(
            {"changed_on": "Ngày thay đổi phải sau ngày vào danh sách, không sau hôm nay."}
        )
    move = Move(
        person_id=leaving.person_id,
        agency_id=member.agency_id,
        source_id=member.organisation_id,
        kind=MoveKind.INSIDE if leaving.target_id else MoveKind.OUT,
        joined_on=member.joined_on,
        official_on=member.official_on,
        changed_on=leaving.changed_on,
        elsewhere=one_line(leaving.elsewhere),
        known_from=actor.now,
    )
    _aim(move, leaving.target_id, leaving.changed_on)
    _save(actor, move)
    return move


@action
def begin_arrival(actor: Actor, *, coming: Coming) -> Move:
    """A member from outside has come with a paper; raises AlreadyMember besides the above."""
    target = organisation_on(coming.target_id, coming.changed_on)
    _may(actor, target.agency_id, coming.person_id)
    entry = Member.objects.current().filter(person=coming.person_id, until=None).first()
    if entry is not None:
        names = organisation_names([entry.organisation_id], actor.today)
        raise AlreadyMember(organisation=names.get(entry.organisation_id, ""))
    if not coming.joined_on <= coming.changed_on <= coming.paper_on <= actor.today:
        raise BadDays({"paper_on": "Thứ tự ngày phải là: vào Đảng, thay đổi, giấy giới thiệu."})
    move = Move(
        person_id=coming.person_id,
        agency_id=target.agency_id,
        kind=MoveKind.IN,
        joined_on=coming.joined_on,
        official_on=coming.official_on,
        changed_on=coming.changed_on,
        paper_on=coming.paper_on,
        elsewhere=one_line(coming.elsewhere),
        known_from=actor.now,
    )
    _aim(move, coming.target_id, coming.changed_on)
    _save(actor, move)
    return move


def _may(actor: Actor, agency_id: int, person_id: int) -> None:
    permissions.check_enter(actor, agency_id)
    permissions.check_about(actor, person_id)


def _aim(move: Move, target_id: int | None, day: date) -> None:
    if target_id is None:
        if not move.elsewhere:
            raise BadDays({"elsewhere": "Hãy chọn tổ chức đảng trong tỉnh hoặc nhập nơi đến."})
        return
    if target_id == move.source_id:
        raise BadDays({"target_id": "Nơi đến phải khác nơi đang sinh hoạt."})
    target = organisation_on(target_id, day)
    move.target_id, move.target_agency_id = target.pk, target.agency_id


def _save(actor: Actor, move: Move) -> None:
    waiting = Move.objects.current().filter(person=move.person_id, presented_on=None)
    if waiting.exclude(kind=MoveKind.OUT, paper_on__isnull=False).exists():
        raise CaseOpen
    move.save(force_insert=True)
    announce(
        actor,
        MoveBegun(
            agency_id=move.agency_id,
            object_id=move.pk,
            person_id=move.person_id,
            kind=move.kind,
            changed_on=move.changed_on,
        ),
    )


@action
def issue_paper(actor: Actor, *, move_id: int, paper_on: date) -> Move:
    """The paper of introduction is handed out; who goes out of the province leaves the list.

    Raises CaseNotFound, NoDuty, OwnCase, RelativesCase, MoveNotOpen, BadDays.
    """
    move = _read(move_id)
    _may(actor, move.agency_id, move.person_id)
    if move.paper_on is not None:
        raise MoveNotOpen
    if not move.changed_on <= paper_on <= actor.today:
        raise BadDays({"paper_on": "Ngày cấp giấy phải từ ngày thay đổi đến ngày hôm nay."})
    done = supersede(move, actor.now, paper_on=paper_on)
    if move.kind == MoveKind.OUT:
        _take_off(actor, move.person_id, paper_on)
    event = MovePaperIssued(agency_id=move.agency_id, object_id=done.pk, paper_on=paper_on)
    announce(actor, event)
    return done


@action
def present_paper(actor: Actor, *, move_id: int, presented_on: date) -> Move:
    """The paper is presented at the new organisation, which takes the member onto its list.

    Raises CaseNotFound, NoDuty, OwnCase, RelativesCase, MoveNotOpen, BadDays.
    """
    move = _read(move_id)
    if move.target_id is None or move.paper_on is None or move.presented_on is not None:
        raise MoveNotOpen
    agency_id = move.target_agency_id or move.agency_id
    _may(actor, agency_id, move.person_id)
    if not move.paper_on <= presented_on <= actor.today:
        raise BadDays({"presented_on": "Ngày nộp giấy phải từ ngày cấp giấy đến ngày hôm nay."})
    done = supersede(move, actor.now, presented_on=presented_on)
    number = _take_off(actor, move.person_id, presented_on) if move.source_id else ""
    Member.objects.create(
        person_id=move.person_id,
        organisation_id=move.target_id,
        agency_id=agency_id,
        number=number,
        joined_on=move.joined_on,
        official_on=move.official_on,
        since=presented_on,
        since_by=OnList.MOVED_IN,
        known_from=actor.now,
    )
    announce(
        actor,
        MovePresented(
            agency_id=agency_id,
            object_id=done.pk,
            presented_on=presented_on,
            organisation_id=move.target_id,
        ),
    )
    return done


def _read(move_id: int) -> Move:
    found = Move.objects.current().filter(pk=move_id).select_for_update().first()
    if found is None:
        raise CaseNotFound
    return found


def _take_off(actor: Actor, person_id: int, day: date) -> str:
    """Close the member's list entry; gives the number that goes along."""
    member = listed(person_id)
    supersede(member, actor.now, until=day, until_by=OffList.MOVED_OUT)
    return member.number
