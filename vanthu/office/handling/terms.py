"""The numbers and terms an agency has set, as in force on a day."""

from datetime import date, timedelta

from django.db.models import Q

from vanthu.ground.org.queries import work_calendar
from vanthu.kernel.workdays import VIETNAM, WorkCalendar
from vanthu.office.documents.models import Document
from vanthu.office.handling.choices import ParameterName
from vanthu.office.handling.models import DeadlineRule, Parameter
from vanthu.office.handling.rules import Parameters, default_due

# Longer than any run of holidays; for a term of n working days n calendar weeks more.
_REACH = timedelta(days=45)


def parameters(agency_id: int, day: date) -> Parameters:
    """The agency's own numbers over the common ones (agency 0) over the defaults; one statement."""
    rows = Parameter.objects.on(day).filter(agency_id__in=(0, agency_id))
    return Parameters.of(rows.order_by("agency_id", "valid_from").values_list("name", "value"))


def parameter_values(agency_id: int, day: date) -> dict[ParameterName, int]:
    """Every number of the flow with its value on `day`, for the screen of settings."""
    found = parameters(agency_id, day)
    return {name: getattr(found, name.value) for name in ParameterName}


def deadline_rules(agency_id: int, day: date) -> list[DeadlineRule]:
    """The agency's own terms and the common ones, in force on `day` or later, own ones first."""
    rows = DeadlineRule.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), agency_id__in=(0, agency_id)
    )
    return list(rows.order_by("-agency_id", "type_code", "urgency", "valid_from"))


def calendar_for(document: Document, today: date) -> WorkCalendar:
    """The working days from the document's arrival to well after today; one statement."""
    received = document.received_at
    first = min(today, received.astimezone(VIETNAM).date()) if received else today
    return work_calendar(first, today + _REACH)


def due_by_rule(document: Document, day: date) -> date | None:
    """The deadline of what is given on `day`: the document's own, else the agency's (D-11)."""
    if document.due_on is not None:
        return document.due_on
    rules = list(DeadlineRule.objects.on(day).filter(agency_id__in=(0, document.agency_id)))
    longest = max((rule.working_days for rule in rules), default=0)
    cal = (
        work_calendar(day, day + _REACH + timedelta(days=2 * longest)) if rules else WorkCalendar()
    )
    return default_due(rules, document.type_id or "", document.urgency, day, cal)
