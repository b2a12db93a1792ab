"""Q-010: no entry is changed unseen; every kind of tampering is found and its entry named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import province
from tests.factories.province import NOW
from tests.support.journal import unguarded
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal import queries, rules
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.journal.checking import Fault
from vanthu.ground.journal.choices import FaultKind
from vanthu.ground.journal.models import Entry, Head, Seal
from vanthu.ground.journal.sealing import seal
from vanthu.ground.people.events import PersonAdded
from vanthu.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

AGENCY = 77
LENGTH = 12


def _write(count: int, agency_id: int = AGENCY, start: int = 1) -> None:
    for number in range(start, start + count):
        actor = Actor(now=NOW + timedelta(seconds=number), account_id=5, ip="10.0.0.1")
        with unit_of_work(actor):
            name = f"Nguyễn Văn {number}"
            announce(actor, PersonAdded(agency_id=agency_id, object_id=number, full_name=name))


@pytest.fixture
def chain() -> list[int]:
    """A chain of twelve entries beside another agency's; the ids of its entries by place."""
    _write(LENGTH)
    _write(3, agency_id=AGENCY + 1)
    return [0, *Entry.objects.filter(agency_id=AGENCY).order_by("seq").values_list("id", flat=True)]


def _sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _faults() -> list[Fault]:
    found = list(queries.verify_all())
    assert all(fault.agency_id == AGENCY for fault in found)
    return found


def _named(found: list[Fault]) -> list[tuple[int, int | None, FaultKind]]:
    return [(fault.seq, fault.entry_id, fault.kind) for fault in found]


