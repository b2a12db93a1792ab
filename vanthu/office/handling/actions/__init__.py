"""The verbs of handling. Each takes from one box and puts to the next, in one transaction."""

from vanthu.office.handling.actions.configuring import (
    end_deadline_rule,
    set_deadline_rule,
    set_parameter,
)
from vanthu.office.handling.actions.directing import direct, direct_only_opinion, hand_over
from vanthu.office.handling.actions.extending import (
    ask_extension,
    extend,
    grant_extension,
    refuse_extension,
)
from vanthu.office.handling.actions.passing import (
    assign,
    forward,
    reassign,
    recall,
    return_,
)
from vanthu.office.handling.actions.presenting import (
    finish_document,
    present,
    recall_presented,
    return_presented,
    withdraw,
)
from vanthu.office.handling.actions.undoing import undo
from vanthu.office.handling.actions.working import accept, finish, mark_known, report
from vanthu.office.handling.history import record as record_step
from vanthu.office.handling.receivers import Receiver

__all__ = [
    "Receiver",
    "accept",
    "ask_extension",
    "assign",
    "direct",
    "direct_only_opinion",
    "end_deadline_rule",
    "extend",
    "finish",
    "finish_document",
    "forward",
    "grant_extension",
    "hand_over",
    "mark_known",
    "present",
    "reassign",
    "recall",
    "recall_presented",
    "record_step",
    "refuse_extension",
    "report",
    "return_",
    "return_presented",
    "set_deadline_rule",
    "set_parameter",
    "undo",
    "withdraw",
]
