"""Killed or failing at any point, signing, numbering and sealing lose no number and break none."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import drafts, esigning
from tests.factories.esigning import Keys
from tests.factories.pki import Authority
from tests.factories.province import Office
from tests.support import crowd
from vanthu.ground.files.checking import actual_hash
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import actions as documents
from vanthu.office.documents.choices import DocumentState, NumberState
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.registers import DocumentNumber
from vanthu.office.drafting import actions, handlers, sheets
from vanthu.office.drafting.actions import electronic, publishing, sealing
from vanthu.office.drafting.choices import SignatureKind
from vanthu.office.drafting.models import ElectronicSignature
from vanthu.office.drafting.queries.papers import fonts
from vanthu.office.writing.looks import text_signature_look

pytestmark = pytest.mark.usefixtures("store")
Act = Callable[[Office, Keys, Document], object]


@pytest.fixture(scope="session")
def keys(authority: Authority) -> Keys:
    return Keys.of(authority)


def sign(place: Office, keys: Keys, document: Document) -> None:
    esigning.sign(place, keys, document)


def number(place: Office, _keys: Keys, document: Document) -> None:
    actions.give_number(place.clerk, document_id=document.pk)


def seal(place: Office, keys: Keys, document: Document) -> None:
    esigning.seal(place, keys, document)


def _ready_to_sign(place: Office, _keys: Keys) -> Document:
    return drafts.format_approved(place)


# Where the process dies: the act, the room and the name of what it was just about to do.
DEATHS: dict[str, tuple[Callable[..., Document], Act, Any, str]] = {
    "before the key signs": (_ready_to_sign, sign, electronic, "sign_field"),
    "with the signed bytes in hand": (_ready_to_sign, sign, electronic, "kept"),
    "while the signature is written": (_ready_to_sign, sign, electronic, "write_signature"),
    "with the number taken": (esigning.signed, number, publishing, "numbered"),
    "with the number in the paper": (esigning.signed, number, handlers, "send_to_registry"),
    "before the seal": (esigning.numbered, seal, sealing, "sign_field"),
    "with the sealed bytes in hand": (esigning.numbered, seal, sealing, "kept"),
    "while the seal is written": (esigning.numbered, seal, sealing, "write_signature"),
}


LOOKS = ("number_look", "day_look", "signature_look", "seal_look")


def die(*_args: object, **_values: object) -> None:
    """No handler, no `finally`, no rollback of its own."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_killed_between_the_steps_nothing_has_happened(keys: Keys, authority: Authority) -> None:
    for death in DEATHS:  # one test: emptying the tables takes longer than all of them
        _killed(death, keys, authority)


def _killed(death: str, keys: Keys, authority: Authority) -> None:
    make, act, room, name = DEATHS[death]
    place = esigning.ready()
    document = make(place, keys)
    before = standing(document)

    # the typesetter's threads do not survive a fork: the process that dies draws nothing new
    drawn = text_signature_look(["MẪU"], fonts())

    def doomed() -> None:
        for look in LOOKS:
            setattr(sheets, look, lambda *_given: drawn)
        setattr(room, name, die)
        act(place, keys, document)

    assert crowd.start(doomed).join() == -signal.SIGKILL, death
    assert standing(document) == before, death
    for step in (sign, number, seal):
        try:
            step(place, keys, document)
        except Refusal:
            continue
    actions.issue(place.clerk, document_id=document.pk)
    given_numbers = DocumentNumber.objects.filter(period__register=place.outgoing)
    assert [row.number for row in given_numbers] == [1]
    assert esigning.verdicts(esigning.main_bytes(document), authority) == {"ky": True, "dau": True}


def standing(document: Document) -> tuple[Any, ...]:
    """All that a crash must leave as it was."""
    row = drafts.fresh(document)
    files = DocumentFile.objects.filter(document=document).order_by("id")
    return (
        row.state,
        row.reference,
        row.revision,
        list(files.values_list("blob_id", "role", "replaced_at")),
        list(ElectronicSignature.objects.filter(document=document).values_list("kind", "after_id")),
        DocumentNumber.objects.filter(period__register__agency=row.agency_id).count(),
    )


