"""A work dossier: code, order, sharing by one row, closing, the 13 fields."""

from datetime import date

import pytest

from tests.factories import drafts, incoming
from tests.factories.province import NOW, Office, office
from tests.support.attempts import refusal_of
from vanthu.ground.access import keys
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import StateSecretRefused
from vanthu.kernel.machine import WrongState
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Grant
from vanthu.office.documents.queries import find_visible
from vanthu.office.dossiers import actions, queries
from vanthu.office.dossiers.actions import DossierFields
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.errors import (
    BadDossier,
    BadHolder,
    DossierNotFound,
    FiledAlready,
    NotationTaken,
    NotComplete,
    NotYourDossier,
    OtherAgencyDocument,
)
from vanthu.office.dossiers.models import Dossier, DossierShare
from vanthu.office.dossiers.rules import DOSSIER, next_notation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
FIELDS = DossierFields(
    title="Hồ sơ phòng, chống thiên tai năm 2026",
    maintenance="20 năm",
    rights="Không hạn chế",
)


def again(actor: Actor) -> Actor:
    """The same person as the next request resolves them, with what was shared in between."""
    found = actor_of_tenure(actor.tenure_id or 0, NOW)
    assert found is not None
    return found


def opened(place: Office) -> Dossier:
    """A dossier of the specialist."""
    return actions.open_dossier(place.specialist, fields=FIELDS)


def test_the_code_is_agency_year_and_the_next_notation() -> None:
    place = office(code="H61.99")
    first, second = opened(place), opened(place)
    assert [d.notation for d in (first, second)] == ["01.KT", "02.KT"]
    values = queries.standard_fields(place.specialist, first.pk).values
    assert values["FileCode.OrganId"] == "H61.99"
    assert values["FileCode.FileCatalog"] == 2026
    taken = DossierFields(title="Khác", notation="02.KT")
    with pytest.raises(NotationTaken):
        actions.open_dossier(place.specialist, fields=taken)
    with pytest.raises(BadDossier):
        actions.open_dossier(place.specialist, fields=DossierFields(title=" "))
    with pytest.raises(StateSecretRefused):
        actions.open_dossier(place.specialist, fields=DossierFields(title="[MẬT] Hồ sơ"))


def test_numbers_begin_again_with_each_heading() -> None:
    assert next_notation(["01.KT", "07.KT", "03.VP", "lẻ"], "KT") == "08.KT"
    assert next_notation([], "") == "01"


def test_sharing_is_one_row_and_opens_everything_inside() -> None:
    place = office()
    dossier = opened(place)
    documents = [drafts.draft(place) for _ in range(3)]
    items = actions.file_documents(
        place.specialist, dossier_id=dossier.pk, document_ids=[d.pk for d in documents]
    )
    assert [item.ordinal for item in items] == [1, 2, 3]
    assert Grant.objects.filter(key=keys.dossier(dossier.pk)).count() == 3
    with pytest.raises(DossierNotFound):
        queries.contents(again(place.clerk), dossier.pk)
    before = DossierShare.objects.count()
    actions.share(
        place.specialist, dossier_id=dossier.pk, holder=keys.post(place.clerk.post_id or 0)
    )
    assert DossierShare.objects.count() == before + 1
    reader = again(place.clerk)
    assert [entry.document_id for entry in queries.contents(reader, dossier.pk)] == [
        document.pk for document in documents
    ]
    assert find_visible(reader, documents[0].pk) == documents[0]
    actions.unshare(
        place.specialist, dossier_id=dossier.pk, holder=keys.post(place.clerk.post_id or 0)
    )
    with pytest.raises(DocumentNotFound):
        find_visible(again(place.clerk), documents[0].pk)


def test_taken_out_it_is_closed_to_who_saw_it_only_there() -> None:
    place = office()
    dossier, document = opened(place), drafts.draft(place)
    actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[document.pk])
    actions.share(place.specialist, dossier_id=dossier.pk, holder=keys.unit(place.headquarters.pk))
    assert find_visible(again(place.clerk), document.pk) == document
    actions.take_out(
        place.specialist, dossier_id=dossier.pk, document_id=document.pk, reason="Đưa nhầm"
    )
    with pytest.raises(DocumentNotFound):
        find_visible(again(place.clerk), document.pk)


def test_a_document_lies_once_in_each_dossier_without_being_copied() -> None:
    place = office()
    document = drafts.draft(place)
    first, second = opened(place), opened(place)
    for dossier in (first, second):
        actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[document.pk])
    with pytest.raises(FiledAlready):
        actions.file_documents(place.specialist, dossier_id=first.pk, document_ids=[document.pk])
    assert list(queries.dossiers_of(place.specialist, document.pk)) == [first, second]


