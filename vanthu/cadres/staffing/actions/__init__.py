"""What can be done in staffing."""

from vanthu.cadres.staffing.actions.headcount import (
    HeadcountFields,
    lock_headcount,
    record_headcount,
    withdraw_headcount_event,
)
from vanthu.cadres.staffing.actions.imports import DecidedFields, import_severances
from vanthu.cadres.staffing.actions.quotas import QuotaFields, assign_quotas, correct_quota
from vanthu.cadres.staffing.actions.severances import (
    SeveranceFields,
    amend_severance,
    pay_severance,
    propose_severance,
    step_severance,
)

__all__ = [
    "DecidedFields",
    "HeadcountFields",
    "QuotaFields",
    "SeveranceFields",
    "amend_severance",
    "assign_quotas",
    "correct_quota",
    "import_severances",
    "lock_headcount",
    "pay_severance",
    "propose_severance",
    "record_headcount",
    "step_severance",
    "withdraw_headcount_event",
]
