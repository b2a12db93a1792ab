"""What is loaded holds together as if the actions had written it, on both databases."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings

from vanthu.demo import load
from vanthu.demo.errors import NotEmpty
from vanthu.demo.load.sheets import can_print, fonts
from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal import queries as journal
from vanthu.ground.journal.events import Recorded
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.models import Agency
from vanthu.office.documents import queries as documents
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.documents.models import Document, DocumentFile, Grant, Relation
from vanthu.office.documents.registers import Counter as NumberCounter
from vanthu.office.documents.registers import DocumentNumber, RegisterPeriod
from vanthu.office.drafting import events as _drafting
from vanthu.office.handling.models import Assignment, BoxItem, Movement
from vanthu.office.handling.rules import places
from vanthu.office.handling.rules.places import Stand
from vanthu.office.interchange import events as _interchange
from vanthu.office.interchange.models import Packet, Receipt
from vanthu.office.interchange.packing import pack
from vanthu.office.interchange.rules import payload_hash
from vanthu.office.reading.queries import read_file
from vanthu.office.search import handlers as search

# One process loads the papers, for all that looks at them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_papers")]

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=VIETNAM)
COUNT = 900
SEED = 70  # with an internal paper that has its number and waits to be issued
_ANNOUNCING = (_drafting, _interchange)  # known to Recorded once imported


@pytest.fixture(scope="module", autouse=True)
def _loaded(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """One small demo for the whole file, rolled back at its end."""
    folder = tmp_path_factory.mktemp("files")
    blocker = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with blocker, override_settings(FILES_ROOT=folder), transaction.atomic():
        load.load_province(_quiet, seed=SEED, now=NOW)
        load.load_documents(COUNT, seed=SEED, now=NOW, progress=_quiet)
        yield
        transaction.set_rollback(True)


def _quiet(step: str, done: int, total: int) -> None:
    assert done <= total, step


def test_about_as_many_documents_as_asked_for_with_their_files() -> None:
    assert COUNT <= Document.objects.count() < COUNT + 8
    for blob in Blob.objects.all()[:50]:
        assert path_of(blob.pk).stat().st_size == blob.size
    issued = Document.objects.exclude(state__in=["drafting", "content-review", "format-review"])
    unsigned = issued.exclude(state="leader-review").count()
    assert DocumentFile.objects.filter(role="main").count() == unsigned


def test_the_newest_papers_are_sheets_that_our_reader_can_read(tmp_path: Path) -> None:
    if not can_print(fonts()):
        pytest.skip("Tinos is missing: run script/assets")
    scans = DocumentFile.objects.filter(role="signed-scan").select_related("document", "blob")
    assert scans.values("blob").distinct().count() == 40
    for scan in scans.filter(document__type="cong-van")[:3]:
        sheet = tmp_path / scan.name
        sheet.write_bytes(path_of(scan.blob_id).read_bytes())
        read = read_file(sheet, ocr=None)
        assert read.official_document
        assert read.fields["number"] == scan.document.reference
        assert read.fields["signer_name"] == scan.document.signer_name


def test_nothing_is_loaded_over_other_data() -> None:
    with pytest.raises(NotEmpty):
        load.load_province(_quiet, seed=SEED, now=NOW)
    with pytest.raises(NotEmpty):
        load.load_documents(10, seed=SEED, now=NOW, progress=_quiet)


def test_a_load_cut_short_can_go_on() -> None:
    assert not load.is_empty()
    assert not load.lacks_documents()


def test_every_register_is_consecutive_and_its_audit_finds_nothing() -> None:
    last = dict(NumberCounter.objects.values_list("period_id", "last"))
    given: dict[int, list[int]] = {}
    for period_id, number in DocumentNumber.objects.values_list("period_id", "number"):
        given.setdefault(period_id, []).append(number)
    for period in RegisterPeriod.objects.all():
        numbers = sorted(given.get(period.pk, []))
        assert numbers == list(range(1, last[period.pk] + 1))
    for period_id in sorted(given)[::9]:
        assert documents.audit(period_id).sound, documents.audit(period_id)


def test_numbers_rise_with_time() -> None:
    rows = Document.objects.exclude(arrival_number=None).order_by(
        "agency", "received_at", "arrival_number"
    )
    before: dict[tuple[int, int], int] = {}
    for agency, day, number in rows.values_list("agency", "arrived_on", "arrival_number"):
        assert day is not None
        assert number == before.get((agency, day.year), 0) + 1
        before[agency, day.year] = number


def test_the_journal_verifies() -> None:
    assert list(journal.verify_all()) == []
    assert Entry.objects.count() > COUNT * 5


def _events(kind: type[Recorded] = Recorded) -> Iterator[type[Recorded]]:
    for below in kind.__subclasses__():
        yield below
        yield from _events(below)


def test_every_entry_carries_what_its_event_declares() -> None:
    declared = {
        kind.name: {f.name for f in fields(kind)} - {"agency_id", "object_id"}
        for kind in _events()
        if not kind.__name__.startswith("_")
    }
    found = {
        (name, tuple(sorted(json.loads(data))))
        for name, data in Entry.objects.values_list("name", "data")
    }
    assert len(found) > 15
    for name, details in found:
        assert set(details) == declared[name], name


def test_every_document_has_its_first_entry_and_the_path_to_it() -> None:
    begun = Counter(
        Entry.objects.filter(name__in=["document-received", "draft-created"]).values_list(
            "object_id", flat=True
        )
    )
    everything = set(Document.objects.values_list("pk", flat=True))
    assert set(begun) == everything
    assert set(begun.values()) == {1}
    assert set(Movement.objects.values_list("document_id", flat=True)) == everything
    assert set(Grant.objects.values_list("document_id", flat=True)) == everything


def test_boxes_are_where_handlings_rule_puts_them() -> None:
    for document in Document.objects.filter(direction="incoming"):
        given = list(Assignment.objects.filter(document=document).order_by("pk"))
        held = BoxItem.objects.filter(document=document)
        presented = held.filter(box="to-direct").values_list("holder", flat=True).first()
        stand = Stand(document.agency_id, document.state, document.channel, presented)
        wanted = {(p.holder, p.box.value, p.assignment_id) for p in places(stand, given)}
        assert wanted == set(held.values_list("holder", "box", "assignment_id"))


def test_every_state_of_both_flows_is_there() -> None:
    states = set(Document.objects.values_list("state", flat=True))
    absent = {DocumentState.CANCELLED, DocumentState.RECALLED, DocumentState.REFUSED}
    assert states >= set(DocumentState) - absent


def test_the_index_is_the_one_that_search_writes() -> None:
    sample = set(Document.objects.values_list("pk", flat=True)[::9])
    for row in search.rows_of(sample):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT tsv = setweight(to_tsvector('simple', %s), 'A') || "
                    "setweight(to_tsvector('simple', %s), 'D') || array_to_tsvector(%s::text[]) "
                    "FROM search_document WHERE document_id = %s AND agency_id = %s",
                    [row.fields, row.text, list(row.access), row.document_id, row.agency_id],
                )
                assert cursor.fetchone() == (True,)
                continue
            cursor.execute(
                "SELECT fields, text, access FROM search_fts WHERE rowid = %s", [row.document_id]
            )
            words, text, access = cursor.fetchone()
            assert (words, text) == (row.fields, row.text)
            assert set(access.split()) == set(row.access)


def test_every_paper_of_a_living_agency_says_whom_it_is_for() -> None:
    """Without a recipient a paper with its number could not be issued."""
    written = Document.objects.exclude(created_by_post=None)
    outgoing = written.filter(direction="outgoing")
    internal = written.filter(direction="internal")
    assert not outgoing.filter(recipients=None).exists()
    assert not internal.filter(addressees=None).exists()
    waiting = internal.exclude(state="issued")
    assert waiting.filter(state="numbered").exists()
    assert not waiting.exclude(addressees__sent_at=None).exists()
    assert not internal.filter(state="issued", addressees__sent_at=None).exists()


def test_packets_carry_what_interchange_packs_and_their_receipts_follow() -> None:
    packets = Packet.objects.select_related("document", "arrival")
    assert packets.count() == Document.objects.filter(channel=Channel.AXIS).count()
    for packet in packets[::5]:
        assert packet.document is not None
        assert packet.payload == pack(packet.document)
        assert packet.payload_hash == payload_hash(packet.payload)
        assert packet.arrival is not None
        assert packet.arrival.reference == packet.document.reference
        assert packet.arrival.agency_id == packet.receiver_id
    last: dict[int, str] = {}
    for packet_id, status in Receipt.objects.order_by("id").values_list("packet_id", "status"):
        assert status > last.get(packet_id, "00")
        last[packet_id] = status
    assert last == dict(packets.values_list("pk", "status"))


def test_answers_are_tied_to_what_they_answer() -> None:
    answers = Relation.objects.filter(kind="answers").select_related("source", "target")
    assert answers.count() > 5
    assert all(row.source.agency_id == row.target.agency_id for row in answers)
    finished = Assignment.objects.exclude(answer=None)
    assert finished.exists()
    tied = set(answers.values_list("source_id", "target_id"))
    assert {(row.answer_id, row.document_id) for row in finished} <= tied


def test_every_foreign_key_points_to_a_row() -> None:
    connection.check_constraints()


def test_trial_accounts_find_work() -> None:
    accounts = load.demo_accounts()
    assert len(accounts) == 12
    agency = Agency.objects.get(versions__name="Ủy ban nhân dân phường Long Châu")
    assert BoxItem.objects.filter(holder=keys.registry(agency.pk)).exists()
