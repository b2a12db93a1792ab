"""Which right and which relation to the draft each verb asks for, in which state.

Decree 30/2020: the head of the drafting unit answers for the content, a person charged with it for
the format (Art. 12), the competent person signs (Art. 13), the clerk numbers and issues (Art. 15
and 18).
"""

from dataclasses import dataclass, field

from vanthu.ground.access.choices import Right
from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.office.documents.choices import DocumentState
from vanthu.office.drafting.choices import Relation, Verb

TWO_APPROVALS = DECREE_30_2020.at("Điều 12", Certainty.READ)
CHANGED_THROUGH_SIGNER = DECREE_30_2020.at("khoản 2 Điều 11", Certainty.READ)

S = DocumentState
R = Relation

# Whose turn it is: they may change the text, pass it on or send it back.
_TURNS: dict[str, tuple[Relation, ...]] = {
    S.DRAFTING: (R.DRAFTER,),
    S.CONTENT_REVIEW: (R.CONTENT,),
    S.FORMAT_REVIEW: (R.FORMAT,),
    S.LEADER_REVIEW: (R.SIGNER,),
}
# An approved text may be changed by whoever finds the fault; it then goes back to the signer.
_CHANGES = {**_TURNS, S.APPROVED: (R.DRAFTER, R.SIGNER, R.REGISTRY)}
_RETURNS = {**_TURNS, S.APPROVED: (R.SIGNER, R.REGISTRY)}


@dataclass(frozen=True)
class Demand:
    """The right a verb needs, and the relations of which one is needed.

    `by_state` narrows the relations where they differ from state to state.
    """

    right: Right
    relations: tuple[Relation, ...]
    by_state: dict[str, tuple[Relation, ...]] = field(default_factory=dict)

    def relations_in(self, state: str) -> tuple[Relation, ...]:
        """Who may do it in this state."""
        return self.by_state.get(state, self.relations)


DEMANDS: dict[Verb, Demand] = {
    Verb.ADD_VERSION: Demand(Right.DRAFT, (R.DRAFTER,), _CHANGES),
    Verb.CONSULT: Demand(Right.DRAFT, (R.DRAFTER,)),
    Verb.SUBMIT: Demand(Right.DRAFT, (R.DRAFTER,)),
    Verb.APPROVE_CONTENT: Demand(Right.APPROVE_CONTENT, (R.CONTENT,)),
    Verb.APPROVE_FORMAT: Demand(Right.APPROVE_FORMAT, (R.FORMAT,)),
    Verb.APPROVE_SIGNING: Demand(Right.SIGN, (R.SIGNER,)),
    Verb.SIGN: Demand(Right.SIGN, (R.SIGNER,)),
    Verb.RECORD_PAPER_SIGNATURE: Demand(Right.ISSUE, (R.REGISTRY,)),
    Verb.RETURN_DRAFT: Demand(Right.DRAFT, (R.SIGNER,), _RETURNS),
    Verb.RECALL_DRAFT: Demand(Right.DRAFT, (R.DRAFTER,)),
    Verb.CANCEL: Demand(Right.DRAFT, (R.DRAFTER,)),
    Verb.GIVE_NUMBER: Demand(Right.ISSUE, (R.REGISTRY,)),
    Verb.SEAL: Demand(Right.ISSUE, (R.REGISTRY,)),
    Verb.ISSUE: Demand(Right.ISSUE, (R.REGISTRY,)),
    Verb.RECALL_ISSUED: Demand(Right.SIGN, (R.SIGNER, R.LEADERS)),
}

# States in which a verb changes the row but not the state, so the document's own table is silent.
STAYS: dict[Verb, frozenset[str]] = {
    Verb.ADD_VERSION: frozenset(_TURNS),
    Verb.CONSULT: frozenset({S.DRAFTING.value}),
    Verb.SEAL: frozenset({S.NUMBERED.value}),
    Verb.RECORD_PAPER_SIGNATURE: frozenset({S.APPROVED.value, S.NUMBERED.value}),
}


def flow_verb(verb: Verb) -> str:
    """The verb as the document's own table (documents/flows.py) names it."""
    return verb.value.replace("-", "_")


def is_open(state: str) -> bool:
    """Whether the signer has not approved yet: the text may be spoken about and changed."""
    return state in _TURNS


def turn(state: str) -> Relation | None:
    """Whose turn it is in a state on the way to the signature; None elsewhere."""
    return _TURNS[state][0] if state in _TURNS else None
