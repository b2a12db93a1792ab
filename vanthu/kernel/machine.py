"""State machines as tables one can read: the diagram in the docs is printed from the same table."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vanthu.kernel.errors import Conflict


class WrongState(Conflict):
    """The verb does not apply in the present state; the sentence says which verbs do."""

    code = "wrong-state"
    default_sentence = (
        "{title} đang ở trạng thái “{state}” nên không thể {verb}. Lúc này có thể: {possible}."
    )


class Finished(WrongState):
    """The present state is an end: no verb leads out of it."""

    default_sentence = (
        "{title} đang ở trạng thái “{state}” nên không thể {verb}. "
        "Đây là trạng thái cuối, không còn bước nào tiếp theo."
    )


class BadMachine(ValueError):
    """A table that contradicts itself: a programming mistake, raised while importing it."""


@dataclass(frozen=True)
class Transition:
    """In state `source` the `verb`, done by `who`, leads to `target`.

    `verb` is the identifier of the action; `label` its Vietnamese words inside a sentence
    ("trả lại"), the verb itself when empty; `who` is Vietnamese, for the diagram and its reader.
    `apart`: a step for a case of its own, which a refusal of another verb does not suggest.
    """

    source: str
    target: str
    verb: str
    who: str
    label: str = ""
    apart: bool = False

    @property
    def words(self) -> str:
        """What a user reads for the verb."""
        return self.label or self.verb


@dataclass(frozen=True, eq=False)
class Machine:
    """A closed set of states (`states`: key to Vietnamese label) and the steps between them.

    Raises BadMachine for an unknown or unlabelled state, for two steps with the same source and
    verb, and for a state that cannot be reached from `initial`.
    """

    name: str
    title: str
    initial: str
    states: Mapping[str, str]
    transitions: Sequence[Transition]
    _steps: dict[tuple[str, str], Transition] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", dict(self.states))
        object.__setattr__(self, "transitions", tuple(self.transitions))
        object.__setattr__(self, "_steps", {(t.source, t.verb): t for t in self.transitions})
        self._check_states()
        self._check_duplicates()
        self._check_reachable()

    def allows(self, state: str, verb: str) -> bool:
        """Whether `verb` leads out of `state`. ValueError for a state the table does not know."""
        self._known(state)
        return (state, verb) in self._steps

    def target(self, state: str, verb: str, label: str = "") -> str:
        """The state after `verb`; raises WrongState with the sentence the user reads. `label` are
        the words for a verb that the table does not know."""
        if self.allows(state, verb):
            return self._steps[state, verb].target
        words = next((t.words for t in self.transitions if t.verb == verb), label or verb)
        possible = ", ".join(t.words for t in self._out_of(state) if not t.apart)
        refusal = WrongState if possible else Finished
        raise refusal(title=self.title, state=self.states[state], verb=words, possible=possible)

    def verbs(self, state: str) -> tuple[str, ...]:
        """The verbs that lead out of `state`, in the order of the table."""
        self._known(state)
        return tuple(t.verb for t in self._out_of(state))

    @property
    def ends(self) -> tuple[str, ...]:
        """The states that nothing leads out of."""
        return tuple(state for state in self.states if not self._out_of(state))

    def mermaid(self) -> str:
        """The diagram as Mermaid text; the same table always prints the same bytes."""
        lines = [
            "---",
            f"title: {json.dumps(self.title, ensure_ascii=False)}",
            "---",
            "stateDiagram-v2",
        ]
        lines += [f"    {_key(key)}: {_text(label)}" for key, label in self.states.items()]
        lines.append(f"    [*] --> {_key(self.initial)}")
        lines += [
            f"    {_key(t.source)} --> {_key(t.target)}: {_text(t.words)} ({_text(t.who)})"
            for t in self.transitions
        ]
        lines += [f"    {_key(state)} --> [*]" for state in self.ends]
        return "\n".join(lines) + "\n"

    def _out_of(self, state: str) -> list[Transition]:
        return [t for t in self.transitions if t.source == state]

    def _known(self, state: str) -> None:
        if state not in self.states:
            raise ValueError(f"{self.name}: unknown state {state!r}")

    def _check_states(self) -> None:
        named = {self.initial} | {s for t in self.transitions for s in (t.source, t.target)}
        unknown = sorted(named - set(self.states))
        unlabelled = sorted(key for key, label in self.states.items() if not label.strip())
        if unknown or unlabelled:
            raise BadMachine(f"{self.name}: unknown {unknown}, without a label {unlabelled}")

    def _check_duplicates(self) -> None:
        if len(self._steps) != len(self.transitions):
            raise BadMachine(f"{self.name}: two steps share a source and a verb")

    def _check_reachable(self) -> None:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            new = {t.target for t in self._out_of(waiting.pop())} - reached
            reached |= new
            waiting += new
        if unreachable := sorted(set(self.states) - reached):
            raise BadMachine(f"{self.name}: no way leads to {unreachable}")


def _key(state: str) -> str:
    return re.sub(r"\W", "_", state)


def _text(words: str) -> str:
    # these characters end a Mermaid statement or a label; the entity prints the same sign
    return re.sub(r"[:;#]", lambda sign: f"#{ord(sign[0])};", words)
