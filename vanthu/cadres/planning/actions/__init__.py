"""What can be done in planning."""

from vanthu.cadres.planning.actions.ballots import (
    BallotFields,
    Votes,
    close_ballot,
    save_ballot,
    set_votes,
)
from vanthu.cadres.planning.actions.changes import ChangeFields, propose_change, step_change
from vanthu.cadres.planning.actions.entering import Decided, enter_change, import_changes
from vanthu.cadres.planning.actions.reviews import propose_removals, start_review
from vanthu.cadres.planning.actions.terms import (
    TargetFields,
    TermFields,
    check_target,
    import_targets,
    set_approval,
    set_target,
    set_term,
)

__all__ = [
    "BallotFields",
    "ChangeFields",
    "Decided",
    "TargetFields",
    "TermFields",
    "Votes",
    "check_target",
    "close_ballot",
    "enter_change",
    "import_changes",
    "import_targets",
    "propose_change",
    "propose_removals",
    "save_ballot",
    "set_approval",
    "set_target",
    "set_term",
    "set_votes",
    "start_review",
    "step_change",
]
