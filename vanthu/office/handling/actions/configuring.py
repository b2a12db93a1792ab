"""What an agency sets for its flow: numbers and terms, from a day on, with their source (Q-154)."""

from datetime import date

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.dated import DatedQuerySet
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.office.documents.models import DocumentType
from vanthu.office.handling.choices import ParameterName
from vanthu.office.handling.events import DeadlineRuleEnded, DeadlineRuleSet, ParameterSet
from vanthu.office.handling.models import DeadlineRule, Parameter

_MOST = 365


@action
def set_parameter(
    actor: Actor, *, name: str, value: int, source: str, valid_from: date
) -> Parameter:
    """Set one of the numbers (ParameterName) from a day on; the one before ends there.

    Raises MissingRight, Invalid for an unknown name, a value outside 0 to 365 or a past day.
    """
    check_right(actor, Right.CONFIGURE)
    if name not in ParameterName.values:
        raise Invalid({"name": "Không có tham số này. Hãy chọn trong danh sách."})
    _check("value", value, source, valid_from, actor.today)
    _end_before(Parameter.objects.filter(agency_id=actor.agency_id, name=name), valid_from)
    row = Parameter.objects.create(
        agency_id=actor.agency_id, name=name, value=value, source=source, valid_from=valid_from
    )
    announce(
        actor,
        ParameterSet(
            agency_id=actor.agency_id,
            object_id=row.pk,
            parameter=name,
            value=value,
            valid_from=valid_from,
            source=source,
        ),
    )
    return row


@action
def set_deadline_rule(
    actor: Actor,
    *,
    working_days: int,
    source: str,
    valid_from: date,
    type_code: str = "",
    urgency: int | None = None,
) -> DeadlineRule:
    """Set the working days allowed for a type ("": every type) and urgency (None: every one).

    Raises MissingRight and Invalid as set_parameter, also for an unknown type.
    """
    check_right(actor, Right.CONFIGURE)
    if type_code and not DocumentType.objects.filter(pk=type_code).exists():
        raise Invalid({"type_code": "Không có loại văn bản này. Hãy chọn trong danh sách."})
    _check("working_days", working_days, source, valid_from, actor.today)
    same = DeadlineRule.objects.filter(
        agency_id=actor.agency_id, type_code=type_code, urgency=urgency
    )
    _end_before(same, valid_from)
    row = DeadlineRule.objects.create(
        agency_id=actor.agency_id,
        type_code=type_code,
        urgency=urgency,
        working_days=working_days,
        source=source,
        valid_from=valid_from,
    )
    announce(
        actor,
        DeadlineRuleSet(
            agency_id=actor.agency_id,
            object_id=row.pk,
            type_code=type_code,
            urgency=urgency,
            working_days=working_days,
            valid_from=valid_from,
            source=source,
        ),
    )
    return row


@action
def end_deadline_rule(actor: Actor, *, rule_id: int, valid_to: date) -> None:
    """Let one of the agency's rules end before a day, today or later. Raises NotFound, Invalid."""
    check_right(actor, Right.CONFIGURE)
    row = DeadlineRule.objects.filter(pk=rule_id, agency_id=actor.agency_id, valid_to=None).first()
    if row is None:
        raise NotFound
    if valid_to < actor.today or valid_to <= row.valid_from:
        raise Invalid({"valid_to": "Ngày kết thúc phải từ hôm nay và sau ngày bắt đầu."})
    DeadlineRule.objects.filter(pk=rule_id).update(valid_to=valid_to)
    announce(
        actor,
        DeadlineRuleEnded(agency_id=actor.agency_id, object_id=rule_id, valid_to=valid_to),
    )


def _check(field: str, value: int, source: str, valid_from: date, today: date) -> None:
    errors = {}
    if not 0 <= value <= _MOST:
        errors[field] = f"Giá trị từ 0 đến {_MOST}."
    if not source.strip():
        errors["source"] = "Hãy ghi căn cứ, ví dụ quy chế làm việc của cơ quan."
    if valid_from < today:
        errors["valid_from"] = "Chỉ đặt được từ hôm nay trở đi: việc đã giao giữ hạn cũ."
    if errors:
        raise Invalid(errors)


def _end_before(
    rows: DatedQuerySet[Parameter] | DatedQuerySet[DeadlineRule], valid_from: date
) -> None:
    """What is in force ends where the new begins; nothing is overwritten."""
    last = rows.order_by("-valid_from").first()
    if last is not None and last.valid_from >= valid_from:
        day = short_date(last.valid_from)
        raise Invalid({"valid_from": f"Đã có quy định từ ngày {day}. Hãy chọn ngày sau đó."})
    rows.filter(valid_to=None).update(valid_to=valid_from)