class Fault(Exception):
    """Something breaks in the middle of a step."""


def _void(place: Office, _keys: Keys, document: Document) -> None:
    number_id = drafts.fresh(document).number_row_id
    if number_id is not None:
        documents.void_number(place.clerk, number_id=number_id, reason="Nhầm")


STEPS: dict[str, Act] = {
    "submit": lambda p, _k, d: actions.submit(p.specialist, document_id=d.pk),
    "content": lambda p, _k, d: actions.approve_content(p.head, document_id=d.pk),
    "format": lambda p, _k, d: actions.approve_format(p.chief, document_id=d.pk),
    "sign": sign,
    "number": number,
    "void": _void,
    "seal": seal,
    "issue": lambda p, _k, d: actions.issue(p.clerk, document_id=d.pk),
    "return": lambda p, _k, d: actions.return_draft(p.clerk, document_id=d.pk, reason="Sai"),
    "recall": lambda p, _k, d: actions.recall_issued(p.leader, document_id=d.pk, reason="Sai"),
}
FAULTS = ((electronic, "write_signature"), (publishing, "numbered"), (sealing, "write_signature"))
# Mostly forwards, so that the far end is reached; sometimes anything at all.
steps = st.lists(
    st.one_of(st.just("next"), st.just("next"), st.sampled_from(sorted(STEPS)), st.just("fault")),
    min_size=8,
    max_size=16,
)


@pytest.mark.django_db
@given(steps)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_order_of_steps_gives_two_numbers_or_a_broken_original(
    keys: Keys, authority: Authority, monkeypatch: pytest.MonkeyPatch, drawn: list[str]
) -> None:
    place = esigning.ready()
    document = drafts.draft(place)
    for name in drawn:
        broken = name == "fault"
        with monkeypatch.context() as patch:
            if broken:
                for room, what in FAULTS:
                    patch.setattr(room, what, _fails)
            _try(place, keys, document, _next(document) if name in ("next", "fault") else name)
        _assert_whole(place, document, authority)


def _fails(*_args: object, **_values: object) -> None:
    raise Fault


def _try(place: Office, keys: Keys, document: Document, name: str) -> None:
    try:
        STEPS[name](place, keys, document)
    except (Refusal, Fault):
        return


_NEXT = {
    DocumentState.DRAFTING: "submit",
    DocumentState.CONTENT_REVIEW: "content",
    DocumentState.FORMAT_REVIEW: "format",
    DocumentState.LEADER_REVIEW: "sign",
    DocumentState.APPROVED: "number",
    DocumentState.ISSUED: "recall",
}


def _next(document: Document) -> str:
    state = DocumentState(drafts.fresh(document).state)
    if state is DocumentState.NUMBERED:
        agency = {"kind": SignatureKind.AGENCY, "withdrawn_at": None}
        sealed = ElectronicSignature.objects.filter(document=document, **agency).exists()
        return "issue" if sealed else "seal"
    return _NEXT.get(state, "submit")


def _assert_whole(place: Office, document: Document, authority: Authority) -> None:
    row = drafts.fresh(document)
    rows = DocumentNumber.objects.filter(period__register=place.outgoing).order_by("number")
    numbers = list(rows.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert rows.exclude(state=NumberState.VOID).count() == bool(row.reference)
    files = DocumentFile.objects.filter(document=document)
    assert all(actual_hash(file.blob_id) == file.blob_id for file in files)
    main = files.filter(role="main", replaced_at=None)
    assert main.count() <= 1
    signed = ElectronicSignature.objects.filter(document=document, withdrawn_at=None)
    kinds = set(signed.values_list("kind", flat=True))
    assert "agency" not in kinds or ("leader" in kinds and row.reference)
    if main and row.state in (DocumentState.NUMBERED, DocumentState.ISSUED, DocumentState.RECALLED):
        found = esigning.verdicts(esigning.main_bytes(document), authority)
        assert found == {name: True for name in ({"ky", "dau"} if "agency" in kinds else {"ky"})}
    if row.state in (DocumentState.ISSUED, DocumentState.RECALLED):
        assert kinds >= {"leader", "agency"}