def test_only_documents_one_sees_of_the_own_agency_are_filed() -> None:
    place = office()
    dossier = opened(place)
    hidden = incoming.registered(place)
    with pytest.raises(DocumentNotFound):
        actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[hidden.pk])
    other = drafts.draft(office())
    Grant.objects.create(
        key=keys.post(place.specialist.post_id or 0),
        document=other,
        direction=Direction.OUTGOING,
        cause="informed",
        since=NOW,
    )
    with pytest.raises(OtherAgencyDocument):
        actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[other.pk])


def test_closing_checks_numbers_by_time_and_opens_to_the_archive() -> None:
    place = office()
    dossier = actions.open_dossier(place.specialist, fields=DossierFields(title="Hồ sơ"))
    with pytest.raises(NotComplete) as refused:
        actions.close(place.specialist, dossier_id=dossier.pk)
    assert set(refused.value.errors) == {"maintenance", "rights", "documents"}
    filled = DossierFields(
        title="Hồ sơ", maintenance="5 năm", rights="Hạn chế", start_on=date(2026, 1, 2)
    )
    actions.change(place.specialist, dossier_id=dossier.pk, fields=filled)
    late, early = drafts.issued(place), drafts.draft(place)
    type(early).objects.filter(pk=early.pk).update(issued_on=date(2026, 3, 1), page_count=4)
    actions.file_documents(
        place.specialist, dossier_id=dossier.pk, document_ids=[late.pk, early.pk]
    )
    closed = actions.close(place.specialist, dossier_id=dossier.pk)
    assert closed.end_on == late.issued_on
    entries = queries.contents(again(place.archivist), dossier.pk)
    assert [(e.ordinal, e.document_id) for e in entries] == [(1, early.pk), (2, late.pk)]
    found = queries.standard_fields(place.specialist, dossier.pk)
    assert found.values["DocTotal"] == 2
    assert found.values["PageTotal"] == 4
    assert found.values["StartDate"] == "02/01/2026"
    assert len(found.values) == 13
    with pytest.raises(WrongState):
        actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[late.pk])


def test_a_dossier_belongs_to_its_maker() -> None:
    place = office()
    dossier = opened(place)
    actions.share(place.specialist, dossier_id=dossier.pk, holder=keys.unit(place.department.pk))
    with pytest.raises(NotYourDossier, match=place.specialist.name):
        actions.change(again(place.colleague), dossier_id=dossier.pk, fields=FIELDS)
    with pytest.raises(BadHolder):
        actions.unshare(
            place.specialist,
            dossier_id=dossier.pk,
            holder=keys.post(place.specialist.post_id or 0),
        )
    with pytest.raises(BadHolder):
        actions.share(
            place.specialist, dossier_id=dossier.pk, holder=keys.unit(office().department.pk)
        )


@pytest.mark.parametrize("who", ["specialist", "colleague", "archivist", "sysadmin", "inspector"])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_what_is_possible_is_what_the_actions_do(who: str, state: str) -> None:
    place = office()
    dossier, document = opened(place), drafts.draft(place)
    actions.file_documents(place.specialist, dossier_id=dossier.pk, document_ids=[document.pk])
    other = drafts.draft(place)
    if state == "closed":
        actions.close(place.specialist, dossier_id=dossier.pk)
    actor = again(place.staff[who])
    holder = keys.unit(place.department.pk)
    acts = {
        Verb.CHANGE: lambda: actions.change(actor, dossier_id=dossier.pk, fields=FIELDS),
        Verb.FILE: lambda: actions.file_documents(
            actor, dossier_id=dossier.pk, document_ids=[other.pk]
        ),
        Verb.TAKE_OUT: lambda: actions.take_out(
            actor, dossier_id=dossier.pk, document_id=document.pk, reason="Nhầm"
        ),
        Verb.SHARE: lambda: actions.share(actor, dossier_id=dossier.pk, holder=holder),
        Verb.UNSHARE: lambda: actions.unshare(actor, dossier_id=dossier.pk, holder=holder),
        Verb.CLOSE: lambda: actions.close(actor, dossier_id=dossier.pk),
    }
    if who in {"colleague", "sysadmin", "inspector"}:
        hidden = DossierNotFound.default_sentence
        assert {refusal_of(act) for act in acts.values()} == {hidden}
        return
    said = {row.verb: row.reason for row in queries.possible(actor, dossier.pk)}
    assert {verb: refusal_of(act) for verb, act in acts.items()} == said


def test_the_table_of_states_is_whole() -> None:
    assert set(DOSSIER.verbs("open")) == {verb.value for verb in Verb}
    assert set(DOSSIER.verbs("closed")) == {"share", "unshare"}
