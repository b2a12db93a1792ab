"""The agency directory: whole or not at all, nothing removed, found by words and code (Q-142)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import lists
from tests.factories.lists import LINK, listed, offered, sync, synced
from tests.factories.province import NOW, office
from tests.support.attempts import refusal_of
from tests.support.told import last_events
from vanthu.faces.jobs import exchange as running
from vanthu.faces.jobs import tasks, worker
from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.models import Job
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.models import AgencyVersion
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.drivers.base import Listed
from vanthu.office.interchange.models import DirectoryAgency, DirectorySync
from vanthu.office.interchange.queries.directory import heirs
from vanthu.office.interchange.rules import is_hidden

pytestmark = pytest.mark.django_db
assert tasks.MODULES
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_ways_left() -> Iterator[None]:
    yield
    ways.offer([])


def row(code: str) -> DirectoryAgency:
    return DirectoryAgency.objects.get(link=LINK, code=code)


def counts(done: DirectorySync) -> dict[str, int]:
    names = ("new", "renamed", "changed", "closed", "reopened", "unchanged")
    return {name: found for name in names if (found := getattr(done, name))}


def test_a_list_is_taken_over_with_one_entry_of_the_journal() -> None:
    done = synced(
        listed("H01", "UBND tỉnh An Giang", mail="a@x.invalid"),
        listed("H01.02", parent="H01"),
        listed("000.00.00.H01", "UBND tỉnh An Giang", successor="H01"),
        listed("00.53.W00", "Nút trục"),
    )
    assert (done.state, done.listed, counts(done)) == ("done", 4, {"new": 4})
    assert last_events(1) == ["directory-synced"]
    assert (row("H01").mail, row("H01.02").parent_code) == ("a@x.invalid", "H01")
    assert (row("000.00.00.H01").open, row("000.00.00.H01").successor) == (False, "H01")
    assert row("00.53.W00").hidden
    assert counts(sync(LATER)) == {"unchanged": 4}


def test_what_is_gone_is_closed_and_comes_back() -> None:
    rows = [listed(f"H01.{n:02}") for n in range(10)]
    directory = offered(*rows)
    sync()
    directory.rows = rows[1:]
    assert counts(sync(LATER)) == {"closed": 1, "unchanged": 9}
    gone = row("H01.00")
    assert (gone.open, gone.closed_on, gone.last_seen) == (False, LATER.date(), NOW)
    directory.rows = rows
    assert counts(sync(LATER + timedelta(days=1))) == {"reopened": 1, "unchanged": 9}
    back = row("H01.00")
    assert (back.open, back.closed_on, back.last_seen, back.first_seen) == (True, None, None, NOW)


def test_names_are_kept_from_before_and_known_agencies_bear_the_new_ones() -> None:
    directory = offered(listed("H01", "UBND tỉnh An Giang"))
    sync()
    known = know_agency(Actor.system(NOW), code="H01", name="UBND tỉnh An Giang")
    directory.rows = [listed("H01", "Ủy ban nhân dân tỉnh An Giang")]
    assert counts(sync(LATER)) == {"renamed": 1}
    assert row("H01").before == "UBND tỉnh An Giang"
    versions = AgencyVersion.objects.filter(agency=known).order_by("valid_from")
    assert [(each.name, each.valid_to) for each in versions] == [
        ("UBND tỉnh An Giang", LATER.date()),
        ("Ủy ban nhân dân tỉnh An Giang", None),
    ]


@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_list_that_breaks_off_changes_nothing(after: int) -> None:
    directory = offered(*[listed(f"H01.{n:02}") for n in range(6)])
    sync()
    directory.rows[0] = listed("H01.00", "Tên khác")
    directory.breaks_after = after
    done = sync(LATER)
    assert (done.state, done.problem) == ("failed", "Danh sách dừng giữa chừng.")
    assert row("H01.00").name == "Cơ quan H01.00"
    assert DirectoryAgency.objects.filter(open=True).count() == 6
    assert last_events(1) == ["directory-refused"]


def test_a_list_that_has_lost_too_much_waits_for_the_administrator() -> None:
    admin = office().sysadmin
    directory = offered(*[listed(f"H01.{n:02}") for n in range(10)], directory_loss=0.25)
    sync()
    directory.rows = directory.rows[3:]
    done = sync(LATER)
    assert done.state == "refused"
    assert "3 trong 10" in done.problem
    assert "25 %" in done.problem
    assert DirectoryAgency.objects.filter(open=True).count() == 10
    (told,) = Notice.objects.filter(holder=keys.post(admin.post_id or 0), kind="directory-refused")
    assert done.problem in told.text
    assert counts(sync(LATER, accept_shorter=True)) == {"closed": 3, "unchanged": 7}


def test_an_empty_list_and_one_of_closed_agencies_are_as_suspicious() -> None:
    directory = offered(*[listed(f"H01.{n:02}") for n in range(10)])
    sync()
    directory.rows = []
    assert sync(LATER).state == "refused"
    directory.rows = [listed(f"H01.{n:02}", closed_on=date(2025, 7, 1)) for n in range(10)]
    assert sync(LATER).state == "refused"


def test_one_at_a_time_until_the_other_is_surely_dead() -> None:
    offered(listed("H01"))
    DirectorySync.objects.create(link=LINK, state="running", begun_at=NOW)
    assert "đang được đồng bộ" in refusal_of(lambda: sync(NOW))
    assert sync(NOW + timedelta(hours=3)).state == "done"
    assert DirectorySync.objects.filter(state="running").count() == 0


def test_a_fault_of_ours_leaves_no_sync_running(monkeypatch: pytest.MonkeyPatch) -> None:
    directory = offered(listed("H01"))
    monkeypatch.setattr(directory, "directory", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sync()
    assert DirectorySync.objects.get().state == "failed"
    monkeypatch.undo()
    assert sync().state == "done"


def test_codes_that_can_be_none_are_counted_and_left_out() -> None:
    done = synced(listed("H01"), listed("null"), listed("X" * 200), listed("H0\0"))
    assert (done.listed, done.skipped, done.new) == (1, 3, 1)


def test_names_are_kept_as_received() -> None:
    synced(listed("H01", "  Sở\0 Nội vụ " + "x" * 600))
    assert row("H01").name.startswith("Sở Nội vụ xxx")


@pytest.mark.parametrize(
    ("code", "hidden"),
    [
        ("00.53.W00", True),
        ("W00.1", True),
        ("H61.12", False),
        ("H37 DN", True),
        ("28.22.H17", False),
    ],
)
def test_nodes_of_the_axis_are_hidden(code: str, hidden: bool) -> None:
    assert is_hidden(code) is hidden


def test_the_job_runs_every_night_and_tells_how_far_it_is() -> None:
    offered(*[listed(f"H01.{n:04}") for n in range(1500)])
    running.sync_all(Actor.system(NOW), lambda done, total: None)
    running.ask_for_directory(Actor.system(NOW), LINK)
    worker.run_all(lambda: NOW)
    job = Job.objects.get(task=queries.SYNC)
    assert (job.state, job.progress, job.total) == ("done", 1500, 1500)
    assert job.result is not None
    assert DirectorySync.objects.get(pk=job.result["sync"]).new == 1500


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("noi vu", ["H01.02", "H05.02"]),
        ("Nội vụ An", ["H01.02"]),
        ("so no", ["H01.02", "H05.02"]),
        ("vu noi", ["H01.02", "H05.02"]),
        ("H01.02", ["H01.02"]),
        ("h01", ["H01.02", "H01.03"]),
        ("đ", []),
        ('" OR 1', []),
        ("noi & vu:*", ["H01.02", "H05.02"]),
    ],
)
def test_agencies_are_found_by_words_and_code(text: str, found: list[str]) -> None:
    synced(
        listed("H01.02", "Sở Nội vụ tỉnh An Giang"),
        listed("H01.03", "Sở Y tế tỉnh An Giang"),
        listed("H05.02", "Sở Nội vụ tỉnh Bắc Ninh"),
    )
    assert lists.codes(queries.listed(text)) == found


def test_the_words_of_old_names_find_nothing() -> None:
    directory = offered(listed("H01.02", "Sở Ngoại vụ"))
    sync()
    directory.rows = [listed("H01.02", "Sở Nội vụ")]
    sync(LATER)
    assert lists.codes(queries.listed("ngoai")) == []
    assert lists.codes(queries.listed("noi vu")) == ["H01.02"]


def test_a_picker_offers_whoever_took_the_place_of_closed_ones() -> None:
    here = office()
    synced(
        listed("H07", "UBND tỉnh Bến Tre", successor="H09", closed_on=date(2025, 7, 1)),
        listed("H09", "UBND tỉnh Cũ", successor="H10"),
        listed("H10", "UBND tỉnh Mới"),
        listed("H11", "UBND tỉnh Bến Lức", closed_on=date(2025, 7, 1)),
        listed("00.53.W00", "Bến nút"),
        listed("H61.5", "Bến của ta"),
    )
    (found,) = queries.reachable(here.specialist, "ben")
    assert (found.code, found.name, found.instead) == ("H10", "UBND tỉnh Mới", "H07")
    assert (found.link, found.link_title) == (LINK, "Trục truc")


def test_the_picker_asks_three_statements_however_many_it_finds(
    django_assert_num_queries: Any,
) -> None:
    here = office()
    synced(
        *[listed(f"H01.{n}", f"Phường số {n}") for n in range(40)],
        *[listed(f"H02.{n}", f"Phường số {n}", successor=f"H01.{n}") for n in range(40)],
    )
    with django_assert_num_queries(3):
        assert len(queries.reachable(here.specialist, "phuong so")) == 20


CODES = st.sampled_from([f"H0{n}" for n in range(8)])
ROWS = st.builds(
    listed,
    CODES,
    st.sampled_from(["Sở A", "Sở B"]),
    st.one_of(st.just(""), CODES),
    closed_on=st.sampled_from([None, date(2025, 7, 1)]),
)
LISTS = st.lists(st.lists(ROWS, max_size=12), min_size=1, max_size=4)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=LISTS)
def test_whatever_lists_come_the_last_one_stands_and_nothing_is_lost(
    history: list[list[Listed]],
) -> None:
    DirectoryAgency.objects.all().delete()
    directory = offered()
    ever: set[str] = set()
    for day, rows in enumerate(history):
        directory.rows = rows
        done = sync(NOW + timedelta(days=day), accept_shorter=True)
        ever |= {each.code for each in rows}
        present = DirectoryAgency.objects.filter(link=LINK, last_seen=None)
        assert {each.code for each in present} == {each.code for each in rows}
        assert done.listed == len({each.code for each in rows})
        assert sum(counts(done).values()) - len(_gone_now(done)) == done.listed
    assert {each.code for each in DirectoryAgency.objects.all()} == ever
    _follow_all(history[-1])
    assert set(counts(sync(NOW + timedelta(days=9)))) <= {"unchanged"}


def _gone_now(done: DirectorySync) -> list[DirectoryAgency]:
    return list(DirectoryAgency.objects.filter(changed_in=done).exclude(last_seen=None))


def _follow_all(last: list[Listed]) -> None:
    """Whoever can be written to leads to itself; who has one clear heir leads where that leads."""
    stand = {each.code: each for each in DirectoryAgency.objects.all()}
    found = heirs(stand)
    for code, each in stand.items():
        end = found[LINK, code]
        assert end.clear == (_end(code, stand) is not None)
        if end.clear:
            assert end.code == _end(code, stand)
        own = [row for row in last if row.code == code]
        is_open = any(row.closed_on is None and row.successor in ("", code) for row in own)
        assert each.open is is_open


def _end(code: str, stand: dict[str, DirectoryAgency]) -> str | None:
    seen: set[str] = set()
    while code in stand and not stand[code].open:
        if code in seen or stand[code].successors != 1:
            return None
        seen.add(code)
        code = stand[code].successor
    return code
