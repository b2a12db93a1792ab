"""Who sees what and why; lists by keys; every look leaves an entry (design 1.5, Q-003, Q-004)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.province import NOW, Office, office
from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import unit_of_work
from vanthu.ground.journal.models import Entry
from vanthu.office.documents import actions, errors, permissions, queries
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document, Grant

pytestmark = pytest.mark.django_db


def registered(place: Office, number: int = 1) -> Document:
    """A registered incoming document."""
    fields = IncomingFields(
        reference=f"{number}/BC-STC",
        issued_on=date(2026, 11, 1),
        issuer_name="Sở Tài chính",
        subject=f"Báo cáo số {number}",
    )
    document = actions.receive_incoming(place.clerk, fields=fields)
    return actions.register_incoming(place.clerk, document_id=document.pk)


def give(place: Office, document: Document, key: int, cause: str, cause_id: int = 0) -> None:
    """Grant as the handling of a document does."""
    with unit_of_work(place.clerk):
        actions.grant(place.clerk, document.pk, key, cause, cause_id)


def test_a_registered_document_is_open_to_registry_and_leaders_only() -> None:
    """Everyone else finds nothing, the administrator least of all (Q-008)."""
    place, other = office(), office()
    document = registered(place)
    allowed = {name for name, who in place.staff.items() if permissions.can_see(who, document.pk)}
    assert allowed == {"clerk", "leader", "deputy", "chief"}
    assert not any(permissions.can_see(who, document.pk) for who in other.staff.values())
    with pytest.raises(errors.DocumentNotFound):
        queries.find_visible(place.specialist, document.pk)


def test_a_grant_goes_with_its_cause_and_others_stay() -> None:
    """Assigned twice and informed: revoking one assignment leaves the rest."""
    place = office()
    document = registered(place)
    key = keys.post(place.specialist.post_id or 0)
    give(place, document, key, GrantCause.ASSIGNED, 7)
    give(place, document, key, GrantCause.ASSIGNED, 7)
    give(place, document, key, GrantCause.INFORMED)
    assert Grant.objects.filter(document=document, key=key).count() == 2
    with unit_of_work(place.clerk):
        actions.revoke(place.clerk, document.pk, GrantCause.ASSIGNED, 7)
    assert permissions.can_see(place.specialist, document.pk)
    with unit_of_work(place.clerk):
        actions.revoke(place.clerk, document.pk, GrantCause.INFORMED, 0)
    assert not permissions.can_see(place.specialist, document.pk)


def test_every_yes_and_no_is_explained() -> None:
    """Causes oldest first, with the holder and since when; one sentence for a no."""
    place = office()
    document = registered(place)
    (because,) = permissions.why_see(place.leader, document.pk)
    assert (because.allowed, because.cause, because.since) == (True, "leadership", NOW)
    assert (because.holder, because.sentence) == ("Lãnh đạo cơ quan", "Lãnh đạo cơ quan")
    (no,) = permissions.why_see(place.specialist, document.pk)
    assert not no.allowed
    assert "chưa được trình, phân công" in no.sentence
    (never,) = permissions.why_see(place.sysadmin, document.pk)
    assert "quản trị" in never.sentence


def test_lists_are_complete_newest_first_and_paged_by_key() -> None:
    """Union of keys without doubles; the pages together are what is visible."""
    place = office()
    documents = [registered(place, number) for number in range(1, 8)]
    for document in documents[::2]:
        give(place, document, keys.unit(place.department.pk), GrantCause.ASSIGNED, 1)
        give(place, document, keys.unit(place.department.pk), GrantCause.INFORMED)
        give(place, document, keys.post(place.head.post_id or 0), GrantCause.ASSIGNED, 2)
    seen: list[int] = []
    cursor = None
    while len(seen) < 9:
        page = queries.newest(place.head, "incoming", cursor, limit=2)
        seen += [row.id for row in page.rows]
        cursor = page.cursor
        if cursor is None:
            break
    expected = sorted((document.pk for document in documents[::2]), reverse=True)
    assert (
        seen
        == expected
        == list(queries.visible(place.head).order_by("-pk").values_list("pk", flat=True))
    )
    row = queries.newest(place.head).rows[0]
    assert (row.arrival_number, row.reference, row.issued_on) == (7, "7/BC-STC", date(2026, 11, 1))


def test_lists_are_by_direction() -> None:
    """Incoming, outgoing, internal, or all."""
    place = office()
    registered(place)
    for direction in ("outgoing", "internal"):
        fields = OutgoingFields(type_code="bao-cao", subject="Báo cáo")
        draft = actions.create_draft(place.specialist, direction=direction, fields=fields)
        Document.objects.filter(pk=draft.pk).update(state=DocumentState.APPROVED)
        actions.give_number(place.clerk, document_id=draft.pk)
    count = {
        d: len(queries.newest(place.clerk, d).rows) for d in ("incoming", "outgoing", "internal")
    }
    assert count == {"incoming": 1, "outgoing": 1, "internal": 1}
    assert len(queries.newest(place.clerk).rows) == 3


def test_a_list_costs_one_statement_for_a_clerk_and_none_without_keys() -> None:
    """The ranges of all keys and the rows in one; an administrator has nothing to ask for."""
    place = office()
    for number in range(1, 4):
        registered(place, number)
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.newest(place.clerk, "incoming").rows) == 3
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert queries.newest(place.sysadmin).rows == []
        assert not queries.visible(place.inspector).exists()
    assert len(asked) == 0


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ("view", "document-viewed"),
        ("print", "document-printed"),
        ("download", "document-downloaded"),
    ],
)
def test_every_look_is_journalled_and_no_look_is_given_without_right(how: str, name: str) -> None:
    """III.6.l: one entry each, by whom; refused ones leave none."""
    place = office()
    document = registered(place)
    actions.record_access(place.leader, document_id=document.pk, how=how)  # type: ignore[arg-type]
    entry = Entry.objects.get(object_id=document.pk, name=name)
    assert entry.person_id == place.leader.person_id
    with pytest.raises(errors.DocumentNotFound):
        actions.record_access(place.head, document_id=document.pk, how=how)  # type: ignore[arg-type]
    assert Entry.objects.filter(name=name).count() == 1


def test_a_recalled_document_is_shown_but_not_taken_away() -> None:
    """III.8.a: frozen; its metadata stay."""
    place = office()
    document = registered(place)
    Document.objects.filter(pk=document.pk).update(state="recalled", frozen_at=NOW)
    actions.record_access(place.leader, document_id=document.pk, how="view")
    for how in ("print", "download"):
        with pytest.raises(errors.Frozen):
            actions.record_access(place.leader, document_id=document.pk, how=how)
    with pytest.raises(errors.Frozen):
        actions.relate(
            place.clerk, source_id=document.pk, target_id=registered(place, 2).pk, kind="related"
        )


def test_documents_are_related_once_and_only_at_home() -> None:
    """Both must be open to the actor; the other agency's is as good as none."""
    place, other = office(), office()
    first, second = registered(place, 1), registered(place, 2)
    for _turn in range(2):
        actions.relate(place.clerk, source_id=first.pk, target_id=second.pk, kind="answers")
    assert first.relations_out.count() == 1
    assert Entry.objects.filter(name="documents-related").count() == 1
    with pytest.raises(errors.NotRelated):
        actions.relate(place.clerk, source_id=first.pk, target_id=first.pk, kind="answers")
    with pytest.raises(errors.DocumentNotFound):
        actions.relate(
            place.clerk, source_id=first.pk, target_id=registered(other).pk, kind="related"
        )


def test_a_job_of_the_system_sees_nothing() -> None:
    """It may deliver and register, but carries no keys."""
    place = office()
    document = registered(place)
    job = Actor.system(NOW, place.id)
    assert permissions.why_see(job, document.pk)[0].allowed is False
    assert queries.newest(job).rows == []


def test_drafts_are_seen_by_their_drafter_alone() -> None:
    """Until someone is asked to approve; a successor in the post inherits them (Q-006)."""
    place = office()
    fields = OutgoingFields(type_code="bao-cao", subject="Báo cáo")
    draft = actions.create_draft(place.specialist, direction="outgoing", fields=fields)
    allowed = {name for name, who in place.staff.items() if permissions.can_see(who, draft.pk)}
    assert allowed == {"specialist"}
    successor = replace(place.specialist, person_id=999_999, account_id=999_999, tenure_id=999_999)
    assert permissions.can_see(successor, draft.pk)
