"""Agencies: created, renamed, given another code, merged and divided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org import events
from vanthu.ground.org.choices import AgencyKind, CodeScheme, Level, LineageKind, System
from vanthu.ground.org.errors import AgencyClosed, CodeTaken
from vanthu.ground.org.models import (
    Agency,
    AgencyCode,
    AgencyVersion,
    Lineage,
    Post,
    Unit,
    UnitVersion,
)
from vanthu.ground.org.permissions import check_configure
from vanthu.ground.org.queries import agency_names
from vanthu.ground.org.rules import check_code, check_follows
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class AgencyFields:
    """What a version of an agency says."""

    name: str
    abbreviation: str
    place: str
    parent_id: int | None = None
    address: str = ""
    seal_id: str | None = None


@action
def create_agency(
    actor: Actor,
    *,
    fields: AgencyFields,
    system: System,
    level: Level,
    kind: AgencyKind,
    from_day: date,
    code: str = "",
    has_registry: bool = True,
) -> Agency:
    """A legal person from a day on, with its identifier of Decision 20/2020 when it has one.

    Raises NotYourOrganisation, Invalid, CodeMalformed, CodeTaken.
    """
    check_configure(actor, None)
    _check_fields(fields)
    if level == Level.ELSEWHERE:
        raise Invalid({"level": "Cơ quan nơi khác được ghi nhận khi liên thông, không lập ở đây."})
    agency = Agency.objects.create(
        system=system, level=level, kind=kind, has_registry=has_registry, valid_from=from_day
    )
    AgencyVersion.objects.create(agency=agency, valid_from=from_day, **_columns(fields))
    if code:
        _give_code(agency, CodeScheme.QD_20, code, from_day)
    announce(
        actor,
        events.AgencyCreated(
            agency_id=agency.pk, object_id=agency.pk, on=from_day, called=fields.name
        ),
    )
    return agency


@action
def rename_agency(
    actor: Actor, *, agency_id: int, fields: AgencyFields, from_day: date, basis: str
) -> AgencyVersion:
    """Another name, seat, parent or seal from `from_day`; what was before stays readable (Q-001).

    One row whatever the agency holds. Raises NotAfterVersion, AgencyClosed, Invalid.
    """
    check_configure(actor, agency_id)
    _check_fields(fields)
    current = _open_version(agency_id, from_day)
    check_follows(current.valid_from, from_day)
    current.valid_to = from_day
    current.save(update_fields=["valid_to"])
    version = AgencyVersion.objects.create(
        agency_id=agency_id, valid_from=from_day, **_columns(fields)
    )
    announce(
        actor,
        events.AgencyRenamed(
            agency_id=agency_id,
            object_id=agency_id,
            on=from_day,
            before=current.name,
            called=fields.name,
            basis=basis,
        ),
    )
    return version


@action
def change_code(
    actor: Actor, *, agency_id: int, scheme: CodeScheme, code: str, from_day: date
) -> AgencyCode:
    """Another identifier from `from_day`; packets to the one before still arrive (I-07, Q-002).

    Raises CodeMalformed, CodeTaken, NotAfterVersion, AgencyClosed.
    """
    check_configure(actor, agency_id)
    agency = _open_version(agency_id, from_day).agency
    current = AgencyCode.objects.open_ended().filter(agency=agency, scheme=scheme).first()
    if current is not None:
        check_follows(current.valid_from, from_day)
        current.valid_to = from_day
        current.save(update_fields=["valid_to"])
    given = _give_code(agency, scheme, code, from_day)
    announce(
        actor,
        events.AgencyCodeChanged(
            agency_id=agency_id,
            object_id=agency_id,
            on=from_day,
            scheme=scheme,
            before=current.code if current else "",
            code=code,
        ),
    )
    return given


@action
def merge_agencies(
    actor: Actor, *, predecessor_ids: Sequence[int], successor_id: int, on: date, basis: str
) -> list[Lineage]:
    """The successor takes the place of the predecessors from `on`; they end, and nothing moves.

    Documents, registers and the past stay where they are; their codes lead to the successor.
    Raises Invalid, AgencyClosed, NotAfterVersion.
    """
    check_configure(actor, None)
    _check_basis(basis)
    _open_version(successor_id, on)
    if successor_id in predecessor_ids or not predecessor_ids:
        raise Invalid({"predecessor_ids": "Hãy chọn các cơ quan được hợp nhất, khác cơ quan mới."})
    ending = list(dict.fromkeys(predecessor_ids))
    for agency_id in ending:
        check_follows(_open_version(agency_id, on).valid_from, on)
    lineage = _record(LineageKind.MERGED, ending, [successor_id], on, basis)
    for agency_id in ending:
        _close(actor, agency_id, on, (successor_id,), basis)
    announce(
        actor,
        events.AgenciesMerged(
            agency_id=successor_id,
            object_id=successor_id,
            on=on,
            predecessors=tuple(ending),
            basis=basis,
        ),
    )
    return lineage


@action
def split_agency(
    actor: Actor, *, agency_id: int, successor_ids: Sequence[int], on: date, basis: str
) -> list[Lineage]:
    """Several successors take the agency's place, each a part of it; it ends on `on`.

    Raises Invalid, AgencyClosed, NotAfterVersion.
    """
    check_configure(actor, None)
    _check_basis(basis)
    heirs = [each for each in dict.fromkeys(successor_ids) if each != agency_id]
    if len(heirs) < 2:
        raise Invalid({"successor_ids": "Chia tách cần ít nhất hai cơ quan kế thừa."})
    check_follows(_open_version(agency_id, on).valid_from, on)
    for successor_id in heirs:
        _open_version(successor_id, on)
    lineage = _record(LineageKind.SPLIT, [agency_id], heirs, on, basis, part_only=True)
    _close(actor, agency_id, on, tuple(heirs), basis)
    return lineage


def _record(
    kind: LineageKind,
    predecessors: Iterable[int],
    successors: Sequence[int],
    on: date,
    basis: str,
    part_only: bool = False,
) -> list[Lineage]:
    rows = [
        Lineage(
            predecessor_id=old,
            successor_id=new,
            kind=kind,
            on=on,
            basis=basis,
            part_only=part_only,
        )
        for old in predecessors
        for new in successors
    ]
    return Lineage.objects.bulk_create(rows)


def _close(actor: Actor, agency_id: int, on: date, successors: tuple[int, ...], basis: str) -> None:
    """End the agency, found to be open, with its name, codes, units and posts; the same few
    statements for any."""
    of_agency = {"agency": agency_id}
    for rows in (
        Agency.objects.filter(pk=agency_id),
        AgencyVersion.objects.filter(**of_agency),
        AgencyCode.objects.filter(**of_agency),
        Post.objects.filter(**of_agency),
        UnitVersion.objects.filter(unit__agency=agency_id),
        Unit.objects.filter(**of_agency),
    ):
        rows.filter(valid_to=None).update(valid_to=on)
    announce(
        actor,
        events.AgencyClosed(
            agency_id=agency_id, object_id=agency_id, on=on, successors=successors, basis=basis
        ),
    )


def _give_code(agency: Agency, scheme: CodeScheme, code: str, from_day: date) -> AgencyCode:
    check_code(scheme, code)
    held = AgencyCode.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=from_day), scheme=scheme, code=code
    ).first()
    if held is not None:
        raise _taken(held, from_day)
    try:
        with transaction.atomic():
            return AgencyCode.objects.create(
                agency=agency, scheme=scheme, code=code, valid_from=from_day
            )
    except IntegrityError as error:
        # Somebody else was given it between the question and the answer.
        raise CodeTaken(field="code", code=code, agency="cơ quan khác") from error


def _taken(held: AgencyCode, day: date) -> CodeTaken:
    holder = agency_names([held.agency_id], max(day, held.valid_from)).get(held.agency_id)
    return CodeTaken(field="code", code=held.code, agency=holder.name if holder else "cơ quan khác")


def _open_version(agency_id: int, day: date) -> AgencyVersion:
    """The version without an end; raises NotFound, or AgencyClosed when the agency has one."""
    rows = AgencyVersion.objects.filter(agency=agency_id).select_related("agency")
    last = rows.order_by("-valid_from").first()
    if last is None:
        raise NotFound
    if last.valid_to is not None:
        raise AgencyClosed(agency=last.name, day=short_date(day))
    return last


def _columns(fields: AgencyFields) -> dict[str, object]:
    return {name: getattr(fields, name) for name in AgencyFields.__dataclass_fields__}


def _check_fields(fields: AgencyFields) -> None:
    missing = {
        name: "Hãy nhập mục này."
        for name in ("name", "abbreviation", "place")
        if not getattr(fields, name).strip()
    }
    if missing:
        raise Invalid(missing)


def _check_basis(basis: str) -> None:
    if not basis.strip():
        raise Invalid(
            {"basis": "Hãy ghi văn bản làm căn cứ, ví dụ Nghị quyết số 1687/NQ-UBTVQH15."}
        )
