"""What can be done about people, decisions and duties, and the steps every case goes through."""

from vanthu.cadres.personnel.actions.cases import advance, begin, enter_decided, judge
from vanthu.cadres.personnel.actions.decisions import DecisionFields, record_decision
from vanthu.cadres.personnel.actions.duties import end_duty, give_duty
from vanthu.cadres.personnel.actions.facts import Facts, add_person, import_facts, record_facts
from vanthu.cadres.personnel.actions.kinship import declare_kinship, withdraw_kinship

__all__ = [
    "DecisionFields",
    "Facts",
    "add_person",
    "advance",
    "begin",
    "declare_kinship",
    "end_duty",
    "enter_decided",
    "give_duty",
    "import_facts",
    "judge",
    "record_decision",
    "record_facts",
    "withdraw_kinship",
]
