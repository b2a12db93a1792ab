"""What can be done in membership."""

from vanthu.cadres.membership.actions.admissions import (
    AdmissionFields,
    amend_admission,
    hold_ceremony,
    propose_admission,
    step_admission,
)
from vanthu.cadres.membership.actions.exits import ExitFields, propose_exit, step_exit
from vanthu.cadres.membership.actions.lists import MemberRow, close_movement, import_members
from vanthu.cadres.membership.actions.moves import (
    Coming,
    Leaving,
    begin_arrival,
    begin_move,
    issue_paper,
    present_paper,
)
from vanthu.cadres.membership.actions.organisations import change_organisation, found_organisation
from vanthu.cadres.membership.actions.recognitions import propose_recognition, step_recognition

__all__ = [
    "AdmissionFields",
    "Coming",
    "ExitFields",
    "Leaving",
    "MemberRow",
    "amend_admission",
    "begin_arrival",
    "begin_move",
    "change_organisation",
    "close_movement",
    "found_organisation",
    "hold_ceremony",
    "import_members",
    "issue_paper",
    "present_paper",
    "propose_admission",
    "propose_exit",
    "propose_recognition",
    "step_admission",
    "step_exit",
    "step_recognition",
]
