"""Any order of giving, reserving, inserting and voiding leaves an explained register."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.province import Office, office
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import actions, queries
from vanthu.office.documents.choices import DocumentState, NumberState
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import DocumentNumber, RegisterPeriod
from vanthu.office.documents.rules import next_suffix

steps = st.lists(
    st.tuples(
        st.sampled_from(["give", "reserve", "insert", "void", "use", "refused"]),
        st.integers(1, 12),
    ),
    max_size=14,
)


def approved(place: Office) -> int:
    """A document ready for its number."""
    fields = OutgoingFields(type_code="quyet-dinh", subject="Về việc thử nghiệm")
    draft = actions.create_draft(place.specialist, direction="outgoing", fields=fields)
    Document.objects.filter(pk=draft.pk).update(state=DocumentState.APPROVED)
    return draft.pk


def take(place: Office, period: RegisterPeriod, step: str, number: int) -> None:
    """One step; a refused one is refused whole."""
    rows = DocumentNumber.objects.filter(period=period, number=number)
    reserved = rows.filter(state=NumberState.RESERVED).first()
    if step == "give":
        actions.give_number(place.clerk, document_id=approved(place))
    elif step == "reserve":
        actions.reserve_number(
            place.clerk, register_id=place.outgoing.pk, reason="Giữ số", count=1 + number % 3
        )
    elif step == "insert":
        actions.insert_number(
            place.clerk, document_id=approved(place), after=number, reason="Chèn số"
        )
    elif step == "void" and rows:
        actions.void_number(place.clerk, number_id=rows[0].pk, reason="Hủy số")
    elif step == "use" and reserved:
        actions.give_number(place.clerk, document_id=approved(place), reserved_id=reserved.pk)
    elif step == "refused":
        actions.give_number(place.clerk, document_id=approved(place), dated=date(2030, 1, 1))


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(taken=steps)
def test_every_register_is_consecutive_and_explained(taken: list[tuple[str, int]]) -> None:
    """1..last without a gap, each number once, used or with a reason; the audit is sound."""
    place = office()
    period = RegisterPeriod.objects.get(register=place.outgoing, label="2026")
    for step, number in taken:
        try:
            take(place, period, step, number)
        except Refusal:
            continue
    rows = DocumentNumber.objects.filter(period=period)
    plain = sorted(rows.filter(suffix="").values_list("number", flat=True))
    assert plain == [*range(1, len(plain) + 1)]
    found = queries.audit(period.pk)
    assert found.sound, found
    assert found.last == len(plain)
    assert len(queries.register_rows(period.pk)) == rows.count()


@given(st.integers(0, 50))
def test_inserted_numbers_get_one_letter_after_another(count: int) -> None:
    """a, b, ... z, za, zb, ...: never one twice, in the order of the alphabet."""
    taken = [""]
    for _turn in range(count):
        taken.append(next_suffix(taken))
    assert len(set(taken)) == len(taken)
    assert taken == sorted(taken)
