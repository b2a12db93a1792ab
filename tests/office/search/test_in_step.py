"""The index stays what the documents are, though acts write only the part that changed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import incoming, states
from tests.factories.province import NOW, Office, office
from vanthu.ground.files.actions import store as store_file
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.models import Document
from vanthu.office.handling.actions import hand_over
from vanthu.office.search.actions import keep_text
from vanthu.office.search.handlers import rows_of
from vanthu.office.search.queries import Query, search

pytestmark = pytest.mark.django_db

_WORDS = (
    "SELECT strip(tsv) = strip(setweight(to_tsvector('simple', %s), 'A') || "
    "to_tsvector('simple', %s) || array_to_tsvector(%s::text[])), "
    "direction = %s AND type_code = %s AND urgency = %s AND issued_on IS NOT DISTINCT FROM %s "
    "FROM search_document WHERE document_id = %s AND agency_id = %s"
)


def check_index(document_ids: set[int]) -> None:
    """What the index holds is what would be written anew."""
    for row in rows_of(document_ids):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                values: list[Any] = [row.fields, row.text, list(row.access)]
                values += [row.direction, row.type_code, row.urgency, row.issued_on]
                cursor.execute(_WORDS, [*values, row.document_id, row.agency_id])
                same_words, same_facets = cursor.fetchone()
                assert same_words, row
                assert same_facets, row
                continue
            cursor.execute(
                "SELECT fields, text, access FROM search_fts WHERE rowid = %s", [row.document_id]
            )
            fields, text, access = cursor.fetchone()
            assert (fields, text) == (row.fields, row.text)
            assert set(access.split()) == set(row.access)


@pytest.mark.parametrize("state", sorted(states.STATES))
def test_in_every_state_the_index_says_what_the_documents_say(state: str) -> None:
    states.STATES[state](office())
    check_index(set(Document.objects.values_list("pk", flat=True)))


@pytest.fixture
def with_text(store: Any) -> tuple[Office, Document]:
    """A received document whose file was read."""
    place = office()
    blob = store_file([b"%PDF-1.4 trang"], now=NOW)
    document = actions.receive_incoming(
        place.clerk, fields=incoming.fields(), files=[NewFile(blob, "a.pdf")]
    )
    keep_text(place.clerk, sha256=blob.pk, text="Đề án phát triển kinh tế tập thể", by_ocr=False)
    return place, document


def test_registering_leaves_the_text_of_the_file_alone(with_text: tuple[Office, Document]) -> None:
    place, document = with_text
    with CaptureQueriesContext(connection) as asked:
        actions.register_incoming(place.clerk, document_id=document.pk)
    assert not [each for each in asked.captured_queries if "search_blobtext" in each["sql"]]
    hits = search(place.leader, Query(text='"kinh tế tập thể"')).hits
    assert [hit.id for hit in hits] == [document.pk]
    check_index({document.pk})


def test_a_phrase_is_found_however_often_the_fields_were_written(
    with_text: tuple[Office, Document],
) -> None:
    place, document = with_text
    for turn in range(4):
        fields = incoming.fields(subject=f"Trích yếu lần {turn}", note="Ghi chú dài thêm " * turn)
        actions.correct_fields(place.clerk, document_id=document.pk, fields=fields)
    check_index({document.pk})
    for text in ('"phát triển kinh tế tập thể"', '"trích yếu lần 3"'):
        assert [hit.id for hit in search(place.clerk, Query(text=text)).hits] == [document.pk]


def test_handing_over_writes_the_index_once(db: None) -> None:
    place = office()
    document = incoming.directed(place)
    with CaptureQueriesContext(connection) as asked:
        hand_over(place.clerk, document_id=document.pk)
    index = "search_document" if connection.vendor == "postgresql" else "search_fts"
    assert len([each for each in asked.captured_queries if index in each["sql"]]) == 1
    check_index({document.pk})
