"""Terms, titles to be planned with their sources, and who decides on which title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vanthu.cadres.planning import permissions
from vanthu.cadres.planning.choices import ApprovalLevel, Group, PlanLevel, TargetKind, TermKind
from vanthu.cadres.planning.errors import BadPlan, TermUnknown
from vanthu.cadres.planning.events import (
    ApprovalSet,
    PlanTargetSet,
    PlanTargetsImported,
    PlanTermSet,
)
from vanthu.cadres.planning.models import PlanApproval, PlanSource, PlanTarget, PlanTerm
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.terms import Term
from vanthu.kernel.terms import TermKind as KernelKind
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class TermFields:
    """A term; `code` is “2020-2025”, ages are counted in the month of `reference_on`."""

    code: str
    kind: TermKind
    level: PlanLevel
    first_on: date
    last_on: date
    reference_on: date


@dataclass(frozen=True, kw_only=True)
class TargetFields:
    """A title or committee; limits left None are those of the pack of the day."""

    term_id: int
    agency_id: int
    title: str
    kind: TargetKind = TargetKind.TITLE
    rank: int = 1
    prescribed: int = 1
    coefficient_min: Decimal | None = None
    coefficient_max: Decimal | None = None
    persons_max: int | None = None
    sources: Mapping[Group, Sequence[str]] = field(default_factory=dict)


@action
def set_term(actor: Actor, *, fields: TermFields) -> PlanTerm:
    """Enter a term, or correct the one of this code, kind and level.

    Raises NoDuty, NotATerm, BadPlan.
    """
    permissions.check_arrange(actor)
    Term.parse(KernelKind.PARTY, fields.code)
    if fields.last_on <= fields.first_on:
        raise BadPlan({"last_on": "Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu."})
    days = {
        "first_on": fields.first_on,
        "last_on": fields.last_on,
        "reference_on": fields.reference_on.replace(day=1),
    }
    term, _ = PlanTerm.objects.update_or_create(
        code=fields.code, kind=fields.kind, level=fields.level, defaults=days
    )
    announce(
        actor,
        PlanTermSet(
            agency_id=actor.agency_id or 0,
            object_id=term.pk,
            term=term.code,
            kind=term.kind,
            level=term.level,
        ),
    )
    return term


@action
def set_target(actor: Actor, *, fields: TargetFields) -> PlanTarget:
    """Enter a title with its sources, or correct the one of this term, agency and title.

    Raises NoDuty, TermUnknown, BadPlan.
    """
    target = _keep(actor, [fields])[0]
    announce(
        actor,
        PlanTargetSet(
            agency_id=target.agency_id,
            object_id=target.pk,
            title=target.title,
            prescribed=target.prescribed,
        ),
    )
    return target


@action
def import_targets(actor: Actor, *, rows: Sequence[TargetFields]) -> list[PlanTarget]:
    """Enter or correct many titles with one event; raises what `set_target` does, keeping none."""
    targets = _keep(actor, rows)
    announce(
        actor,
        PlanTargetsImported(
            agency_id=actor.agency_id or 0,
            object_id=targets[0].pk if targets else 0,
            titles=len(targets),
        ),
    )
    return targets


_KEY = ("term_id", "agency_id", "title")
_KEPT = ("kind", "rank", "prescribed", "coefficient_min", "coefficient_max", "persons_max")


def _keep(actor: Actor, rows: Sequence[TargetFields]) -> list[PlanTarget]:
    """Judge each, then write all titles by one statement and their sources by two."""
    for agency in {fields.agency_id for fields in rows}:
        permissions.check_arrange(actor, agency)
    terms = {fields.term_id for fields in rows}
    if PlanTerm.objects.filter(pk__in=terms).count() < len(terms):
        raise TermUnknown
    for fields in rows:
        check_target(fields)
    if len({_key(fields) for fields in rows}) < len(rows):
        raise BadPlan({"title": "Chức danh này đã có ở một dòng trên."})
    targets = PlanTarget.objects.bulk_create(
        [
            PlanTarget(
                **dict(zip(_KEY, _key(fields), strict=True)),
                **{name: getattr(fields, name) for name in _KEPT},
            )
            for fields in rows
        ],
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=_KEPT,
    )
    PlanSource.objects.filter(target__in=targets).delete()
    PlanSource.objects.bulk_create(
        PlanSource(target=target, group=group, titles=list(titles))
        for target, fields in zip(targets, rows, strict=True)
        for group, titles in fields.sources.items()
    )
    return targets


def _key(fields: TargetFields) -> tuple[int, int, str]:
    return fields.term_id, fields.agency_id, one_line(fields.title)


def check_target(fields: TargetFields) -> None:
    """Judge what is entered of a title by itself; raises BadPlan."""
    errors = {}
    if not one_line(fields.title):
        errors["title"] = "Hãy nhập tên chức danh."
    if fields.prescribed < 1:
        errors["prescribed"] = "Số lượng theo quy định phải từ 1 trở lên."
    low, high = fields.coefficient_min, fields.coefficient_max
    if low is not None and high is not None and low > high:
        errors["coefficient_max"] = "Hệ số cao nhất không được nhỏ hơn hệ số thấp nhất."
    if errors:
        raise BadPlan(errors)


@action
def set_approval(
    actor: Actor, *, title: str, level: ApprovalLevel, valid_from: date, basis: str
) -> PlanApproval:
    """Say who decides on a title from a day on; what held until then ends there.

    Raises NoDuty, BadPlan.
    """
    permissions.check_arrange(actor)
    called = one_line(title)
    rows = PlanApproval.objects.filter(title=called, valid_to=None)
    if not called or not one_line(basis):
        raise BadPlan({"basis": "Hãy nhập tên chức danh và văn bản phân cấp."})
    if rows.filter(valid_from__gte=valid_from).exists():
        text = "Ngày áp dụng phải sau ngày áp dụng của phân cấp đang có."
        raise BadPlan({"valid_from": text})
    rows.update(valid_to=valid_from)
    row = PlanApproval.objects.create(
        title=called, level=level, valid_from=valid_from, basis=one_line(basis)
    )
    announce(
        actor,
        ApprovalSet(
            agency_id=actor.agency_id or 0,
            object_id=row.pk,
            title=called,
            level=level.value,
            valid_from=valid_from,
        ),
    )
    return row
