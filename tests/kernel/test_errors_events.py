import pickle
from dataclasses import FrozenInstanceError, dataclass

import pytest

from vanthu.kernel import errors
from vanthu.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentRegistered(Event):
    document: int


@dataclass(frozen=True, kw_only=True)
class VBQPPLIssued(Event):
    pass


def test_an_event_is_named_after_its_class_and_cannot_change() -> None:
    event = DocumentRegistered(document=7)
    assert event.name == DocumentRegistered.name == "document-registered"
    assert VBQPPLIssued.name == "vbqppl-issued"
    assert Event.name == "event"
    with pytest.raises(FrozenInstanceError):
        event.document = 8  # type: ignore[misc]


def test_events_are_made_of_named_facts_only() -> None:
    with pytest.raises(TypeError):
        DocumentRegistered(7)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("refusal", "code", "status"),
    [
        (errors.Refusal, "refused", 409),
        (errors.NotAllowed, "not-allowed", 403),
        (errors.NotFound, "not-found", 404),
        (errors.Conflict, "conflict", 409),
        (errors.Gone, "gone", 410),
        (errors.StateSecretRefused, "state-secret", 422),
    ],
)
def test_a_refusal_answers_with_its_default_sentence(
    refusal: type[errors.Refusal], code: str, status: int
) -> None:
    error = refusal()
    assert (error.code, error.status) == (code, status)
    assert error.sentence == str(error) == refusal.default_sentence
    assert error.sentence.endswith(".")


def test_values_fill_the_sentence_and_stay_for_its_translation() -> None:
    error = errors.Conflict("Số {number} đã được cấp.", field="number", number=15)
    assert error.sentence == "Số 15 đã được cấp."
    assert error.template == "Số {number} đã được cấp."
    assert error.values == {"number": 15}
    assert error.field == "number"


def test_braces_in_a_sentence_without_values_are_only_braces() -> None:
    assert errors.Refusal("Mẫu {so}/{ky_hieu}").sentence == "Mẫu {so}/{ky_hieu}"


def test_what_a_user_typed_is_never_read_as_a_pattern() -> None:
    assert errors.Refusal("Không có {what}.", what="{0.x}").sentence == "Không có {0.x}."


def test_invalid_carries_a_sentence_for_each_field() -> None:
    error = errors.Invalid({"subject": "Hãy nhập trích yếu.", "due": "Hạn đã qua."})
    assert error.status == 422
    assert error.errors["due"] == "Hạn đã qua."
    assert error.field == "subject"
    assert errors.Invalid({}).field is None


def test_the_state_secret_sentence_says_nothing_was_kept_and_who_takes_it() -> None:
    sentence = errors.StateSecretRefused().sentence
    assert "bí mật nhà nước" in sentence
    assert "Không nội dung nào" in sentence
    assert "người làm công tác bảo vệ bí mật" in sentence


def test_a_refusal_survives_the_way_between_processes() -> None:
    there = pickle.loads(pickle.dumps(errors.Conflict("Số {n} đã cấp.", n=3)))
    assert (there.sentence, there.values) == ("Số 3 đã cấp.", {"n": 3})
    again = pickle.loads(pickle.dumps(errors.Invalid({"due": "Hạn đã qua."})))
    assert again.errors == {"due": "Hạn đã qua."}
