"""Who there is, who holds which post from when, and who acts for whom.

Rights, boxes and grants belong to posts, so that appointing, ending and moving touch a row or two
whatever the person has in hand: the successor finds it all (Q-006).
"""

from vanthu.ground.people.actions.delegations import delegate, revoke_delegation
from vanthu.ground.people.actions.persons import PersonFields, add_person, correct_person
from vanthu.ground.people.actions.tenures import appoint, end_tenure, move_person

__all__ = [
    "PersonFields",
    "add_person",
    "appoint",
    "correct_person",
    "delegate",
    "end_tenure",
    "move_person",
    "revoke_delegation",
]
