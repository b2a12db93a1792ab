import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.machine import BadMachine, Finished, Machine, Transition, WrongState

STATES = {"draft": "Dự thảo", "waiting": "Chờ duyệt", "issued": "Đã ban hành"}
STEPS = [
    Transition("draft", "waiting", "present", "chuyên viên", "trình"),
    Transition("waiting", "draft", "return_", "lãnh đạo", "trả lại"),
    Transition("waiting", "issued", "issue", "văn thư", "phát hành"),
]
DRAFT = Machine("draft", "Dự thảo văn bản", "draft", STATES, STEPS)


def test_what_the_table_allows() -> None:
    assert DRAFT.allows("waiting", "issue")
    assert not DRAFT.allows("draft", "issue")
    assert DRAFT.target("draft", "present") == "waiting"
    assert DRAFT.verbs("waiting") == ("return_", "issue")
    assert DRAFT.ends == ("issued",)


def test_the_refusal_names_the_state_and_the_verbs_possible() -> None:
    with pytest.raises(WrongState) as refused:
        DRAFT.target("waiting", "present")
    assert refused.value.sentence == (
        "Dự thảo văn bản đang ở trạng thái “Chờ duyệt” nên không thể trình. "
        "Lúc này có thể: trả lại, phát hành."
    )
    assert refused.value.code == "wrong-state"


def test_at_the_end_the_refusal_says_that_it_is_the_end() -> None:
    with pytest.raises(Finished) as refused:
        DRAFT.target("issued", "return_")
    assert "trạng thái cuối" in refused.value.sentence


def test_a_step_apart_is_allowed_and_not_suggested() -> None:
    apart = Transition("waiting", "issued", "expel", "ai", "loại bỏ", apart=True)
    machine = Machine("x", "X", "draft", STATES, [*STEPS, apart])
    assert machine.target("waiting", "expel") == "issued"
    with pytest.raises(
        WrongState, match="không thể hỏi ý kiến. Lúc này có thể: trả lại, phát hành"
    ):
        machine.target("waiting", "ask", "hỏi ý kiến")


def test_a_state_outside_the_table_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="unknown state 'lost'"):
        DRAFT.target("lost", "issue")


@pytest.mark.parametrize(
    ("states", "steps", "about"),
    [
        (STATES, [*STEPS, Transition("issued", "lost", "lose", "ai")], "unknown"),
        ({**STATES, "lost": "Thất lạc"}, STEPS, "no way leads"),
        ({**STATES, "issued": " "}, STEPS, "without a label"),
        (STATES, [*STEPS, Transition("draft", "issued", "present", "ai")], "share"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    states: dict[str, str], steps: list[Transition], about: str
) -> None:
    with pytest.raises(BadMachine, match=about):
        Machine("x", "X", "draft", states, steps)


def test_the_diagram() -> None:
    assert DRAFT.mermaid() == (
        "---\n"
        'title: "Dự thảo văn bản"\n'
        "---\n"
        "stateDiagram-v2\n"
        "    draft: Dự thảo\n"
        "    waiting: Chờ duyệt\n"
        "    issued: Đã ban hành\n"
        "    [*] --> draft\n"
        "    draft --> waiting: trình (chuyên viên)\n"
        "    waiting --> draft: trả lại (lãnh đạo)\n"
        "    waiting --> issued: phát hành (văn thư)\n"
        "    issued --> [*]\n"
    )


def test_signs_that_would_break_the_diagram_are_escaped() -> None:
    odd = Machine("x", "X: y", "in-term", {"in-term": "Còn hạn; #1: a"}, [])
    assert 'title: "X: y"' in odd.mermaid()
    assert "    in_term: Còn hạn#59; #35;1#58; a\n" in odd.mermaid()


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    keys = [f"s{n}" for n in range(draw(st.integers(1, 6)))]
    # every state hangs on an earlier one, so each is reachable; then some steps more
    steps = [
        Transition(draw(st.sampled_from(keys[:n])), key, f"to_{key}", "ai")
        for n, key in enumerate(keys[1:], start=1)
    ]
    extra = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), unique=True))
    steps += [Transition(a, b, f"again_{b}", "ai") for a, b in extra]
    return Machine("any", "Bất kỳ", "s0", {key: key.upper() for key in keys}, steps)


@given(machines())
def test_target_agrees_with_allows_for_every_state_and_verb(machine: Machine) -> None:
    every_verb = {step.verb for step in machine.transitions}
    for state in machine.states:
        assert set(machine.verbs(state)) == {v for v in every_verb if machine.allows(state, v)}
        for verb in every_verb:
            if machine.allows(state, verb):
                assert machine.target(state, verb) in machine.states
            else:
                with pytest.raises(WrongState):
                    machine.target(state, verb)


@given(machines())
def test_the_diagram_shows_every_step_once(machine: Machine) -> None:
    lines = machine.mermaid().splitlines()
    assert sum("-->" in line for line in lines) == 1 + len(machine.transitions) + len(machine.ends)
    assert len(set(lines[3:])) == len(lines[3:])