def test_an_untouched_journal_is_whole(chain: list[int]) -> None:
    assert _faults() == []
    assert queries.count() == LENGTH + 3
    assert queries.missing_guards() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET data = '{}' WHERE agency_id = 77 AND seq = 3",
        "UPDATE journal_entry SET seq = seq + 1000 WHERE agency_id = 77",
        "DELETE FROM journal_entry WHERE agency_id = 77 AND seq = 3",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_to_change_an_entry(chain: list[int], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _sql(statement)
    assert _faults() == []


@pytest.mark.postgres
def test_postgresql_refuses_to_truncate_entries(chain: list[int]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _sql("TRUNCATE journal_entry")


def test_guards_that_were_taken_away_are_named(chain: list[int]) -> None:
    with unguarded():
        assert queries.missing_guards() == list(queries.GUARDS)
    assert queries.missing_guards() == []


@pytest.mark.parametrize(
    "change",
    [
        'data = \'{"full_name":"Trần Văn X"}\'',
        "account_id = 6",
        "account_id = NULL",
        "ip = ''",
        "name = 'person-removed'",
        "object_id = 999",
        "tenure_id = 0",
    ],
)
def test_a_changed_entry_is_named(chain: list[int], change: str) -> None:
    with unguarded():
        _sql(f"UPDATE journal_entry SET {change} WHERE agency_id = %s AND seq = 7", AGENCY)
    assert _named(_faults()) == [(7, chain[7], FaultKind.CHANGED)]


def test_a_changed_moment_is_named(chain: list[int]) -> None:
    with unguarded():
        Entry.objects.filter(pk=chain[7]).update(at=NOW)
    assert _named(_faults()) == [(7, chain[7], FaultKind.CHANGED)]


def test_every_changed_entry_is_named(chain: list[int]) -> None:
    with unguarded():
        _sql("UPDATE journal_entry SET ip = 'x' WHERE agency_id = %s AND seq IN (1, 5, 12)", AGENCY)
    assert _named(_faults()) == [(n, chain[n], FaultKind.CHANGED) for n in (1, 5, 12)]


def _with_digest_of(seq: int, **change: object) -> Entry:
    entry = Entry.objects.get(agency_id=AGENCY, seq=seq)
    for name, value in change.items():
        setattr(entry, name, value)
    entry.digest = rules.digest(_content(entry))
    return entry


def _content(entry: Entry) -> tuple[object, ...]:
    row = [getattr(entry, name) for name in queries.FIELDS]
    return queries.record_of(tuple(row)).content


def test_a_changed_entry_with_a_new_digest_is_named(chain: list[int]) -> None:
    with unguarded():
        _with_digest_of(7, data='{"full_name":"X"}').save()
    assert _named(_faults()) == [(7, chain[7], FaultKind.REPLACED)]


def test_a_changed_entry_with_a_new_value_breaks_the_next_one(chain: list[int]) -> None:
    before = Entry.objects.get(agency_id=AGENCY, seq=6)
    with unguarded():
        entry = _with_digest_of(7, data='{"full_name":"X"}')
        entry.hash = rules.link(bytes(before.hash), bytes(entry.digest))
        entry.save()
    found = _faults()
    assert _named(found) == [(8, chain[8], FaultKind.REPLACED)]
    assert f"mục 7 (id {chain[7]})" in found[0].detail


@pytest.mark.parametrize(("first", "last"), [(1, 1), (5, 5), (4, 8)])
def test_removed_entries_are_named(chain: list[int], first: int, last: int) -> None:
    with unguarded():
        Entry.objects.filter(agency_id=AGENCY, seq__range=(first, last)).delete()
    found = _faults()
    assert _named(found) == [(first, None, FaultKind.REMOVED)]
    assert str(last) in found[0].detail


def test_removed_and_numbered_anew_is_named(chain: list[int]) -> None:
    with unguarded():
        Entry.objects.filter(pk=chain[5]).delete()
        for seq in range(6, LENGTH + 1):
            Entry.objects.filter(pk=chain[seq]).update(seq=seq - 1)
        Head.objects.filter(agency_id=AGENCY).update(seq=LENGTH - 1)
    assert _named(_faults()) == [(5, chain[6], FaultKind.REPLACED)]


def test_two_entries_that_changed_places_are_named(chain: list[int]) -> None:
    with unguarded():
        for pk, seq in ((chain[4], 1004), (chain[9], 4), (chain[4], 9)):
            Entry.objects.filter(pk=pk).update(seq=seq)
    found = _faults()
    moved = {fault.entry_id for fault in found if fault.kind is FaultKind.REORDERED}
    assert {chain[4], chain[9]} <= moved


def test_neighbours_that_changed_places_are_named(chain: list[int]) -> None:
    with unguarded():
        for pk, seq in ((chain[4], 1004), (chain[5], 4), (chain[4], 5)):
            Entry.objects.filter(pk=pk).update(seq=seq)
    moved = {fault.entry_id for fault in _faults() if fault.kind is FaultKind.REORDERED}
    assert {chain[4], chain[5]} <= moved


@pytest.mark.parametrize("with_digests", [True, False])
def test_contents_that_changed_places_are_named(chain: list[int], with_digests: bool) -> None:
    one, other = (Entry.objects.get(pk=chain[seq]) for seq in (4, 9))
    names = ["at", "object_id", "data", *(["digest"] if with_digests else [])]
    for name in names:
        first, second = getattr(one, name), getattr(other, name)
        setattr(one, name, second)
        setattr(other, name, first)
    with unguarded():
        one.save()
        other.save()
    assert _named(_faults()) == [(n, chain[n], FaultKind.REORDERED) for n in (4, 9)]


@pytest.mark.parametrize("kept", [0, 1, 9])
def test_a_cut_off_end_is_named(chain: list[int], kept: int) -> None:
    with unguarded():
        Entry.objects.filter(agency_id=AGENCY, seq__gt=kept).delete()
    assert _named(_faults()) == [(kept + 1, None, FaultKind.CUT_OFF)]


@pytest.mark.parametrize("kept", [0, 9])
def test_a_cut_off_end_with_the_head_set_back_is_known_by_the_seal(
    chain: list[int], kept: int
) -> None:
    seal(Actor.system(NOW))
    with unguarded():
        Entry.objects.filter(agency_id=AGENCY, seq__gt=kept).delete()
    heads = Head.objects.filter(agency_id=AGENCY)
    if kept:
        heads.update(seq=kept, hash=Entry.objects.get(pk=chain[kept]).hash)
    else:
        heads.delete()
    found = _faults()
    assert _named(found) == [(kept + 1, None, FaultKind.CUT_OFF)]
    assert f"–{LENGTH}" in found[0].detail


def _rewrite_from(seq: int) -> None:
    """Change an entry and compute the whole chain after it anew, head included."""
    with unguarded():
        before = Entry.objects.filter(agency_id=AGENCY, seq=seq - 1).first()
        value = bytes(before.hash) if before else rules.GENESIS
        for entry in Entry.objects.filter(agency_id=AGENCY, seq__gte=seq).order_by("seq"):
            if entry.seq == seq:
                entry.data = "{}"
            entry.digest = rules.digest(_content(entry))
            entry.hash = value = rules.link(value, entry.digest)
            entry.save()
        Head.objects.filter(agency_id=AGENCY).update(hash=value)


def test_a_chain_written_anew_is_known_by_the_seal_alone(chain: list[int]) -> None:
    _rewrite_from(3)
    assert _faults() == []
    _write(1, start=50)
    seal(Actor.system(NOW))
    _rewrite_from(5)
    sealed = Entry.objects.get(agency_id=AGENCY, seq=LENGTH + 1)
    assert _named(_faults()) == [(LENGTH + 1, sealed.pk, FaultKind.REWRITTEN)]


def test_an_added_entry_is_named(chain: list[int]) -> None:
    last = Entry.objects.get(pk=chain[LENGTH])
    last.pk, last.seq = None, LENGTH + 1
    last.save()
    found = _faults()
    assert [fault.kind for fault in found][-1] is FaultKind.ADDED
    assert found[-1].entry_id == last.pk


def test_a_changed_head_is_named(chain: list[int]) -> None:
    Head.objects.filter(agency_id=AGENCY).update(hash=bytes(32))
    assert _named(_faults()) == [(LENGTH, chain[LENGTH], FaultKind.HEAD_CHANGED)]


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (lambda pk: Entry.objects.filter(pk=pk).update(ip="x"), "bị sửa (changed)"),
        (lambda pk: Entry.objects.filter(pk=pk).delete(), "bị xóa (removed)"),
    ],
)
def test_a_fault_reads_as_a_sentence(
    chain: list[int], tamper: Callable[[int], object], words: str
) -> None:
    with unguarded():
        tamper(chain[6])
    sentence = str(_faults()[0])
    assert sentence.startswith(f"cơ quan {AGENCY}, mục 6")
    assert words in sentence


def test_a_seal_is_made_only_of_what_has_grown(chain: list[int]) -> None:
    assert {row.agency_id for row in seal(Actor.system(NOW))} == {AGENCY, AGENCY + 1}
    assert {row.agency_id for row in seal(Actor.system(NOW))} == {0}
    _write(1, start=60)
    assert {row.agency_id for row in seal(Actor.system(NOW))} == {0, AGENCY}
    assert Seal.objects.filter(agency_id=AGENCY).count() == 2


def test_only_an_inspector_reads_and_only_the_own_agency() -> None:
    office = province.office()
    _write(4, agency_id=office.id)
    _write(2)
    newest = queries.page(office.inspector, limit=3)
    assert [entry.seq for entry in newest] == [4, 3, 2]
    older = queries.page(office.inspector, before=newest[-1].pk)
    assert [entry.seq for entry in older] == [1]
    assert [e.seq for e in queries.page(office.inspector, object_id=2)] == [2]
    for actor in (office.leader, office.clerk, office.sysadmin):
        with pytest.raises(NotAllowed, match="thanh tra"):
            queries.page(actor)
