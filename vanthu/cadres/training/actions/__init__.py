"""What can be done about training."""

from vanthu.cadres.training.actions.attending import (
    Attendance,
    record_attendance,
    withdraw_enrolment,
)
from vanthu.cadres.training.actions.catalogue import (
    ClassFields,
    CourseFields,
    PlanFields,
    add_class,
    add_course,
    set_plan,
)
from vanthu.cadres.training.actions.owing import (
    break_commitment,
    correct_leaving,
    record_repayment,
)
from vanthu.cadres.training.actions.results import complete, correct_drop, correct_result, drop
from vanthu.cadres.training.actions.sending import (
    SendingFields,
    propose_sending,
    record_sent,
    step_sending,
)

__all__ = [
    "Attendance",
    "ClassFields",
    "CourseFields",
    "PlanFields",
    "SendingFields",
    "add_class",
    "add_course",
    "break_commitment",
    "complete",
    "correct_drop",
    "correct_leaving",
    "correct_result",
    "drop",
    "propose_sending",
    "record_attendance",
    "record_repayment",
    "record_sent",
    "set_plan",
    "step_sending",
    "withdraw_enrolment",
]
